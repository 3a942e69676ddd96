"""What the pages about walls show: walls decided by hand, and what a declaration asks."""

import dataclasses
import datetime
import uuid

from candour.access.models import Walled
from candour.cases.impartial.actions.declare_conflict import subjects_of
from candour.cases.reading import heads, staff
from candour.cases.reading.heads import CaseHead
from candour.core.impartial import declarations
from candour.guard.actors import Actor
from candour.guard.models import Account, Grant
from candour.guard.permissions import demand
from candour.guard.seats import Seat
from candour.people import queries as people

MOST_COLLEAGUES = 200
_HANDLING = (Seat.DESK_READER.value, Seat.INVESTIGATOR.value, Seat.APPROPRIATE_AUTHORITY.value)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A wall that somebody decided on: who is kept out, by whom, since when."""

    id: uuid.UUID
    who: str
    made_by: str
    made_at: datetime.datetime
    can_lift: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class WallsPage:
    """The walls decided by hand that stand on a case, and who could be walled off."""

    head: CaseHead
    decided: tuple[Decided, ...]
    colleagues: tuple[staff.Colleague, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Somebody a declaration asks about: None stands for the case as a whole."""

    subject: uuid.UUID | None
    name: str
    questions: tuple[tuple[str, str], ...]


def walls_page(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> WallsPage:
    """Return the walls that handlers put up; who took themselves away is not among them."""
    demand("cases.read", by=by, at=at, file=file)
    head = heads.read(file=file, by=by, on=at.date())
    rows = list(
        Walled.objects.filter(file_id=file, because="added_by_hand", lift__isnull=True)
        .order_by("made_at", "id")
    )  # fmt: skip
    given = Grant.objects.filter(file_id=file).values("account_id")
    near = Account.objects.filter(is_active=True, seat__in=_HANDLING).exclude(id=by.account)
    near = near.filter(id__in=given) | near.filter(organisation_id=head.organisation_id)
    choices = list(near.order_by("id").values_list("id", flat=True)[:MOST_COLLEAGUES])
    accounts = {*choices, *(row.account_id for row in rows), *(row.made_by for row in rows)}
    known = staff.called(accounts=accounts, by=by, at=at)
    chosen = [known[one] for one in choices if one in known]
    return WallsPage(
        head=head,
        decided=tuple(
            Decided(
                id=row.id,
                who=staff.named(known, row.account_id),
                made_by=staff.named(known, row.made_by),
                made_at=row.made_at,
                can_lift=by.account not in (row.made_by, row.account_id),
            )
            for row in rows
        ),
        colleagues=tuple(sorted(chosen, key=lambda one: (one.name, one.account_id.bytes))),
    )


def asked(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> tuple[Asked, ...]:
    """Return what the declaration of an investigator asks, subject by subject."""
    demand("cases.declare", by=by, at=at, file=file)
    subjects = subjects_of(file=file)
    cards = people.cards(persons=subjects, by=by, at=at) if subjects else {}
    found = [_about(subject, cards[subject].name) for subject in subjects if subject in cards]
    whole = tuple((one.code, one.words) for one in declarations.OF_CASE)
    return (*found, Asked(subject=None, name="", questions=whole))


def _about(subject: uuid.UUID, name: str) -> Asked:
    return Asked(
        subject=subject,
        name=name,
        questions=tuple((one.code, one.words.format(name=name)) for one in declarations.OF_SUBJECT),
    )
