"""Every way in from its first page to what it makes of a report."""

import contextlib
import datetime
import uuid
from collections.abc import Iterator

import pytest
from django.db import connection

from candour import clock
from candour.access import desks
from candour.access.models import Acceptance, DeskReader
from candour.guard.models import SeatCertificate
from candour.intake import package, page, routes
from candour.intake.journey import saying, steps
from candour.intake.journey.state import content
from candour.intake.models import Staged
from candour.intake.package import Answer
from candour.pages import wording

CHOSEN = [name for name, route in routes.every().items() if route.is_chosen]
OWN = {
    "internal_named": {"name": {"how": "confidential", "name": "Ada Penrose", "reach": "by post"}},
    "line_manager": {"line_manager": {"story": "She was told to keep quiet.", "family": "Marlowe"}},
    "on_behalf": {"on_behalf": {"body": "The union", "members": "3", "agreed": "on"}},
    "operator": {"operator": {"agreed": "on"}},
    "solved_outside": {"solved_outside": {"solved_by": "hse", "first": "Nothing."}},
}


@contextlib.contextmanager
def as_owner() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("reset role")
        yield
        cursor.execute("set role candour_report")


@pytest.fixture
def second_body(report_site, world) -> str:
    """A second body outside the force, whose turn comes after the first one's."""
    name = "Eastmarch Constabulary"
    body = world.organisations[name]
    with as_owner():
        Acceptance.objects.create(
            body_id=body, force_id=world.organisations["Northfold Police"], turn=2,
            must_pass_on="Nothing.", accepted_on=datetime.date(2020, 1, 1),
        )  # fmt: skip
        DeskReader.objects.bulk_create(
            DeskReader(organisation_id=body, account_id=world.accounts[reader])
            for reader in ("neighbour-desk", "neighbour-desk-two")
        )
    return name


@pytest.fixture
def body(world) -> str:
    """The name of the first body outside the force."""
    known = desks.receivers()
    force = next(one for one in known if one.name == "Northfold Police")
    return force.outside[0].name


def answers_of(said: package.Said, about: str) -> dict[str, str]:
    return {one.name: one.answer for one in said.answers if one.about == about}


@pytest.mark.parametrize("route", [name for name in CHOSEN if name != "appeal"])
def test_every_route_ends_with_eight_words_and_a_promise_and_is_counted_as_itself(
    reporter, as_role, route
):
    passed = reporter.walk(route, **OWN.get(route, {}))
    assert len(reporter.words.split()) == 8
    assert passed == [step.name for step in reporter.held.order if step.name in passed]
    assert reporter.said.route == route
    reporter.send()
    assert "We have your report" in reporter.text
    with as_role("worker"):
        assert Staged.objects.get().package["route"] == route


@pytest.mark.parametrize("route", ["public", "internal_anonymous", "internal_named"])
@pytest.mark.scenario("SC-10", part="force-sees-nothing")
def test_a_report_that_is_sent_outside_counts_as_outside_and_the_force_gets_nothing(
    reporter, as_role, world, route
):
    own = {"name": {"how": "named", "name": "Ada Penrose"}} if route == "internal_named" else {}
    reporter.walk(route, destination={"to": "outside"}, **own)
    reporter.send()
    with as_role("worker"):
        sealed = Staged.objects.get().package
    assert sealed["route"] == "outside"
    assert sealed["organisation"] != str(world.organisations["Northfold Police"])


@pytest.mark.scenario("SC-10", part="chosen")
def test_the_outside_route_never_offers_the_force_and_says_what_must_be_passed_on(reporter, body):
    reporter.walk("outside", until="destination")
    assert body in reporter.text
    assert "must pass on" in reporter.text
    assert 'name="to"' not in reporter.page
    reporter.walk("outside")
    assert saying.is_outside(reporter.held)


def test_other_routes_keep_their_own_count_when_they_go_outside(reporter, as_role, world):
    reporter.walk("concern", destination={"to": "outside"})
    reporter.send()
    with as_role("worker"):
        sealed = Staged.objects.get().package
    assert sealed["route"] == "concern"
    assert sealed["organisation"] != str(world.organisations["Northfold Police"])


def test_no_body_outside_means_no_choice_of_one_and_the_outside_route_says_so(reporter, world):
    with as_owner():
        force = world.organisations["Northfold Police"]
        outside = SeatCertificate.objects.exclude(
            account__in=DeskReader.objects.filter(organisation=force).values("account")
        )
        outside.delete()
    reporter.walk("outside", until="destination")
    assert "No body outside this force takes reports here now" in reporter.text
    reporter.post()
    assert "There is a problem" in reporter.text
    reporter.post(go="change:route")
    assert "Which of these fits you?" in reporter.text
    reporter.walk("public", until="destination")
    assert 'name="to"' not in reporter.page
    reporter.walk("public")
    assert not saying.is_outside(reporter.held)


@pytest.mark.scenario("SC-06", part="two-minutes")
def test_a_managers_form_is_one_page_that_needs_two_answers(reporter):
    reporter.post(route="line_manager")
    assert "you can't close it or take it back" in reporter.text
    passed = reporter.walk("line_manager", line_manager={"story": "He pushed her."})
    assert passed == ["line_manager", "check"]
    required = [
        name for name, field in steps.BY_NAME["line_manager"].form.base_fields.items()
        if field.required
    ]  # fmt: skip
    assert required == ["story", "force"]


def test_what_a_manager_passes_on_says_who_told_whom_and_when(reporter):
    page = {
        "story": "He pushed her.", "given": "Dan", "family": "Marlowe", "unit": "Kings Cross",
        "told_by": "A probationer", "told_on_day": "20", "told_on_month": "11",
        "told_on_year": "2026", "manager": "Sergeant Quill", "is_urgent": "on",
    }  # fmt: skip
    reporter.walk("line_manager", line_manager=page)
    said = reporter.said
    assert said.told == {"manager": "Sergeant Quill", "on": "2026-11-20", "by": "A probationer"}
    assert said.people == ({"given": "Dan", "family": "Marlowe", "unit": "Kings Cross"},)
    assert (said.story, said.is_urgent, said.identity) == ("He pushed her.", True, {})
    reporter.send()
    assert "You can't close it or take it back" in reporter.text


def test_whom_an_inside_reporter_told_starts_the_watch_and_the_answer_is_told_apart(reporter):
    page = {
        "told": "yes", "manager": "Inspector Vale", "on_day": "18", "on_month": "11",
        "on_year": "2026", "answer": "He laughed.",
    }  # fmt: skip
    reporter.walk("internal_anonymous", told=page)
    said = reporter.said
    assert said.told == {"manager": "Inspector Vale", "on": "2026-11-18"}
    assert answers_of(said, "told") == {"told:yes": "Yes", "answer": "He laughed."}


def test_a_manager_who_was_told_and_is_not_named_is_still_one_who_was_told(reporter):
    reporter.walk("internal_anonymous", told={"told": "yes"})
    assert reporter.said.told == {"manager": ""}


def test_nobody_was_told_where_she_says_no_or_nothing(reporter):
    reporter.walk("internal_anonymous", told={"told": "no", "manager": "typed and left"})
    assert reporter.said.told == {}
    assert Answer(
        about="told", name="told:no", question="Did you tell a manager?", answer="No"
    ) in (reporter.said.answers)


@pytest.mark.scenario("SC-02", part="name-in-confidence")
def test_a_name_in_confidence_is_sealed_apart_and_in_no_commitment(reporter, as_role, world):
    reporter.walk("internal_named", **OWN["internal_named"])
    said, held = reporter.said, reporter.held
    assert said.identity == {"name": "Ada Penrose", "reach": "by post", "kind": "confidential"}
    assert "Penrose" not in repr(said.answers)
    assert b"Penrose" not in content(held)
    reporter.send()
    with as_role("worker"):
        sealed = Staged.objects.get().package
    keys = {one["compartment"]: one["wraps"] for one in sealed["keys"]}
    handlers = {wrap["account"] for wrap in keys["narrative"]}
    keepers = {wrap["account"] for wrap in keys["identity"]}
    assert keepers
    assert keepers.isdisjoint(handlers)


def test_a_name_that_all_may_know_is_told_to_those_who_read(reporter):
    reporter.walk("internal_named", name={"how": "named", "name": "Ada Penrose"})
    assert answers_of(reporter.said, "name") == {"name": "Ada Penrose"}
    assert reporter.said.identity == {"name": "Ada Penrose", "kind": "named"}


def test_a_name_is_asked_for_again_only_where_she_wants_to_give_it(reporter):
    reporter.walk("internal_named", until="name")
    reporter.post(how="confidential")
    assert "Write your name, or choose that nobody may know it" in reporter.text
    reporter.walk("internal_named", name={"how": "neither"})
    assert (reporter.said.route, reporter.said.identity) == ("internal_anonymous", {})


def test_without_anyone_to_keep_her_name_nothing_is_sent_and_she_can_leave_it_out(
    reporter, world, as_role
):
    reporter.walk("internal_named", **OWN["internal_named"])
    with as_owner():
        force = world.organisations["Northfold Police"]
        SeatCertificate.objects.exclude(
            account__in=DeskReader.objects.filter(organisation=force).values("account")
        ).delete()
    reporter.send()
    assert reporter.response.status_code == 503
    assert "Nobody outside the force can keep your name safe now" in reporter.text
    reporter.post(go="change:name")
    reporter.walk("internal_named", name={"how": "neither"})
    reporter.send()
    assert "We have your report" in reporter.text


@pytest.mark.scenario("SC-19", part="no-names")
def test_a_union_says_for_how_many_it_writes_and_names_nobody(reporter):
    page = {"body": "The staff union", "members": "17", "agreed": "on", "wanted": "A date."}
    reporter.walk("on_behalf", on_behalf=page)
    said = reporter.said
    assert said.kind == "on_behalf"
    assert answers_of(said, "on_behalf") == {
        "body": "The staff union", "members": "17", "agreed:yes": "Yes", "wanted": "A date.",
    }  # fmt: skip
    reporter.send()
    assert "They must answer you in writing" in reporter.text


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"members": "0", "agreed": "on"}, "At least one person must have agreed"),
        ({"members": "x", "agreed": "on"}, "Write a number, such as 3"),
        ({"members": "3"}, "You can only send it once each of them has agreed"),
        ({"members": "9" * 400, "agreed": "on"}, "Write a"),
    ],
)
def test_nobody_is_written_for_who_did_not_agree(reporter, typed, error):
    reporter.post(route="on_behalf")
    reporter.post(body="The union", **typed)
    assert error in reporter.text
    assert reporter.held.answers["on_behalf"]["members"] == [typed["members"]]


def test_a_call_ends_with_words_to_read_aloud_that_the_caller_changes_later(reporter, as_role):
    reporter.walk("operator", **OWN["operator"])
    assert "Read these eight words to the caller" in reporter.text
    assert "I read the eight words to the caller" in reporter.text
    assert reporter.said.must_change
    reporter.send()
    assert "Read the eight words to the caller once more" in reporter.text
    with as_role("worker"):
        assert Staged.objects.get().package["must_change"] is True


def test_a_leaver_says_why_and_whether_it_could_have_been_put_right(reporter):
    page = {"left": "In May", "why": ["not_heard", "punished"], "would_stay": "yes"}
    reporter.walk("leaver", leaving=page)
    assert set(answers_of(reporter.said, "leaving")) == {
        "left", "why:not_heard", "why:punished", "would_stay:yes",
    }  # fmt: skip


def test_a_small_or_unsafe_thing_can_be_said_without_calling_it_a_crime(reporter):
    page = {"kind": ["illness", "unsafe_place"], "now": "yes", "raised": "To the inspector."}
    reporter.walk("concern", concern=page)
    assert reporter.said.route == "concern"
    assert answers_of(reporter.said, "concern") == {
        "kind:unsafe_place": "A place or a thing that is not safe",
        "kind:illness": "Rules against illness that nobody keeps",
        "now:yes": "Yes", "raised": "To the inspector.",
    }  # fmt: skip


@pytest.mark.scenario("SC-63", part="counted")
def test_what_was_only_solved_outside_says_by_whom_and_what_the_force_did_first(reporter):
    page = {
        "solved_by": "tribunal", "on_day": "1", "on_month": "9", "on_year": "2026",
        "reference": "ET 123", "first": "It was called banter by nobody.",
    }  # fmt: skip
    reporter.walk("solved_outside", solved_outside=page)
    assert answers_of(reporter.said, "solved_outside") == {
        "solved_by:tribunal": "A work tribunal",
        "on": wording.day(datetime.date(2026, 9, 1)),
        "reference": "ET 123", "first": "It was called banter by nobody.",
    }  # fmt: skip


@pytest.mark.scenario("SC-10", part="hand-on")
def test_her_consent_to_hand_it_on_seals_it_a_second_time_and_names_the_next_body(
    reporter, as_role, second_body
):
    reporter.walk("outside", until="destination")
    assert f"give it to {second_body}" in reporter.text
    reporter.walk("outside", destination={"hands_on": "on"})
    reporter.send()
    assert f"{second_body} gets it" in reporter.text
    with as_role("worker"):
        reserve = Staged.objects.get().package["reserve"]
    assert reserve["package"]["organisation_name"] == second_body


def test_a_route_that_is_made_otherwise_is_not_on_the_first_page(reporter):
    assert {"hotline", "handling"} <= set(routes.every())
    assert 'value="hotline"' not in reporter.page
    reporter.post(route="handling")
    assert "There is a problem" in reporter.text


def test_what_one_route_asked_is_not_sent_with_another(reporter):
    reporter.walk("leaver", leaving={"left": "in May"}, until="check")
    reporter.post(go="change:route")
    reporter.walk("public")
    assert b"leaving" not in content(reporter.held)
    assert answers_of(reporter.said, "leaving") == {}


def test_sending_names_what_is_missing_when_a_choice_went_away_meanwhile(reporter):
    reporter.walk("public")
    held = reporter.held
    held.answers["force"] = {"force": [str(uuid.UUID(int=1))]}
    token = page.sealed(held, at=clock.now())
    reporter.response = reporter.client.post("/report/", {"state": token, "kept": "on"})
    assert "Which force is it about?" in reporter.text
