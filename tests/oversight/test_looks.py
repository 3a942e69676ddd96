"""Oversight sees how often looks were asked about or refused, rounded, and of whom nothing."""

import datetime
import uuid

import pytest

import story
from candour.cases.models import LookAlarm, LookHit
from candour.guard.models import File
from candour.guard.permissions import NotPermitted
from candour.oversight.queries import looks
from cast import NOW


@pytest.fixture
def alarms(world, as_role):
    """Three refused looks at one case of the force, by three people."""
    file = story.record(world, as_role, report=story.reported(world, as_role).file).file
    case = File.objects.get(id=file)
    for username in ("colleague", "line-manager", "stranger"):
        alarm = LookAlarm.objects.create(
            file=case,
            organisation_id=case.organisation_id,
            account_id=world.accounts[username],
            pattern="no_task",
            raised_at=NOW,
        )
        LookHit.objects.create(id=uuid.uuid4(), alarm=alarm, way="opened", at=NOW)


def counted(as_role, username: str) -> dict[str, int]:
    by = story.actor(username)
    on = NOW.date() + datetime.timedelta(days=1)
    with as_role("oversight", actor=by.account):
        return {one.what: one.number for one in looks.looks(on=on, by=by, at=NOW)}


def test_refused_looks_are_counted_by_pattern(as_role, alarms):
    assert counted(as_role, "oversight") == {"alarm:no_task": 3}


def test_the_page_shows_no_small_number_and_nobody(alarms, signed_in):
    page = signed_in("oversight").get("/looks/").content.decode()

    assert "fewer than 5" in page
    assert "Tanner" not in page


def test_a_handler_of_cases_may_not_count_them(as_role, world):
    with pytest.raises(NotPermitted):
        counted(as_role, "desk")
