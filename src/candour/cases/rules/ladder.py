"""How often one kind of action was taken of a person, and the refusal of a third without why.

The database refuses it too; here it is said in words before anything is written.
"""

import uuid

from django.db import connection

from candour.cases.models import LadderReason
from candour.law.policies.ladder import RUNGS, Rung


class WhyAgain(Exception):
    """At least the third action of this kind for this person. Say why first, under Supervisors."""


def rung_of(*, sanction: str = "", step: str = "") -> Rung | None:
    """Return the kind of action that a sanction or a step is; None where it is none."""
    return next((one for one in RUNGS if sanction in one.sanctions or step in one.steps), None)


def times_before(*, person: uuid.UUID, file: uuid.UUID, rung: Rung) -> int:
    """Return in how many other cases it was taken of a person; part of a step or a page."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select cases.times_before(%s, %s, %s, %s)",
            [person, file, list(rung.sanctions), list(rung.steps)],
        )
        return int(cursor.fetchone()[0])


def needs_reason(*, person: uuid.UUID, file: uuid.UUID, rung: Rung) -> bool:
    """Say whether an action of this kind would be refused now; part of a step or a page."""
    if times_before(person=person, file=file, rung=rung) + 1 < rung.needs_reason_from:
        return False
    said = LadderReason.objects.filter(file_id=file, person_id=person, rung=rung.code)
    return not said.exists()


def demand_reason(
    *, person: uuid.UUID | None, file: uuid.UUID, sanction: str = "", step: str = ""
) -> None:
    """Refuse the third action of a kind for one person without its reason; part of a step."""
    rung = rung_of(sanction=sanction, step=step)
    if person is None or rung is None:
        return
    if needs_reason(person=person, file=file, rung=rung):
        raise WhyAgain
