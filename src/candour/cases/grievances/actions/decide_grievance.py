"""Moves a grievance to conduct, as a matter of its own, or says why it stays a grievance."""

import dataclasses
import datetime
import json
import uuid
from collections.abc import Mapping

from django.db import transaction

from candour.access.actions.draw_walls import draw_walls
from candour.access.actions.involve import involve
from candour.access.models import Involvement
from candour.cases import steps
from candour.cases.feeds import matters, opening
from candour.cases.feeds.matters import Matter
from candour.cases.models import GrievanceDecision, GrievanceItem
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import DESCRIPTION, Place, Vault
from candour.guard.log import leaves
from candour.guard.models import Account, SealedItem
from candour.guard.permissions import demand, refused

STEP = "cases.decide_grievance"
CONDUCT, STAYS = "conduct", "stays"
SOURCE = "internal"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What becomes of it and why; for a move: who it is about, as what, whether it goes on."""

    answer: str
    reason: str = dataclasses.field(repr=False)
    person: uuid.UUID | None = None
    categories: tuple[str, ...] = ()
    goes_on: str = ""


class AlreadyDecided(Exception):
    """This grievance has been decided."""


class CategoryMissing(Exception):
    """Choose at least one category, and say whether the grievance goes on."""


class YourOwnMatter(Exception):
    """This would be about you. Leave it to another reader."""


@transaction.atomic
def decide_grievance(
    *, file: uuid.UUID, decided: Decided, vault: Vault, by: Actor, at: datetime.datetime
) -> GrievanceDecision:
    """Record the decision. That it stays counts once a second person has agreed."""
    demand("cases.decide_grievance", by=by, at=at, file=file)
    opening.one_at_a_time(file=file)
    item = GrievanceItem.objects.filter(file_id=file).first()
    if item is None:
        raise refused(STEP, file=file)
    before = item.decisions.filter(superseded_by__isnull=True).select_related("review").first()
    if before is not None and not _is_turned_down(before):
        raise AlreadyDecided
    case = None
    if decided.answer == CONDUCT:
        case = _move(item, decided, vault, by=by, at=at)
    sealed = seal(item=item, text=decided.reason)
    row = GrievanceDecision(
        file_id=file,
        organisation_id=item.organisation_id,
        asked=item,
        answer=decided.answer,
        goes_on=decided.goes_on if case else "",
        case_file_id=case,
        reason_item=sealed,
        decided_at=at,
        decided_by=by.account,
        supersedes=before,
    )
    GrievanceDecision.objects.bulk_create([row])
    entry = leaves.Entry(
        kind="write", what=STEP, file=file, why="Whether a grievance is about conduct",
        detail={"answer": decided.answer}, after=[sealed, row],
    )  # fmt: skip
    leaves.append(entry=entry, by=by, at=at)
    if case is not None and decided.person is not None:
        _wall(item, decided.person, vault, by=by, at=at)
    return row


def _is_turned_down(before: GrievanceDecision) -> bool:
    return hasattr(before, "review") and not before.review.is_agreed


def said_in(
    *, item: GrievanceItem, vault: Vault, by: Actor, at: datetime.datetime
) -> Mapping[str, object]:
    """Return what the grievance says, opened with the vault; part of showing and moving it."""
    text = keys.open_items(items=[item.item], vault=vault, by=by, at=at)[item.item_id]
    found: Mapping[str, object] = json.loads(text)
    return found


def seal(*, item: GrievanceItem, text: str) -> SealedItem:
    """Seal a reason to the grievance's readers; part of deciding on it."""
    place = Place(file=item.file_id, organisation=item.organisation_id, compartment=DESCRIPTION)
    return keys.seal(place=place, kind="reason", text=text)


def _move(
    item: GrievanceItem, decided: Decided, vault: Vault, *, by: Actor, at: datetime.datetime
) -> uuid.UUID:
    if not decided.categories or not decided.goes_on:
        raise CategoryMissing
    mine = Account.objects.filter(id=by.account, person_id=decided.person)
    if decided.person is not None and mine.exists():
        raise YourOwnMatter
    candidates = Involvement.objects.filter(file_id=item.file_id, role="candidate")
    said = said_in(item=item, vault=vault, by=by, at=at)
    matter = Matter(
        organisation=item.organisation_id,
        source=SOURCE,
        subject=decided.person,
        categories=decided.categories,
        # It came to attention when HR got it, whoever left it there.
        came_on=item.received_on,
        incident_on=None,
        story=_story(item, said),
        told=tuple(item.told),
        candidates=() if decided.person else tuple(candidates.values_list("person_id", flat=True)),
    )
    made = matters.make(matter=matter, by=by, at=at)
    detail = {"custody": made.opened.custody, "grievance": str(item.file_id)}
    steps.finish(step=STEP, case=made.case, after=made.rows, by=by, at=at, detail=detail)
    return made.case.file_id


def _story(item: GrievanceItem, said: Mapping[str, object]) -> str:
    lines = [f"Moved from HR's register of grievances, reference {item.ref}."]
    for key, words in (("raised_by", "Raised by"), ("about", "About")):
        person = said.get(key)
        named = " ".join(one for one in person.values() if one) if isinstance(person, dict) else ""
        if named:
            lines.append(f"{words}: {named}.")
    return "\n".join([*lines, "", str(said.get("text", ""))]).strip()


def _wall(
    item: GrievanceItem, person: uuid.UUID, vault: Vault, *, by: Actor, at: datetime.datetime
) -> None:
    here = Involvement.objects.filter(file_id=item.file_id).values_list("person_id", "role")
    roles = {*here, (person, "subject")}
    involve(file=item.file_id, organisation=item.organisation_id, roles=roles, by=by, at=at)
    draw_walls(files=[item.file_id], by=by, at=at, vault=vault)
