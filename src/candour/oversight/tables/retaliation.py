"""The tables of what followed reports: rounded counts, and the test of each month."""

from candour.oversight import rounding
from candour.oversight.queries.retaliation import Followed
from candour.oversight.tables.defined import Defined
from candour.pages.tables import Column, Table
from candour.patterns.retaliation.queries import Counted, MonthTested

_SAID = {
    "counter:waits": "A matter about whoever reported: nobody has decided yet",
    "counter:linked": "A matter about whoever reported: another team handles it",
    "counter:not_linked": "A matter about whoever reported: nothing to do with the report",
    "hr:waits": "Something that HR did: nobody has decided yet",
    "hr:matter": "Something that HR did: to be recorded as a matter",
    "hr:no_matter": "Something that HR did: another reason",
    "no_decision": "A move or discipline that nobody had decided on by name",
}
_WHAT = {"counter": "Matters about whoever reported", "hr": "Unfavourable events of HR"}
COUNTS = (
    "Of the last year, by the day it was put to somebody. Only those who reported and agreed to be"
    " known are counted. None of it says that something was done because of a report.",
    "One to four reads as fewer than 5; every other count is rounded by itself at random to a"
    " multiple of five. What is behind a wall for you is in no number.",
)
TESTS = (
    "Each person who is known to have reported is compared with themselves: 180 days from the"
    " report on, against 540 days before it. The 14 days just before are left out, since reporting"
    " often follows a bad time. The exact conditional binomial of all events in both.",
    "A small p-value says that chance alone would seldom give so many more after. It says nothing"
    " of any one person. Where the rate was rising before the report already, the trend is marked:"
    " then the report need not be what made it. Fewer than ten people are never shown.",
)


def counts_of(found: Followed, *, key: bytes) -> Defined:
    """Return the counts, rounded so that a small one stays unknown."""
    return Defined(
        table=Table(
            caption="What followed reports",
            columns=(
                Column(text="Force", is_numeric=False),
                Column(text="What happened", is_numeric=False),
                Column(text="How often"),
            ),
            rows=tuple(
                (found.names.get(one.organisation_id, ""), _SAID[one.what], _shown(one, key))
                for one in found.counts
            ),
        ),
        definition=COUNTS,
        if_empty="Nothing was put to anybody in the last year.",
    )


def tests_of(found: Followed, *, key: bytes) -> Defined:
    """Return the monthly tests; numbers of events are rounded, rates and p-values are not."""
    return Defined(
        table=Table(
            caption="More after a report than before it?",
            columns=(
                Column(text="Force", is_numeric=False),
                Column(text="Month", is_numeric=False),
                Column(text="What", is_numeric=False),
                Column(text="People"),
                Column(text="Rate after by rate before"),
                Column(text="p-value"),
                Column(text="Before the report", is_numeric=False),
            ),
            rows=tuple(_row(one, found, key) for one in found.tests),
        ),
        definition=TESTS,
        if_empty="No force has ten people or more who are known to have reported.",
    )


def _row(one: MonthTested, found: Followed, key: bytes) -> tuple[str, ...]:
    people = rounding.shown(
        count=one.people, what=f"excess/{one.organisation_id}/{one.month_on}", key=key
    )
    is_trend = one.p_trend is not None and one.p_trend < _SURE
    return (
        found.names.get(one.organisation_id, ""),
        f"{one.month_on:%B %Y}",
        _WHAT[one.what],
        people,
        _ratio(one),
        _p_value(one.p),
        "A trend: read with care" if is_trend else "No trend",
    )


_SURE, _LEAST = 0.05, 0.001


def _p_value(p: float | None) -> str:
    if p is None:
        return "too few events"
    return "below 0.001" if p < _LEAST else f"{p:.3f}"


def _ratio(one: MonthTested) -> str:
    if not one.before or not one.days_after:
        return "none before"
    return f"{one.after / one.before * one.days_before / one.days_after:.1f}"


def _shown(one: Counted, key: bytes) -> str:
    what = f"retaliation/{one.organisation_id}/{one.what}"
    return rounding.shown(count=one.number, what=what, key=key)
