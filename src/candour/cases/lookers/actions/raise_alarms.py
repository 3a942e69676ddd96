"""Puts refused looks and searches that would have found something to triage, a round at a time.

It runs apart from the requests, with the worker's rights: whoever was refused got the same answer
in the same time whether there was something or not.
"""

import dataclasses
import datetime
import json
import uuid
from collections.abc import Iterator, Sequence

from django.db import connection, transaction

from candour.cases.models import AlarmRound, Case, LookAlarm, LookHit, SoughtWords
from candour.cases.models import InquiryAnswer as Answer
from candour.cases.reading import searching, sought
from candour.core import lookers
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.models import Wall
from candour.guard.permissions import BY_ROLE, demand

_CHUNK = 5_000
_UPTO = "select coalesce(max(index), -1) + 1 from guard_treeleaf"
_LEAVES = """
    select leaf.id, leaf.body
    from guard_treeleaf as place
    join guard_leaf as leaf on leaf.id = place.leaf_id
    where place.index >= %s and place.index < %s and leaf.file_id is not null
      and position('"kind":"denied"'::bytea in leaf.body) > 0
    order by place.index
"""
# How an account stands to a file: walled, in the unit of somebody walled, without a task, or not at
# all, since it may open it.
_STANDING = """
    select file.organisation_id,
        exists (select from guard_wall as wall
                where wall.file_id = file.id and wall.account_id = asker.id),
        exists (select from guard_grant as granted
                where granted.file_id = file.id and granted.account_id = asker.id)
        or (file.kind = 'case' and asker.seat <> all(%(by_role)s)
            and exists (select from guard_scope as scope
                        where scope.account_id = asker.id
                          and scope.organisation_id = file.organisation_id)),
        exists (
            select from people_posting as own
            join people_posting as theirs on theirs.unit_id = own.unit_id
            join guard_account as other on other.person_id = theirs.person_id
            join guard_wall as wall on wall.account_id = other.id and wall.file_id = file.id
            where own.person_id = asker.person_id and other.id <> asker.id
              and own.from_on <= %(on)s and coalesce(own.until_on, %(on)s) >= %(on)s
              and theirs.from_on <= %(on)s and coalesce(theirs.until_on, %(on)s) >= %(on)s)
    from guard_file as file, guard_account as asker
    where file.id = %(file)s and asker.id = %(account)s
"""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Hit:
    """A refused look or search: what logged it, by whom, at which file, how and when."""

    id: uuid.UUID
    account: uuid.UUID
    file: uuid.UUID
    way: str
    at: datetime.datetime


@transaction.atomic
def raise_alarms(*, by: Actor, at: datetime.datetime) -> int:
    """Compare what is new; return how many alarms were raised. Doing it twice changes nothing."""
    demand("cases.raise_alarms", by=by, at=at)
    if not _is_anything_new():
        return 0
    with connection.cursor() as cursor:
        # Two rounds at once would raise the same alarm twice.
        cursor.execute("select pg_advisory_xact_lock(hashtext('cases.raise_alarms'))")
    hits = [*_refused(), *_searched(), *_without_task()]
    return sum(_keep(hit, by=by, at=at) for hit in hits)


def _is_anything_new() -> bool:
    upto = AlarmRound.objects.values_list("upto", flat=True).first() or 0
    return (
        _size() > upto
        or SoughtWords.objects.exists()
        or Answer.objects.filter(code="no_task")
        .exclude(id__in=LookHit.objects.values("id"))
        .exists()
    )


def _size() -> int:
    with connection.cursor() as cursor:
        cursor.execute(_UPTO)
        return int(cursor.fetchone()[0])


def _refused() -> Iterator[_Hit]:
    """Yield the refused looks among the leaves that no round has looked through."""
    row, _ = AlarmRound.objects.get_or_create(only=True)
    upto = min(_size(), row.upto + _CHUNK)
    with connection.cursor() as cursor:
        cursor.execute(_LEAVES, [row.upto, upto])
        found = [_read(leaf, bytes(body)) for leaf, body in cursor.fetchall()]
    AlarmRound.objects.update(upto=upto)
    yield from (one for one in found if one is not None)


def _read(leaf: uuid.UUID, body: bytes) -> _Hit | None:
    try:
        said = json.loads(body)
        return _Hit(
            id=leaf,
            account=uuid.UUID(said["by"]["account"]),
            file=uuid.UUID(said["file"]),
            way="opened",
            at=datetime.datetime.fromisoformat(said["at"]),
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        # Verification names what is no leaf; a round is not stopped by it.
        return None


def _searched() -> Iterator[_Hit]:
    """Yield the searches that were aimed at something hidden; forget the words of all of them."""
    for row in list(SoughtWords.objects.order_by("at", "id")[:_CHUNK]):
        text = sought.opened(
            sought=row.id, account=row.account_id, ciphertext=bytes(row.ciphertext)
        )
        if text and text.strip():
            yield from _aimed(row, text)
        SoughtWords.objects.filter(id=row.id).delete()


def _aimed(row: SoughtWords, text: str) -> Iterator[_Hit]:
    matching = Case.objects.filter(searching.like(text)).order_by("file_id")
    found = list(matching.values_list("file_id", flat=True)[: lookers.POINTED + 1])
    walled = _walled(row, found)
    if lookers.is_pointed(hidden=len(walled), found=len(found) - len(walled)):
        yield from _hits(row, walled)
    named = searching.people(text)
    if lookers.is_pointed(hidden=len(named), found=0):
        # A name points at a person, however many cases there are about them: the newest will do.
        theirs = Case.objects.filter(searching.about(named)).order_by("-received_on", "file_id")
        walled = _walled(row, list(theirs.values_list("file_id", flat=True)))
        yield from _hits(row, walled[:1])


def _walled(row: SoughtWords, found: Sequence[uuid.UUID]) -> list[uuid.UUID]:
    """Return those of these files that a wall keeps from whoever searched, in the same order."""
    rows = Wall.objects.filter(account_id=row.account_id, file_id__in=found)
    walls = set(rows.values_list("file_id", flat=True))
    return [file for file in found if file in walls]


def _hits(row: SoughtWords, files: Sequence[uuid.UUID]) -> Iterator[_Hit]:
    for file in files:
        hit = uuid.uuid5(row.id, str(file))
        yield _Hit(id=hit, account=row.account_id, file=file, way="searched", at=row.at)


def _without_task() -> Iterator[_Hit]:
    """Yield the looks that a reporter asked about and for which no task was found."""
    known = LookHit.objects.values("id")
    for answer in Answer.objects.filter(code="no_task").exclude(id__in=known).order_by("id"):
        yield _Hit(
            id=answer.id,
            account=answer.looker_id,
            file=answer.file_id,
            way="inquiry",
            at=answer.answered_at,
        )


def _keep(hit: _Hit, *, by: Actor, at: datetime.datetime) -> int:
    """Add a hit to the alarm that waits for triage, or raise one; return how many were raised."""
    standing = _standing(hit, on=at.date())
    if standing is None or LookHit.objects.filter(id=hit.id).exists():
        return 0
    organisation, pattern = standing
    waiting = LookAlarm.objects.filter(
        account_id=hit.account, file_id=hit.file, triage__isnull=True
    ).first()
    alarm = waiting or LookAlarm(
        file_id=hit.file,
        organisation_id=organisation,
        account_id=hit.account,
        pattern=pattern,
        raised_at=at,
    )
    if waiting is None:
        LookAlarm.objects.bulk_create([alarm])
        # Not filed under the file: nobody who reads its log learns of a triage.
        entry = leaves.Entry(
            kind="write",
            what="cases.raise_alarms",
            why="A refused look is put to triage",
            detail={"alarm": str(alarm.id)},
            after=[alarm],
        )
        leaves.append(entry=entry, by=by, at=at)
    LookHit.objects.bulk_create([LookHit(id=hit.id, alarm=alarm, way=hit.way, at=hit.at)])
    return int(waiting is None)


def _standing(hit: _Hit, *, on: datetime.date) -> tuple[uuid.UUID, str] | None:
    """Return whose file it is and what the pattern is; None where there is nothing to triage."""
    by_role = [seat.value for seat in BY_ROLE]
    with connection.cursor() as cursor:
        cursor.execute(
            _STANDING,
            {"by_role": by_role, "on": on, "file": str(hit.file), "account": str(hit.account)},
        )
        found = cursor.fetchone()
    if found is None:
        return None
    organisation, is_walled, may_open, is_same_unit = found
    if is_walled:
        return organisation, "walled"
    if may_open and hit.way != "inquiry":
        return None
    return organisation, "same_unit" if is_same_unit else "no_task"
