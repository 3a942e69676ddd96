"""Makes a conduct matter of a row of another register, recorded, screened for independence."""

import dataclasses
import datetime
import json
import uuid
from collections.abc import Iterable, Mapping

from django.db import models

from candour.cases import steps, words
from candour.cases.feeds import opening
from candour.cases.feeds.opening import Opened
from candour.cases.impartial.actions.check_independence import check_independence
from candour.cases.models import Allegation, Case, ReferralAssessment
from candour.core import refer
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.models import SealedItem
from candour.intake import package
from candour.law.events import CaseKind, EventKind
from candour.law.referral import Answer


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a conduct matter is made of.

    subject: None where nobody was found on the register yet. told: for the rules of independence.
    criteria: referral criteria that the row meets by itself. story: in clear in memory alone.
    """

    organisation: uuid.UUID
    source: str
    subject: uuid.UUID | None
    categories: tuple[str, ...]
    came_on: datetime.date
    incident_on: datetime.date | None
    story: str = dataclasses.field(repr=False)
    told: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    candidates: tuple[uuid.UUID, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The case, how its file was opened, and what was written of it."""

    case: Case
    opened: Opened
    rows: tuple[models.Model, ...]


def make(*, matter: Matter, by: Actor, at: datetime.datetime) -> Made:
    """Write the case with its walls, readers and keys; part of the step that was demanded.

    Whoever calls finishes the step, with what is written here in its leaf.
    """
    roles = {(matter.subject, "subject")} if matter.subject else set()
    roles |= {(one, "candidate") for one in matter.candidates if one != matter.subject}
    opened = opening.open_file(
        kind="case", organisation=matter.organisation, roles=roles, by=by, at=at
    )
    case = Case(
        file_id=opened.file,
        organisation_id=matter.organisation,
        reference=package.reference(letter="C"),
        kind=CaseKind.CONDUCT_MATTER.value,
        source=matter.source,
        incident_on=matter.incident_on,
        received_on=matter.came_on,
        recorded_at=at,
        recorded_by=by.account_id,
    )
    Case.objects.bulk_create([case])
    said = allegations(
        case=case, subject=matter.subject, categories=matter.categories, at=at, told=()
    )
    facts = {
        EventKind.CAME_TO_ATTENTION: matter.came_on,
        EventKind.RECORDED: at.date(),
        EventKind.HANDLING_STARTED: at.date(),
    }
    rows = [case, story(case=case, text=matter.story, told=matter.told), *said]
    rows += steps.events(case=case, facts=facts, by=by, at=at)
    check_independence(file=opened.file, by=by, at=at, told=matter.told)
    rows += met(case=case, criteria=matter.criteria, by=by, at=at)
    return Made(case=case, opened=opened, rows=(*opened.rows, *rows))


def story(*, case: Case, text: str, told: Iterable[str]) -> SealedItem:
    """Seal what the case is about, as its page of words shows it."""
    narrative: Mapping[str, object] = {"story": text, "categories": list(told)}
    place = words.narrative(case.file_id, case.organisation_id)
    return keys.seal(place=place, kind="narrative", text=json.dumps(narrative))


def allegations(
    *,
    case: Case,
    subject: uuid.UUID | None,
    categories: Iterable[str],
    at: datetime.datetime,
    told: Iterable[Allegation],
) -> list[Allegation]:
    """Add what is alleged of one subject and isn't yet; `told` is what the case alleges already."""
    known = {(one.category, one.subject_id) for one in told}
    number = max((one.number for one in told), default=0)
    wanted = [code for code in dict.fromkeys(categories) if (code, subject) not in known]
    return Allegation.objects.bulk_create(
        Allegation(
            file_id=case.file_id,
            organisation_id=case.organisation_id,
            number=place,
            category=code,
            subject_id=subject,
            recorded_at=at,
        )
        for place, code in enumerate(wanted, start=number + 1)
    )


def met(
    *, case: Case, criteria: Iterable[str], by: Actor, at: datetime.datetime
) -> list[models.Model]:
    """Answer the criteria that the row meets by itself, and start the clock of the referral.

    What somebody has answered before stays; the rest is not known until somebody answers it.
    """
    before = ReferralAssessment.objects.filter(
        file_id=case.file_id, superseded_by__isnull=True
    ).first()
    answers = {code: Answer(one) for code, one in (before.answers if before else {}).items()}
    new = [code for code in criteria if answers.get(code) is not Answer.YES]
    if not new:
        return []
    answers |= dict.fromkeys(new, Answer.YES)
    found = refer.assess_referral(kind=CaseKind(case.kind), answers=answers, on=case.received_on)
    row = ReferralAssessment(
        file_id=case.file_id,
        organisation_id=case.organisation_id,
        answers={code: answer.value for code, answer in answers.items()},
        criteria=list(found.criteria),
        is_required=None if found.is_undetermined else found.is_required,
        decided_at=at,
        decided_by=by.account_id,
        supersedes=before,
    )
    ReferralAssessment.objects.bulk_create([row])
    was_met = before is not None and before.is_required
    facts = {} if was_met else {EventKind.REFERRAL_CRITERION_MET: at.date()}
    return [row, *steps.events(case=case, facts=facts, by=by, at=at)]
