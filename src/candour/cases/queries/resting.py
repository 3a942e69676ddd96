"""What rests on the answer that somebody is the one described: every decision since about them."""

import dataclasses
import datetime
import uuid
from collections.abc import Iterator, Mapping, Sequence

from candour.cases.courses.sheets import titles
from candour.cases.models import LinkDecision, Outcome, SeverityAssessment, StepTaken, Suggestion
from candour.cases.reading import staff, wording
from candour.guard.actors import Actor

_BASES = {"facts": "on the facts alone", "history": "with the history"}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Resting:
    """One decision that was made about a person while an answer said that it is them."""

    what: str
    by: str
    at: datetime.datetime


_Found = tuple[datetime.datetime, uuid.UUID | None, str]
_Span = tuple[datetime.datetime, datetime.datetime | None]


def resting(
    *, file: uuid.UUID, by: Actor, at: datetime.datetime
) -> Mapping[uuid.UUID, tuple[Resting, ...]]:
    """Return by suggestion what was decided while it was confirmed; part of the screening.

    What was decided before an answer was taken back is here, too: it is to be looked at again.
    """
    rows = list(LinkDecision.objects.filter(file_id=file).order_by("decided_at", "id"))
    confirmed = {row.suggestion_id for row in rows if row.answer == "same"}
    if not confirmed:
        return {}
    found = {
        one.id: sorted(
            (made for span in _spans(one.id, rows) for made in _made(one, span)),
            key=lambda made: made[0],
        )
        for one in Suggestion.objects.filter(id__in=list(confirmed))
    }
    return _named(found, by=by, at=at)


def _spans(suggestion: uuid.UUID, rows: Sequence[LinkDecision]) -> Iterator[_Span]:
    """Yield from when to when a suggestion was confirmed; None while it still is."""
    answers = [row for row in rows if row.suggestion_id == suggestion]
    for place, row in enumerate(answers):
        if row.answer == "same":
            after = answers[place + 1] if place + 1 < len(answers) else None
            yield row.decided_at, after.decided_at if after else None


def _named(
    found: Mapping[uuid.UUID, Sequence[_Found]], *, by: Actor, at: datetime.datetime
) -> Mapping[uuid.UUID, tuple[Resting, ...]]:
    accounts = [account for rows in found.values() for _, account, _ in rows]
    known = staff.called(accounts=accounts, by=by, at=at)
    return {
        suggestion: tuple(
            Resting(what=what, by=staff.named(known, account), at=decided_at)
            for decided_at, account, what in rows
        )
        for suggestion, rows in found.items()
    }


def _made(one: Suggestion, span: _Span) -> Iterator[_Found]:
    since, until = span
    within: dict[str, datetime.datetime] = {"decided_at__gte": since}
    if until is not None:
        within["decided_at__lt"] = until
    # By who was described, since an allegation loses its subject when the answer is taken back.
    levels = SeverityAssessment.objects.filter(allegation__described_id=one.described_id, **within)
    for made in levels:
        said = f"Severity {_BASES[made.basis]}: {wording.LEVELS[made.level]}"
        yield made.decided_at, made.decided_by, said
    for ended in Outcome.objects.filter(allegation__described_id=one.described_id, **within):
        yield ended.decided_at, ended.decided_by, f"Outcome: {wording.result(ended.result)[0]}"
    for step in StepTaken.objects.filter(file_id=one.file_id, **within):
        if one.person_id in (step.subject_id, step.about_id):
            yield step.decided_at, step.decided_by, titles.title(step.step)
