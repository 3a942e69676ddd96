"""How many reports came before somebody was first investigated: of every source, open as open."""

import pytest
import registers
from statsmodels.stats.proportion import proportion_confint

from candour.cases.models import Event
from candour.measures import running

ENTRY = running.entry_of("reports_before")


def asked(under, as_role, **more):
    with as_role("worker"):
        register = registers.opened(under)
    return running.run(entry=ENTRY, register=register, parameters=registers.window(**more))


def shown(result, table):
    """Return how many people stand at each number of cases."""
    return {row.label: row.values[0].value for row in result.table(table).rows}


def investigate(case, on, subject=None):
    """Appoint an investigator on a day."""
    Event.objects.create(
        file_id=case.file_id,
        organisation_id=case.organisation_id,
        kind="investigator_appointed",
        happened_on=registers.day(on),
        subject=subject,
        recorded_at=registers.AT,
    )


@pytest.fixture
def people(force):
    """Four people who serve."""
    return [registers.person(serves=force) for _ in range(4)]


@pytest.fixture
def told(force, people):
    """Three reports of three sources before the first investigation of one; two others besides."""
    first, second, third, _ = people
    received = (("2014-01-01", "public"), ("2015-01-01", "hotline"), ("2016-01-01", "internal"))
    cases = [
        registers.case(force, received=on, source=source, about=(first,)) for on, source in received
    ]
    investigate(cases[2], "2016-02-01")
    later = registers.case(force, received="2017-01-01", about=(first,))
    investigate(later, "2017-02-01")
    at_once = registers.case(force, received="2018-01-01", about=(second,))
    investigate(at_once, "2018-01-01")
    for on in ("2012-01-01", "2019-01-01"):
        registers.case(force, received=on, about=(third,))
    return cases


@pytest.mark.scenario("SC-12", part="reports-before-investigation")
def test_every_report_up_to_the_first_investigation_counts_whatever_its_source(
    told, force, under, as_role
):
    found = asked(under, as_role, organisation=str(force))

    assert shown(found, "investigated") == {"1": 1, "2": 0, "3 to 5": 1, "6 or more": 0}


@pytest.mark.scenario("SC-12", part="reports-before-investigation")
def test_whoever_was_never_investigated_stands_in_a_table_of_their_own(told, force, under, as_role):
    found = asked(under, as_role, organisation=str(force))

    assert shown(found, "waiting") == {"1": 0, "2": 1, "3 to 5": 0, "6 or more": 0}


def test_reports_from_before_the_window_count_for_whoever_has_one_in_it(
    told, force, under, as_role
):
    found = asked(under, as_role, organisation=str(force), from_on="2016-01-01")

    assert shown(found, "investigated") == {"1": 1, "2": 0, "3 to 5": 1, "6 or more": 0}
    assert shown(found, "waiting")["2"] == 1


def test_an_investigation_of_a_case_is_one_of_everybody_in_it_unless_it_names_one(
    force, people, under, as_role
):
    first, second, third, fourth = people
    investigate(registers.case(force, received="2018-01-01", about=(first, second)), "2018-03-01")
    investigate(
        registers.case(force, received="2018-01-01", about=(third, fourth)), "2018-03-01", third
    )

    found = asked(under, as_role, organisation=str(force))

    assert (shown(found, "investigated")["1"], shown(found, "waiting")["1"]) == (3, 1)


def test_an_investigation_after_the_cut_off_is_not_known_yet(force, people, under, as_role):
    case = registers.case(force, received="2019-01-01", about=(people[0],))
    investigate(case, "2021-02-01")

    found = asked(under, as_role, organisation=str(force))

    assert (shown(found, "investigated")["1"], shown(found, "waiting")["1"]) == (0, 1)


def test_nobody_identified_and_another_system_are_counted_as_missing(force, people, under, as_role):
    registers.case(force, received="2018-01-01", about=(None,))
    registers.case(force, received="2018-02-01", source="other_system", about=(people[0],))

    found = asked(under, as_role, organisation=str(force))

    missing = [(one.count, one.total) for one in found.table("investigated").missing]
    assert missing == [(1, 2), (1, 1)]


def test_the_interval_of_a_share_is_wilsons(told, force, under, as_role):
    rows = asked(under, as_role, organisation=str(force)).table("investigated").rows
    low, high = proportion_confint(1, 2, method="wilson")

    share = rows[0].values[1]

    assert (share.value, share.low, share.high) == pytest.approx((0.5, low, high))


def test_the_figure_shows_what_the_table_says(told, force, under, as_role):
    (figure,) = ENTRY.draw(asked(under, as_role, organisation=str(force)))

    assert [(bar.label, bar.value) for bar in figure.bars] == [
        ("1", 0.5),
        ("2", 0.0),
        ("3 to 5", 0.5),
        ("6 or more", 0.0),
    ]
