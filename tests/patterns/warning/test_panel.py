"""A panel decides on flags and nobody near the person ever sees one; what follows is measured."""

import datetime
import random

import pytest
from django.db import IntegrityError, connection, transaction

from candour.cases.models import Allegation
from candour.guard.actors import service
from candour.guard.log import verify
from candour.guard.models import Account, Leaf
from candour.patterns.models import (
    WarningAudit,
    WarningDecision,
    WarningEffect,
    WarningEvidence,
    WarningFlag,
    WarningOrigin,
    WarningRound,
    WarningView,
)
from candour.patterns.warning.actions.measure_effects import measure_effects
from candour.patterns.warning.actions.propose_flags import propose_flags
from cast import KEPT_OUT, NOW

BY = service("early warning")
REVIEW = NOW.date() + datetime.timedelta(days=90)
DECISION = {
    "decision": "support",
    "reasons": ["same_behaviour", "above_peers"],
    "review_on_day": str(REVIEW.day),
    "review_on_month": str(REVIEW.month),
    "review_on_year": str(REVIEW.year),
}


def page_of(flag: WarningFlag) -> str:
    return f"/early-warning/{flag.id}/"


def viewed(flag: WarningFlag, visit, *who: str) -> None:
    for username in who:
        visit(username).post(page_of(flag), {"view": "concern"})


@pytest.mark.scenario("SC-45", part="an 11-allegation officer is always flagged")
def test_the_officer_with_eleven_allegations_is_put_to_the_panel(put_forward):
    cases = set(
        Allegation.objects.filter(subject_id=put_forward.person_id).values_list(
            "file_id", flat=True
        )
    )
    evidence = WarningEvidence.objects.filter(flag=put_forward).values_list("file_id", flat=True)

    assert set(evidence) == cases
    assert put_forward.independent >= 2
    assert "number" in WarningOrigin.objects.get(flag=put_forward).because


def test_a_second_round_within_the_month_puts_nobody_forward(put_forward, as_role):
    before = WarningFlag.objects.count()
    with as_role("worker"):
        assert propose_flags(by=BY, at=NOW + datetime.timedelta(days=27)) is None
        later = propose_flags(by=BY, at=NOW + datetime.timedelta(days=29))

    assert later.flagged == 0
    assert WarningFlag.objects.count() == before


@pytest.mark.scenario("SC-45", part="a panel decides")
def test_two_views_and_then_a_named_decision_with_reasons_and_a_review(put_forward, visit):
    page, authority = page_of(put_forward), visit("authority")
    viewed(put_forward, visit, "desk")
    early = authority.post(f"{page}decide/", DECISION)
    viewed(put_forward, visit, "authority")

    authority.post(f"{page}decide/", DECISION)

    assert "Two people must give their view" in " ".join(early.errors)
    found = WarningDecision.objects.get(flag=put_forward)
    assert (found.decision, found.review_on) == ("support", REVIEW)
    assert found.decided_by == Account.objects.get(username="authority").id
    assert "Like peers have far fewer" in authority.get(page).text


def test_the_database_refuses_a_decision_before_the_panel_met(put_forward):
    row = WarningDecision(
        flag=put_forward, decision="support", reasons=["graver"], review_on=REVIEW,
        decided_by=put_forward.person_id, decided_at=NOW,
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="the panel has not met"), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.scenario("SC-45", part="every flag shows its evidence")
def test_the_page_shows_every_case_counted_and_not_why_it_came_to_the_panel(put_forward, visit):
    shown = visit("authority").get(page_of(put_forward)).text

    assert shown.count(", received ") == WarningEvidence.objects.filter(flag=put_forward).count()
    assert "to expect in those years" in shown
    assert "11 allegations or more" not in shown


@pytest.mark.scenario("SC-45", part="reviewed blind")
def test_views_and_origin_stay_hidden_until_the_decision(put_forward, visit, as_role):
    viewed(put_forward, visit, "desk", "desk-two")
    authority = Account.objects.get(username="authority")
    with as_role("casework", actor=authority.id):
        assert not WarningView.objects.exists()
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from patterns.origin_of(%s)", [put_forward.id])
            assert cursor.fetchone()[0] == 0

    visit("authority").post(f"{page_of(put_forward)}decide/", DECISION)

    shown = visit("authority").get(page_of(put_forward)).text
    assert "11 allegations or more" in shown
    assert shown.count("The incidents taken together are a concern") == 2


@pytest.mark.parametrize("username", [*KEPT_OUT, "neighbour-authority", "investigator"])
def test_nobody_near_the_person_or_of_another_force_finds_the_flag(put_forward, visit, username):
    page = page_of(put_forward)
    assert visit(username).statuses([page, f"{page}decide/"]) == {404}


def test_the_subject_on_the_desk_sees_a_list_without_themselves(put_forward, visit):
    shown = visit("subject").get("/early-warning/").text
    assert "Marlow" not in shown
    assert "Marlow" in visit("authority").get("/early-warning/").text


def test_a_wall_of_a_case_that_was_never_counted_hides_the_flag(put_forward, visit, as_role):
    from candour.guard.models import Wall

    case = Allegation.objects.filter(subject_id=put_forward.person_id).first()
    desk = Account.objects.get(username="desk-two")
    Wall.objects.create(file_id=case.file_id, account_id=desk.id, because="association")

    assert visit("desk-two").statuses([page_of(put_forward)]) == {404}
    assert visit("desk").statuses([page_of(put_forward)]) == {200}


@pytest.mark.scenario("SC-45", part="a random unflagged sample")
def test_somebody_who_met_no_rule_is_among_them_by_chance(world, as_role):
    with as_role("worker"):
        made = propose_flags(by=BY, at=NOW, dice=random.Random(5))

    drawn = WarningOrigin.objects.filter(is_sample=True)
    assert made.sampled == drawn.count() >= 1
    assert all(one.because == "" for one in drawn)
    assert all(one.flag.independent >= 2 for one in drawn.select_related("flag"))


@pytest.mark.scenario("SC-45", part="measured after-effect")
def test_what_came_after_is_counted_on_the_day_of_the_review(put_forward, visit, as_role):
    viewed(put_forward, visit, "desk", "authority")
    visit("authority").post(f"{page_of(put_forward)}decide/", DECISION)
    at = NOW + datetime.timedelta(days=91)

    with as_role("worker"):
        assert measure_effects(by=BY, at=NOW) == 0
        assert measure_effects(by=BY, at=at) == 1
        assert measure_effects(by=BY, at=at) == 0

    effect = WarningEffect.objects.get()
    assert (effect.days, effect.after) == (90, 0)
    assert "in the 90 days before" in visit("authority").get(page_of(put_forward)).text


def test_bad_input_says_in_words_what_to_do(put_forward, visit):
    viewed(put_forward, visit, "desk", "authority")
    page = visit("authority").post(f"{page_of(put_forward)}decide/", {"decision": "support"})

    assert "Choose at least one reason" in page.errors
    assert page.fields["decision"] == ["support"]


def test_reading_and_deciding_leave_leaves_without_words_or_names(put_forward, visit):
    viewed(put_forward, visit, "desk", "authority")
    visit("authority").post(f"{page_of(put_forward)}decide/", DECISION)

    bodies = [bytes(one).decode() for one in Leaf.objects.values_list("body", flat=True)]
    said = [one for one in bodies if '"patterns.' in one]
    assert {"patterns.flag", "patterns.give_view", "patterns.decide_flag"} <= {
        part.split('"')[0] for one in said for part in one.split('"what":"')[1:]
    }
    assert not any("Marlow" in one for one in said)


def test_a_changed_flag_is_found_by_the_log(put_forward, log_keys):
    with connection.cursor() as cursor:
        cursor.execute("update patterns_warningflag set incidents = 1 where incidents > 1")

    report = verify.verify(trusted=log_keys, origin=log_keys[0].name, at=NOW)

    assert any("patterns_warningflag" in str(one) for one in report.findings)


def test_rounds_say_how_many_were_scored(put_forward):
    made = WarningRound.objects.get()
    assert made.people > 100
    assert made.flagged >= 1
    assert not WarningAudit.objects.filter(people__lt=50).exists()
