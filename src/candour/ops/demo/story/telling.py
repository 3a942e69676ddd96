"""Tells the whole story, in the order in which it happened."""

import datetime
import json
import pathlib

from django.db import transaction

from candour.ops.demo.story import (
    investigating,
    keeping,
    looking,
    recording,
    reporting,
    sides,
)
from candour.ops.demo.story.stage import Stage
from candour.people.models import OrganisationName


@transaction.atomic
def tell(*, data: pathlib.Path, at: datetime.datetime) -> None:
    """Play every step in one transaction: either the visitor finds the whole story, or none."""
    stage = Stage(
        phrases=json.loads((data / "demo.json").read_text()),
        organisations=dict(OrganisationName.objects.values_list("name", "organisation_id")),
        at=at,
    )
    lockers, messages = reporting.lockers(stage), reporting.messages(stage)
    reporting.radio(stage)
    reporting.seal(at=at)
    case = recording.conduct(stage, report=lockers.file)
    keeping.another_force(stage, case=recording.complaint(stage, report=messages.file))
    sides.serve(stage, case=case)
    sides.draft(stage, case=case)
    sides.witness(stage, case=case)
    investigating.keep(stage, case=case)
    keeping.allocate(stage, case=case)
    keeping.wall(stage, case=case)
    keeping.custodians(stage, case=case)
    keeping.name(stage, case=case)
    looking.look(stage, case=case)
    looking.ask(stage, sent=lockers)
    reporting.seal(at=at)
