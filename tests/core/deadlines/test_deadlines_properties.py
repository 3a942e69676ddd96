"""What holds for every deadline, whatever happened and in whatever order."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from candour.core.calendar import Calendar
from candour.core.deadlines import Event, Matter, deadlines_of
from candour.law import bank_holidays
from candour.law.bank_holidays import DayOverride
from candour.law.clocks import CLOCKS, ClockState, Rule
from candour.law.events import CaseKind, EventKind, ReporterKind

# These are counted back from a day that lies ahead.
BACKWARDS = {row.id for row in CLOCKS if row.rule is Rule.WORKING_DAYS_BEFORE}

all_events = st.lists(
    st.builds(
        Event,
        kind=st.sampled_from(EventKind),
        on=st.dates(min_value=date(2026, 1, 10), max_value=date(2029, 12, 31)),
    ),
    max_size=14,
)
matters = st.builds(
    Matter,
    kind=st.sampled_from(CaseKind),
    reporter_kind=st.none() | st.sampled_from(ReporterKind),
    law_on=st.just(date(2026, 1, 10)),
)
asked = st.dates(min_value=date(2026, 1, 10), max_value=date(2030, 12, 31))


@settings(deadline=None)
@given(matter=matters, events=all_events, on=asked, data=st.data())
def test_the_order_of_the_events_never_matters(matter, events, on, data):
    shuffled = data.draw(st.permutations(events))

    first = deadlines_of(matter=matter, events=tuple(events), on=on)
    second = deadlines_of(matter=matter, events=tuple(shuffled), on=on)

    assert first == second


@settings(deadline=None)
@given(matter=matters, events=all_events, on=asked)
def test_recording_a_fact_twice_never_matters(matter, events, on):
    once = deadlines_of(matter=matter, events=tuple(events), on=on)
    twice = deadlines_of(matter=matter, events=(*events, *events), on=on)

    assert once == twice


@settings(deadline=None)
@given(matter=matters, events=all_events, on=asked)
def test_what_happens_later_never_changes_what_stood_on_a_day(matter, events, on):
    events = [one for one in events if one.kind is not EventKind.HEARING_LISTED_FOR]
    known = tuple(one for one in events if one.on <= on)

    assert deadlines_of(matter=matter, events=tuple(events), on=on) == deadlines_of(
        matter=matter, events=known, on=on
    )


@settings(deadline=None)
@given(matter=matters, events=all_events, on=asked)
def test_no_deadline_falls_before_its_start(matter, events, on):
    found = deadlines_of(matter=matter, events=tuple(events), on=on)

    forward = [one for one in found if one.clock_id not in BACKWARDS]
    assert [one for one in forward if one.due_on and one.due_on < one.started_on] == []


@settings(deadline=None)
@given(matter=matters, events=all_events, on=asked)
def test_no_deadline_starts_on_a_day_that_nothing_happened_unless_its_rhythm_does(
    matter, events, on
):
    happened = {one.on for one in events}

    found = deadlines_of(matter=matter, events=tuple(events), on=on)

    assert [
        one
        for one in found
        if not one.clock_id.startswith("delay_report") and one.started_on not in happened
    ] == []


@settings(deadline=None)
@given(matter=matters, events=all_events, on=asked)
def test_a_met_deadline_names_its_day_and_a_stopped_one_its_cause(matter, events, on):
    found = deadlines_of(matter=matter, events=tuple(events), on=on)

    met = [one for one in found if one.state in (ClockState.MET, ClockState.MET_LATE)]
    stopped = [one for one in found if one.state is ClockState.STOPPED]
    assert all(one.met_on is not None for one in met)
    assert all(
        one.stopped_on is not None or "Paused since" in " ".join(one.because) for one in stopped
    )


@settings(deadline=None)
@given(
    matter=matters,
    events=all_events,
    on=asked,
    holiday=st.dates(min_value=date(2026, 1, 10), max_value=date(2030, 12, 31)),
)
def test_a_new_bank_holiday_never_makes_anybody_later_than_before(matter, events, on, holiday):
    override = DayOverride(
        on=holiday,
        division="england_and_wales",
        is_bank_holiday=True,
        name="Proclaimed",
        provision=bank_holidays.ENGLAND_AND_WALES.provision,
    )
    more = Calendar(division=bank_holidays.ENGLAND_AND_WALES, overrides=(override,))

    before = deadlines_of(matter=matter, events=tuple(events), on=on)
    after = deadlines_of(matter=matter, events=tuple(events), on=on, days=more)

    late_before = {(d.clock_id, d.started_on) for d in before if d.state == "overdue"}
    late_after = {(d.clock_id, d.started_on) for d in after if d.state == "overdue"}
    assert late_after <= late_before


@settings(deadline=None)
@given(matter=matters, events=all_events, on=asked)
def test_an_overdue_deadline_stays_overdue_the_next_day_while_nothing_is_recorded(
    matter, events, on
):
    known = tuple(one for one in events if one.on <= on)

    today = deadlines_of(matter=matter, events=known, on=on)
    tomorrow = deadlines_of(matter=matter, events=known, on=on + timedelta(days=1))

    late_today = {(d.clock_id, d.due_on) for d in today if d.state == "overdue"}
    late_tomorrow = {(d.clock_id, d.due_on) for d in tomorrow if d.state == "overdue"}
    assert late_today <= late_tomorrow
