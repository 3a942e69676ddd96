"""The rows of a delta in our codes, and the case that they make together."""

from collections.abc import Mapping
from dataclasses import dataclass

Said = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """A case as it is stated: codes and ISO days by the names of their columns."""

    row: int
    reference: str
    candour_reference: str
    has_words: bool
    said: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class AllegationLine:
    """An allegation as it is stated; letter: of a category of before 1 February 2020."""

    row: int
    reference: str
    number: str
    letter: str
    said: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectLine:
    """Who a number of a case belongs to; the names are compared and dropped."""

    row: int
    reference: str
    number: str
    given: str
    family: str
    ethnicity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    """Two cases that belong together."""

    row: int
    reference: str
    linked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """A case with everything that the delta states of it."""

    case: CaseLine
    allegations: tuple[AllegationLine, ...]
    subjects: tuple[SubjectLine, ...]
    links: tuple[LinkLine, ...]
