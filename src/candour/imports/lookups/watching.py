"""Opens what reporters want watched, for one run, in memory: by whoever outside keeps the terms."""

import datetime
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import connection

from candour.access.models import Involvement
from candour.cases.models import Case
from candour.core.lookups import Relation
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import File, KeyWrap, SealedItem, Wall
from candour.imports.lookups import finding, terms
from candour.imports.lookups.terms import Terms
from candour.intake.models import Report, WatchedTerms
from candour.people.models import Identifier, Organisation

# The strongest first, of several that fit one officer.
_RELATIONS = {
    "is_subject": Relation.SUBJECT,
    **dict.fromkeys(
        (
            "family",
            "partner",
            "former_partner",
            "association",
            "discovered_association",
            "co_subject",
        ),
        Relation.ASSOCIATE,
    ),
    "shared_unit": Relation.UNIT,
    "shared_course": Relation.UNIT,
    "line_of_command": Relation.LINE,
    "under_command": Relation.LINE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """One reporter's terms while a run lasts; `file` is where alerts go, the case if there is one.

    is_told: whether those who handle the file may learn of an alert.
    """

    id: uuid.UUID
    report: uuid.UUID
    file: uuid.UUID
    organisation: uuid.UUID
    terms: Terms = field(repr=False)
    is_told: bool
    about: finding.About


def kept_by(*, account: uuid.UUID) -> list[WatchedTerms]:
    """Return the terms that an account holds the key of and that no wall keeps from it."""
    held = KeyWrap.objects.filter(account_id=account, file_key__compartment=keys.IDENTITY)
    pairs = set(held.values_list("file_key__file_id", "file_key__epoch"))
    walled = set(Wall.objects.filter(account_id=account).values_list("file_id", flat=True))
    found = WatchedTerms.objects.filter(report_id__in={file for file, _ in pairs} - walled)
    return [one for one in found.order_by("id") if (one.report_id, one.epoch) in pairs]


def watches(
    *,
    kept: Sequence[WatchedTerms],
    force: uuid.UUID,
    vault: Vault,
    by: Actor,
    at: datetime.datetime,
) -> tuple[Watch, ...]:
    """Open terms with the keeper's vault; each use of a key has its leaf."""
    return tuple(_watch(one, force, vault, by=by, at=at) for one in kept)


def _watch(
    one: WatchedTerms, force: uuid.UUID, vault: Vault, *, by: Actor, at: datetime.datetime
) -> Watch:
    report = Report.objects.get(file_id=one.report_id)
    sealed = SealedItem(
        id=one.id,
        file_id=one.report_id,
        organisation_id=report.organisation_id,
        compartment=keys.IDENTITY,
        epoch=one.epoch,
        ciphertext=one.ciphertext,
    )
    said = json.loads(keys.open_items(items=[sealed], vault=vault, by=by, at=at)[one.id])
    opened = terms.from_text(text=said["terms"])
    case = Case.objects.filter(report_file_id=one.report_id).first()
    file = File.objects.get(id=case.file_id if case else one.report_id)
    return Watch(
        id=one.id,
        report=one.report_id,
        file=file.id,
        organisation=file.organisation_id,
        terms=opened,
        is_told=said["tells_force"] == "yes" or not _is_force(file.organisation_id),
        about=finding.About(
            reported_on=report.received_on,
            relations=relations(files=(one.report_id, file.id), force=force, on=at.date()),
            has_birth=bool(opened.born),
        ),
    )


def relations(
    *, files: Iterable[uuid.UUID], force: uuid.UUID, on: datetime.date
) -> Mapping[str, Relation]:
    """Return what each officer's number means to these files: the wall's own sets."""
    persons = Involvement.objects.filter(
        file_id__in=set(files), role__in=("subject", "candidate", "handler")
    ).values_list("person_id", flat=True)
    found = _close(sorted(set(persons)), on)
    numbers = Identifier.objects.filter(organisation_id=force, person_id__in=found)
    order = list(Relation)
    told: dict[str, Relation] = {}
    for person, value in numbers.values_list("person_id", "value"):
        number = finding.officer(value)
        told[number] = min(
            found[person], told.get(number, Relation.OTHER), key=lambda one: order.index(one)
        )
    return told


def _close(persons: Sequence[uuid.UUID], on: datetime.date) -> dict[uuid.UUID, Relation]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select person_id, because from imports.close_to(%s, %s)", [list(persons), on]
        )
        rows = cursor.fetchall()
    found: dict[uuid.UUID, Relation] = {}
    for because, relation in _RELATIONS.items():
        for person, why in rows:
            if why == because:
                found.setdefault(person, relation)
    return found


def _is_force(organisation: uuid.UUID) -> bool:
    return Organisation.objects.filter(id=organisation, kind="police_force").exists()
