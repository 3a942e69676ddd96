"""Reports and what their reporters told, row by row, on top of the registers of other tests."""

import datetime

from measures import registers
from measures.disparity.disparity_worlds import AS_OF, FORCE, World

ANSWERED = "answered"


class Told(World):
    """A world whose reports are counted: each has a key, a route, a state and perhaps a mailbox."""

    def __init__(self) -> None:
        super().__init__()
        self.reports = 0
        # No figure is computed of a register without a case.
        self.case(None, received="2011-05-01")

    def report(
        self,
        *,
        received: str = "2018-03-01",
        route: str = "public",
        state: str = "with_desk",
        is_reachable: bool = True,
        case: str = "",
    ) -> str:
        self.reports += 1
        key = f"r{self.reports}"
        self.rows["report"].append(
            (case or key, key, FORCE, registers.day(received), route, state, is_reachable)
        )
        return key

    def contact(self, state: str, *, received: str = "2018-03-01") -> None:
        self.rows["report"].append(
            ("", "", FORCE, registers.day(received), "hotline", state, False)
        )

    def told(
        self,
        report: str,
        what: str,
        code: str = "",
        *,
        received: str = "2018-03-01",
        after: int = 7,
    ) -> None:
        day = registers.day(received)
        self.rows["told"].append(
            (report, report, FORCE, day, what, code, day + datetime.timedelta(days=after))
        )

    def followed(
        self,
        report: str,
        answer: str = "",
        *,
        what: str = "counter",
        received: str = "2018-03-01",
        later: str = "",
    ) -> None:
        """Put something that followed a report to a named person, who gave this answer."""
        self.rows["followed"].append(
            (report, report, FORCE, registers.day(received), what, answer, later, later)
        )

    def step_of_case(self, case: str, what: str, code: str, *, received: str, on: str) -> None:
        self.rows["case_step"].append(
            (case, FORCE, "complaint", "public", registers.day(received), what, code,
             registers.day(on))
        )  # fmt: skip


__all__ = ["ANSWERED", "AS_OF", "FORCE", "Told"]
