"""A wall goes up on the day that a posting begins, and stands while an account is shut off."""

import datetime
import uuid

import pytest

from candour.access.actions.draw_walls import draw_walls
from candour.access.actions.redraw_due_walls import redraw_due_walls
from candour.access.models import Involvement
from candour.guard.actors import Actor, service
from candour.guard.models import Account, Wall
from candour.guard.permissions import NotPermitted
from candour.guard.seats import Seat
from candour.people.models import Association, Posting
from cast import NOW

BY = service("daily")
LATER = NOW + datetime.timedelta(days=30)
HOLDER = "external-investigator"


@pytest.fixture
def subject(world) -> uuid.UUID:
    """A subject of a case, whom no wall keeps the holder from yet."""
    known = Involvement.objects.filter(role="subject").exclude(
        file_id__in=Wall.objects.filter(account_id=world.accounts[HOLDER]).values("file_id")
    )
    return known.order_by("id").first().person_id


@pytest.fixture
def posting_to_come(world, subject) -> Posting:
    """The holder of an account goes to the subject's unit in a month."""
    own = Posting.objects.filter(person_id=subject).order_by("-from_on").first()
    Posting.objects.filter(id=own.id).update(until_on=None)
    person = Account.objects.get(username=HOLDER).person_id
    return Posting.objects.create(person_id=person, unit_id=own.unit_id, from_on=LATER.date())


def files_of(subject: uuid.UUID) -> set[uuid.UUID]:
    return set(Involvement.objects.filter(person_id=subject).values_list("file_id", flat=True))


def walled(world) -> set[uuid.UUID]:
    walls = Wall.objects.filter(account_id=world.accounts[HOLDER])
    return set(walls.values_list("file_id", flat=True))


def redraw(as_role, at: datetime.datetime, **more: datetime.date) -> int:
    with as_role("worker"):
        return redraw_due_walls(on=at.date(), by=BY, at=at, **more)


def test_on_the_day_that_a_posting_begins_its_walls_go_up(world, as_role, subject, posting_to_come):
    redraw(as_role, NOW)
    before = walled(world)

    redraw(as_role, LATER)

    assert not before & files_of(subject)
    assert files_of(subject) <= walled(world)


@pytest.mark.parametrize("days", [1, 7])
def test_days_without_a_run_are_made_up_for(world, as_role, subject, posting_to_come, days):
    redraw(as_role, LATER + datetime.timedelta(days=days))

    assert files_of(subject) <= walled(world)


def test_a_longer_gap_is_made_up_for_when_the_last_run_is_told(
    world, as_role, subject, posting_to_come
):
    redraw(as_role, LATER + datetime.timedelta(days=60), since=NOW.date())

    assert files_of(subject) <= walled(world)


def test_a_tie_declared_for_a_later_day_is_drawn_when_it_comes(world, as_role, subject):
    person = Account.objects.get(username=HOLDER).person_id
    Association.objects.create(
        person_id=person, other_id=subject, kind="friend", declared_on=LATER.date()
    )

    redraw(as_role, LATER)

    assert files_of(subject) <= walled(world)


def test_nothing_begins_and_nothing_is_drawn(world, as_role):
    on = NOW + datetime.timedelta(days=20_000)
    assert redraw(as_role, on) == 0


def test_only_the_system_draws_what_comes_due(world):
    by = Actor(
        account_id=world.accounts["desk"], organisation_id=uuid.uuid4(), seat=Seat.DESK_READER
    )
    with pytest.raises(NotPermitted):
        redraw_due_walls(on=NOW.date(), by=by, at=NOW)


def test_an_account_that_is_shut_off_keeps_its_walls(world, as_role, subject, posting_to_come):
    redraw(as_role, LATER)
    Account.objects.filter(username=HOLDER).update(is_active=False)

    with as_role("worker"):
        draw_walls(files=sorted(files_of(subject)), by=BY, at=LATER)

    assert files_of(subject) <= walled(world)
