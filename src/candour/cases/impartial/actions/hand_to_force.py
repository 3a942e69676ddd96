"""Gives a case and its keys to the clean readers of the force that accepted it."""

import datetime
import uuid
from collections.abc import Iterable, Sequence

import psycopg
from django.db import IntegrityError, connection, transaction

from candour.access import standing
from candour.access.actions.name_readers import NoReader, clean_of
from candour.access.actions.renew_epochs import renew_epochs
from candour.cases import steps
from candour.guard import files, keys
from candour.guard.actors import Actor
from candour.guard.keys import Reader, Vault
from candour.guard.log import leaves
from candour.guard.models import FileKey, Grant
from candour.guard.permissions import demand

LEAVES_TWO = "cases_handover_leaves_two"


class NobodyAccepted(Exception):
    """No force has accepted this case."""


class TooFewThere(Exception):
    """Fewer than two people would hold the case's keys. Ask that force to certify more readers."""


class NoKeysHere(Exception):
    """You don't hold the keys of this case. Ask a reader who does to give it to that force."""


class WitnessUnknown(Exception):
    """You don't know who a witness is. Ask a reader who does to give the case to that force."""


@transaction.atomic
def hand_to_force(
    *, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> list[Grant]:
    """Re-wrap the case's keys for the accepting force; this force keeps those who decide alone.

    Whoever hands it over has lost it when this returns, unless they decide for the force.
    """
    demand("cases.hand_to_force", by=by, at=at, file=file)
    files.open_again(file=file)
    case = steps.get_case(file=file)
    force = accepted_by(file=file)
    if force is None:
        raise NobodyAccepted
    readers = clean_of(file=file, organisation=force, on=at.date())
    if not readers:
        raise NoReader
    grants = files.grant(
        file=file,
        organisation=case.organisation_id,
        accounts=[reader.account_id for reader in readers],
        role="reader",
        on=at.date(),
    )
    _wrap(file, readers, vault)
    own = {row.id: row for row in Grant.objects.filter(file_id=file)}
    gone = [own[grant] for grant in _leave(file, force)]
    fresh, _ = renew_epochs(file=file, by=by, at=at)
    made = list(Grant.objects.filter(id__in=[grant.id for grant in grants]))
    left = leaves.Entry(
        kind="write",
        what="cases.hand_to_force",
        file=file,
        why="Another force investigates",
        gone=gone,
    )
    leaves.append(entry=left, by=by, at=at)
    detail = {"recipients": [str(force)]}
    after = [*made, *fresh]
    steps.finish(step="cases.hand_to_force", case=case, after=after, by=by, at=at, detail=detail)
    return made


def _wrap(file: uuid.UUID, readers: Sequence[Reader], vault: Vault) -> None:
    _add(standing.latest_keys(file=file), readers, vault, without=NoKeysHere)
    _add(standing.keys_of_few(file=file), readers, vault, without=WitnessUnknown)


def _add(
    found: Iterable[FileKey], readers: Sequence[Reader], vault: Vault, *, without: type[Exception]
) -> None:
    for key in found:
        for reader in readers:
            try:
                keys.add_reader(place=standing.place_of(key=key), reader=reader, vault=vault)
            except keys.NoKey:
                raise without from None


def accepted_by(*, file: uuid.UUID) -> uuid.UUID | None:
    """Return the force that accepted a case, if any; part of handing it over."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select force_id from cases.forces_asked(%s) where answer = 'accepted'", [file]
        )
        found = cursor.fetchone()
    return found[0] if found else None


def _leave(file: uuid.UUID, force: uuid.UUID) -> list[uuid.UUID]:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select grant_id from cases.leave_to(%s, %s)", [file, force])
            return [grant for (grant,) in cursor.fetchall()]
    except IntegrityError as error:
        cause = error.__cause__
        if isinstance(cause, psycopg.Error) and cause.diag.constraint_name == LEAVES_TWO:
            raise TooFewThere from None
        raise
