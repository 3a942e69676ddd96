"""A step that rests a matter gives its days to somebody, and whoever took it looks after it."""

import datetime

import pytest

import taking
from candour.cases.models import Case
from candour.cases.work import standing
from candour.core import ownership
from candour.law.policies.ownership import Owner
from cases.proceeding.test_conduct_to_barred_list import MATTER, matter, stop, subject
from cast import NOW

__all__ = ["matter", "subject"]


def held(case):
    return standing.held(files=[case])[case]


@pytest.mark.scenario("SC-13", part="no-dormant-state")
def test_a_matter_stopped_by_a_step_is_looked_after_by_whoever_took_it(visit, matter, world):
    stop(visit("authority"), matter, days=20)

    found = held(matter)

    assert (found.owner, found.watch.keeper_id) == (Owner.PROSECUTOR, world.accounts["authority"])
    assert found.watch.review_on == NOW.date() + datetime.timedelta(days=20)
    assert "Who looks after it" in visit("authority").get(f"/cases/{matter}/progress/").text


@pytest.mark.scenario("SC-13", part="no-dormant-state")
def test_it_is_dormant_from_the_day_after_it_was_to_be_looked_at(visit, matter):
    stop(visit("authority"), matter, days=20)

    days = [found for found in range(40)
            if held(matter).is_dormant(on=NOW.date() + datetime.timedelta(days=found))]  # fmt: skip

    assert days == list(range(21, 40))


@pytest.mark.scenario("SC-13", part="owned-days")
def test_the_days_of_a_charge_are_the_courts_and_all_days_are_the_age(visit, matter):
    authority = visit("authority")
    stop(authority, matter)
    review = taking.day("review_on", NOW.date() + datetime.timedelta(days=7))
    taking.take(authority, matter, "charge", **MATTER, owner="court", **review)

    case, on = Case.objects.get(file_id=matter), NOW.date() + datetime.timedelta(days=9)
    totals = ownership.days_by_owner(spans=standing.spans(case=case, held=held(matter), on=on))

    assert totals[Owner.COURT] == 9
    assert sum(totals.values()) == (on - case.received_on).days
