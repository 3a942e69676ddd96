"""The arithmetic of dates: the regime's vectors, the awkward days, and what must always hold."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.core import calendar
from candour.core.calendar import ENGLAND_AND_WALES, Calendar
from candour.law import bank_holidays
from candour.law.bank_holidays import DayOverride
from candour.law.clocks import Rule
from candour.law.instruments import BANKING_AND_FINANCIAL_DEALINGS_ACT_1971
from candour.law.provisions import InForce, Provision

PROCLAMATION = Provision(
    instrument=BANKING_AND_FINANCIAL_DEALINGS_ACT_1971, reference="s1(3)", url=""
)
WORKING_DAY_RULES = [Rule.WD_AFTER_FIRST_WD, Rule.WD_BEGINNING_WITH_EVENT, Rule.WORKING_DAYS_OF]
FORWARD_RULES = [
    *WORKING_DAY_RULES,
    Rule.CAL_DAY_AFTER,
    Rule.CAL_START_DAY_AFTER,
    Rule.CAL_BEGINNING_WITH_EVENT,
    Rule.WEEKS_FROM,
    Rule.MONTHS_BEGINNING_WITH,
    Rule.MONTHS,
    Rule.YEARS,
]
days = st.dates(min_value=date(2000, 1, 1), max_value=date(2060, 12, 31))
amounts = st.integers(min_value=1, max_value=30)


def with_override(*, on: date, is_bank_holiday: bool) -> Calendar:
    row = DayOverride(
        on=on,
        division="england_and_wales",
        is_bank_holiday=is_bank_holiday,
        name="Proclaimed",
        provision=PROCLAMATION,
    )
    return Calendar(division=bank_holidays.ENGLAND_AND_WALES, overrides=(row,))


@pytest.mark.parametrize(
    ("rule", "amount", "event_on", "due"),
    [
        (Rule.WD_AFTER_FIRST_WD, 3, date(2026, 4, 1), date(2026, 4, 8)),
        (Rule.WD_AFTER_FIRST_WD, 5, date(2026, 4, 1), date(2026, 4, 10)),
        (Rule.WD_AFTER_FIRST_WD, 10, date(2026, 4, 1), date(2026, 4, 17)),
        (Rule.WD_AFTER_FIRST_WD, 15, date(2026, 4, 1), date(2026, 4, 24)),
        (Rule.WD_AFTER_FIRST_WD, 20, date(2026, 4, 1), date(2026, 5, 1)),
        (Rule.WD_AFTER_FIRST_WD, 100, date(2026, 4, 1), date(2026, 8, 25)),
        (Rule.WD_BEGINNING_WITH_EVENT, 5, date(2026, 4, 2), date(2026, 4, 10)),
        (Rule.WD_BEGINNING_WITH_EVENT, 5, date(2026, 4, 4), date(2026, 4, 13)),
        (Rule.CAL_START_DAY_AFTER, 28, date(2026, 4, 1), date(2026, 4, 29)),
        (Rule.CAL_BEGINNING_WITH_EVENT, 1, date(2026, 4, 4), date(2026, 4, 4)),
        (Rule.MONTHS_BEGINNING_WITH, 12, date(2026, 1, 10), date(2027, 1, 9)),
        (Rule.MONTHS_BEGINNING_WITH, 6, date(2027, 1, 10), date(2027, 7, 9)),
        (Rule.MONTHS_BEGINNING_WITH, 6, date(2027, 7, 10), date(2028, 1, 9)),
    ],
)
def test_each_vector_of_the_regime_comes_out(rule, amount, event_on, due):
    assert calendar.due_on(rule=rule, amount=amount, event_on=event_on) == due


@pytest.mark.parametrize(
    "on",
    [
        date(2026, 1, 1),
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 5, 4),
        date(2026, 5, 25),
        date(2026, 8, 31),
        date(2026, 12, 25),
        date(2026, 12, 28),
    ],
)
def test_the_bank_holidays_of_2026_are_no_working_days(on):
    assert not calendar.is_working_day(on=on)


@pytest.mark.parametrize(
    "on", [date(2020, 5, 8), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)]
)
def test_days_proclaimed_once_are_no_working_days(on):
    assert not calendar.is_working_day(on=on)


def test_the_monday_that_lost_its_holiday_to_a_proclaimed_friday_is_a_working_day():
    assert calendar.is_working_day(on=date(2020, 5, 4))


@pytest.mark.parametrize("on", [date(2026, 4, 4), date(2026, 4, 5)])
def test_a_weekend_day_is_no_working_day(on):
    assert not calendar.is_working_day(on=on)


def test_five_working_days_over_christmas_skip_three_holidays_and_two_weekends():
    due = calendar.due_on(rule=Rule.WORKING_DAYS_OF, amount=5, event_on=date(2026, 12, 23))

    assert due == date(2027, 1, 4)


def test_the_day_after_christmas_eve_is_due_on_christmas_day_when_days_are_calendar_days():
    due = calendar.due_on(rule=Rule.CAL_DAY_AFTER, amount=1, event_on=date(2026, 12, 24))

    assert due == date(2026, 12, 25)


@pytest.mark.parametrize("event_on", [date(2026, 4, 3), date(2026, 4, 4), date(2026, 4, 6)])
def test_an_event_in_the_easter_days_starts_with_the_tuesday(event_on):
    due = calendar.due_on(rule=Rule.WD_AFTER_FIRST_WD, amount=1, event_on=event_on)

    assert due == date(2026, 4, 7)


def test_a_dismissal_on_a_working_day_is_itself_day_one():
    due = calendar.due_on(rule=Rule.WD_BEGINNING_WITH_EVENT, amount=1, event_on=date(2026, 4, 2))

    assert due == date(2026, 4, 2)


def test_a_dismissal_on_a_bank_holiday_makes_the_next_working_day_day_one():
    due = calendar.due_on(rule=Rule.WD_BEGINNING_WITH_EVENT, amount=1, event_on=date(2026, 4, 3))

    assert due == date(2026, 4, 7)


def test_five_working_days_before_a_hearing_skip_easter():
    due = calendar.due_on(rule=Rule.WORKING_DAYS_BEFORE, amount=5, event_on=date(2026, 4, 10))

    assert due == date(2026, 4, 1)


@pytest.mark.parametrize(
    ("begins_on", "months", "ends_on"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 8, 30), 6, date(2027, 2, 28)),
        (date(2026, 8, 28), 6, date(2027, 2, 27)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
        (date(2026, 1, 1), 12, date(2026, 12, 31)),
        (date(2026, 12, 1), 12, date(2027, 11, 30)),
    ],
)
def test_a_period_of_months_ends_before_its_corresponding_date_or_with_the_month(
    begins_on, months, ends_on
):
    due = calendar.due_on(rule=Rule.MONTHS_BEGINNING_WITH, amount=months, event_on=begins_on)

    assert due == ends_on


@pytest.mark.parametrize(
    ("rule", "amount", "event_on", "due"),
    [
        (Rule.WEEKS_FROM, 4, date(2026, 2, 1), date(2026, 3, 1)),
        (Rule.MONTHS, 12, date(2024, 2, 29), date(2025, 2, 28)),
        (Rule.MONTHS, 12, date(2025, 3, 31), date(2026, 3, 31)),
        (Rule.YEARS, 5, date(2024, 2, 29), date(2029, 2, 28)),
        (Rule.YEARS, 4, date(2024, 2, 29), date(2028, 2, 29)),
    ],
)
def test_weeks_months_and_years_land_on_the_corresponding_day(rule, amount, event_on, due):
    assert calendar.due_on(rule=rule, amount=amount, event_on=event_on) == due


def test_as_soon_as_practicable_has_no_day():
    due = calendar.due_on(rule=Rule.ASAP, amount=None, event_on=date(2026, 4, 1))

    assert due is None


@pytest.mark.parametrize(
    ("rule", "amount"), [(Rule.ASAP, 3), (Rule.WEEKS_FROM, 0), (Rule.CAL_DAY_AFTER, -1)]
)
def test_a_number_that_cannot_be_counted_is_refused(rule, amount):
    with pytest.raises(calendar.AmountNotUnderstood, match="cannot count"):
        calendar.due_on(rule=rule, amount=amount, event_on=date(2026, 4, 1))


def test_the_rules_tested_here_are_all_there_are():
    assert {*FORWARD_RULES, Rule.WORKING_DAYS_BEFORE, Rule.ASAP} == set(Rule)


@pytest.mark.parametrize("rule", [*FORWARD_RULES, Rule.WORKING_DAYS_BEFORE])
def test_every_rule_that_has_a_number_can_be_counted(rule):
    assert calendar.due_on(rule=rule, amount=1, event_on=date(2026, 4, 1)) is not None


def test_a_proclaimed_holiday_moves_a_working_day_deadline():
    proclaimed = with_override(on=date(2026, 6, 10), is_bank_holiday=True)

    due = calendar.due_on(
        rule=Rule.WORKING_DAYS_OF, amount=2, event_on=date(2026, 6, 8), calendar=proclaimed
    )

    assert due == date(2026, 6, 11)


def test_a_holiday_taken_away_becomes_a_working_day():
    moved = with_override(on=date(2026, 5, 4), is_bank_holiday=False)

    assert calendar.is_working_day(on=date(2026, 5, 4), calendar=moved)


def test_an_override_of_another_division_changes_nothing_here():
    row = DayOverride(
        on=date(2026, 6, 10),
        division="scotland",
        is_bank_holiday=True,
        name="Elsewhere",
        provision=PROCLAMATION,
    )
    elsewhere = Calendar(division=bank_holidays.ENGLAND_AND_WALES, overrides=(row,))

    assert calendar.is_working_day(on=date(2026, 6, 10), calendar=elsewhere)


@given(rule=st.sampled_from(FORWARD_RULES), amount=amounts, event_on=days)
def test_a_deadline_never_falls_before_its_start(rule, amount, event_on):
    due = calendar.due_on(rule=rule, amount=amount, event_on=event_on)

    assert due is not None
    assert due >= event_on


@given(amount=amounts, event_on=days)
def test_a_day_counted_backwards_always_precedes_the_event(amount, event_on):
    due = calendar.due_on(rule=Rule.WORKING_DAYS_BEFORE, amount=amount, event_on=event_on)

    assert due is not None
    assert due < event_on


@given(
    rule=st.sampled_from(WORKING_DAY_RULES),
    amount=amounts,
    event_on=days,
    offset=st.integers(min_value=-5, max_value=60),
)
def test_adding_a_bank_holiday_never_brings_a_working_day_deadline_forward(
    rule, amount, event_on, offset
):
    more = with_override(on=event_on + timedelta(days=offset), is_bank_holiday=True)

    before = calendar.due_on(rule=rule, amount=amount, event_on=event_on)
    after = calendar.due_on(rule=rule, amount=amount, event_on=event_on, calendar=more)

    assert before is not None
    assert after is not None
    assert after >= before


@given(rule=st.sampled_from(WORKING_DAY_RULES), amount=amounts, event_on=days)
def test_a_working_day_deadline_is_a_working_day(rule, amount, event_on):
    due = calendar.due_on(rule=rule, amount=amount, event_on=event_on)

    assert due is not None
    assert calendar.is_working_day(on=due)


@given(rule=st.sampled_from(FORWARD_RULES), amount=amounts, event_on=days)
def test_a_longer_period_never_ends_earlier(rule, amount, event_on):
    shorter = calendar.due_on(rule=rule, amount=amount, event_on=event_on)
    longer = calendar.due_on(rule=rule, amount=amount + 1, event_on=event_on)

    assert shorter is not None
    assert longer is not None
    assert longer > shorter


@given(rule=st.sampled_from(FORWARD_RULES), amount=amounts, event_on=days)
def test_a_later_event_never_has_an_earlier_deadline(rule, amount, event_on):
    first = calendar.due_on(rule=rule, amount=amount, event_on=event_on)
    second = calendar.due_on(rule=rule, amount=amount, event_on=event_on + timedelta(days=1))

    assert first is not None
    assert second is not None
    assert second >= first


@given(event_on=days, amount=amounts)
def test_counting_working_days_there_and_back_returns_to_a_working_day(event_on, amount):
    start = calendar.working_day_after(on=event_on, number=1)

    there = calendar.working_day_after(on=start, number=amount)

    assert calendar.working_day_before(on=there, number=amount) == start


@pytest.mark.parametrize(
    ("on", "is_covered"),
    [
        (date(2020, 1, 31), False),
        (date(2020, 2, 1), True),
        (date(2024, 5, 6), True),
        (date(2024, 5, 7), False),
    ],
)
def test_a_rule_covers_its_first_and_last_day(on, is_covered):
    period = InForce(from_on=date(2020, 2, 1), until_on=date(2024, 5, 6))

    assert calendar.covers(period=period, on=on) is is_covered


def test_a_rule_without_a_last_day_still_applies():
    assert calendar.covers(period=InForce(from_on=date(2020, 2, 1)), on=date(2099, 1, 1))


@pytest.mark.parametrize(
    ("law_on", "codes"),
    [
        (date(2020, 1, 31), ()),
        (date(2020, 2, 1), ("v2020",)),
        (date(2024, 5, 7), ("v2020", "v2024")),
        (date(2025, 5, 14), ("v2020", "v2024", "vetting2025")),
        (date(2025, 5, 27), ("v2020", "v2024", "vetting2025")),
        (date(2025, 5, 28), ("v2020", "v2024", "vetting2025", "v2025")),
    ],
)
def test_the_date_made_or_noticed_selects_the_layers(law_on, codes):
    layers = calendar.layers_for(law_on=law_on)

    assert tuple(layer.code for layer in layers) == codes


def test_a_linked_earlier_matter_still_open_keeps_a_later_one_under_the_older_rules():
    layers = calendar.layers_for(law_on=date(2025, 7, 1), linked_earlier_on=date(2025, 5, 20))

    assert [layer.code for layer in layers] == ["v2020", "v2024", "vetting2025"]


def test_a_linked_matter_from_after_the_change_keeps_nothing_out():
    layers = calendar.layers_for(law_on=date(2025, 7, 1), linked_earlier_on=date(2025, 6, 1))

    assert "v2025" in [layer.code for layer in layers]


def test_a_linked_matter_from_after_the_change_does_not_bring_an_older_one_into_it():
    layers = calendar.layers_for(law_on=date(2025, 5, 20), linked_earlier_on=date(2025, 6, 1))

    assert "v2025" not in [layer.code for layer in layers]


def test_a_reinvestigation_brings_an_old_matter_under_the_newest_rules():
    layers = calendar.layers_for(law_on=date(2021, 3, 1), is_reinvestigation=True)

    assert [layer.code for layer in layers] == ["v2020", "v2025"]


def test_a_day_is_written_as_people_write_it():
    assert calendar.in_words(date(2026, 4, 1)) == "1 April 2026"


def test_the_default_calendar_is_that_of_england_and_wales():
    assert ENGLAND_AND_WALES.division.code == "england_and_wales"
