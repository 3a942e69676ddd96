"""What a search for words found: where it stands, and what it did not look into."""

import dataclasses
import uuid

from candour.core.finding import Excerpt


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One text of a case in which it stands, with the places.

    page: the name of the address that shows it. one: which witness or file of the case it is,
    where each has a page of its own.
    """

    title: str = dataclasses.field(repr=False)
    page: str
    excerpts: tuple[Excerpt, ...] = dataclasses.field(repr=False)
    one: uuid.UUID | None = None

    @property
    def summary(self) -> str:
        """Return how many places there are to unfold."""
        number = len(self.excerpts)
        title = self.title if self.one else self.title.lower()
        return f"Show {number} place{'s' if number > 1 else ''}: {title}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CaseHits:
    """One case in which it stands."""

    file: uuid.UUID
    reference: str
    hits: tuple[Hit, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NotSearched:
    """An attached file that was not searched, or not to its end, and why; its name always is."""

    case: uuid.UUID
    reference: str
    blob: uuid.UUID
    name: str = dataclasses.field(repr=False)
    why: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """The case whose attached files the next look goes on with: how many of how many were seen."""

    reference: str
    seen: int
    of: int
