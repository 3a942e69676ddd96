"""What a reporter did from her mailbox reaches those who handle it, before and after recording."""

import datetime

import pytest

import story
from candour.cases.reading import wording
from candour.intake.models import Progress
from cast import KEPT_OUT, NOW

DAY = NOW.date()
LATER = DAY + datetime.timedelta(days=7)


@pytest.fixture
def sent(world, as_role):
    return story.reported(world, as_role)


def test_the_desk_sees_chases_check_ins_and_wishes(visit, sent, does):
    does(sent, "chased", DAY)
    does(sent, "check_in", DAY, day=14, safe="yes", actual=["moved"], perceived=["demeaned"])

    text = visit("desk").get(f"/reports/{sent.file}/").text

    assert "Had to chase" in text
    assert "Has happened: moved" in text
    assert "Felt or feared: demeaned" in text
    assert "Asked on day 14" in text


def test_a_sudden_wish_to_withdraw_asks_for_a_check_on_her_safety(visit, sent, does):
    does(
        sent,
        "withdrawal_wished",
        DAY,
        takes_effect_on=LATER.isoformat(),
        sudden=True,
        pressed=True,
        safe=False,
    )

    text = visit("desk").get(f"/reports/{sent.file}/").text

    assert "Check that they are safe: Wishes to withdraw; takes effect later." in text
    assert f"Takes effect on {wording.day(LATER)}" in text


def test_a_wish_taken_back_waits_no_more(visit, sent, does):
    does(sent, "withdrawal_wished", DAY, takes_effect_on=LATER.isoformat())
    waiting = visit("desk").get(f"/reports/{sent.file}/").text
    does(sent, "wish_cancelled", DAY + datetime.timedelta(days=1))

    text = visit("desk").get(f"/reports/{sent.file}/").text

    assert "Until then they can take it back" in waiting
    assert "Until then they can take it back" not in text


def test_what_she_did_before_the_recording_is_seen_by_all_who_handle_the_case(
    visit, world, as_role, sent, does
):
    does(sent, "chased", DAY, text="Is anybody there?")
    case = story.record(world, as_role, report=sent.file).file
    does(sent, "confirmed", DAY)
    chosen = {"account": str(world.accounts["investigator"])}
    visit("desk").post(f"/cases/{case}/allocation/", chosen)
    story.declare(world, as_role, file=case)

    page = visit("investigator").get(f"/cases/{case}/letters/")

    assert "Had to chase" in page.text
    assert "Confirmed the allegation as recorded" in page.text
    assert "Is anybody there?" in page.text


def test_letters_say_what_they_are(visit, world, as_role, sent, does):
    case = story.record(world, as_role, report=sent.file).file
    does(sent, "corrected", DAY, text="It was a Tuesday.", item="correction")
    does(sent, "review_asked", DAY, text="Please look again.", item="review_request")

    text = visit("authority").get(f"/cases/{case}/letters/").text

    assert "The reporter (correction of what was recorded)" in text
    assert "The reporter (request for a review)" in text
    assert "We wrote (what was recorded)" in text


@pytest.mark.parametrize("username", KEPT_OUT)
def test_nobody_kept_out_of_the_case_learns_of_it(visit, world, as_role, sent, does, username):
    does(sent, "chased", DAY)
    case = story.record(world, as_role, report=sent.file).file

    paths = [f"/cases/{case}/letters/", f"/cases/{case}/", f"/reports/{sent.file}/"]

    assert visit(username).statuses(paths) == {404}


def test_her_mailbox_tells_that_it_was_opened_recorded_and_what_comes_next(
    visit, world, as_role, sent, box_of
):
    visit("desk").get(f"/reports/{sent.file}/")
    visit("desk-two").get(f"/reports/{sent.file}/")
    story.record(world, as_role, report=sent.file)

    box = box_of(sent)

    assert [step.state for step in box.progress] == ["with_desk", "read", "recorded"]
    assert box.progress[1].next_on == DAY + datetime.timedelta(days=7)
    assert box.progress[2].next_on == DAY + datetime.timedelta(days=28)


@pytest.mark.scenario("SC-12", part="update")
def test_news_moves_the_day_of_the_next_news(visit, case, world, as_role):
    visit("desk").post(f"/cases/{case}/letters/", {"text": "News.", "counts_as": "update"})

    last = Progress.objects.filter(file_id=case).order_by("number").last()
    assert (last.state, last.next_on) == ("recorded", DAY + datetime.timedelta(days=28))


def test_the_recorded_allegation_reaches_her_in_plain_words(world, as_role, sent, box_of):
    story.record(world, as_role, report=sent.file)

    (letter,) = box_of(sent).letters

    assert letter.kind == "allegation"
    assert "Person 1 that you described:\n- Overbearing or harassing behaviours" in letter.text
    assert "as a complaint" in letter.text
