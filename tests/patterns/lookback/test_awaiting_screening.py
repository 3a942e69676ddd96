"""Live cases whose screening is open again are listed, with what can't be screened and why."""

import pytest
from django.conf import settings

import browsing
import story
from browsing import at_casework, case, report, visit
from candour import clock
from candour.cases.custody.actions.carry_out_orders import carry_out_orders
from candour.cases.models import Case, Screening, Suggestion
from candour.guard.actors import service
from candour.guard.custody import orders
from candour.guard.models import Leaf, SealedItem
from candour.patterns.lookback.actions.screen_ordered import screen_ordered
from candour.patterns.models import ScreeningFlag

__all__ = ["at_casework", "case", "report", "visit"]
PAGE = "/look-backs/screening/"


def line(page, case):
    reference = Case.objects.get(file_id=case).reference
    return page.text.partition(reference)[2][:60]


@pytest.mark.scenario("SC-44", part="screening")
def test_a_case_screened_by_earlier_rules_is_open_again_until_it_is_screened(visit, case):
    desk = visit("desk")
    before = desk.get(PAGE)
    Screening.objects.filter(file_id=case).update(rules="of-another-day")
    after = desk.get(PAGE)
    assert "Screened by rules that have changed" not in line(before, case)
    assert "Screened by rules that have changed" in line(after, case)


@pytest.mark.scenario("SC-44", part="screening")
def test_something_new_about_somebody_it_may_be_opens_the_screening_again(
    visit, case, world, as_role
):
    desk = visit("desk")
    browsing.rule_out(case, desk, but="subject")
    later = story.record(world, as_role, report=story.reported(world, as_role).file).file
    browsing.answer(later, desk, username="subject", answer="same")
    assert "Something new arrived" in line(desk.get(PAGE), case)


@pytest.mark.scenario("SC-44", part="screening")
def test_what_describes_nobody_is_said_to_be_impossible_to_screen(visit, world):
    live = Case.objects.filter(closed_on__isnull=True, is_closed_undated=False)
    imported = live.filter(source_name="demonstration").first()
    assert imported is not None
    shown = visit("authority").get(PAGE).text
    assert "Nobody is described No" in shown.partition(imported.reference)[2][:60]


@pytest.mark.parametrize("username", ["subject", "line-manager", "stranger"])
def test_whoever_is_kept_out_of_a_case_does_not_find_it_there(visit, case, username):
    Screening.objects.filter(file_id=case).update(rules="of-another-day")
    assert str(case) not in visit(username).get(PAGE).body


@pytest.fixture
def worker_there(world, as_role):
    """A worker that has announced itself: worker_there() carries its orders out."""
    with as_role("worker"):
        hand = orders.announce(seed=settings.LOG_SEED, at=clock.now())

    def run():
        with as_role("worker"):
            return screen_ordered(hand=hand, by=service("orders"), at=clock.now())

    return run


@pytest.mark.scenario("SC-44", part="screening")
def test_sealed_words_take_part_under_a_readers_order_alone_and_leave_a_code(
    visit, case, worker_there
):
    Screening.objects.filter(file_id=case).update(rules="of-another-day")
    items, leaves = SealedItem.objects.count(), Leaf.objects.count()
    assert worker_there() == 0
    assert "ordered. Come back" in visit("desk").post(PAGE).text
    assert worker_there() >= 1
    flags = ScreeningFlag.objects.filter(file_id=case)
    assert {one.flag for one in flags} <= {"somebody_new", "nothing_new", "no_clue"}
    assert "Nobody new fits" in line(visit("desk").get(PAGE), case)
    assert SealedItem.objects.count() == items
    bodies = b"".join(bytes(one) for one in Leaf.objects.values_list("body", flat=True))
    assert Leaf.objects.count() > leaves
    assert b"Kings Cross, firearms" not in bodies


def test_somebody_new_who_fits_is_flagged_and_not_suggested(visit, case, worker_there):
    Screening.objects.filter(file_id=case).update(rules="of-another-day")
    gone = Suggestion.objects.filter(file_id=case).order_by("-weight").first()
    Suggestion.objects.filter(id=gone.id).delete()
    visit("desk").post(PAGE)
    worker_there()
    flags = set(ScreeningFlag.objects.filter(file_id=case).values_list("flag", flat=True))
    assert "somebody_new" in flags
    assert not Suggestion.objects.filter(
        described_id=gone.described_id, person_id=gone.person_id
    ).exists()


def test_an_order_to_screen_is_no_order_to_seal_again(visit, case, world, as_role):
    with as_role("worker"):
        hand = orders.announce(seed=settings.LOG_SEED, at=clock.now())
    Screening.objects.filter(file_id=case).update(rules="of-another-day")
    visit("desk").post(PAGE)
    with as_role("worker"):
        assert carry_out_orders(hand=hand, by=service("orders"), at=clock.now()) == 0
        assert screen_ordered(hand=hand, by=service("orders"), at=clock.now()) >= 1


def test_without_a_worker_nothing_is_ordered_and_the_page_says_so(visit, case):
    Screening.objects.filter(file_id=case).update(rules="of-another-day")
    assert "No worker is running" in visit("desk").post(PAGE).text
