"""What a template of a letter is: to whom, when, by which provision, and in which words."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from candour.law.events import EventKind, Party
from candour.law.provisions import Basis, Provision, Verification

_PLACE_OPENS, _PLACE_CLOSES = "{", "}"


class Use(enum.StrEnum):
    """Says what is made of a template: a letter, a report to a body, or a page for everybody."""

    LETTER = "letter"
    REPORT = "report"
    PUBLICATION = "publication"


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """One kind of recipient: the stage that must be safe, and what serving it records.

    counts_as: what it counts as for the reporter's mailbox, which then records its own events.
    starts: the events that serving it by any other route records. is_notice: to a subject it is
    the notice of its stage. after_all: who must have been served it, too, before anything starts.
    """

    party: Party
    stage: str = ""
    counts_as: str = "message"
    starts: tuple[EventKind, ...] = ()
    is_notice: bool = False
    after_all: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """One thing that the writer fills in; a public one names who and what may be published."""

    name: str
    label: str
    hint: str = ""
    is_required: bool = True
    rows: int = 1
    is_public: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One paragraph with {places} for what is filled in; a free one may be written anew."""

    text: str
    heading: str = ""
    is_free: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One letter, report or publication: its whole text, its law, and whom it goes to.

    least_days: for how many days a publication stays up at least.
    """

    title: str
    use: Use
    when: str
    addressees: tuple[Addressee, ...]
    provision: Provision
    basis: Basis
    verification: Verification
    paragraphs: tuple[Paragraph, ...]
    blanks: tuple[Blank, ...] = ()
    least_days: int = 0

    def addressee(self, party: Party) -> Addressee:
        """Return the row of one recipient; raise StopIteration where the template has none."""
        return next(one for one in self.addressees if one.party is party)


# What every template may name without asking for it.
AUTOMATIC: Mapping[str, str] = {
    "reference": "the reference of the case",
    "force": "the body that handles it",
    "today": "the day of the letter",
    "received": "the day on which it was received",
    "kind": "what kind of case it is",
    "age": "how old it is",
    "next_update": "the day by which the next news is due",
    "decisions": "each allegation with its result",
    "review_right": "whether the outcome can be reviewed, by when and on which footing",
}


def places(*, text: str) -> tuple[str, ...]:
    """Return the names of the places in a paragraph, in order."""
    parts = text.split(_PLACE_OPENS)[1:]
    return tuple(part.split(_PLACE_CLOSES)[0] for part in parts)


def fill(*, text: str, values: Mapping[str, str]) -> str:
    """Return a paragraph with each place filled; a value is words, never another place."""
    first, *rest = text.split(_PLACE_OPENS)
    said = [first]
    for part in rest:
        name, _, after = part.partition(_PLACE_CLOSES)
        said += [values.get(name, ""), after]
    return "".join(said)
