"""The people of the tests of retaliation, the two cases, and what is typed to link them."""

import dataclasses
import uuid

from candour.cases.models import Case

# Who reported: no tie to the subject, nor to any of those who handle the case.
REPORTER, NUMBER = "investigator-two", "2201"
CASTELL = {"given": "Owen", "family": "Castell", "number": NUMBER, "rank": "Inspector"}
HANDLER, OTHER = "external-investigator", "stranger"
LINKED = {
    "answer": "linked", "comes_from": "unknown", "reason": "It came a day later.",
    "considered": "on",
}  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Two:
    """The case that somebody reported, and a later one about whoever did."""

    first: uuid.UUID
    later: uuid.UUID

    @property
    def page(self) -> str:
        return f"/cases/{self.first}/retaliation/"

    @property
    def reference(self) -> str:
        return Case.objects.get(file_id=self.later).reference
