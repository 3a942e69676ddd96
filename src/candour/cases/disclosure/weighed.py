"""The earlier matters that were weighed against somebody, as a paper for them and nobody else.

Who is judged by a history is told it: what was alleged, from where, and that it is unproven. It
goes out at a stage like every paper, marked and listed, once the reporter's safety was seen to.
"""

import dataclasses
import datetime
import uuid
from collections.abc import Collection, Iterator, Sequence

from candour.cases.disclosure.papers import PAPER, Paper
from candour.cases.models import DisclosedCopy, SeverityAssessment
from candour.cases.reading import history, wording
from candour.cases.reading.history import Earlier
from candour.cases.rules.severity import HISTORY
from candour.guard.actors import Actor
from candour.guard.permissions import demand

TITLE = "Earlier matters that were weighed"
_FIRST = (
    "How serious this is was assessed with these earlier matters beside it. What is called unproven"
    " was not found against you, and proves nothing by itself or by its number."
)
# Says the same whether there is one: somebody who is not told of a matter yet learns nothing here.
_OPEN = "A matter that is not closed, or that nobody told you of, is not in this list."


# At which stage nothing goes out as the notice while this paper is owed.
PROCEEDINGS = "proceedings"


class PaperOwed(Exception):
    """Earlier matters were weighed against them. Give them that paper first, or with the notice."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """What was weighed against one person, and whether they have it."""

    paper: Paper
    person: uuid.UUID
    is_given: bool


def weighed(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> tuple[Weighed, ...]:
    """Return what was weighed against each subject of a case and they already know of.

    Nothing where a wall keeps the reader from one of the earlier matters: somebody else gives it.
    A history is looked at only where one was weighed, and that it was looked at is a leaf.
    """
    assessed = _assessed(file)
    if not assessed:
        return ()
    demand("cases.history", by=by, at=at, file=file)
    past = history.known(file=file)
    if past is None:
        return ()
    return tuple(
        Weighed(
            paper=Paper(
                id=made.id,
                kind=PAPER,
                title=TITLE,
                text="\n\n".join(_said(matters)),
                is_reporters=False,
                about=person,
            ),
            person=person,
            is_given=_is_given(file, made, person),
        )
        for person, made in assessed.items()
        if (matters := _to_be_told(past.get(person, ()), made))
    )


def demand_given(
    *,
    file: uuid.UUID,
    person: uuid.UUID | None,
    by: Actor,
    at: datetime.datetime,
    giving: Collection[uuid.UUID] = (),
) -> None:
    """Refuse the notice of referral to proceedings while what was weighed is owed; part of a step.

    giving: the papers that go out with it.
    """
    if any(
        one.person == person and not one.is_given and one.paper.id not in giving
        for one in weighed(file=file, by=by, at=at)
    ):
        raise PaperOwed


def _assessed(file: uuid.UUID) -> dict[uuid.UUID, SeverityAssessment]:
    """Return, by subject, the newest assessment with the history that stands."""
    rows = SeverityAssessment.objects.filter(
        file_id=file,
        basis=HISTORY,
        superseded_by__isnull=True,
        allegation__subject_id__isnull=False,
    ).select_related("allegation")
    return {
        row.allegation.subject_id: row
        for row in rows.order_by("decided_at", "id")
        if row.allegation.subject_id is not None
    }


def _to_be_told(matters: Sequence[Earlier], made: SeverityAssessment) -> tuple[Earlier, ...]:
    """Return what could be weighed on the day of the assessment and tells them of nothing new.

    A matter of which nobody told them may have been kept from them for somebody's safety: that is
    decided in that matter and not here.
    """
    on = made.decided_at.date()
    return tuple(
        one
        for one in matters
        if one.received_on <= on and not one.is_open and (one.is_told or one.is_proven)
    )


def _is_given(file: uuid.UUID, made: SeverityAssessment, person: uuid.UUID) -> bool:
    given = DisclosedCopy.objects.filter(file_id=file, source_id=made.id)
    return given.filter(party__person_id=person).exists()


def _said(matters: Sequence[Earlier]) -> Iterator[str]:
    yield _FIRST
    for number, one in enumerate(sorted(matters, key=lambda one: one.received_on), start=1):
        proven = "Proven" if one.is_proven else "Unproven"
        source = ", ".join(part for part in (one.source, one.force) if part)
        result = ". ".join(part for part in (one.result, one.sanction) if part)
        yield (
            f"{number}. {proven}. Received on {wording.day(one.received_on)}. {one.kind}:"
            f" {one.about}. From: {source}." + (f" {result}." if result else "")
        )
    yield _OPEN
