"""Keeps a file readable when walls take its readers: others first, and never the last key."""

import dataclasses
import datetime
import uuid

from django.db import connection, models

from candour.access import standing
from candour.access.actions.name_readers import FEWEST, NoReader, name_readers
from candour.access.actions.renew_epochs import renew_epochs
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import FileKey, Grant, KeyWrap
from candour.guard.permissions import demand

# Below three readers others are looked for, as for a new case. Down to two the keys are still taken
# from those walled: if one of the two is lost, the other can name more. With one reader left, one
# lost phrase would be the end of the case's words, and so the keys stay until others can be named.
FEWEST_LEFT = 2


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What became of a file whose readers were walled: the rows written, or nothing was taken."""

    is_held_back: bool
    written: tuple[models.Model, ...] = ()
    custody: dict[str, object] = dataclasses.field(default_factory=dict)


def keep_readers(*, file: uuid.UUID, vault: Vault | None, by: Actor, at: datetime.datetime) -> Kept:
    """Take the wraps of those walled if enough readers stay, or can be found with this vault.

    Permitted to whoever draws walls. Belongs to its caller's transaction.
    """
    demand("access.draw_walls", by=by, at=at)
    latest = standing.latest_keys(file=file)
    left = _left(latest, on=at.date())
    grants: tuple[Grant, ...] = ()
    if vault is not None and len(left) < FEWEST:
        grants = _find_others(latest, left, vault, by=by, at=at)
        left = _left(latest, on=at.date())
    if len(left) < FEWEST_LEFT:
        return Kept(is_held_back=True, written=grants)
    with connection.cursor() as cursor:
        cursor.execute("select access.take_wraps(%s)", [file])
    made, said = renew_epochs(file=file, by=by, at=at)
    return Kept(is_held_back=False, written=(*grants, *made), custody=said)


def _find_others(
    latest: list[FileKey], left: frozenset[uuid.UUID], vault: Vault, *,
    by: Actor, at: datetime.datetime,
) -> tuple[Grant, ...]:  # fmt: skip
    """Grant the file, with its keys, to clean readers; nobody where the vault can't give them."""
    if not _opens(latest, vault):
        return ()
    file, organisation = latest[0].file_id, latest[0].organisation_id
    try:
        named = name_readers(file=file, organisation=organisation, by=by, at=at)
    except NoReader:
        return ()
    for reader in named.certified:
        if reader.account_id not in left:
            for key in latest:
                keys.add_reader(place=standing.place_of(key=key), reader=reader, vault=vault)
    # Those who were granted it before have kept their old grant, and the new one isn't there.
    made = [grant.id for grant in named.grants]
    return tuple(Grant.objects.filter(id__in=made))


def _opens(latest: list[FileKey], vault: Vault) -> bool:
    file = latest[0].file_id
    held = KeyWrap.objects.filter(
        file_key__file_id=file,
        file_key__compartment__in=keys.COMPARTMENTS,
        account_id=vault.account_id,
    )
    made = FileKey.objects.filter(file_id=file, compartment__in=keys.COMPARTMENTS)
    return held.count() == made.count()


def _left(latest: list[FileKey], *, on: datetime.date) -> frozenset[uuid.UUID]:
    """Return who would still hold a key of every compartment."""
    held = [{reader.account_id for reader in standing.remaining(key=key, on=on)} for key in latest]
    return frozenset(set.intersection(*held)) if held else frozenset()
