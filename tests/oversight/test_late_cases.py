"""Late cases at the bodies outside: a reference and codes, of what was put to that body alone."""

import datetime
import json

import pytest
from django.db import connection

from candour.cases.models import (
    Case,
    ClockEscalation,
    Deadline,
    DelayReason,
    EscalationAnswer,
)
from candour.cases.work.actions.raise_late import raise_late
from candour.cases.work.actions.set_tasks import set_tasks
from candour.core import escalation
from candour.guard.actors import service
from candour.guard.models import File, Leaf, Scope, SealedItem, Wall
from candour.law.policies.escalation import Way
from candour.ops.demo.cast import CAST
from candour.people.models import OrganisationName
from cast import NOW

DAY = NOW.date()


def raise_to(
    file: File, to: str, *, because: str = "months_12", clock: str = ""
) -> ClockEscalation:
    return ClockEscalation.objects.create(
        file=file,
        organisation_id=file.organisation_id,
        to=to,
        because=because,
        clock=clock,
        started_on=DAY - datetime.timedelta(days=90),
        way="digest" if because == "late" else "at_once",
        raised_on=DAY,
        raised_at=NOW,
    )


@pytest.fixture
def late(world) -> File:
    """An open case of the force that nothing was put to anybody about yet."""
    force = OrganisationName.objects.get(name="Northfold Police").organisation_id
    found = Case.objects.filter(organisation_id=force, closed_on=None, is_closed_undated=False)
    return File.objects.get(id=found.order_by("file_id")[0].file_id)


def reference(file: File) -> str:
    return Case.objects.get(file_id=file.id).reference


def body(signed_in, who: str) -> str:
    return signed_in(who).get("/late/").content.decode()


@pytest.mark.scenario("SC-13", part="escalation")
@pytest.mark.parametrize(
    ("to", "who", "is_seen"),
    [
        ("local_policing_body", "board", True),
        ("local_policing_body", "oversight", False),
        ("independent_body", "oversight", True),
        ("independent_body", "board", False),
        ("appropriate_authority", "board", False),
        ("appropriate_authority", "oversight", False),
    ],
)
def test_a_body_sees_what_was_put_to_it_and_nothing_else(signed_in, late, to, who, is_seen):
    raise_to(late, to)

    assert (reference(late) in body(signed_in, who)) is is_seen


@pytest.mark.scenario("SC-13", part="escalation")
def test_it_sees_a_reference_and_codes_and_no_name(signed_in, late):
    raise_to(late, "local_policing_body")

    shown = body(signed_in, "board")

    assert "Open for 12 months" in shown
    assert str(late.id) not in shown
    named = {part.family for part in CAST if part.username != "board"}
    assert not any(name in shown for name in named)


def test_what_a_wall_hides_is_not_there(signed_in, late, world):
    raise_to(late, "local_policing_body")
    Wall.objects.create(file=late, account_id=world.accounts["board"], because="named_by_reporter")

    assert reference(late) not in body(signed_in, "board")


def test_a_force_outside_the_scope_is_not_there(signed_in, late, world):
    raise_to(late, "local_policing_body")
    Scope.objects.filter(account_id=world.accounts["board"]).delete()

    assert reference(late) not in body(signed_in, "board")


def test_a_step_that_was_done_since_is_not_there(signed_in, late):
    row = raise_to(late, "local_policing_body", because="late", clock="acknowledgement")
    step = Deadline.objects.create(
        file=late, organisation_id=late.organisation_id, clock=row.clock,
        started_on=row.started_on, due_on=DAY, late_after=DAY - datetime.timedelta(days=20),
    )  # fmt: skip
    board = signed_in("board")
    before = board.get("/late/").content.decode()

    _as_owner(lambda: Deadline.objects.filter(id=step.id).update(met_on=DAY))

    assert reference(late) in before
    assert reference(late) not in board.get("/late/").content.decode()


@pytest.mark.scenario("SC-13", part="escalation")
def test_the_digest_is_in_the_order_of_days_late_times_what_hangs_on_the_case(signed_in, late):
    rows = Case.objects.filter(organisation_id=late.organisation_id, closed_on=None)
    steps = {0: (10, 8), 1: (30, 2), 2: (20, 5)}
    for place, case in enumerate(rows.order_by("file_id")[:3]):
        file = File.objects.get(id=case.file_id)
        row = raise_to(file, "local_policing_body", because="late", clock="acknowledgement")
        days, risk = steps[place]
        Deadline.objects.create(
            file=file, organisation_id=file.organisation_id, clock=row.clock, risk=risk,
            started_on=row.started_on, late_after=DAY - datetime.timedelta(days=days),
        )  # fmt: skip

    shown = body(signed_in, "board")

    order = [shown.index(case.reference) for case in rows.order_by("file_id")[:3]]
    assert order[2] < order[0] < order[1]


@pytest.mark.scenario("SC-13", part="answered")
@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"code": "seen"}, "I have seen it"),
        ({"code": "asks_force"}, "Asked. Reply due"),
        ({"code": "no_action", "reason": "other_body"}, "No action: Another body deals with it"),
    ],
)
def test_a_body_answers_what_was_put_to_it(signed_in, late, data, said):
    row = raise_to(late, "local_policing_body")
    board = signed_in("board")

    answered = board.post(f"/late/{row.id}/", data)

    assert answered.status_code == 302
    assert said in board.get("/late/").content.decode()


def test_nothing_is_left_undone_without_a_reason(signed_in, late):
    row = raise_to(late, "local_policing_body")

    page = signed_in("board").post(f"/late/{row.id}/", {"code": "no_action"})

    assert "Say why nothing is done" in page.content.decode()


def test_no_body_answers_for_another(signed_in, late):
    row = raise_to(late, "independent_body")

    assert signed_in("board").post(f"/late/{row.id}/", {"code": "seen"}).status_code == 404


@pytest.mark.scenario("SC-13", part="answered")
def test_the_force_replies_by_a_day_and_the_body_sees_the_code_and_the_plan(signed_in, late):
    row = raise_to(late, "local_policing_body")
    board = signed_in("board")
    board.post(f"/late/{row.id}/", {"code": "asks_force"})
    answer = _as_owner(lambda: EscalationAnswer.objects.get(escalation=row))
    _as_owner(lambda: _explain(late))

    shown = board.get("/late/").content.decode()

    assert answer.reply_due_on == escalation.reply_due_on(asked_on=DAY, way=Way.AT_ONCE)
    assert "Reply: it waits for somebody else. Goes on by" in shown


@pytest.mark.scenario("SC-13", part="answered")
def test_a_force_that_does_not_reply_is_put_to_the_next_body(signed_in, late, as_role):
    row = raise_to(late, "local_policing_body")
    signed_in("board").post(f"/late/{row.id}/", {"code": "asks_force"})
    after = NOW + datetime.timedelta(days=10)

    with as_role("worker"):
        set_tasks(by=service("sweeping"), at=NOW)
        raise_late(by=service("sweeping"), at=after)

    found = ClockEscalation.objects.filter(file=late, because="no_reply")
    assert [one.to for one in found] == ["independent_body"]


def test_an_answer_leaves_a_leaf_with_codes_alone(signed_in, late):
    row = raise_to(late, "local_policing_body")

    signed_in("board").post(f"/late/{row.id}/", {"code": "seen"})

    bodies = _as_owner(
        lambda: [json.loads(bytes(one)) for one in Leaf.objects.values_list("body", flat=True)]
    )
    said = [one for one in bodies if one["what"] == "oversight.answer_late"]
    assert said[0]["detail"]["code"] == "seen"
    assert reference(late) not in json.dumps(said)


def _explain(file: File) -> None:
    DelayReason.objects.create(
        file=file, organisation_id=file.organisation_id, noted_at=NOW + datetime.timedelta(days=1),
        item=_item(file), code="waiting", plan_on=DAY + datetime.timedelta(days=30),
    )  # fmt: skip


def _item(file: File) -> SealedItem:
    return SealedItem.objects.create(
        file=file, organisation_id=file.organisation_id, compartment="narrative", epoch=1,
        kind="reason", ciphertext=b"x",
    )  # fmt: skip


def _as_owner(act):
    """Do something that the site's role may not."""
    with connection.cursor() as cursor:
        cursor.execute("reset role")
    try:
        return act()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("set role candour_oversight")
