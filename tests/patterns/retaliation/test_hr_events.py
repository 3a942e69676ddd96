"""What HR does to whoever reported is put to somebody, and waits for a decision by name."""

import pytest
from django.db import IntegrityError, transaction
from retaliating import NUMBER, REPORTER

from candour.core import retaliation
from candour.core.retaliation import Because
from candour.guard.models import Account
from candour.patterns.models import ActionDecision, KnownReporter, Proposal
from cast import NOW
from imports.hr import hr_feeds as feeds

ALLOWED = {
    "action": "moved", "answer": "allowed", "consents": "yes", "reason": "They asked for it.",
    "considered": "on",
}  # fmt: skip


@pytest.fixture
def hr(as_role, settings, tmp_path):
    """Import rows of HR's feed about whoever reported, as the worker does: hr(row, ...)."""
    settings.DATA = tmp_path / "data"

    def run(*changes):
        rows = [
            feeds.row(f"E{place}", **{"number": NUMBER, "happened_on": feeds.days_ago(0), **one})
            for place, one in enumerate(changes)
        ]
        with as_role("worker"):
            return feeds.take(feeds.write(tmp_path, *rows))

    return run


@pytest.fixture
def known(named, case):
    """The case's reporter is known openly."""
    named(case)
    return KnownReporter.objects.get(file_id=case)


@pytest.mark.scenario("SC-39", part="retaliation")
def test_a_refused_leave_that_nobody_else_had_is_put_to_the_authority(
    visit, case, known, hr, sweep
):
    hr({"kind": "leave_refused"})

    assert sweep() == 1
    text = visit("authority").get(f"/cases/{case}/retaliation/").text
    assert "Leave refused" in text
    assert retaliation.WORDS[Because.MORE_THAN_PEERS] in text


@pytest.mark.scenario("SC-39", part="retaliation")
def test_what_is_put_is_decided_by_name_with_a_reason(visit, case, known, hr, sweep):
    hr({"kind": "leave_refused"})
    sweep()
    proposal = Proposal.objects.get()
    place = f"/cases/{case}/retaliation/{proposal.id}/"
    typed = {"answer": "matter", "reason": "No other reason was given.", "considered": "on"}

    unweighed = visit("authority").post(place, {**typed, "considered": ""})
    visit("authority").post(place, typed)

    assert unweighed.errors == ["Hold it beside the report first"]
    assert proposal.decisions.get().answer == "matter"
    assert "No other reason was given." in visit("desk").get(f"/cases/{case}/retaliation/").text


@pytest.mark.scenario("SC-39", part="no move or discipline before a decision")
def test_a_move_without_a_decision_is_put_as_one(known, hr, sweep):
    hr({"kind": "moved"})
    sweep()

    assert "no_decision" in Proposal.objects.get().because


@pytest.mark.scenario("SC-39", part="no move or discipline before a decision")
def test_a_planned_move_is_put_before_it_is_done(known, hr, sweep):
    hr({"kind": "moved", "planned": "yes", "happened_on": feeds.days_ago(-20)})
    sweep()

    assert {"no_decision", "is_planned"} <= set(Proposal.objects.get().because)


@pytest.mark.scenario("SC-39", part="no move or discipline before a decision")
def test_whoever_reported_is_moved_only_if_they_agreed(visit, case, known):
    page = visit("authority").post(
        f"/cases/{case}/retaliation/action/",
        {**ALLOWED, "reporter": str(known.id), "consents": "no"},
    )

    assert page.errors == [
        "Who reported is moved only if they agreed, freely. Move the person complained of."
    ]
    assert not ActionDecision.objects.exists()


@pytest.mark.scenario("SC-39", part="no move or discipline before a decision")
def test_the_database_refuses_a_move_without_consent(world, case, known):
    row = ActionDecision(
        file_id=case,
        organisation_id=known.organisation_id,
        decided_at=NOW,
        decided_by=world.accounts["authority"],
        reporter=known,
        action="moved",
        answer="allowed",
        consents=False,
    )

    with pytest.raises(IntegrityError, match="moves_with_consent"), transaction.atomic():
        ActionDecision.objects.bulk_create([row])


@pytest.mark.scenario("SC-39", part="no move or discipline before a decision")
def test_a_move_that_was_decided_before_is_owed_nothing(visit, case, known, hr, sweep):
    visit("authority").post(
        f"/cases/{case}/retaliation/action/", {**ALLOWED, "reporter": str(known.id)}
    )
    hr({"kind": "moved"})
    sweep()

    assert ActionDecision.objects.get().answer == "allowed"
    assert not Proposal.objects.filter(because__contains=["no_decision"]).exists()


def test_the_subject_of_a_case_is_not_named_as_its_reporter(visit, case, named):
    person = Account.objects.get(username="subject").person_id

    page = named(case, number="4471", person=str(person))

    assert page.errors == ["This case is about that person. Choose who reported it."]


def test_the_same_reporter_is_recorded_once(case, known, named):
    assert named(case).errors == ["This person is recorded for this case already."]


@pytest.mark.parametrize("username", ["subject", "colleague", "line-manager", "stranger"])
def test_those_kept_out_of_the_case_find_no_page_of_it(visit, case, known, username):
    pages = ("", "reporter/", "action/", "evidence/", f"{known.id}/")

    statuses = visit(username).statuses(f"/cases/{case}/retaliation/{one}" for one in pages)

    assert statuses == {404}
    assert REPORTER not in visit(username).get("/retaliation/").body
