"""What an investigator declares before opening a case: the questions, and what the answers mean.

Yes to any of them is a conflict: whoever weighs how bad it is must not be the one who has it.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

VERSION = "1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One yes-or-no question; `words` take the subject's name where it is about a subject."""

    code: str
    words: str


OF_SUBJECT = (
    Question(code="related", words="Are you related to {name}, or were you ever a couple?"),
    Question(code="worked_with", words="Have you ever worked with {name}, or under them?"),
    Question(
        code="social",
        words="Do you know {name} outside work: as a friend, a neighbour, in a club or lodge,"
        " or online?",
    ),
    Question(code="money", words="Do you share money, property or a business with {name}?"),
    Question(
        code="complained", words="Has either of you ever complained about the other, or helped"
        " in such a complaint?",
    ),
)  # fmt: skip
OF_CASE = (
    Question(code="others", words="Do you know anybody else whom the case may concern?"),
    Question(
        code="any_other",
        words="Is there anything else that could make somebody doubt that you are fair here?",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """Which questions were answered with yes, by subject; under None those about the case."""

    subjects: frozenset[uuid.UUID]
    conflicts: Mapping[uuid.UUID | None, tuple[str, ...]]

    @property
    def has_conflict(self) -> bool:
        """Return whether any answer was yes."""
        return any(self.conflicts.values())


def is_owed(*, subjects: Iterable[uuid.UUID], declared: Iterable[Declared]) -> bool:
    """Say whether a declaration is still owed: none was signed about all these subjects."""
    wanted = frozenset(subjects)
    return not any(wanted <= one.subjects and not one.has_conflict for one in declared)
