"""The public journey: no account, no cookie, no script; nothing typed is ever lost."""

import contextlib
import datetime
import html
import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from django.forms import CharField
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from candour import clock
from candour.access import desks
from candour.core import sealed_state
from candour.guard.models import SeatCertificate
from candour.intake import questions, routes
from candour.intake.journey import saying, state, steps
from candour.intake.journey.state import State
from candour.intake.models import Staged
from candour.intake.views import sending

# What comes between the people and the check page.
AFTER = ("about", "who_you_are", "must_not_see", "force", "destination", "files")


def test_a_whole_report_ends_with_eight_words_and_a_signed_promise(reporter):
    reporter.write_all()
    assert len(reporter.words.split()) == 8
    reporter.answer("words")
    assert "We have your report" in reporter.text
    assert "candour/promise/v1" in reporter.page


@pytest.mark.scenario("SC-08", part="no-script-no-cookie")
def test_no_page_sets_a_cookie_or_sends_a_script(reporter):
    for page in ("route", "what_happened", "when_and_where", "person"):
        assert not reporter.response.cookies
        assert "<script" not in reporter.page
        assert "script-src" not in reporter.response["Content-Security-Policy"]
        reporter.answer(page)


def test_an_error_names_the_field_and_keeps_the_answer(reporter):
    reporter.answer("route", "what_happened")
    reporter.post(on_day="31", on_month="2", on_year="2026", place="locker room")
    assert "There is a problem" in reporter.text
    assert "<title>Error: " in reporter.page
    assert 'value="31"' in reporter.page
    assert 'value="locker room"' in reporter.page


def test_the_back_button_goes_back_one_page_and_keeps_both_answers(reporter):
    reporter.answer("route")
    reporter.post(go="back", story="half a sentence")
    assert "Which of these fits you?" in reporter.text
    assert 'value="public" checked' in reporter.page
    reporter.answer("route")
    assert "half a sentence" in reporter.page


def test_several_people_can_be_described_and_one_taken_out_again(reporter):
    reporter.answer("route", "what_happened", "when_and_where", "person")
    reporter.post(more="yes")
    reporter.post(given="Second", family="Person")
    reporter.post(more="no")
    reporter.answer(*AFTER)
    assert "Second, Person" in reporter.text
    reporter.post(go="change:person-1")
    reporter.post(given="", family="")
    assert "Second, Person" not in reporter.text


def test_changing_an_answer_from_the_check_page_returns_to_the_check_page(reporter):
    reporter.answer(*["route", "what_happened", "when_and_where", "person", "anyone_else"])
    reporter.answer(*AFTER)
    reporter.post(go="change:what_happened")
    reporter.post(story="Something else.")
    assert "Check what you wrote" in reporter.text
    assert "Something else." in reporter.text


def test_the_check_page_shows_every_answer_before_anything_is_sent(reporter):
    reporter.answer("route", "what_happened", "when_and_where", "person", "anyone_else")
    reporter.answer(*AFTER)
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
        {"state": reporter.state, "go": "next", "route": "public"},
        HTTP_SEC_FETCH_SITE="cross-site",
    )
    assert answer.status_code == 403


@pytest.mark.parametrize("origin", ["null", "http://casework.localhost", "https://evil.example"])
def test_an_origin_that_is_not_our_own_is_refused(reporter, origin):
    headers = {"HTTP_SEC_FETCH_SITE": "", "HTTP_ORIGIN": origin}
    answer = reporter.client.post("/report/", {"state": reporter.state}, **headers)
    assert answer.status_code == 403


def test_a_page_open_for_too_long_goes_on_with_everything_typed(reporter):
    reporter.answer("route")
    old = sealed_state.seal_state(
        mapping=state.write(State(step="what_happened", answers={"route": {"route": ["public"]}})),
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
    assert "Which of these fits you?" in answer.content.decode()


@pytest.mark.scenario("SC-08", part="leave")
def test_leaving_clears_what_the_browser_kept_and_goes_somewhere_dull(report_site):
    answer = report_site.get("/leave/")
    assert answer.status_code == 302
    assert answer["Location"] == settings.LEAVE_TO
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.scenario("SC-08", part="resume")
def test_a_draft_is_resumed_with_its_own_words_and_is_never_a_report(reporter, as_role):
    reporter.answer("route")
    reporter.post(go="save", story="Half of it.")
    assert "This is NOT reported. Nobody will read it." in reporter.text
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
    reporter.answer("route")
    told = "Again and again. " * 18_000
    reporter.post(go=go, story=told)
    assert reporter.response.status_code == 200
    assert "This is too long for one page" in reporter.text
    assert told.strip() in reporter.page
    held = sealed_state.open_state(
        token=reporter.state, keys=settings.FORM_KEYS, at=_now(), label="candour/report"
    )
    assert list(held["answers"]) == ["route"]


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


def test_with_nobody_to_receive_it_she_can_choose_somebody_else(reporter):
    reporter.write_all()
    with as_owner():
        SeatCertificate.objects.all().delete()
    reporter.answer("words")
    assert 'value="change:destination"' in reporter.page
    reporter.post(go="change:destination")
    assert "Where should this go?" in reporter.text


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
    said = saying.finished(filled)
    to = sending.recipients(said, known=desks.receivers(), on=clock.today())
    sending._submit(said, sending._sending(filled, day=yesterday), to=to)
    reporter.answer("words")
    assert reporter.response.context["day"] == yesterday
    assert yesterday.isoformat() in reporter.response.context["promise"]


ROUTES = sorted(routes.every())
EVERYTHING = {"about": {"about": [*questions.every(), "something_else"]}}
PAGES = sorted({
    (name, step.name)
    for name in ROUTES
    for step in steps.order(steps.Shape(route=name, about=EVERYTHING["about"]["about"]))
})  # fmt: skip
FIELDS = sorted({
    field
    for route, page in PAGES
    for step in steps.order(steps.Shape(route=route, about=EVERYTHING["about"]["about"]))
    if step.name == page
    for field in step.form.base_fields
})  # fmt: skip
# Forms are sent as text, where a line ends in one way and surrogates have no letters.
LETTERS = st.characters(exclude_categories=["Cs", "Cc"])
TYPED = st.text(LETTERS, max_size=60)
GO = ["next", "back", "save", "skip", "later", "report", "stay", "language", "attach",
      "change:person-9", "change:words", "remove:x", "nonsense"]  # fmt: skip


def token_at(route: str, page: str, **answers: object) -> str:
    at = State(step=page, answers={"route": {"route": [route]}, **EVERYTHING, **answers})
    return sealed_state.seal_state(
        mapping=state.write(at), keys=settings.FORM_KEYS, at=_now(), label="candour/report"
    )


@hypothesis_settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    typed=st.dictionaries(
        st.one_of(st.sampled_from(FIELDS), st.sampled_from(["on_day", "on_month", "x"])),
        st.lists(st.one_of(TYPED, st.text(max_size=5), st.just("\x00")), max_size=3),
        max_size=12,
    ),
    page=st.sampled_from(PAGES),
    go=st.one_of(st.sampled_from(GO), TYPED),
)
def test_no_input_makes_any_page_of_any_route_fail(report_site, typed, page, go):
    token = token_at(*page)
    answer = report_site.post("/report/", {**typed, "state": token, "go": go})
    assert answer.status_code in {200, 409}


@hypothesis_settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data(), page=st.sampled_from(PAGES), go=st.sampled_from(["next", "back"]))
def test_what_is_typed_on_any_page_is_held_whatever_becomes_of_it(report_site, data, page, go):
    token = token_at(*page)
    form = next(one for one in _order(page[0]) if one.name == page[1]).form
    boxes = [name for name, field in form.base_fields.items() if isinstance(field, CharField)]
    typed = {name: data.draw(st.text(LETTERS, min_size=1, max_size=40)) for name in boxes}
    answer = report_site.post("/report/", {**typed, "state": token, "go": go})
    shown = html.unescape(answer.content.decode())
    found = re.search(r'name="state" value="([^"]+)"', shown).group(1)
    held = sealed_state.open_state(
        token=found, keys=settings.FORM_KEYS, at=_now(), label="candour/report"
    )
    kept = [*held["answers"].values(), *held["people"]]
    words = {value for raw in kept for values in raw.values() for value in values}
    # A person of whom nothing but blanks is said is nobody.
    said = {value for value in typed.values() if any(map(str.strip, typed.values()))}
    assert said <= words


def _order(route: str) -> tuple[steps.Step, ...]:
    return steps.order(steps.Shape(route=route, about=EVERYTHING["about"]["about"]))


def _now() -> datetime.datetime:
    return clock.now()


def test_another_language_keeps_what_was_typed_and_the_page(reporter):
    reporter.answer("route")
    reporter.post(go="language", story="half a sentence")
    assert reporter.held.step == "what_happened"
    assert "half a sentence" in reporter.page


def test_every_box_can_be_unticked_again(reporter):
    reporter.walk("public", until="check", about={"about": ["bullying"]})
    reporter.post(go="change:about")
    reporter.post()
    assert reporter.held.chosen("about") == []
