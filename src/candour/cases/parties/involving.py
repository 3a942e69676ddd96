"""Tells the walls that a case concerns one more person, beside those it concerns already."""

import datetime
import uuid

from candour.access import reports
from candour.access.actions.draw_walls import draw_walls
from candour.access.actions.involve import involve
from candour.access.models import Involvement
from candour.cases.models import Case
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import File


def also(
    *, case: Case, also: tuple[uuid.UUID, str], vault: Vault, by: Actor, at: datetime.datetime
) -> None:
    """Draw the walls of a case, and of its report, round one more person in a role."""
    files = [case.file_id, *reports.open_report_of(case=case.file_id)]
    for file in files:
        _, role = also
        held = Involvement.objects.filter(file_id=file, role=role)
        involve(
            file=file,
            organisation=File.objects.values_list("organisation_id", flat=True).get(id=file),
            roles={*held.values_list("person_id", "role"), also},
            by=by,
            at=at,
            among=(role,),
        )
    draw_walls(files=files, by=by, at=at, vault=vault)
