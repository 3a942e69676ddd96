"""Severity: refused until screening is complete; first the facts alone, then the history shown."""

import pytest

import browsing
from candour.cases.models import Allegation, SeverityAssessment
from candour.cases.rules import severity
from candour.law.conduct import standards


@pytest.fixture
def screened(visit, case):
    """The case with every suggestion answered, and its two allegations."""
    browsing.rule_out(case, visit("desk"), but="subject")
    return case


def place(case, number, step):
    return f"/cases/{case}/severity/{browsing.allegations(case)[number - 1]}/{step}/"


def levels(case, basis):
    rows = SeverityAssessment.objects.filter(file_id=case, basis=basis).order_by("decided_at")
    return list(rows.values_list("level", flat=True))


@pytest.mark.scenario("SC-14", part="screened_first")
def test_severity_is_refused_with_a_list_of_what_is_missing(visit, case):
    desk = visit("desk")

    page = desk.get(f"/cases/{case}/severity/")
    refused = desk.post(place(case, 1, "facts"), {"level": "misconduct", "reason": "Pushed."})

    assert f"Person 1: decide on {len(browsing.suggestions(case))} suggestions." in page.text
    assert "on the facts alone</a>" not in page.body
    assert refused.status == 200
    assert levels(case, "facts") == []


def test_the_facts_are_assessed_before_any_history_is_shown(visit, screened):
    page = visit("desk").get(place(screened, 1, "facts"))

    assert "earlier allegation" not in page.text
    assert "Step 1 of 2" in page.text


def test_the_history_comes_only_after_the_facts(visit, screened):
    page = visit("desk").get(place(screened, 1, "history"))

    assert page.location == place(screened, 1, "facts")


@pytest.mark.scenario("SC-14", part="history_shown")
def test_the_whole_history_stands_on_the_screen_of_the_second_step(visit, screened):
    desk = visit("desk")
    desk.post(place(screened, 1, "facts"), {"level": "misconduct", "reason": "One push."})

    page = desk.get(place(screened, 1, "history"))

    assert "11 earlier allegations about Daniel Marlow" in page.text
    assert "Findings of misconduct about more than one incident" in page.text
    assert "Not proven, and to be called unproven wherever they are mentioned." in page.text


@pytest.mark.scenario("SC-14", part="both_reasons")
def test_both_levels_stand_side_by_side_with_who_and_when(visit, screened):
    desk, first = visit("desk"), browsing.allegations(screened)[0]

    browsing.assess(screened, desk, allegation=first, level="misconduct")

    page = desk.get(f"/cases/{screened}/severity/")
    assert levels(screened, "facts") == levels(screened, "history") == ["misconduct"]
    assert page.text.count("Misconduct Harriet Lockwood, desk reader") == 2


def test_a_new_assessment_supersedes_and_the_old_one_stays(visit, screened):
    desk, first = visit("desk"), browsing.allegations(screened)[0]
    browsing.assess(screened, desk, allegation=first, level="misconduct")

    browsing.assess(screened, desk, allegation=first, level="gross_misconduct")

    rows = SeverityAssessment.objects.filter(file_id=screened, basis="history")
    old, new = rows.order_by("decided_at")
    assert new.supersedes_id == old.id
    assert severity.standings(file=screened)[first].level == "gross_misconduct"
    assert "Misconduct, Harriet Lockwood" in desk.get(f"/cases/{screened}/severity/").text


def test_a_reason_that_is_missing_keeps_the_level_and_the_answers(visit, screened):
    desk = visit("desk")
    desk.post(place(screened, 1, "facts"), {"level": "misconduct", "reason": "One push."})
    typed = {**browsing.NO_FACTS, "level": "misconduct", "reason": ""}

    page = desk.post(place(screened, 1, "history"), typed)

    assert page.errors == ["Give your reason"]
    assert page.fields["level"] == ["misconduct"]
    assert page.fields["fact_domestic"] == ["no"]


@pytest.mark.scenario("SC-14", part="floor")
def test_below_a_floor_an_unknown_fact_must_be_found_out_first(visit, screened):
    desk, first = visit("desk"), browsing.allegations(screened)[0]

    page = browsing.assess(
        screened, desk, allegation=first, level="neither", fact_sexual="not_known"
    )

    assert page.errors == [
        "Find out first: Is any of this sexual in nature, or about abusing a position for a"
        " sexual purpose or to pursue a relationship?"
    ]
    assert levels(screened, "history") == []


@pytest.mark.scenario("SC-14", part="lowering")
def test_only_the_appropriate_authority_goes_below_a_floor(visit, screened):
    first = browsing.allegations(screened)[0]
    facts = {"level": "practice_requiring_improvement", "fact_sexual": "yes"}

    refused = browsing.assess(screened, visit("desk"), allegation=first, **facts)
    taken = browsing.assess(screened, visit("authority"), allegation=first, **facts)

    assert refused.errors[0].startswith("Sexual conduct: below misconduct only on the appropriate")
    assert taken.location == f"/cases/{screened}/severity/"
    assert levels(screened, "history") == ["practice_requiring_improvement"]


def test_nobody_goes_below_a_floor_that_the_law_sets(visit, screened):
    first = browsing.allegations(screened)[0]

    page = browsing.assess(
        screened, visit("authority"), allegation=first, level="misconduct",
        fact_indictable_only_conviction="yes",
    )  # fmt: skip

    assert page.errors == [
        "Conviction for an indictable-only offence: never below gross misconduct."
    ]


@pytest.mark.scenario("SC-14", part="second_person")
def test_not_misconduct_stands_only_once_a_second_person_agrees(visit, screened):
    first = browsing.allegations(screened)[0]
    desk = visit("desk")

    browsing.assess(screened, desk, allegation=first, level="neither")
    alone = severity.standings(file=screened)[first]
    browsing.assess(screened, desk, allegation=first, level="neither")
    twice = severity.standings(file=screened)[first]
    browsing.assess(screened, visit("desk-two"), allegation=first, level="neither")

    assert alone.awaits_second_person
    assert twice.awaits_second_person
    assert severity.standings(file=screened)[first].level == "neither"


def test_the_answers_behind_the_floors_are_kept_in_the_log(visit, screened):
    first = browsing.allegations(screened)[0]

    browsing.assess(
        screened, visit("desk"), allegation=first, level="misconduct", fact_domestic="yes"
    )

    written = [one for one in browsing.leaves() if one.get("what") == "cases.assess_severity"]
    assert {"domestic": "yes"}.items() <= written[-1]["detail"]["facts"].items()


@pytest.mark.scenario("SC-74", part="versioned")
def test_the_log_names_the_version_of_the_standards_behind_an_assessment(visit, screened):
    browsing.assess(
        screened, visit("desk"), allegation=browsing.allegations(screened)[0], level="misconduct"
    )

    written = [one for one in browsing.leaves() if one.get("what") == "cases.assess_severity"]
    assert {one["detail"]["standards_version"] for one in written} == {standards.VERSION}


@pytest.mark.scenario("SC-74", part="mapped")
def test_each_allegation_shows_the_standards_it_may_breach(visit, case):
    desk = visit("desk")

    pages = [desk.get(f"/cases/{case}/").text, desk.get(f"/cases/{case}/severity/").text]

    assert ["Use of force, Authority, respect and courtesy" in one for one in pages] == [True, True]
    assert ["Always put as a possible breach" in one for one in pages] == [False, False]


@pytest.mark.scenario("SC-74", part="discrimination")
def test_discrimination_is_a_possible_breach_before_anybody_assesses_it(visit, case):
    Allegation.objects.filter(id=browsing.allegations(case)[0]).update(category="F6")

    shown = visit("desk").get(f"/cases/{case}/severity/").text

    assert "Equality and diversity, Authority, respect and courtesy" in shown
    assert "Always put as a possible breach" in shown
