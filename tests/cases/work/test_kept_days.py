"""The stored days are what the clocks give, and the weight beside them is what the codes say."""

import datetime

import pytest

from candour.cases import deadlines
from candour.cases.models import Case, Deadline
from candour.law.clocks import CLOCKS, Nature
from candour.law.events import EventKind
from candour.law.policies.escalation import Risk, weight_of
from cases.work.conftest import DAY

RIGHTS = {clock.id for clock in CLOCKS if clock.nature is Nature.RIGHT}
_DAYS = ("clock", "started_on", "due_on", "met_on", "stopped_on", "late_after")


def computed(case: Case) -> set[tuple[object, ...]]:
    """What the case's own page computes, with its reasons."""
    found = deadlines.of_cases(cases=[case], on=DAY)[case.file_id]
    kept = {(one.clock_id, one.started_on): one for one in sorted(found, key=lambda x: x.period)}
    return {
        (one.clock_id, one.started_on, one.due_on, one.met_on, one.stopped_on,
         None if one.clock_id in RIGHTS else one.late_after)
        for one in kept.values()
    }  # fmt: skip


@pytest.mark.scenario("SC-13", part="worklists")
@pytest.mark.parametrize("days", [0, 40, 400, 1500])
def test_what_is_stored_is_what_the_clocks_give(aged, happens, days):
    case = Case.objects.get(file_id=aged(days))
    facts = (
        EventKind.REFERRAL_CRITERION_MET, EventKind.STOPPED_FOR_CRIMINAL_PROCEEDINGS,
        EventKind.RESTARTED, EventKind.INTERESTED_PERSON_ADMITTED, EventKind.OUTCOME_DECIDED,
        EventKind.OUTCOME_NOTIFIED, EventKind.REVIEW_INFORMATION_GIVEN,
    )  # fmt: skip
    for number, kind in enumerate(facts):
        happens(case.file_id, kind, days_ago=max(days - 5 * number, 0))
        assert set(Deadline.objects.filter(file_id=case.file_id).values_list(*_DAYS)) == computed(
            case
        )


def test_a_second_round_writes_nothing(case):
    before = set(Deadline.objects.values_list("id", flat=True))

    deadlines.refresh_open(on=DAY)
    once = set(Deadline.objects.values_list("id", flat=True))
    deadlines.refresh_open(on=DAY)

    assert set(Deadline.objects.values_list("id", flat=True)) == once
    assert before <= once


def test_a_changed_event_moves_every_day_that_hangs_on_it(case, happens):
    row = Deadline.objects.filter(file_id=case).exclude(late_after=None)[0]
    Deadline.objects.filter(id=row.id).update(late_after=DAY - datetime.timedelta(days=99))

    _, found = deadlines.differences(on=DAY)
    deadlines.refresh_open(on=DAY)

    assert {one.clock for one in found} == {row.clock}
    assert deadlines.differences(on=DAY)[1] == []


def test_a_mark_that_a_life_is_at_risk_weighs_most_until_it_is_taken_away(visit, case):
    desk = visit("desk")
    weights = []
    for said in ("yes", "no"):
        desk.post(f"/cases/{case}/progress/risk/", {"is_at_risk": said, "why": "Told today."})
        weights.append(set(Deadline.objects.filter(file_id=case).values_list("risk", flat=True)))

    assert weights[0] == {weight_of(Risk.LIFE).weight}
    assert weights[1] < set(range(weight_of(Risk.LIFE).weight))
