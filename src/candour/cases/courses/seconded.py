"""Whether a second person agreed to a decision, and whether who reported consents to another."""

import uuid
from collections.abc import Mapping

from candour.cases.courses.standing import Course
from candour.cases.models import Allegation, Case, SecondAnswer
from candour.core.states import Guard, Step
from candour.law.policies.checks import SECONDED, Seconded

OUTSIDE = next(row for row in SECONDED if row.is_outside)
CONSENT = next(row for row in SECONDED if row.code == "informal_consent")
OF_STEP: Mapping[Step, Seconded] = {
    Step(row.step): row for row in SECONDED if row.is_about_person and not row.is_of_link
}


def facts(*, of: Course) -> set[Guard]:
    """Return whether somebody agreed to what ends the course of a person."""
    if of.subject is None:
        return set()
    rows = SecondAnswer.objects.filter(
        file_id=of.case.file_id,
        asked__what__in=[row.code for row in OF_STEP.values()],
        asked__about_id=of.subject,
        agrees=True,
    )
    return {Guard.SECOND_PERSON_AGREES} if rows.exists() else set()


def is_consent_given(*, case: Case) -> bool:
    """Say whether somebody outside the force last recorded that whoever reported consents freely.

    An allegation that came later was not part of what they were asked about.
    """
    last = (
        SecondAnswer.objects.filter(file_id=case.file_id, asked__what=CONSENT.code)
        .order_by("-decided_at", "id")
        .first()
    )
    if last is None or not last.agrees:
        return False
    return not Allegation.objects.filter(
        file_id=case.file_id, recorded_at__gt=last.decided_at
    ).exists()


def agreed_by(
    *, file: uuid.UUID, what: str, about: uuid.UUID | None = None
) -> frozenset[uuid.UUID]:
    """Return who agreed to something that was proposed in a case."""
    rows = SecondAnswer.objects.filter(
        file_id=file, asked__what=what, asked__about_id=about, agrees=True
    )
    return frozenset(one for one in rows.values_list("decided_by", flat=True) if one is not None)
