"""Takes a case from a reader for cause: the keys at once, then every body and file sealed again."""

import datetime
import uuid

from django.db import connection, models, transaction

from candour.access.actions.draw_walls import draw_walls
from candour.access.actions.renew_epochs import renew_epochs
from candour.access.models import Walled
from candour.cases import persons, steps, words
from candour.cases.custody import again
from candour.cases.impartial import standing
from candour.cases.models import Case
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.log import leaves
from candour.guard.models import Grant, WorkOrder
from candour.guard.permissions import demand
from candour.intake.attachments import objects

WHY = "Removed as a reader for cause."


class Yourself(Exception):
    """You can't remove yourself. Somebody else must."""


class NoReader(Exception):
    """This person has no key of the case."""


class LastReaders(Exception):
    """Two other readers must be left. Name others first."""


@transaction.atomic
def remove_reader(
    *, file: uuid.UUID, account: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> tuple[WorkOrder, ...]:
    """Remove the reader and order bodies and attached files to be sealed again.

    The orders stand in the same transaction: a worker takes them up when it commits. Raises
    orders.NoWorker where no worker is there to take them.
    """
    demand("cases.remove_reader", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    if persons.is_one_of(by.account, [account]):
        raise Yourself
    both = standing.opened(file=file)
    with connection.cursor() as cursor:
        cursor.execute("select cases.take_from_reader(%s, %s)", [file, account])
        taken, left = cursor.fetchone()[0]
    if not taken:
        raise NoReader
    if left < 2:
        raise LastReaders
    wall, gone = _wall_off(case, account, both, vault, by=by, at=at)
    rows, said = renew_epochs(file=file, by=by, at=at)
    owed = objects.owe(case=file, files=both, organisation=case.organisation_id)
    made = again.order(file=file, vault=vault, at=at)
    entry = leaves.Entry(
        kind="write",
        what="cases.remove_reader",
        file=file,
        why="A reader was removed for cause",
        detail={
            "removed": str(account),
            "custody": said,
            "items": sum(one.item_count for one in made),
            "files": len(owed),
        },
        after=[*wall, *rows, *owed, *made],
        gone=gone,
    )
    leaves.append(entry=entry, by=by, at=at)
    Grant.objects.filter(id__in=[one.id for one in gone]).delete()
    return made


def _wall_off(
    case: Case, account: uuid.UUID, both: list[uuid.UUID], vault: Vault, *,
    by: Actor, at: datetime.datetime,
) -> tuple[list[models.Model], list[Grant]]:  # fmt: skip
    """Keep the removed person out for good: whoever sees every case of the force is seen off too.

    The wall is one that a second person may lift, and its reason stands sealed with it.
    """
    gone = list(Grant.objects.filter(file_id__in=both, account_id=account).order_by("id"))
    standing.put_up(files=both, account=account, because="added_by_hand")
    draw_walls(files=both, by=by, at=at, vault=vault)
    item = words.seal_reason(case=case, text=WHY)
    row = Walled(
        file_id=case.file_id,
        organisation_id=case.organisation_id,
        account_id=account,
        because="added_by_hand",
        made_at=at,
        made_by=by.account,
        item=item,
    )
    Walled.objects.bulk_create([row])
    return [item, row], gone
