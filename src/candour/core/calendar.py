"""How the law counts: working days, each form of period, and which rules are in force on a day."""

import datetime
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import holidays

from candour.law import bank_holidays, instruments
from candour.law.bank_holidays import DayOverride, Division
from candour.law.clocks import Rule
from candour.law.instruments import Layer
from candour.law.provisions import InForce

_ONE_DAY = datetime.timedelta(days=1)
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


class AmountNotUnderstood(ValueError):
    """A period needs a whole number of at least one, and "as soon as practicable" has none."""


# Compared by identity: counting remembers its answers under it, millions of times a night.
@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Calendar:
    """Holds the division whose working days count and the days added or taken by order."""

    division: Division
    overrides: tuple[DayOverride, ...] = ()


ENGLAND_AND_WALES = Calendar(
    division=bank_holidays.ENGLAND_AND_WALES,
    overrides=bank_holidays.OVERRIDES,
)


@lru_cache(maxsize=1024)
def bank_holidays_in(*, year: int, calendar: Calendar) -> frozenset[datetime.date]:
    """Return the bank holidays of a year, proclaimed changes included.

    References: Banking and Financial Dealings Act 1971 s1; days as kept by the holidays package.
    """
    division = calendar.division
    known = holidays.country_holidays(division.country, subdiv=division.subdivision, years=year)
    overrides = [row for row in calendar.overrides if row.division == division.code]
    added = {row.on for row in overrides if row.is_bank_holiday and row.on.year == year}
    removed = {row.on for row in overrides if not row.is_bank_holiday}
    return frozenset((set(known) | added) - removed)


def is_working_day(*, on: datetime.date, calendar: Calendar = ENGLAND_AND_WALES) -> bool:
    """Say whether a day is neither a weekend day nor a bank holiday.

    References: the meaning of "working day" in the Police (Conduct) Regulations 2020 reg 2.
    """
    if on.weekday() in calendar.division.rest_days:
        return False
    return on not in bank_holidays_in(year=on.year, calendar=calendar)


def working_day_after(
    *, on: datetime.date, number: int, calendar: Calendar = ENGLAND_AND_WALES
) -> datetime.date:
    """Return the working day that comes as number `number` strictly after a day."""
    return _step(on=on, number=number, step=_ONE_DAY, calendar=calendar)


def working_day_before(
    *, on: datetime.date, number: int, calendar: Calendar = ENGLAND_AND_WALES
) -> datetime.date:
    """Return the working day that comes as number `number` strictly before a day."""
    return _step(on=on, number=number, step=-_ONE_DAY, calendar=calendar)


def _step(
    *, on: datetime.date, number: int, step: datetime.timedelta, calendar: Calendar
) -> datetime.date:
    day = on
    for _ in range(number):
        day += step
        while not is_working_day(on=day, calendar=calendar):
            day += step
    return day


def corresponding_day(*, on: datetime.date, months: int) -> datetime.date:
    """Return the same day of a later month, or that month's last day where it has no such day.

    References: the corresponding date rule, Dodds v Walker [1981] 1 WLR 1027.
    """
    years, month = divmod(on.month - 1 + months, 12)
    last = monthrange(on.year + years, month + 1)[1]
    return datetime.date(on.year + years, month + 1, min(on.day, last))


def period_of_months_end(*, begins_on: datetime.date, months: int) -> datetime.date:
    """Return the last day of a period of months that begins with a day.

    It ends on the day before the corresponding date; where the last month has no such date it
    ends with that month.

    References: C&M Regs 2020 reg 13; Conduct Regs 2020 reg 19.
    """
    corresponding = corresponding_day(on=begins_on, months=months)
    if corresponding.day < begins_on.day:
        return corresponding
    return corresponding - _ONE_DAY


def due_on(
    *,
    rule: Rule,
    amount: int | None,
    event_on: datetime.date,
    calendar: Calendar = ENGLAND_AND_WALES,
) -> datetime.date | None:
    """Return the last day of a period that an event starts; None where there is no number.

    References: the provision of each row in law/clocks that uses the rule.
    """
    if amount is None:
        return None
    if rule is Rule.ASAP or amount < 1:
        message = f"The rule {rule} cannot count {amount}"
        raise AmountNotUnderstood(message)
    return _counted(rule, amount, event_on, calendar)


@lru_cache(maxsize=65_536)
def _counted(rule: Rule, amount: int, event_on: datetime.date, calendar: Calendar) -> datetime.date:
    return _COUNT[rule](event_on, amount, calendar)


def _days(event_on: datetime.date, amount: int, _calendar: Calendar) -> datetime.date:
    return event_on + datetime.timedelta(days=amount)


def _days_with(event_on: datetime.date, amount: int, _calendar: Calendar) -> datetime.date:
    return event_on + datetime.timedelta(days=amount - 1)


def _weeks(event_on: datetime.date, amount: int, _calendar: Calendar) -> datetime.date:
    return event_on + datetime.timedelta(weeks=amount)


def _working_days(event_on: datetime.date, amount: int, calendar: Calendar) -> datetime.date:
    return working_day_after(on=event_on, number=amount, calendar=calendar)


def _working_days_with(event_on: datetime.date, amount: int, calendar: Calendar) -> datetime.date:
    return working_day_after(on=event_on - _ONE_DAY, number=amount, calendar=calendar)


def _working_days_before(event_on: datetime.date, amount: int, calendar: Calendar) -> datetime.date:
    return working_day_before(on=event_on, number=amount, calendar=calendar)


def _months_beginning(event_on: datetime.date, amount: int, _calendar: Calendar) -> datetime.date:
    return period_of_months_end(begins_on=event_on, months=amount)


def _months(event_on: datetime.date, amount: int, _calendar: Calendar) -> datetime.date:
    return corresponding_day(on=event_on, months=amount)


def _years(event_on: datetime.date, amount: int, _calendar: Calendar) -> datetime.date:
    return corresponding_day(on=event_on, months=12 * amount)


_COUNT: Mapping[Rule, Callable[[datetime.date, int, Calendar], datetime.date]] = {
    Rule.CAL_DAY_AFTER: _days,
    Rule.CAL_START_DAY_AFTER: _days,
    Rule.CAL_BEGINNING_WITH_EVENT: _days_with,
    Rule.WD_AFTER_FIRST_WD: _working_days,
    Rule.WORKING_DAYS_OF: _working_days,
    Rule.WD_BEGINNING_WITH_EVENT: _working_days_with,
    Rule.WORKING_DAYS_BEFORE: _working_days_before,
    Rule.WEEKS_FROM: _weeks,
    Rule.MONTHS_BEGINNING_WITH: _months_beginning,
    Rule.MONTHS: _months,
    Rule.YEARS: _years,
}


def in_words(day: datetime.date) -> str:
    """Write a day as people write it, in English whatever the machine is set to."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def covers(*, period: InForce, on: datetime.date) -> bool:
    """Say whether a rule is in force on a day, its first and last day included."""
    if on < period.from_on:
        return False
    return period.until_on is None or on <= period.until_on


def layers_for(
    *,
    law_on: datetime.date,
    linked_earlier_on: datetime.date | None = None,
    is_reinvestigation: bool = False,
) -> tuple[Layer, ...]:
    """Return the layers of the regime that govern a matter.

    law_on: the day a complaint was made, or a matter came to attention. linked_earlier_on: the
    same day of a linked earlier matter that is still being handled.

    References: SI 2025/558 reg 66; law/instruments.py LAYERS.
    """
    return tuple(
        layer
        for layer in instruments.LAYERS
        if covers(period=layer.in_force, on=_governing_day(layer, law_on, linked_earlier_on))
        or (layer.is_brought_in_by_reinvestigation and is_reinvestigation)
    )


def _governing_day(
    layer: Layer, law_on: datetime.date, linked_earlier_on: datetime.date | None
) -> datetime.date:
    if layer.is_kept_out_by_linked_earlier and linked_earlier_on is not None:
        return min(law_on, linked_earlier_on)
    return law_on
