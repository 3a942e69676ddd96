"""The public journey: no account, no cookie, no script; nothing typed is ever lost."""

import contextlib
import datetime
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from candour import clock
from candour.access import desks
from candour.core import sealed_state
from candour.guard.models import SeatCertificate
from candour.intake.journey import pages, state
from candour.intake.journey.state import State
from candour.intake.models import Staged
from candour.intake.views import sending


def test_a_whole_report_ends_with_eight_words_and_a_signed_promise(reporter):
    reporter.write_all()
    assert len(reporter.words.split()) == 8
    reporter.answer("words")
    assert "We have your report" in reporter.text
    assert "candour/promise/v1" in reporter.page


@pytest.mark.scenario("SC-08", part="no-script-no-cookie")
def test_no_page_sets_a_cookie_or_sends_a_script(reporter):
    for page in ("who_you_are", "what_happened", "when_and_where", "person"):
        assert not reporter.response.cookies
        assert "<script" not in reporter.page
        assert "script-src" not in reporter.response["Content-Security-Policy"]
        reporter.answer(page)


def test_an_error_names_the_field_and_keeps_the_answer(reporter):
    reporter.answer("who_you_are", "what_happened")
    reporter.post(on_day="31", on_month="2", on_year="2026", place="locker room")
    assert "There is a problem" in reporter.text
    assert "<title>Error: " in reporter.page
    assert 'value="31"' in reporter.page
    assert 'value="locker room"' in reporter.page


def test_the_back_button_goes_back_one_page_and_keeps_both_answers(reporter):
    reporter.answer("who_you_are")
    reporter.post(go="back", story="half a sentence")
    assert "Which of these are you?" in reporter.text
    assert 'value="police_staff"' in reporter.page
    reporter.answer("who_you_are")
    assert "half a sentence" in reporter.page


def test_several_people_can_be_described_and_one_taken_out_again(reporter):
    reporter.answer("who_you_are", "what_happened", "when_and_where", "person")
    reporter.post(more="yes")
    reporter.post(given="Second", family="Person")
    reporter.post(more="no")
    reporter.answer("must_not_see", "receiver")
    assert "Second, Person" in reporter.text
    reporter.post(go="change:person-1")
    reporter.post(given="", family="")
    assert "Second, Person" not in reporter.text


def test_changing_an_answer_from_the_check_page_returns_to_the_check_page(reporter):
    reporter.answer(*["who_you_are", "what_happened", "when_and_where", "person", "anyone_else"])
    reporter.answer("must_not_see", "receiver")
    reporter.post(go="change:what_happened")
    reporter.post(story="Something else.")
    assert "Check what you wrote" in reporter.text
    assert "Something else." in reporter.text


def test_the_check_page_shows_every_answer_before_anything_is_sent(reporter):
    reporter.answer("who_you_are", "what_happened", "when_and_where", "person", "anyone_else")
    reporter.answer("must_not_see", "receiver")
    assert "He pushed me against the lockers." in reporter.text
    assert "Northfold Police" in reporter.text
    assert "Nothing has been sent yet" in reporter.text


def test_sending_twice_sends_once_and_answers_the_same(reporter, as_role):
    reporter.write_all()
    held = reporter.state
    reporter.answer("words")
    first = reporter.page
    again = reporter.client.post("/report/", {"state": held, "go": "next", "kept": "on"})
    assert again.content.decode() == first
    with as_role("worker"):
        assert Staged.objects.count() == 1


def test_the_same_words_with_another_story_change_nothing(reporter):
    reporter.write_all()
    opened = sealed_state.open_state(
        token=reporter.state, keys=settings.FORM_KEYS, at=_now(), label="candour/report"
    )
    reporter.answer("words")
    opened["answers"]["what_happened"]["story"] = ["Another story."]
    token = sealed_state.seal_state(
        mapping=opened, keys=settings.FORM_KEYS, at=_now(), label="candour/report"
    )
    again = reporter.client.post("/report/", {"state": token, "go": "next", "kept": "on"})
    assert again.status_code == 409
    assert "already sent a report with these words" in again.content.decode()


def test_a_form_from_another_site_is_refused(reporter):
    answer = reporter.client.post(
        "/report/",
        {"state": reporter.state, "go": "next", "kind": "public"},
        HTTP_SEC_FETCH_SITE="cross-site",
    )
    assert answer.status_code == 403


@pytest.mark.parametrize("origin", ["null", "http://casework.localhost", "https://evil.example"])
def test_an_origin_that_is_not_our_own_is_refused(reporter, origin):
    headers = {"HTTP_SEC_FETCH_SITE": "", "HTTP_ORIGIN": origin}
    answer = reporter.client.post("/report/", {"state": reporter.state}, **headers)
    assert answer.status_code == 403


def test_a_page_open_for_too_long_goes_on_with_everything_typed(reporter):
    reporter.answer("who_you_are")
    old = sealed_state.seal_state(
        mapping=state.write(
            State(step="what_happened", answers={"who_you_are": {"kind": ["public"]}})
        ),
        keys=settings.FORM_KEYS,
        at=_now() - datetime.timedelta(days=1),
        label="candour/report",
    )
    late = reporter.client.post("/report/", {"state": old, "go": "next", "story": "My story."})
    assert "open for a long time" in late.content.decode()
    assert "My story." in late.content.decode()


@pytest.mark.parametrize("token", ["", "x", "A" * 500, "Q0YB" + "A" * 6000, "\x00"])
def test_an_unreadable_state_gives_back_what_was_typed(reporter, token):
    answer = reporter.client.post("/report/", {"state": token, "go": "next", "story": "Keep me."})
    assert answer.status_code == 400
    assert "Keep me." in answer.content.decode()


def test_a_state_of_the_mailbox_is_no_state_of_the_journey(reporter):
    foreign = sealed_state.seal_state(
        mapping={"words": "x"}, keys=settings.FORM_KEYS, at=_now(), label="candour/mailbox"
    )
    assert reporter.client.post("/report/", {"state": foreign}).status_code == 400


def test_skipping_to_the_words_without_answers_leads_to_the_missing_page(reporter):
    token = sealed_state.seal_state(
        mapping=state.write(State(step="check")),
        keys=settings.FORM_KEYS,
        at=_now(),
        label="candour/report",
    )
    answer = reporter.client.post("/report/", {"state": token, "go": "next"})
    assert "Which of these are you?" in answer.content.decode()


@pytest.mark.scenario("SC-08", part="leave")
def test_leaving_clears_what_the_browser_kept_and_goes_somewhere_dull(report_site):
    answer = report_site.get("/leave/")
    assert answer.status_code == 302
    assert answer["Location"] == settings.LEAVE_TO
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.scenario("SC-08", part="resume")
def test_a_draft_is_resumed_with_its_own_words_and_is_never_a_report(reporter, as_role):
    reporter.answer("who_you_are")
    reporter.post(go="save", story="Half of it.")
    assert "This is not sent. Nobody will read it." in reporter.text
    phrase = reporter.words
    opened = reporter.client.post("/carry-on/", {"phrase": phrase.upper()})
    assert "Half of it." in opened.content.decode()
    with as_role("worker"):
        assert Staged.objects.count() == 0
    closed = reporter.client.post("/mailbox/", {"phrase": phrase})
    assert "These words open nothing" in closed.content.decode()


def test_a_misspelt_word_is_named_by_its_place_only(report_site):
    answer = report_site.post("/mailbox/", {"phrase": "abacus abdomen xyzzyq " + "abide " * 5})
    shown = answer.content.decode()
    assert "Word 3" in shown or "third" in shown.lower()


@pytest.mark.parametrize("go", ["next", "back", "save"])
def test_a_story_longer_than_a_page_can_carry_is_shown_again_whole(reporter, go):
    reporter.answer("who_you_are")
    told = "Again and again. " * 18_000
    reporter.post(go=go, story=told)
    assert reporter.response.status_code == 200
    assert "This is too long for one page" in reporter.text
    assert told.strip() in reporter.page
    held = sealed_state.open_state(
        token=reporter.state, keys=settings.FORM_KEYS, at=_now(), label="candour/report"
    )
    assert list(held["answers"]) == ["who_you_are"]


@contextlib.contextmanager
def as_owner() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("reset role")
        yield
        cursor.execute("set role candour_report")


def test_with_nobody_to_receive_it_nothing_is_sent_and_she_can_try_again(reporter):
    reporter.write_all()
    spoken = reporter.words
    with as_owner():
        kept = list(SeatCertificate.objects.all())
        SeatCertificate.objects.all().delete()
    reporter.answer("words")
    assert reporter.response.status_code == 503
    assert "Nothing was sent" in reporter.text
    with as_owner():
        assert Staged.objects.count() == 0
        SeatCertificate.objects.bulk_create(kept)
    reporter.answer("words")
    assert "We have your report" in reporter.text
    assert reporter.response.context["words"] == spoken


def test_a_page_left_open_overnight_fixes_no_day(reporter):
    reporter.write_all()
    held = sealed_state.open_state(
        token=reporter.state, keys=settings.FORM_KEYS, at=_now(), label="candour/report"
    )
    assert held["words"]
    assert "day" not in held


def test_a_report_sent_yesterday_and_again_today_answers_with_yesterdays_promise(reporter):
    reporter.write_all()
    held = sealed_state.open_state(
        token=reporter.state, keys=settings.FORM_KEYS, at=_now(), label="candour/report"
    )
    filled, yesterday = state.read(held), clock.today() - datetime.timedelta(days=1)
    said = pages.finished(filled)
    to = sending.recipients(said, known=desks.receivers(), on=clock.today())
    sending._submit(said, sending._sending(filled, day=yesterday), to=to)
    reporter.answer("words")
    assert reporter.response.context["day"] == yesterday
    assert yesterday.isoformat() in reporter.response.context["promise"]


TYPED = st.text(max_size=60)


@hypothesis_settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    typed=st.dictionaries(
        st.sampled_from(
            ["kind", "story", "on_day", "on_month", "on_year", "given", "force", "route", "go"]
        ),
        TYPED,
    ),
    step=st.sampled_from(sorted(pages.steps.BY_NAME)),
)
def test_no_input_makes_any_page_fail(report_site, typed, step):
    token = sealed_state.seal_state(
        mapping=state.write(State(step=step)), keys=settings.FORM_KEYS, at=_now(),
        label="candour/report",
    )  # fmt: skip
    answer = report_site.post("/report/", {"state": token, **typed})
    assert answer.status_code in {200, 409}


def _now() -> datetime.datetime:
    from candour import clock

    return clock.now()
