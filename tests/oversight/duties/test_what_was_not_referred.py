"""The independent body sees what it was not sent, and overseers how many cases were referred."""

import datetime
import re

import pytest

import story
from candour.cases.actions.assess_referral import assess_referral
from candour.cases.actions.refer_to_independent_body import refer_to_independent_body
from candour.cases.models import Case, Deadline, DelayReason
from candour.guard.models import SealedItem, Wall
from candour.guard.permissions import NotPermitted
from candour.law.referral import Answer
from candour.oversight.queries import referrals as queries
from candour.oversight.tables import referrals as tables
from cast import NOW, World

TODAY = NOW.date()
# After the last day to refer what became clear today.
LATER = TODAY + datetime.timedelta(days=10)


def seen(as_role, *, of: str = "oversight", on: datetime.date = LATER) -> queries.Referrals:
    by = story.actor(of)
    with as_role("oversight", actor=by.account):
        return queries.referrals(on=on, by=by, at=NOW)


def assess(as_role, file, *, after: int = 0, **answers: Answer) -> None:
    by = story.actor("desk")
    at = NOW + datetime.timedelta(days=after)
    with as_role("casework", actor=by.account):
        assess_referral(file=file, answers=answers, reason="The facts.", by=by, at=at)


def refer(as_role, file, *, after: int = 0) -> None:
    by = story.actor("authority")
    at = NOW + datetime.timedelta(days=after)
    with as_role("casework", actor=by.account):
        refer_to_independent_body(file=file, reason="It must go.", by=by, at=at)


def why(found: queries.Referrals) -> str:
    ((*_, said),) = tables.missed_of(found).table.rows
    return said


def numbers(found: queries.Referrals) -> list[tuple[str, int, int, int, int]]:
    return [
        (one.organisation, one.eligible, one.in_time, one.late, one.missed)
        for one in found.months
    ]  # fmt: skip


@pytest.fixture
def recorded(world: World, as_role):
    """A case that was recorded today and that nobody has referred."""
    sent = story.reported(world, as_role)
    return story.record(world, as_role, report=sent.file).file


@pytest.mark.scenario("SC-15", part="seen-anyway")
def test_the_independent_body_sees_a_case_that_nobody_sent_it(world, as_role, recorded):
    assess(as_role, recorded, mr1=Answer.YES)
    last_day = Deadline.objects.get(file_id=recorded, clock="refer_complaint").due_on

    assert seen(as_role, on=last_day).missed == ()
    (found,) = seen(as_role, on=last_day + datetime.timedelta(days=1)).missed

    assert found.reference == Case.objects.get(file_id=recorded).reference
    assert (found.started_on, found.due_on) == (TODAY, last_day)
    assert found.met == ("Death or serious injury",)


@pytest.mark.scenario("SC-15", part="seen-anyway")
def test_it_says_that_no_reason_was_given_or_which(world, as_role, recorded):
    assess(as_role, recorded, mr1=Answer.YES)
    before = why(seen(as_role))

    file = Case.objects.get(file_id=recorded).file
    common = {"file": file, "organisation_id": file.organisation_id}
    DelayReason.objects.create(
        **common, code="people", plan_on=LATER, noted_at=NOW,
        noted_by=world.accounts["authority"], item=SealedItem.objects.filter(file=file).first(),
    )  # fmt: skip

    assert before == "The force gave no reason"
    assert why(seen(as_role)).startswith("There were too few people for it, goes on by")


@pytest.mark.scenario("SC-15", part="seen-anyway")
def test_answering_the_questions_anew_takes_no_case_out_of_sight(world, as_role, recorded):
    assess(as_role, recorded, mr1=Answer.YES)
    assess(as_role, recorded, after=1, mr1=Answer.NO)

    (found,) = seen(as_role).missed

    assert found.met == ("Death or serious injury",)
    assert found.answered_anew_on == TODAY + datetime.timedelta(days=1)
    assert "answered anew" in why(seen(as_role))


@pytest.mark.scenario("SC-15", part="seen-anyway")
def test_only_the_independent_body_sees_single_cases(world, as_role, recorded):
    assess(as_role, recorded, mr1=Answer.YES)
    found = seen(as_role, of="board")
    assert (found.missed, found.is_for_independent_body) == ((), False)
    assert numbers(found) == [("Northfold Police", 1, 0, 0, 1)]


@pytest.mark.scenario("SC-15", part="seen-anyway")
def test_what_a_wall_hides_is_in_no_row_and_no_number(world, as_role, recorded):
    assess(as_role, recorded, mr1=Answer.YES)
    report = Case.objects.get(file_id=recorded).report_file_id
    Wall.objects.create(
        file_id=report, account_id=world.accounts["oversight"], because="association"
    )
    found = seen(as_role)
    assert (found.missed, found.months) == ((), ())
    assert len(seen(as_role, of="board").months) == 1


@pytest.mark.scenario("SC-15", part="monthly-table")
def test_a_month_shows_how_many_were_referred_of_how_many_had_to_be(world, as_role, recorded):
    assess(as_role, recorded, mr1=Answer.YES)
    waits = numbers(seen(as_role, on=TODAY))
    refer(as_role, recorded)
    assert waits == [("Northfold Police", 1, 0, 0, 0)]
    assert numbers(seen(as_role)) == [("Northfold Police", 1, 1, 0, 0)]
    ((month, _, eligible, referred, *_),) = tables.months_of(seen(as_role)).table.rows
    assert (month, eligible, referred) == (f"{TODAY:%B %Y}", "1", "1")


@pytest.mark.scenario("SC-15", part="monthly-table")
def test_what_was_referred_late_counts_in_the_month_in_which_it_became_clear(
    world, as_role, recorded
):
    assess(as_role, recorded, mr1=Answer.YES)
    refer(as_role, recorded, after=9)
    found = seen(as_role)
    assert found.missed == ()
    assert numbers(found) == [("Northfold Police", 1, 0, 1, 0)]


@pytest.mark.scenario("SC-15", part="monthly-table")
def test_a_case_that_need_not_be_referred_is_in_no_month(world, as_role, recorded):
    assess(as_role, recorded, mr1=Answer.NO)
    found = seen(as_role)
    assert (found.missed, found.months) == ((), ())


@pytest.mark.parametrize("part", ["oversight", "board"])
def test_the_page_lists_cases_for_the_independent_body_alone(signed_in, part):
    page = signed_in(part).get("/referrals/").content.decode()
    assert "Referred, of those that had to be" in page
    assert ("Not referred to the independent body in time" in page) is (part == "oversight")
    assert re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-", page.split("<main", 1)[1]) is None


def test_only_overseers_may_ask(world, as_role):
    for part in ("desk", "investigator", "authority", "stranger"):
        with pytest.raises(NotPermitted):
            seen(as_role, of=part)
