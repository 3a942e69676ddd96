"""Decides who a row of the crime side is about: a matter follows, or nothing, or a question."""

import dataclasses
import datetime
import json
import uuid

from django.db import transaction

from candour.access.actions.draw_walls import draw_walls
from candour.access.actions.involve import involve
from candour.access.models import Involvement
from candour.cases.crime import attaching
from candour.cases.crime.attaching import About
from candour.cases.crime.rows import CrimeRow, Feed
from candour.cases.feeds import opening
from candour.cases.models import CrimeItem, CrimeItemDecision
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import DESCRIPTION, Place, Vault
from candour.guard.log import leaves
from candour.guard.models import Account, SealedItem
from candour.guard.permissions import demand, refused
from candour.people import serving

STEP = "cases.decide_crime_item"
SAME, NOT_POLICE, ASK = "same", "not_police", "ask"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The answer, the person where it is one, and why."""

    answer: str
    reason: str = dataclasses.field(repr=False)
    person: uuid.UUID | None = None


class AlreadyDecided(Exception):
    """This row has been decided."""


class NobodyNamed(Exception):
    """Choose the person, or enter a number that one person of the force has."""


class YourOwnMatter(Exception):
    """This would be about you. Leave it to another reader."""


@transaction.atomic
def decide_item(
    *, file: uuid.UUID, decided: Decided, vault: Vault, by: Actor, at: datetime.datetime
) -> CrimeItemDecision:
    """Record the answer; a person who is named gets a matter, with walls, the same day."""
    demand("cases.decide_crime_item", by=by, at=at, file=file)
    opening.one_at_a_time(file=file)
    item = CrimeItem.objects.filter(file_id=file).first()
    if item is None:
        raise refused(STEP, file=file)
    before = item.decisions.filter(superseded_by__isnull=True).first()
    if before is not None and before.answer != ASK:
        raise AlreadyDecided
    case = None
    if decided.answer == SAME:
        case = _attach(item, decided, vault, by=by, at=at)
    sealed = _seal(item, decided.reason)
    row = CrimeItemDecision(
        file_id=file,
        organisation_id=item.organisation_id,
        asked=item,
        answer=decided.answer,
        person_id=decided.person if decided.answer == SAME else None,
        case_file_id=case,
        reason_item=sealed,
        decided_at=at,
        decided_by=by.account,
        supersedes=before,
    )
    CrimeItemDecision.objects.bulk_create([row])
    entry = leaves.Entry(
        kind="write", what=STEP, file=file, why="Who a row of the crime side is about",
        detail={"answer": decided.answer}, after=[sealed, row],
    )  # fmt: skip
    leaves.append(entry=entry, by=by, at=at)
    if decided.person is not None and decided.answer == SAME:
        _wall(item, decided.person, vault, by=by, at=at)
    return row


def _attach(
    item: CrimeItem, decided: Decided, vault: Vault, *, by: Actor, at: datetime.datetime
) -> uuid.UUID:
    if decided.person is None:
        raise NobodyNamed
    if Account.objects.filter(id=by.account, person_id=decided.person).exists():
        raise YourOwnMatter
    known = serving.of(persons=[decided.person], on=item.happened_on, by=by, at=at)
    about = About(
        person=decided.person,
        organisation=known[decided.person].organisation or item.organisation_id,
        because=("decided",),
    )
    feed = Feed(organisation=item.feed_id)
    row = row_of(item=item, vault=vault, by=by, at=at)
    case = attaching.attach(row=row, about=about, feed=feed, step=STEP, by=by, at=at)
    return case.file_id


def row_of(*, item: CrimeItem, vault: Vault, by: Actor, at: datetime.datetime) -> CrimeRow:
    """Return the row as it was read, opened with the vault; part of showing and deciding it."""
    text = keys.open_items(items=[item.item], vault=vault, by=by, at=at)[item.item_id]
    said = json.loads(text)
    born_on = said["born_on"]
    return CrimeRow(
        row=0,
        record_ref=item.record_ref,
        crime_ref=item.crime_ref,
        kind=item.kind,
        happened_on=item.happened_on,
        offence=item.offence,
        civil_order=item.civil_order,
        is_domestic=item.is_domestic,
        is_sexual=item.is_sexual,
        serves=said["serves"],
        person=said["person"],
        born_on=datetime.date.fromisoformat(born_on) if born_on else None,
        text=said["text"],
    )


def _seal(item: CrimeItem, reason: str) -> SealedItem:
    place = Place(file=item.file_id, organisation=item.organisation_id, compartment=DESCRIPTION)
    return keys.seal(place=place, kind="reason", text=reason)


def _wall(
    item: CrimeItem, person: uuid.UUID, vault: Vault, *, by: Actor, at: datetime.datetime
) -> None:
    """Keep those close to whoever was named from the row as well as from the case."""
    here = Involvement.objects.filter(file_id=item.file_id).values_list("person_id", "role")
    roles = {*here, (person, "subject")}
    involve(file=item.file_id, organisation=item.organisation_id, roles=roles, by=by, at=at)
    draw_walls(files=[item.file_id], by=by, at=at, vault=vault)
