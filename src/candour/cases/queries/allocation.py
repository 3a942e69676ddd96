"""Allocation: who investigates the case, and who could; nothing says why others could not."""

import dataclasses
import datetime
import uuid

from candour.access.models import Walled
from candour.cases.actions import allocate_investigator
from candour.cases.impartial.actions.check_independence import newest
from candour.cases.reading import heads, staff
from candour.cases.reading.heads import CaseHead
from candour.guard.actors import Actor
from candour.guard.models import Grant
from candour.guard.permissions import demand
from candour.people import naming


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AllocationPage:
    """The investigators of a case, and those it can be given to."""

    head: CaseHead
    force: str
    given: tuple[staff.Colleague, ...]
    was_given_back: bool
    must_be_outside: bool
    eligible: tuple[staff.Colleague, ...]


def allocation_page(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> AllocationPage:
    """Return who has the case and who could be given it, those of the same force first."""
    demand("cases.read", by=by, at=at, file=file)
    head = heads.read(file=file, by=by, on=at.date())
    check = newest(file=file)
    given = set(
        Grant.objects.filter(file_id=file, role="investigator").values_list("account_id", flat=True)
    )
    possible = set(allocate_investigator.eligible(file=file))
    known = staff.called(accounts=given | possible, by=by, at=at)
    everyone = sorted(
        known.values(),
        key=lambda one: (
            one.organisation_id != head.organisation_id,
            one.name,
            one.account_id.bytes,
        ),
    )
    return AllocationPage(
        head=head,
        force=naming.organisation_names(organisations=[head.organisation_id]).get(
            head.organisation_id, ""
        ),
        must_be_outside=check is not None and check.is_required,
        was_given_back=not given
        and Walled.objects.filter(file_id=file, because="declared_conflict").exists(),
        given=tuple(one for one in everyone if one.account_id in given),
        eligible=tuple(one for one in everyone if one.account_id in possible),
    )
