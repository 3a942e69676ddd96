"""Decides whether a suggested person is the one described; a later decision replaces it."""

import datetime
import uuid

from django.db import transaction

from candour.access import reports
from candour.access.actions.draw_walls import draw_walls
from candour.access.actions.involve import involve
from candour.cases import steps, words
from candour.cases.models import Allegation, Case, LinkDecision, Suggestion
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import File
from candour.guard.permissions import demand


class OtherPersonConfirmed(Exception):
    """Another person is already confirmed as the one described. Change that decision first."""


@transaction.atomic
def decide_link(
    *, suggestion: uuid.UUID, file: uuid.UUID, answer: str, reason: str, by: Actor,
    at: datetime.datetime,
) -> LinkDecision:  # fmt: skip
    """Record the answer, and let subject, people of the case and walls follow from it.

    Only a confirmed person becomes the subject; taking the confirmation back takes all of it back.
    """
    demand("cases.decide_link", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    asked = Suggestion.objects.get(id=suggestion, file_id=file)
    if answer == "same":
        _demand_no_other(asked)
    item = words.seal_reason(case=case, text=reason)
    decision = LinkDecision(
        file_id=file,
        organisation_id=case.organisation_id,
        suggestion=asked,
        answer=answer,
        reason_item=item,
        decided_at=at,
        decided_by=by.account,
        supersedes=_current(asked),
    )
    LinkDecision.objects.bulk_create([decision])
    changed = _set_subject(asked)
    steps.finish(
        step="cases.decide_link", case=case, after=[item, decision, *changed], by=by, at=at
    )
    follow_people(case=case, by=by, at=at)
    return decision


def follow_people(
    *, case: Case, by: Actor, at: datetime.datetime, vault: Vault | None = None
) -> None:
    """Make the case, and the report it came from, concern its subjects and open candidates.

    Part of deciding a link, and of a new screening; whoever calls has demanded that.
    """
    roles = {(person, "candidate") for person in _open_candidates(case)}
    roles |= {
        (person, "subject")
        for person in Allegation.objects.filter(
            file_id=case.file_id, subject__isnull=False
        ).values_list("subject_id", flat=True)
    }
    files = [case.file_id, *reports.open_report_of(case=case.file_id)]
    for file in files:
        organisation = File.objects.values_list("organisation_id", flat=True).get(id=file)
        involve(file=file, organisation=organisation, roles=roles, by=by, at=at)
    draw_walls(files=files, by=by, at=at, vault=vault)


def _open_candidates(case: Case) -> set[uuid.UUID]:
    latest = {
        decision.suggestion_id: decision.answer
        for decision in LinkDecision.objects.filter(file_id=case.file_id).order_by("decided_at")
    }
    return {
        person
        for suggestion, person in Suggestion.objects.filter(file_id=case.file_id).values_list(
            "id", "person_id"
        )
        if latest.get(suggestion) != "not_same"
    }


def _current(asked: Suggestion) -> LinkDecision | None:
    return LinkDecision.objects.filter(suggestion=asked, superseded_by__isnull=True).first()


def _demand_no_other(asked: Suggestion) -> None:
    others = LinkDecision.objects.filter(
        suggestion__described_id=asked.described_id, answer="same", superseded_by__isnull=True
    ).exclude(suggestion=asked)
    if others.exists():
        raise OtherPersonConfirmed


def _set_subject(asked: Suggestion) -> list[Allegation]:
    """Make the confirmed person, or nobody, the subject of what is alleged of the one described."""
    confirmed = (
        LinkDecision.objects.filter(
            suggestion__described_id=asked.described_id, answer="same", superseded_by__isnull=True
        )
        .values_list("suggestion__person_id", flat=True)
        .first()
    )
    allegations = Allegation.objects.filter(described_id=asked.described_id).exclude(
        subject_id=confirmed
    )
    changed = list(allegations if confirmed else allegations.filter(subject__isnull=False))
    for allegation in changed:
        allegation.subject_id = confirmed
    Allegation.objects.bulk_update(changed, ["subject_id"])
    return changed
