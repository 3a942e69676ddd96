"""How long cases take: open ones count as open, and the usual figure is named for what it is."""

import datetime
import random

import pytest
import registers

from candour.measures import running
from candour.measures.result import Result, Value
from candour.stats import survival

ENTRY = running.entry_of("timeliness")


def asked(under, as_role, **more: object) -> Result:
    with as_role("worker"):
        register = registers.opened(under)
    return running.run(entry=ENTRY, register=register, parameters=registers.window(**more))


def values(result: Result, table: str, label: str = "All") -> tuple[Value, ...]:
    return next(row.values for row in result.table(table).rows if row.label == label)


def numbers(result: Result, table: str, label: str = "All") -> list[float | None]:
    return [value.value for value in values(result, table, label)]


@pytest.fixture
def drawn(force) -> list[tuple[datetime.date, datetime.date | None]]:
    """120 cases whose lengths were drawn, a third of them longer than the register saw."""
    dice = random.Random(5)
    days = []
    for _ in range(120):
        received = datetime.date(2015, 1, 1) + datetime.timedelta(days=dice.randrange(2100))
        closed = received + datetime.timedelta(days=int(dice.expovariate(1 / 500)))
        known = closed if closed <= registers.AS_OF else None
        registers.case(
            force, received=received.isoformat(), closed=known.isoformat() if known else ""
        )
        days.append((received, known))
    return days


@pytest.mark.scenario("SC-69", part="median, 75th and 90th percentiles")
def test_the_percentiles_are_those_of_kaplan_meier_on_the_same_rows(drawn, force, under, as_role):
    found = asked(under, as_role, organisation=str(force))
    watched = survival.watch(
        received=[received for received, _ in drawn],
        closed=[closed for _, closed in drawn],
        as_of=registers.AS_OF,
    )
    curve = survival.kaplan_meier(spells=watched.spells)
    expected = [survival.quantile(curve=curve, share=share) for share in (0.5, 0.75, 0.9)]
    shown = [(one.value, one.low, one.high) for one in values(found, "durations")]
    assert shown == [(one.at, one.low, one.high) for one in expected]


def test_the_share_still_open_is_that_of_the_same_curve(drawn, force, under, as_role):
    found = asked(under, as_role, organisation=str(force))
    watched = survival.watch(
        received=[received for received, _ in drawn],
        closed=[closed for _, closed in drawn],
        as_of=registers.AS_OF,
    )
    curve = survival.kaplan_meier(spells=watched.spells)
    expected = survival.share_open(curve=curve, beyond=2 * survival.YEAR)
    two_years = values(found, "still_open")[1]
    assert (two_years.value, two_years.low) == (expected.share, expected.interval.low)


def test_open_and_closed_and_undated_cases_add_up_to_those_received(force, under, as_role):
    registers.case(force, received="2019-01-01", closed="2019-02-01")
    registers.case(force, received="2020-01-01")
    registers.case(force, received="2020-02-01")
    registers.case(force, received="2018-01-01", is_closed_undated=True)
    found = asked(under, as_role, organisation=str(force))
    assert numbers(found, "states") == [4, 2, 1, 1]
    missing = found.table("durations").missing[0]
    assert (missing.count, missing.total, missing.share) == (1, 4, 0.25)


@pytest.mark.scenario(
    "SC-69", part="the mean of closed cases is labelled as national comparison only"
)
def test_the_closed_only_figure_says_what_it_is_for_and_why_it_is_wrong(force, under, as_role):
    registers.case(force, received="2019-01-01", closed="2019-01-11")
    registers.case(force, received="2019-01-01", closed="2019-01-31")
    registers.case(force, received="2019-01-01")
    table = asked(under, as_role, organisation=str(force)).table("closed_only")
    assert table.title == (
        "Closed cases only: for comparison with national closure-based figures; too low while"
        " cases are open"
    )
    assert "are still open and have no place in it" in table.notes[0]
    assert [value.value for value in table.rows[0].values] == [20, 20, 2, 1]
    assert (table.missing[0].what, table.missing[0].count) == ("open cases", 1)


def test_no_other_table_shows_a_mean(drawn, force, under, as_role):
    found = asked(under, as_role, organisation=str(force))
    with_mean = [
        table.name for table in found.tables if "Mean" in [column.text for column in table.columns]
    ]
    assert with_mean == ["closed_only"]


def test_a_percentile_that_too_few_have_reached_is_not_a_number(force, under, as_role):
    registers.case(force, received="2020-01-01", closed="2020-01-05")
    for _ in range(3):
        registers.case(force, received="2020-12-01")
    found = asked(under, as_role, organisation=str(force))
    assert values(found, "durations")[0] == Value(value=None, note="not reached", low=4.0)
    assert values(found, "still_open")[0].note == "not followed so long"


def test_no_share_is_given_for_an_age_that_no_case_can_have_reached(force, under, as_role):
    for days in (5, 50, 300):
        closed = registers.day("2020-01-31") + datetime.timedelta(days=days)
        registers.case(force, received="2020-01-31", closed=closed.isoformat())
    found = asked(under, as_role, organisation=str(force))
    assert [value.note for value in values(found, "still_open")] == ["not followed so long"] * 3
    assert found.table("by_year").rows[0].values[3].note == "not followed so long"
    registers.case(force, received="2018-01-01", closed="2018-02-01")
    older = asked(under, as_role, organisation=str(force))
    assert [value.value for value in values(older, "still_open")] == [0, 0, None]


@pytest.mark.scenario("SC-69", part="the delay from conduct to report is separate")
def test_the_delay_from_incident_to_report_is_a_table_of_its_own(force, under, as_role):
    for days in (0, 10, 400):
        incident = datetime.date(2020, 3, 1) - datetime.timedelta(days=days)
        registers.case(force, received="2020-03-01", closed="2020-03-02", incident_on=incident)
    registers.case(force, received="2020-03-01")
    registers.case(force, received="2020-03-01", incident_on=datetime.date(2020, 4, 1))
    found = asked(under, as_role, organisation=str(force))
    table = found.table("before_receipt")
    assert numbers(found, "before_receipt")[:4] == [3, 10, 400, 400]
    assert values(found, "before_receipt")[4].value == pytest.approx(1 / 3)
    assert [(one.count, one.total) for one in table.missing] == [(1, 5), (1, 5)]
    assert found.table("durations").rows[0].values[0].low == 1


def test_years_of_receipt_stand_apart(force, under, as_role):
    registers.case(force, received="2018-05-01", closed="2018-05-11")
    registers.case(force, received="2019-05-01", closed="2019-05-31")
    registers.case(force, received="2019-06-01")
    table = asked(under, as_role, organisation=str(force)).table("by_year")
    assert [(row.label, row.values[0].value, row.values[1].value) for row in table.rows] == [
        ("2018", 1, 0), ("2019", 2, 1),
    ]  # fmt: skip
    assert table.rows[0].values[2].value == 10


@pytest.mark.parametrize(
    ("by", "labels"),
    [("kind", ["All", "Complaint", "Conduct matter"]), ("source", ["All", "Public", "Hotline"])],
)
def test_groups_are_shown_beside_all_cases(force, under, as_role, by, labels):
    registers.case(force, received="2019-05-01", closed="2019-05-11")
    registers.case(force, received="2019-05-01", kind="conduct_matter", source="hotline")
    found = asked(under, as_role, organisation=str(force), by=by)
    assert [row.label for row in found.table("durations").rows] == labels
    assert [curve.label for curve in found.curves] == labels


def test_forces_are_grouped_by_the_names_they_had(force, under, as_role):
    other = registers.force("Eastmoor Police")
    registers.case(force, received="2019-05-01")
    registers.case(other, received="2019-05-01")
    found = asked(under, as_role, by="organisation")
    labels = [row.label for row in found.table("states").rows]
    ours = [label for label in labels if label.endswith("moor Police")]
    assert ours == ["Eastmoor Police", "Westmoor Police"]
    assert labels[0] == "All"


def test_only_cases_received_in_the_window_count(force, under, as_role):
    for received in ("2018-12-31", "2019-01-01", "2019-12-31", "2020-01-01"):
        registers.case(force, received=received)
    found = asked(
        under,
        as_role,
        organisation=str(force),
        from_on="2019-01-01",
        to_on="2019-12-31",
    )
    assert numbers(found, "states")[0] == 2


def test_one_force_is_not_counted_with_another(force, under, as_role):
    other = registers.force("Eastmoor Police")
    registers.case(force, received="2019-05-01")
    registers.case(other, received="2019-05-01")
    found = asked(under, as_role, organisation=str(other))
    assert found.organisation == "Eastmoor Police"
    assert numbers(found, "states")[0] == 1


def test_the_chart_draws_the_curve_to_where_the_last_case_was_seen(force, under, as_role):
    registers.case(force, received="2020-12-01", closed="2020-12-06")
    registers.case(force, received="2020-12-01")
    found = asked(under, as_role, organisation=str(force))
    (figure,) = ENTRY.draw(found)
    (line,) = figure.lines
    assert [(point.at, point.value) for point in line.points] == [(0, 1), (5, 0.5), (30, 0.5)]
    assert (line.mark.value, line.mark.label) == (5, "half closed")
    assert "as known at the end of 31 December 2020" in figure.definition


def test_the_chart_of_many_groups_says_that_it_leaves_some_out(force, under, as_role):
    for source in ("public", "internal", "crime_side", "hotline", "other_system"):
        registers.case(force, received="2020-12-01", source=source)
    (figure,) = ENTRY.draw(asked(under, as_role, organisation=str(force), by="source"))
    assert len(figure.lines) == 4
    assert figure.description.endswith("Only the largest groups have a line.")


def test_a_window_without_a_case_gives_no_number(force, under, as_role):
    registers.case(force, received="2019-05-01")
    found = asked(under, as_role, organisation=str(registers.force("Nowhere")))
    assert numbers(found, "states") == [0, 0, 0, 0]
    assert values(found, "durations")[0].note == "not reached"
    assert values(found, "closed_only")[0].note == "none has closed"
    assert found.table("by_year").rows == ()
    assert len(ENTRY.draw(found)) == 1
