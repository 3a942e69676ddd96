"""Death or serious injury matters over HTTP: the mode is decided, and what follows from it."""

import pytest

import browsing
import taking
from candour.cases import deadlines
from candour.cases.models import Case
from candour.cases.work import standing
from candour.law.policies.ownership import Owner
from cast import NOW
from walks import matters
from walks.matters import CONDUCT, DEATH, Company


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
