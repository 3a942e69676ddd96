"""Death or serious injury matters over HTTP: the mode is decided, and what follows from it."""

import pytest

import browsing
import taking
from candour import clock
from candour.cases import deadlines
from candour.cases.courses import established
from candour.cases.courses import standing as courses
from candour.cases.models import Case, CaseTask
from candour.cases.work import standing
from candour.cases.work.actions.set_tasks import set_tasks
from candour.core import calendar
from candour.core.states import Guard
from candour.guard.actors import service
from candour.law.policies.ownership import Owner
from cast import NOW
from walks import matters
from walks.matters import CONDUCT, DEATH, Company

OWED = "Have it decided anew how this is investigated"


@pytest.fixture
def among(visit, world, as_role):
    return Company(visit=visit, world=world, as_role=as_role)


@pytest.fixture
def referred(among):
    return matters.death(among)


@pytest.fixture
def became(among, visit, referred):
    """It came back to the force, which found signs of a crime."""
    desk, authority = visit("desk"), visit("authority")
    taking.take(desk, referred, "decide_mode", **DEATH, mode="returned")
    taking.take(desk, referred, "take_back", **DEATH)
    taking.take(desk, referred, "investigate", **DEATH)
    taking.take(visit(matters.EXTERNAL), referred, "submit_report", **DEATH)
    taking.take(authority, referred, "decide_case_to_answer", **DEATH, **matters.GROSS)
    taking.take(authority, referred, "convert_to_conduct_matter", **DEATH,
                fact_indicates_crime_or_discipline="yes")  # fmt: skip
    return referred


@pytest.fixture
def swept(as_role):
    """Run the round that sets tasks."""

    def sweep():
        with as_role("worker"):
            set_tasks(by=service("sweeping"), at=clock.now())

    return sweep


def owed(case):
    """The tasks of the case that ask for a new mode and wait."""
    return CaseTask.objects.filter(file_id=case, code="mode", end__isnull=True)


@pytest.mark.parametrize("mode", ["independent", "directed", "local"])
def test_it_is_investigated_in_each_mode_that_can_be_decided(visit, referred, mode):
    desk = visit("desk")
    taking.take(desk, referred, "decide_mode", **DEATH, mode=mode)
    taking.take(desk, referred, "investigate", **DEATH)

    assert taking.steps(referred)[-2:] == ["decide_mode", "investigate"]
    assert taking.state(referred) == "investigating"


def test_a_mode_decided_again_holds_instead_of_the_one_before(visit, referred):
    desk, authority = visit("desk"), visit("authority")
    taking.take(desk, referred, "decide_mode", **DEATH, mode="returned")
    taking.take(desk, referred, "take_back", **DEATH)
    taking.take(authority, referred, "investigate", **DEATH)
    taking.take(authority, referred, "treat_as_referred", **DEATH)
    taking.take(desk, referred, "decide_mode", **DEATH, mode="local")
    taking.take(desk, referred, "investigate", **DEATH)

    assert taking.state(referred) == "investigating"


def test_what_came_back_can_end_without_an_investigation(visit, among, referred):
    desk = visit("desk")
    taking.take(desk, referred, "decide_mode", **DEATH, mode="returned")
    taking.take(desk, referred, "take_back", **DEATH)
    for allegation in browsing.allegations(referred):
        data = {"result": "no_case_to_answer", "sanction": "", "reason": "Weighed."}
        refused = desk.post(f"/cases/{referred}/outcome/{allegation}/", data)
        assert "Record the checks of this allegation first" in refused.errors[0]
        data["result"] = "discontinued"
        desk.post(f"/cases/{referred}/outcome/{allegation}/", data)

    assert taking.state(referred) == "outcome_decided"


def test_what_became_a_conduct_matter_goes_on_as_one(visit, became):
    desk = visit("desk")
    taking.take(desk, became, "record", **CONDUCT, fact_is_recordable="yes", conditions=["none"])
    taking.take(desk, became, "investigate", **CONDUCT)

    assert taking.state(became) == "investigating_special"
    assert desk.post(f"/cases/{became}/outcome/close/", {"reason": "Nothing."}).location == ""


def test_what_became_a_conduct_matter_has_the_clocks_of_one(became):
    case = Case.objects.get(file_id=became)
    found = {one.clock_id for one in deadlines.of_cases(cases=[case], on=NOW.date())[became]}

    assert "delay_report_recordable_conduct_matter" in found


def test_its_days_are_the_forces_again(became):
    assert standing.held(files=[became])[became].owner is Owner.FORCE


@pytest.mark.parametrize("mode", ["independent", "directed"])
def test_whose_investigation_it_is_stays_when_it_becomes_a_conduct_matter(visit, referred, mode):
    desk, watchdog = visit("desk"), visit(matters.EXTERNAL)
    taking.take(desk, referred, "decide_mode", **DEATH, mode=mode)
    for step, more in (
        ("investigate", {}),
        ("submit_report", {}),
        ("decide_case_to_answer", matters.GROSS),
        ("convert_to_conduct_matter", {"fact_indicates_crime_or_discipline": "yes"}),
    ):
        for visitor in (desk, watchdog, visit("authority")):
            if taking.steps(referred)[-1] != step:
                taking.take(visitor, referred, step, **DEATH, **more)
    own = courses.own(case=Case.objects.get(file_id=referred))

    known = established.facts(of=own, about=None, on=NOW.date())

    assert taking.steps(referred)[-1] == "convert_to_conduct_matter"
    assert Guard(f"mode_{mode}") in known


def test_a_new_decision_of_the_mode_is_owed_by_the_next_working_day(visit, became, swept):
    swept()
    swept()

    task = owed(became).get()
    assert (task.account_id, task.made_by) == (None, None)
    assert task.due_on == calendar.working_day_after(on=NOW.date(), number=1)
    assert visit(matters.EXTERNAL).get("/my-work/").text.count(OWED) == 1


def test_it_is_owed_until_the_mode_is_decided_anew_and_no_longer(visit, became, swept):
    desk, authority = visit("desk"), visit("authority")
    swept()
    taking.take(desk, became, "record", **CONDUCT, fact_is_recordable="yes", conditions=["none"])
    taking.take(desk, became, "investigate", **CONDUCT)
    swept()
    before = owed(became).count()
    taking.take(authority, became, "treat_as_referred", **CONDUCT)
    taking.take(desk, became, "decide_mode", **CONDUCT, mode="directed")
    swept()

    assert (before, owed(became).count()) == (1, 0)
    assert OWED not in visit(matters.EXTERNAL).get("/my-work/").text


def test_nothing_of_it_is_owed_before_a_conversion(visit, referred, swept):
    taking.take(visit("desk"), referred, "decide_mode", **DEATH, mode="local")
    swept()

    assert not owed(referred).exists()
