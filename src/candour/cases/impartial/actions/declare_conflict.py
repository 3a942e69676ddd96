"""Signs an investigator's declaration; a conflict walls off and gives the case back."""

import datetime
import uuid
from collections.abc import Mapping, Sequence

from django.db import transaction

from candour.access.models import Declaration, Involvement
from candour.cases.impartial import standing
from candour.core.impartial import declarations
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.log import leaves
from candour.guard.models import Grant
from candour.guard.permissions import demand

Conflicts = Mapping[uuid.UUID | None, Sequence[str]]


class NotYours(Exception):
    """This case was not given to you to investigate."""


class OtherSubjects(Exception):
    """The case is about somebody else now. Answer the questions again."""


@transaction.atomic
def declare_conflict(
    *,
    file: uuid.UUID,
    conflicts: Conflicts,
    vault: Vault | None,
    by: Actor,
    at: datetime.datetime,
) -> Declaration:
    """Sign which questions were answered with yes, by subject; nothing sealed opens before.

    With a conflict the case goes back to whoever allocated it, and only the codes are kept.
    """
    demand("cases.declare", by=by, at=at, file=file)
    if not Grant.objects.filter(file_id=file, account_id=by.account, role="investigator").exists():
        raise NotYours
    subjects = subjects_of(file=file)
    if set(conflicts) != {*subjects, None}:
        raise OtherSubjects
    answered = {key: tuple(codes) for key, codes in conflicts.items()}
    declared = declarations.Declared(subjects=frozenset(subjects), conflicts=answered)
    row = Declaration(
        file_id=file,
        organisation_id=standing.organisation(file=file),
        account_id=by.account,
        subjects=[str(subject) for subject in subjects],
        conflicts={str(key or ""): list(codes) for key, codes in answered.items() if codes},
        has_conflict=declared.has_conflict,
        questions=declarations.VERSION,
        signed_at=at,
    )
    Declaration.objects.bulk_create([row])
    entry = leaves.Entry(
        kind="write",
        what="cases.declare",
        file=file,
        why="Declaration of conflict signed",
        detail={"subjects": [str(subject) for subject in subjects]},
        after=[row],
    )
    leaves.append(entry=entry, by=by, at=at)
    if declared.has_conflict:
        _give_back(file, vault, by=by, at=at)
    return row


def subjects_of(*, file: uuid.UUID) -> tuple[uuid.UUID, ...]:
    """Return whom a declaration about a file must ask about; part of signing it."""
    found = Involvement.objects.filter(file_id=file, role="subject").order_by("person_id")
    return tuple(found.values_list("person_id", flat=True))


def _give_back(file: uuid.UUID, vault: Vault | None, *, by: Actor, at: datetime.datetime) -> None:
    row, gone = standing.leave(file=file, because="declared_conflict", vault=vault, by=by, at=at)
    entry = leaves.Entry(
        kind="wall",
        what="cases.declare",
        file=file,
        why="A declared conflict gives the case back",
        after=[row],
        gone=gone,
    )
    leaves.append(entry=entry, by=by, at=at)
