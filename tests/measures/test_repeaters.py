"""People by number of cases: each case once, beside what chance and service give."""

import datetime

import pytest
import registers

from candour.measures import running
from candour.measures.result import Result, Row
from candour.people.models import Person
from candour.stats import counts, proportions
from candour.stats.survival import YEAR

ENTRY = running.entry_of("repeaters")
WINDOW_DAYS = (datetime.date(2020, 12, 31) - datetime.date(2010, 1, 1)).days + 1


def asked(under, as_role, **more: object) -> Result:
    with as_role("worker"):
        register = registers.opened(under)
    return running.run(entry=ENTRY, register=register, parameters=registers.window(**more))


def rows(result: Result, table: str) -> dict[str, Row]:
    return {row.label: row for row in result.table(table).rows}


def first(result: Result, table: str) -> dict[str, float | None]:
    return {label: row.values[0].value for label, row in rows(result, table).items()}


@pytest.fixture
def repeaters(force):
    """Officers with 0, 1, 1, 2, 4 and 7 cases over eleven years, in the order of their cases."""
    people = []
    for number in (0, 1, 1, 2, 4, 7):
        officer = registers.person(serves=force)
        for place in range(number):
            registers.case(force, received=f"20{10 + place}-05-01", about=(officer,))
        people.append(officer)
    return people


@pytest.mark.scenario("SC-70", part="counts of people with 1, 2, 3-5 and 6 or more cases")
def test_people_are_counted_by_their_number_of_cases(repeaters, force, under, as_role):
    found = asked(under, as_role, organisation=str(force))
    assert first(found, "people") == {
        "1": 2, "2": 1, "3 to 5": 1, "6 or more": 1, "2 or more": 3,
    }  # fmt: skip


def test_a_case_counts_once_for_each_person_in_it(force, under, as_role):
    one, other = registers.person(serves=force), registers.person(serves=force)
    case = registers.case(force, received="2019-05-01", about=(one, other))
    registers.allegation(case, number=3, subject=one, category="H1")
    registers.allegation(case, number=4, subject=one, category="K")
    found = asked(under, as_role, organisation=str(force))
    assert first(found, "people")["1"] == 2
    assert first(found, "people")["2 or more"] == 0


def test_each_share_has_its_wilson_interval(repeaters, force, under, as_role):
    found = asked(under, as_role, organisation=str(force))
    shown = rows(found, "people")["2 or more"].values[1]
    expected = proportions.wilson_interval(count=3, total=5)
    assert (shown.value, shown.low, shown.high) == (0.6, expected.low, expected.high)


@pytest.mark.scenario("SC-70", part="dismissals per stratum")
def test_who_was_ever_dismissed_is_counted_in_the_stratum_of_their_cases(force, under, as_role):
    dismissed, warned = registers.person(serves=force), registers.person(serves=force)
    for year in (2012, 2013, 2014):
        registers.case(force, received=f"{year}-05-01", about=(dismissed, warned))
    registers.case(
        force, received="2015-05-01", closed="2016-01-01", about=(dismissed,), sanction="dismissed"
    )
    registers.case(
        force, received="2015-05-01", closed="2016-01-01", about=(warned,), sanction="reprimand"
    )
    found = asked(under, as_role, organisation=str(force))
    people, ever, share = rows(found, "dismissed")["3 to 5"].values
    expected = proportions.exact_interval(count=1, total=2)
    assert (people.value, ever.value, share.value) == (2, 1, 0.5)
    assert (share.low, share.high) == (expected.low, expected.high)
    assert rows(found, "dismissed")["1"].values[2].note == "nobody"


@pytest.mark.parametrize(
    ("sanction", "expected"),
    [("dismissal_without_notice", 1), ("dismissed", 1), ("resigned", 0),
     ("would_have_been_dismissed", 0), ("reinstated", 0)],
)  # fmt: skip
def test_only_a_dismissal_is_a_dismissal(force, under, as_role, sanction, expected):
    officer = registers.person(serves=force)
    registers.case(
        force, received="2015-05-01", closed="2016-01-01", about=(officer,), sanction=sanction
    )
    found = asked(under, as_role, organisation=str(force))
    assert rows(found, "dismissed")["1"].values[1].value == expected


def test_a_dismissal_before_the_window_counts_and_one_in_another_force_does_not(
    force, under, as_role
):
    other = registers.force("Eastmoor Police")
    for organisation, year in ((force, 2008), (other, 2012)):
        officer = registers.person(serves=force)
        registers.case(
            organisation,
            received=f"{year}-01-01",
            closed=f"{year}-06-01",
            about=(officer,),
            sanction="dismissed",
        )
        registers.case(force, received="2015-05-01", about=(officer,))
    found = asked(under, as_role, organisation=str(force))
    assert [value.value for value in rows(found, "dismissed")["1"].values[:2]] == [2, 1]


def exposed_people(numbers: list[int], days: list[int]) -> counts.People:
    return counts.people(counts=numbers, years=[day / YEAR for day in days])


@pytest.mark.scenario("SC-70", part="expected under Poisson, from everyone's years")
def test_the_expected_at_one_rate_uses_each_persons_own_service(force, under, as_role):
    whole = registers.person(serves=force)
    registers.person(serves=force, joined="2020-01-01")
    registers.case(force, received="2019-05-01", about=(whole,))
    registers.case(force, received="2020-05-01", about=(whole,))
    found = asked(under, as_role, organisation=str(force))
    people = exposed_people([2, 0], [WINDOW_DAYS, 366])
    fit = counts.fit_poisson(people=people)
    shown = [row.values[1].value for row in found.table("expected").rows]
    assert shown == list(counts.expected_strata(model=fit.model, people=people))


@pytest.mark.scenario("SC-70", part="expected under Gamma-Poisson, from everyone's years")
def test_the_expected_where_rates_differ_is_that_of_the_model(repeaters, force, under, as_role):
    found = asked(under, as_role, organisation=str(force))
    people = exposed_people([0, 1, 1, 2, 4, 7], [WINDOW_DAYS] * 6)
    fit = counts.fit_gamma_poisson(people=people)
    shown = [row.values[2].value for row in found.table("expected").rows]
    expected = counts.expected_strata(model=fit.model, people=people)
    assert shown == pytest.approx(list(expected), rel=1e-6)
    assert [row.values[0].value for row in found.table("expected").rows] == [1, 2, 1, 1, 1]


def test_years_of_service_are_those_in_the_window(repeaters, force, under, as_role):
    registers.person(serves=force, joined="2019-12-31", left="2020-01-01")
    registers.person(serves=force, joined="2000-01-01", left="2009-12-31")
    found = asked(under, as_role, organisation=str(force))
    people, still, years, involvements, rate, shape = found.table("exposure").rows[0].values
    assert (people.value, still.value, involvements.value) == (7, 6, 15)
    assert years.value == pytest.approx((6 * WINDOW_DAYS + 2) / YEAR)
    assert rate.value == pytest.approx(15 / years.value * 1000, rel=0.05)
    assert shape.value > 0


def test_who_has_a_case_and_no_known_service_is_missing_and_not_forgotten(force, under, as_role):
    unknown, known = registers.person(), registers.person(serves=force)
    registers.case(force, received="2019-05-01", about=(unknown, known))
    found = asked(under, as_role, organisation=str(force))
    missing = found.table("expected").missing[0]
    assert (missing.count, missing.total) == (1, 2)
    assert first(found, "people")["1"] == 2
    assert first(found, "expected")["1"] == 1


def test_no_day_of_service_counts_twice(force, under, as_role):
    officer = registers.person(serves=force)
    other = registers.force("Eastmoor Police")
    officer.service.create(
        organisation_id=other, kind="officer", joined_on=registers.day("2010-01-01")
    )
    registers.case(force, received="2019-05-01", about=(officer,))
    people = len(Person.objects.filter(service__joined_on__lte=registers.AS_OF).distinct())
    found = asked(under, as_role, from_on="2020-12-31").table("exposure").rows[0].values
    assert found[0].value == people
    assert found[2].value == pytest.approx(people / YEAR)


def test_nobody_identified_is_nobodys_case(force, under, as_role):
    registers.person(serves=force)
    registers.case(force, received="2019-05-01", about=(None, None))
    found = asked(under, as_role, organisation=str(force))
    assert first(found, "people")["1"] == 0
    assert found.table("expected").rows[0].values[1].note == "no case"
    assert found.table("concentration").rows == ()
    assert ENTRY.draw(found)[0].pairs == ()


def test_the_share_of_the_top_is_beside_what_chance_gives(repeaters, force, under, as_role):
    found = asked(under, as_role, organisation=str(force))
    people = exposed_people([0, 1, 1, 2, 4, 7], [WINDOW_DAYS] * 6)
    table = found.table("concentration")
    assert [row.label for row in table.rows] == ["Top 1%", "Top 5%", "Top 10%"]
    shown = [[value.value for value in row.values] for row in table.rows]
    assert shown == [[one.held, one.by_chance] for one in counts.concentration(people=people)]


def test_the_chart_stands_found_beside_expected(repeaters, force, under, as_role):
    (figure,) = ENTRY.draw(asked(under, as_role, organisation=str(force)))
    assert [(pair.label, pair.observed) for pair in figure.pairs] == [
        ("1", 2), ("2", 1), ("3 to 5", 1), ("6 or more", 1),
    ]  # fmt: skip
    assert all(pair.expected > 0 for pair in figure.pairs)
