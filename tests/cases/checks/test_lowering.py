"""Lowering severity: a second person, the floor of the codes, and no fact that nobody looked up."""

import datetime
import uuid

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import browsing
import seconding
import taking
from candour.cases.courses import standing
from candour.cases.models import Allegation, Case, SeverityAssessment, StepTaken
from candour.cases.rules import lowering, severity, weights
from candour.core.states import Guard
from candour.guard.models import Account
from candour.law.severity import LEVELS
from cases.checks.test_no_case import insert
from cast import NOW


@pytest.fixture
def screened(visit, case):
    browsing.rule_out(case, visit("desk"), but="subject")
    return case


@pytest.fixture
def one(screened):
    return browsing.allegations(screened)[0]


@pytest.fixture
def linked_by_two(visit, screened, one):
    """A link of one alone would refuse every level that the history raises."""
    seconding.confirm(visit, screened, Allegation.objects.get(id=one).subject_id)
    return screened


def level(case, one):
    return severity.standings(file=case)[one].level


@pytest.mark.scenario("SC-14", part="second_person")
def test_gross_misconduct_is_lowered_to_misconduct_only_by_two(visit, screened, one):
    desk = visit("desk")
    browsing.assess(screened, desk, allegation=one, level="gross_misconduct")

    browsing.assess(screened, desk, allegation=one, level="misconduct")
    alone = level(screened, one)
    browsing.assess(screened, visit("desk-two"), allegation=one, level="misconduct")

    assert alone is None
    assert level(screened, one) == "misconduct"


def test_no_step_in_between_hides_that_the_level_was_lowered(visit, screened, one):
    desk = visit("desk")
    for each in ("gross_misconduct", "neither", "misconduct"):
        browsing.assess(screened, desk, allegation=one, level=each)

    assert level(screened, one) is None
    assert severity.standings(file=screened)[one].lowered_from == "gross_misconduct"


def test_the_database_folds_the_history_of_levels_as_the_pages_do(visit, screened, one, as_role):
    people = {name: visit(name) for name in ("desk", "desk-two")}
    told = (
        ("desk", "gross_misconduct"), ("desk", "misconduct"), ("desk-two", "neither"),
        ("desk", "misconduct"), ("desk-two", "misconduct"), ("desk", "neither"),
        ("desk", "gross_misconduct"), ("desk", "neither"), ("desk-two", "neither"),
    )  # fmt: skip
    for who, each in told:
        browsing.assess(screened, people[who], allegation=one, level=each)
        assert _stored(one) == level(screened, one)


def on_facts(case, visitor, one, *, level: str):
    place = f"/cases/{case}/severity/{one}/facts/"
    return visitor.post(place, {"level": level, "reason": "On what is said."})


def with_history(case, visitor, one, *, level: str):
    data = {**browsing.NO_FACTS, "level": level, "reason": "With all that is known."}
    return visitor.post(f"/cases/{case}/severity/{one}/history/", data)


@pytest.mark.scenario("SC-14", part="second_person")
def test_a_level_that_is_lower_with_the_history_takes_two(visit, screened, one):
    on_facts(screened, visit("desk"), one, level="gross_misconduct")

    with_history(screened, visit("desk"), one, level="misconduct")
    alone = severity.standings(file=screened)[one]
    with_history(screened, visit("desk-two"), one, level="misconduct")

    assert (alone.level, alone.lowered_from) == (None, "gross_misconduct")
    assert level(screened, one) == "misconduct"
    assert {Guard.SEVERITY_IS_LOWERED, Guard.SECOND_PERSON_AGREES} <= facts(screened)


@pytest.mark.scenario("SC-14", part="second_person")
def test_lowering_the_facts_first_is_no_way_round_the_second_person(visit, screened, one):
    on_facts(screened, visit("desk"), one, level="gross_misconduct")
    browsing.assess(screened, visit("desk"), allegation=one, level="misconduct")
    alone = level(screened, one)

    browsing.assess(screened, visit("desk-two"), allegation=one, level="misconduct")

    assert alone is None
    assert level(screened, one) == "misconduct"


def test_what_was_found_before_graver_facts_is_no_agreement_afterwards(visit, screened, one):
    browsing.assess(screened, visit("desk"), allegation=one, level="misconduct")
    on_facts(screened, visit("desk"), one, level="gross_misconduct")
    until_assessed = level(screened, one)

    with_history(screened, visit("desk-two"), one, level="misconduct")

    assert until_assessed == "misconduct"
    assert level(screened, one) is None
    assert _stored(one) is None


def test_a_level_that_waits_for_a_second_person_weighs_nothing_lower(visit, screened, one):
    case = Case.objects.get(file_id=screened)
    on_facts(screened, visit("desk"), one, level="gross_misconduct")
    waiting = weights.weights(cases=[case])

    with_history(screened, visit("desk"), one, level="misconduct")

    assert weights.weights(cases=[case]) == waiting


def test_a_second_account_of_one_person_is_no_second_person(visit, screened, one):
    low = "practice_requiring_improvement"
    browsing.assess(screened, visit("desk"), allegation=one, level="misconduct")
    for part in ("desk", "authority"):
        browsing.assess(screened, visit(part), allegation=one, level=low)
    agreed = level(screened, one), _stored(one)

    person = Account.objects.get(username="desk").person_id or uuid.uuid4()
    Account.objects.filter(username__in=("desk", "authority")).update(person_id=person)

    assert agreed == (low, low)
    assert (level(screened, one), _stored(one)) == (None, None)


LEVEL = st.sampled_from([row.level.value for row in LEVELS])
PERSON = st.sampled_from([uuid.UUID(int=1), uuid.UUID(int=2)])
BASIS = st.sampled_from(["facts", "history"])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    first=st.tuples(st.just("facts"), LEVEL, PERSON),
    others=st.lists(st.tuples(BASIS, LEVEL, PERSON), min_size=1, max_size=7),
)
def test_pages_and_database_fold_every_order_of_facts_and_history_alike(
    first, others, linked_by_two, one
):
    screened = linked_by_two
    with transaction.atomic():
        for number, (basis, each, by) in enumerate([first, *others]):
            _assessed(screened, one, basis=basis, level=each, by=by, number=number)
        found = (_stored(one), level(screened, one))
        transaction.set_rollback(True)

    assert found[0] == found[1]


def _assessed(case, one, *, basis: str, level: str, by: uuid.UUID, number: int) -> None:
    known = SeverityAssessment.objects.filter(allegation_id=one, basis=basis)
    row = SeverityAssessment(
        file_id=case, organisation_id=Case.objects.get(file_id=case).organisation_id,
        allegation_id=one, basis=basis, level=level, decided_by=by,
        supersedes=known.filter(superseded_by__isnull=True).first(),
        decided_at=NOW + datetime.timedelta(days=3650, minutes=number),
    )  # fmt: skip
    SeverityAssessment.objects.bulk_create([row])


def _stored(one):
    with browsing.connection.cursor() as cursor:
        cursor.execute("select cases.level_that_stands(%s)", [one])
        return cursor.fetchone()[0]


def test_an_outcome_waits_in_the_database_for_the_second_person(visit, screened, one, as_role):
    for each in ("gross_misconduct", "misconduct"):
        browsing.assess(screened, visit("desk"), allegation=one, level=each)

    with as_role("worker"), pytest.raises(IntegrityError, match="waits for a second person"):
        insert(screened, one, result="case_to_answer_misconduct")


def facts(case):
    return lowering.facts(case=Case.objects.get(file_id=case), person=None)


@pytest.mark.scenario("SC-14", part="floor")
@pytest.mark.parametrize("category", ["J1", "F6"])
def test_the_floor_is_computed_from_the_code_of_an_allegation(visit, screened, one, category):
    Allegation.objects.filter(id=one).update(category=category)
    authority = visit("authority")
    low = "practice_requiring_improvement"
    browsing.assess(screened, authority, allegation=one, level=low)
    browsing.assess(screened, visit("desk"), allegation=one, level="misconduct")
    mine = SeverityAssessment.objects.filter(decided_by=visit("desk").account.id)
    mine.update(level=low)

    found = facts(screened)

    assert {Guard.IS_BELOW_FLOOR, Guard.AUTHORITY_LOWERS_FLOOR} <= found
    assert Guard.SECOND_PERSON_AGREES in found


def test_no_floor_and_no_second_person_is_claimed_where_there_is_none(visit, screened, one):
    browsing.assess(screened, visit("desk"), allegation=one, level="misconduct")

    assert facts(screened) == set()


def test_a_severity_that_was_assessed_before_the_course_is_caught_up_without_a_false_fact(
    visit, matter
):
    taking.take(visit("desk"), matter, "preserve_evidence", course="conduct_matter")
    steps = StepTaken.objects.filter(file_id=matter, step="assess_severity")

    assert steps.count() == 1
    assert "second_person_agrees" not in steps.get().facts


@pytest.mark.scenario("SC-14", part="second_person")
def test_a_lowered_severity_is_a_step_of_its_own_with_both_people(visit, matter):
    taking.take(visit("desk"), matter, "preserve_evidence", course="conduct_matter")
    for username in ("desk", "desk-two"):
        for one in browsing.allegations(matter):
            browsing.assess(matter, visit(username), allegation=one, level="misconduct")

    last = StepTaken.objects.filter(file_id=matter, step="reassess_severity").latest("decided_at")
    assert {"severity_is_lowered", "second_person_agrees"} <= set(last.facts)
    assert "assess_severity" in taking.steps(matter)


def test_the_database_refuses_an_assessment_that_only_says_that_two_agreed(matter, as_role):
    case = Case.objects.get(file_id=matter)
    own = standing.own(case=case)
    row = StepTaken(
        file_id=matter, organisation_id=case.organisation_id, course_id=own.machine.value,
        number=own.number + 1, step="reassess_severity", party="appropriate_authority",
        from_state=own.state.value, to_state=own.state.value, happened_on=NOW.date(),
        decided_at=NOW, answers={},
        facts=["severity_assessed", "history_is_screened", "severity_is_below_misconduct",
               "second_person_agrees"],
    )  # fmt: skip

    with (
        as_role("worker"),
        pytest.raises(IntegrityError, match="no second person"),
        transaction.atomic(),
    ):
        StepTaken.objects.bulk_create([row])
