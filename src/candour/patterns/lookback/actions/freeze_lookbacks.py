"""Lists what is in a look-back's scope, draws its sample, and freezes both with their number."""

import datetime
import uuid
from collections.abc import Sequence

from django.db import connection, transaction

from candour.core import gates
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.models import File
from candour.guard.permissions import demand
from candour.patterns.lookback import scope
from candour.patterns.models import Lookback, LookbackFrozen, LookbackItem

# A leaf names so many rows at most.
_CHUNK = 2_000


def freeze_lookbacks(*, by: Actor, at: datetime.datetime) -> int:
    """Freeze each look-back that isn't; the worker alone sees all of a scope past the walls."""
    demand("patterns.freeze_lookbacks", by=by, at=at)
    found = Lookback.objects.filter(frozen__isnull=True).order_by("begun_at", "id")
    return sum(_freeze(one, by=by, at=at) for one in found)


@transaction.atomic
def _freeze(lookback: Lookback, *, by: Actor, at: datetime.datetime) -> int:
    files = _files(lookback)
    drawn = gates.sample(of=files, seed=lookback.seed, number=lookback.sample)
    organisations = dict(File.objects.filter(id__in=files).values_list("id", "organisation_id"))
    items = LookbackItem.objects.bulk_create(
        LookbackItem(
            file_id=file,
            organisation_id=organisations[file],
            lookback=lookback,
            is_sampled=file in drawn,
        )
        for file in files
    )
    row = LookbackFrozen(lookback=lookback, number=len(items), frozen_at=at)
    LookbackFrozen.objects.bulk_create([row])
    for start in range(0, len(items), _CHUNK):
        _log(items[start : start + _CHUNK], by=by, at=at)
    entry = leaves.Entry(
        kind="write",
        what="patterns.freeze_lookbacks",
        why="A look-back's items were listed and frozen",
        detail={"items": len(items)},
        after=[row],
    )
    leaves.append(entry=entry, by=by, at=at)
    return len(items)


def _log(items: Sequence[LookbackItem], *, by: Actor, at: datetime.datetime) -> None:
    entry = leaves.Entry(kind="write", what="patterns.freeze_lookbacks", after=items)
    leaves.append(entry=entry, by=by, at=at)


def _files(lookback: Lookback) -> list[uuid.UUID]:
    # Read and written anew: what is no scope stops here, and not halfway through a list.
    said = scope.of(lookback.scope).stored()
    with connection.cursor() as cursor:
        cursor.execute(
            "select file_id from patterns.matters_in_scope(%s, %s::jsonb) order by file_id",
            [lookback.organisation_id, scope.as_json(said)],
        )
        return [file for (file,) in cursor.fetchall()]
