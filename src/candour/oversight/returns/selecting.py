"""The rows that returns count: what came in or was finalised in a period, and how."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import Any, Final

from candour.core import calendar
from candour.oversight.returns.layout import Asked

# Whatever shows that a case was investigated, by whomever.
_INQUIRY: Final = ("investigator_appointed", "terms_of_reference_set", "investigated_by_watchdog")
_STOP, _GO = "stopped_for_criminal_proceedings", "restarted"
_DAY = datetime.timedelta(days=1)


def received(*, asked: Asked, table: str, kind: str) -> Any:
    """Return the rows whose case is of a kind and was received in the period."""
    rows = asked.table(table)
    return rows.filter((rows.kind == kind) & rows.received_on.between(asked.from_on, asked.to_on))


def finalised(asked: Asked) -> Any:
    """Return the cases closed in the period, with how they were handled and how long they stood."""
    rows = asked.table("case")
    closed = rows.filter(rows.closed_on.between(asked.from_on, asked.to_on))
    handled = _handled(asked, closed)
    return closed.left_join(handled, "case_key").drop("case_key_right")


def undated(asked: Asked) -> Any:
    """Return the cases that are closed, nobody knows when: they may be of any later period."""
    rows = asked.table("case")
    return rows.filter(rows.is_closed_undated & (rows.received_on <= asked.to_on))


def reason(*, rows: Any, table: str, why: Any) -> Any:
    """Return for each case why rows of it can't be returned in a table, and how many."""
    import ibis

    found = rows.mutate(reason=why).filter(lambda row: row.reason.notnull())
    counted = found.group_by("case_key", "reason").agg(number=found.count())
    return counted.select("case_key", "reason", "number", table=ibis.literal(table))


def read(rows: Any) -> list[dict[str, Any]]:
    """Return counted rows; they are as few as a table's."""
    found: list[dict[str, Any]] = rows.to_pyarrow().to_pylist()
    return found


def number(rows: Any) -> int:
    """Return how many rows there are."""
    return int(rows.count().to_pyarrow().as_py())


def spread(
    *,
    counted: Sequence[Mapping[str, Any]],
    by: Sequence[str],
    over: str,
    columns: Sequence[str | bool],
) -> Iterator[tuple[Any, ...]]:
    """Yield one row for each group, with a number for each column and their total."""
    found: dict[tuple[Any, ...], dict[str | bool, int]] = {}
    for one in counted:
        cells = found.setdefault(tuple(one[name] for name in by), {})
        cells[one[over]] = cells.get(one[over], 0) + one["n"]
    for group in sorted(found):
        cells = found[group]
        numbers = [cells.get(name, 0) for name in columns]
        yield (*group, *numbers, sum(numbers))


def median_days(pairs: Sequence[Mapping[str, Any]], *, is_working: bool) -> float | None:
    """Return the median of days from receipt to closing; of working days, without the first."""
    days = working_days(pairs) if is_working else calendar_days(pairs)
    return float(median(days)) if days else None


def calendar_days(pairs: Sequence[Mapping[str, Any]]) -> list[int]:
    """Return how many days each case took."""
    return [
        (pair["closed_on"] - pair["received_on"]).days for pair in pairs for _ in range(pair["n"])
    ]


def working_days(pairs: Sequence[Mapping[str, Any]]) -> list[int]:
    """Return how many working days each case took, the day of receipt not counted."""
    if not pairs:
        return []
    upto = _upto(
        min(pair["received_on"] for pair in pairs), max(pair["closed_on"] for pair in pairs)
    )
    return [
        upto[pair["closed_on"]] - upto[pair["received_on"]]
        for pair in pairs
        for _ in range(pair["n"])
    ]


def _upto(first: datetime.date, last: datetime.date) -> dict[datetime.date, int]:
    """Return how many working days there were up to each day."""
    found, on, days = {}, first, 0
    while on <= last:
        days += calendar.is_working_day(on=on)
        found[on] = days
        on += _DAY
    return found


def _handled(asked: Asked, closed: Any) -> Any:
    """Return for each case what is known of its handling: absent where nothing is."""
    rows = asked.table("event").semi_join(closed, "case_key")
    known = rows.group_by("case_key").agg(
        recorded_on=rows.happened_on.min(where=rows.what == "recorded"),
        schedule_3_on=rows.happened_on.min(where=rows.what == "recorded_under_schedule_3"),
        inquiry_on=rows.happened_on.min(where=rows.what.isin(_INQUIRY)),
        special_on=rows.happened_on.min(where=rows.what == "special_procedures_began"),
    )
    stood = _stood(rows, closed)
    return known.left_join(stood, "case_key").drop("case_key_right")


def _stood(rows: Any, closed: Any) -> Any:
    """Return for how many days each case stood still; a stop without an end lasts to the closing.

    Where both fall on one day the stop is first: handling that began again ends it.
    """
    import ibis

    ends = closed.select("case_key", "closed_on")
    turns = rows.filter(rows.what.isin((_STOP, _GO))).join(ends, "case_key")
    turns = turns.filter(turns.happened_on <= turns.closed_on)
    order = ibis.window(group_by="case_key", order_by=["happened_on", ibis.desc("what")])
    turns = turns.mutate(until=turns.happened_on.lead().over(order))
    turns = turns.filter(turns.what == _STOP)
    days = ibis.coalesce(turns.until, turns.closed_on).delta(turns.happened_on, unit="day")
    return turns.mutate(days=days).group_by("case_key").agg(stood_days=lambda row: row.days.sum())
