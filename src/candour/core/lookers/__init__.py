"""Folds who looked at a file into what a reporter or a subject reads: people first, days alone."""

import dataclasses
import datetime
import enum
import uuid
from collections.abc import Iterable, Sequence

PER_PAGE = 20
# A search that finds more than so many cases is browsing, whatever it would have hit besides.
POINTED = 5


class Purpose(enum.StrEnum):
    """Names why a file was opened, as far as the page that was opened tells."""

    READ_REPORT = "read_report"
    READ_CASE = "read_case"
    READ_WORDS = "read_words"
    READ_FILES = "read_files"
    COMPARED = "compared"
    CHECKED_STEPS = "checked_steps"
    COPIED = "copied"
    WORKED = "worked"


_PURPOSES = {
    "intake.read": Purpose.READ_REPORT,
    "cases.read": Purpose.READ_CASE,
    "guard.open_items": Purpose.READ_WORDS,
    "cases.open_attachment": Purpose.READ_FILES,
    "cases.history": Purpose.COMPARED,
    "cases.timeline": Purpose.CHECKED_STEPS,
    "cases.show": Purpose.COPIED,
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Looks of one reader on one day, of one kind: `reader` tells readers apart and names nobody.

    `leaf` is one of the looks, by which it can be asked about.
    """

    reader: int
    what: str
    seat: str
    body: str
    on: datetime.date
    number: int
    leaf: uuid.UUID
    asked_on: datetime.date | None = None
    answered_on: datetime.date | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One entry of the page: which body and role, why, on which day, how often."""

    body: str
    seat: str
    purpose: Purpose
    on: datetime.date
    number: int
    leaf: uuid.UUID
    asked_on: datetime.date | None = None
    answered_on: datetime.date | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A bounded part of the entries, newest first; `number` counts from 1."""

    entries: tuple[Seen, ...]
    number: int
    pages: int


def purpose_of(what: str) -> Purpose:
    """Return the purpose that a permission stands for; what is not known is work on the file."""
    return _PURPOSES.get(what, Purpose.WORKED)


def fold(looks: Iterable[Look]) -> tuple[Seen, ...]:
    """Fold looks into one entry for each reader, purpose and day, the newest day first."""
    folded: dict[tuple[datetime.date, int, Purpose], list[Look]] = {}
    for look in looks:
        folded.setdefault((look.on, look.reader, purpose_of(look.what)), []).append(look)
    entries = [_seen(key[2], same) for key, same in folded.items()]
    return tuple(
        sorted(entries, key=lambda one: (-one.on.toordinal(), one.body, one.seat, one.leaf.bytes))
    )


def _seen(purpose: Purpose, same: Sequence[Look]) -> Seen:
    first = min(same, key=lambda one: one.leaf.bytes)
    asked = [one for one in same if one.asked_on is not None]
    return Seen(
        body=first.body,
        seat=first.seat,
        purpose=purpose,
        on=first.on,
        number=sum(one.number for one in same),
        leaf=asked[0].leaf if asked else first.leaf,
        asked_on=asked[0].asked_on if asked else None,
        answered_on=asked[0].answered_on if asked else None,
    )


def page_of(entries: Sequence[Seen], *, number: int, per_page: int = PER_PAGE) -> Page:
    """Return a page of entries; a number beyond the last means the last."""
    pages = max(-(-len(entries) // per_page), 1)
    number = min(max(number, 1), pages)
    start = (number - 1) * per_page
    return Page(entries=tuple(entries[start : start + per_page]), number=number, pages=pages)


def by_role(looks: Iterable[Look]) -> tuple[Seen, ...]:
    """Fold looks into one entry for each body, role and day: what a subject may be told."""
    folded: dict[tuple[datetime.date, str, str], list[Look]] = {}
    for look in looks:
        folded.setdefault((look.on, look.body, look.seat), []).append(look)
    entries = [
        Seen(body=body, seat=seat, purpose=Purpose.WORKED, on=on, number=1, leaf=same[0].leaf)
        for (on, body, seat), same in folded.items()
    ]
    return tuple(sorted(entries, key=lambda one: (-one.on.toordinal(), one.body, one.seat)))


def is_pointed(*, hidden: int, found: int) -> bool:
    """Say whether a search was aimed at what is hidden: it finds little, and something hidden."""
    return hidden > 0 and hidden + found <= POINTED
