"""Holds the undisclosed words of a case against another text, and says which passages got out."""

import dataclasses
import datetime
import uuid
from collections.abc import Sequence

from candour.cases.disclosure.elsewhere import Other
from candour.cases.disclosure.papers import Paper
from candour.cases.models import Case, DisclosedCopy, LeakAlert
from candour.cases.models.disclosure import FILE
from candour.cases.parties import copies
from candour.cases.reading import opened
from candour.core.tracing import passages
from candour.guard.actors import Actor
from candour.guard.keys import Vault

# So much of a passage must have been given before for it to be no leak.
COVERED = 0.8


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A text that was given to somebody, and on which day."""

    on: datetime.date
    source: uuid.UUID
    words: tuple[str, ...] = dataclasses.field(repr=False)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Leak:
    """Passages of one paper that stand in another file too early; the words are for a reader."""

    paper: Paper
    other: Other
    disclosed_on: datetime.date | None
    longest: int
    excerpts: tuple[str, ...] = dataclasses.field(repr=False)


def given(*, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime) -> tuple[Given, ...]:
    """Return every text that the subject's side was given, as far as the vault opens the ledger."""
    rows = list(
        DisclosedCopy.objects.filter(file_id=file, party__side="subject")
        .exclude(kind=FILE)
        .select_related("item")
        .order_by("number")
    )
    texts = opened.texts(items=[row.item for row in rows], vault=vault, by=by, at=at)
    return tuple(
        Given(
            on=row.served_at.astimezone(at.tzinfo).date(),
            source=row.source_id,
            words=passages.words(text=copies.read(text=texts[row.item_id]).text),
        )
        for row in rows
        if row.item_id in texts
    )


def leaks(*, papers: Sequence[Paper], other: Other, given: Sequence[Given]) -> tuple[Leak, ...]:
    """Return what another file says in the words of these papers before anybody was given them."""
    theirs = passages.words(text=other.text)
    found = []
    for paper in papers:
        ours = passages.words(text=paper.text)
        early = [one for one in passages.shared(one=ours, other=theirs)
                 if not _was_given(theirs, one, other, given)]  # fmt: skip
        if early:
            found.append(
                Leak(
                    paper=paper,
                    other=other,
                    disclosed_on=_disclosed_on(ours, early, other, given),
                    longest=max(one.length for one in early),
                    excerpts=tuple(
                        passages.excerpt(
                            text=other.text, start=one.other_start, length=one.other_length
                        )
                        for one in early
                    ),
                )
            )
    return tuple(found)


def alert_of(*, case: Case, leak: Leak, by: Actor, at: datetime.datetime) -> LeakAlert:
    """Return the alert of a leak: codes and days, and nothing of its words."""
    return LeakAlert(
        file_id=case.file_id,
        organisation_id=case.organisation_id,
        other_file_id=leak.other.file,
        source_kind=leak.paper.kind,
        source_id=leak.paper.id,
        passages=len(leak.excerpts),
        longest=leak.longest,
        appeared_on=leak.other.appeared_on,
        disclosed_on=leak.disclosed_on,
        found_at=at,
        found_by=by.account,
    )


def _was_given(
    theirs: Sequence[str], passage: passages.Passage, other: Other, given: Sequence[Given]
) -> bool:
    """Say whether a passage could be known from what had been given by the day it appeared."""
    said = theirs[passage.other_start : passage.other_start + passage.other_length]
    return any(one.on <= other.appeared_on and _covers(one.words, said) for one in given)


def _covers(known: Sequence[str], said: Sequence[str]) -> bool:
    common = {pair.other for run in passages.runs(one=known, other=said) for pair in run}
    return len(common) >= COVERED * len(said)


def _disclosed_on(
    ours: Sequence[str], early: Sequence[passages.Passage], other: Other, given: Sequence[Given]
) -> datetime.date | None:
    """Return the first later day on which one of the passages was given to somebody."""
    days = [
        one.on
        for one in given
        for passage in early
        if one.on > other.appeared_on
        and _covers(one.words, ours[passage.start : passage.start + passage.length])
    ]
    return min(days, default=None)
