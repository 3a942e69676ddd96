"""Gives several cases to one investigator: each by itself, each with its own answer."""

import dataclasses
import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction

from candour.cases.actions.allocate_investigator import (
    AnotherForce,
    NotEligible,
    allocate_investigator,
)
from candour.cases.models import Case
from candour.cases.reading import heads
from candour.guard.actors import Actor
from candour.guard.keys import NoKey, Vault
from candour.guard.log import leaves
from candour.guard.models import Grant
from candour.guard.permissions import NoRole, demand

GIVEN, HAS_IT = "given", "has_it"
NOT_ELIGIBLE, ANOTHER_FORCE, NO_KEY, NOT_OPEN, NO_ROLE = (
    "not_eligible", "another_force", "no_key", "not_open", "no_role",
)  # fmt: skip
_CODES: dict[type[Exception], str] = {
    NotEligible: NOT_ELIGIBLE,
    AnotherForce: ANOTHER_FORCE,
    NoKey: NO_KEY,
}
MOST = 50


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What became of one case: given, or a code for why not."""

    file: uuid.UUID
    reference: str
    code: str


class TooMany(Exception):
    """Choose at most 50 cases at a time."""


@transaction.atomic
def allocate_several(
    *,
    chosen: Sequence[uuid.UUID],
    account: uuid.UUID,
    vault: Vault,
    by: Actor,
    at: datetime.datetime,
) -> tuple[Result, ...]:
    """Try each case in turn; what is refused for one leaves the others as they are.

    A case that whoever asks does not see is as one that never was: nothing at all is done.
    """
    demand("cases.allocate_several", by=by, at=at)
    wanted = list(dict.fromkeys(chosen))
    if len(wanted) > MOST:
        raise TooMany
    seen = {case.file_id: case for case in Case.objects.filter(file_id__in=wanted)}
    for file in wanted:
        if file not in seen:
            demand("cases.allocate", by=by, at=at, file=file)
    cases = [seen[file] for file in wanted if file in seen]
    return tuple(_allocate(case, account, vault=vault, by=by, at=at) for case in cases)


def _allocate(
    case: Case, account: uuid.UUID, *, vault: Vault, by: Actor, at: datetime.datetime
) -> Result:
    return Result(
        file=case.file_id,
        reference=case.reference,
        code=_code(case, account, vault=vault, by=by, at=at),
    )


def _code(case: Case, account: uuid.UUID, *, vault: Vault, by: Actor, at: datetime.datetime) -> str:
    if not heads.is_open(case):
        return NOT_OPEN
    given = Grant.objects.filter(file_id=case.file_id, account_id=account, role="investigator")
    if given.exists():
        return HAS_IT
    try:
        # A step of its own: what it wrote before it was refused is undone.
        with transaction.atomic():
            allocate_investigator(file=case.file_id, account=account, vault=vault, by=by, at=at)
    except tuple(_CODES) as refusal:
        return _CODES[type(refusal)]
    except NoRole as refusal:
        leaves.append(entry=refusal.denied, by=by, at=at)
        return NO_ROLE
    return GIVEN
