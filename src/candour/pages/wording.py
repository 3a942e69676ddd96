"""Writes numbers and moments the British way, so that pages, tables and charts agree."""

import datetime
import decimal
import enum

from django.utils.dates import MONTHS

Number = int | float | decimal.Decimal

NOT_SHOWN = "not shown"
_NOON = 12


class Unit(enum.Enum):
    """What a figure counts, and therefore how it is written."""

    COUNT = "count"
    PERCENT = "percent"
    DAYS = "days"
    RATIO = "ratio"


def grouped(value: Number, *, digits: int = 0) -> str:
    """Write 1234.5 as 1,234.5; a negative number takes a true minus sign."""
    written = f"{value:,.{digits}f}"
    is_nought = not any(mark in written for mark in "123456789")
    return written.lstrip("-") if is_nought else written.replace("-", "\N{MINUS SIGN}")


def measured(value: Number | None, *, unit: Unit, digits: int | None = None) -> str:
    """Write a figure with its unit; None is a figure that may not be shown."""
    if value is None:
        return NOT_SHOWN
    if unit is Unit.PERCENT:
        return f"{grouped(value * 100, digits=1 if digits is None else digits)}%"
    if unit is Unit.RATIO:
        return grouped(value, digits=2 if digits is None else digits)
    written = grouped(value, digits=_natural(value) if digits is None else digits)
    if unit is Unit.DAYS:
        return f"{written} day" if written == "1" else f"{written} days"
    return written


def interval(low: Number | None, high: Number | None, *, unit: Unit) -> str:
    """Write an interval as "10.0% to 20.0%"; without both ends there is none."""
    if low is None or high is None:
        return ""
    return f"{measured(low, unit=unit)} to {measured(high, unit=unit)}"


def day(value: datetime.date) -> str:
    """Write a date as 5 January 2026, in the language of the page."""
    return f"{value.day} {MONTHS[value.month]} {value.year}"


def moment(value: datetime.date) -> str:
    """Write a date, and the time of day where there is one, as 5 January 2026 at 2:30pm."""
    if not isinstance(value, datetime.datetime):
        return day(value)
    half = "am" if value.hour < _NOON else "pm"
    return f"{day(value)} at {value.hour % _NOON or _NOON}:{value.minute:02}{half}"


def _natural(value: Number) -> int:
    return 0 if value == int(value) else 1
