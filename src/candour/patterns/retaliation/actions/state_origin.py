"""States of a piece of evidence who obtained it, from which system, when and why."""

import dataclasses
import datetime
import json
import uuid

from django.db import transaction

from candour.cases import steps, words
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.law.policies import retaliation as policy
from candour.patterns.models import EvidenceOrigin

KIND = "evidence_origin"
_SYSTEMS = frozenset(row.code for row in policy.SYSTEMS)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What it is, where it was found, on which day; who looked for it, and why."""

    system: str
    on: datetime.date
    what: str = dataclasses.field(repr=False)
    who: str = dataclasses.field(repr=False)
    why: str = dataclasses.field(repr=False)


class SomethingMissing(Exception):
    """Say what it is, who obtained it, from which system and why."""


class NotYet(Exception):
    """The day on which it was obtained can't lie in the future."""


@transaction.atomic
def state_origin(
    *, file: uuid.UUID, origin: Origin, by: Actor, at: datetime.datetime
) -> EvidenceOrigin:
    """Record where evidence came from; who and why are sealed to the case's readers."""
    demand("patterns.state_origin", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    if origin.system not in _SYSTEMS or not all(
        one.strip() for one in (origin.what, origin.who, origin.why)
    ):
        raise SomethingMissing
    if origin.on > at.date():
        raise NotYet
    said = json.dumps(
        {"what": origin.what, "who": origin.who, "why": origin.why}, ensure_ascii=False
    )
    place = words.narrative(case.file_id, case.organisation_id)
    item = keys.seal(place=place, kind=KIND, text=said)
    row = EvidenceOrigin(
        file_id=file,
        organisation_id=case.organisation_id,
        noted_at=at,
        noted_by=by.account,
        item=item,
        system=origin.system,
        obtained_on=origin.on,
    )
    EvidenceOrigin.objects.bulk_create([row])
    entry = leaves.Entry(
        kind="write",
        what="patterns.state_origin",
        file=file,
        why="Where evidence came from",
        detail={"system": row.system},
        after=[item, row],
    )
    leaves.append(entry=entry, by=by, at=at)
    return row
