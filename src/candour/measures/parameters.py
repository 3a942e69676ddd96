"""What a figure is asked for: which window of receipt, as of which day, whose, grouped by what."""

import datetime
from dataclasses import dataclass
from typing import Self

from candour.core import calendar

_DAY = datetime.timedelta(days=1)


class BadWindow(ValueError):
    """A window that holds no day, or that reaches past the day the register is known as of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """The window is of days of receipt, both ends included.

    organisation, by: empty for all of them together, and for no groups.
    """

    as_of: datetime.date
    from_on: datetime.date
    to_on: datetime.date
    organisation: str = ""
    by: str = ""

    def __post_init__(self) -> None:
        if self.from_on > self.to_on:
            message = "The window ends before it begins: --from must not come after --to."
            raise BadWindow(message)
        if self.to_on > self.as_of:
            message = "The window must not reach past the day that the register is known as of."
            raise BadWindow(message)

    def as_json(self) -> dict[str, str]:
        """Return the parameters as they are stored and printed."""
        return {
            "as_of": self.as_of.isoformat(),
            "from": self.from_on.isoformat(),
            "to": self.to_on.isoformat(),
            "organisation": self.organisation,
            "by": self.by,
        }

    @classmethod
    def from_json(cls, stored: dict[str, str]) -> Self:
        """Return the parameters that `as_json` stored."""
        return cls(
            as_of=datetime.date.fromisoformat(stored["as_of"]),
            from_on=datetime.date.fromisoformat(stored["from"]),
            to_on=datetime.date.fromisoformat(stored["to"]),
            organisation=stored["organisation"],
            by=stored["by"],
        )


def years_back(*, to_on: datetime.date, years: int) -> datetime.date:
    """Return the first day of the window of so many years that ends on a day."""
    return calendar.corresponding_day(on=to_on, months=-12 * years) + _DAY
