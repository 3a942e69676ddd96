"""The tables of the first page, each with the definition that its numbers open."""

from collections.abc import Sequence

from candour.cases.reading.wording import BASES, VERIFICATIONS
from candour.oversight.queries.overview import Missed, Open, Overview, Unreferred, Waiting
from candour.oversight.tables.defined import Defined, numbers
from candour.pages import wording
from candour.pages.tables import Column, Table

_AGES = (
    "Under 3 months", "3 to 6 months", "6 to 12 months", "1 to 2 years", "2 to 4 years",
    "4 years or more",
)  # fmt: skip
_EXACT = (
    "Complete counts of this moment, so there is no interval. Cases and reports that you may not"
    " see are not counted."
)
_FORCE = Column(text="Force", is_numeric=False)


def of(found: Overview) -> tuple[Defined, ...]:
    """Return the tables of the first page in order."""
    return (
        _open(found.open),
        _missed(found.missed),
        _unreferred(found.unreferred),
        _waiting(found.waiting),
    )


def _open(rows: Sequence[Open]) -> Defined:
    columns = (_FORCE, *(Column(text=age) for age in _AGES), Column(text="All open"))
    return Defined(
        table=Table(
            caption="Open cases by age",
            columns=columns,
            rows=tuple((row.force, *numbers(*row.by_age, row.total)) for row in rows),
        ),
        definition=(
            "Cases recorded for the force that have no closing day, by months and years since"
            " receipt. A case closed at an unknown day counts as closed.",
            _EXACT,
        ),
        if_empty="No force is in your scope.",
    )


def _missed(rows: Sequence[Missed]) -> Defined:
    texts = ("Clock", "Where it stands", "Basis", "How far checked")
    return Defined(
        table=Table(
            caption="Open cases with a missed clock",
            columns=(
                _FORCE,
                *(Column(text=text, is_numeric=False) for text in texts),
                Column(text="Cases"),
            ),
            rows=tuple(_clock(row) for row in rows),
        ),
        definition=(
            "Open cases in which a step that is a duty was not taken in time, by the clock that"
            " ran out. A case with two missed clocks is counted under both. Clocks that were"
            " stopped, or that give a right and not a duty, are left out.",
            "The day of each is computed from what was recorded and the law in force for the case.",
            _EXACT,
        ),
        if_empty="No clock has been missed.",
    )


def _clock(row: Missed) -> tuple[object, ...]:
    provision = row.clock.provision
    return (
        row.force,
        row.clock.name,
        f"{provision.instrument.short} {provision.reference}",
        BASES[row.clock.basis],
        VERIFICATIONS[row.clock.verification],
        *numbers(row.cases),
    )


def _unreferred(rows: Sequence[Unreferred]) -> Defined:
    texts = ("Still in time", "Late", "Oldest")
    return Defined(
        table=Table(
            caption="Cases to be referred and not yet referred",
            columns=(
                _FORCE,
                Column(text="Criterion", is_numeric=False),
                *(Column(text=text) for text in texts),
            ),
            rows=tuple(
                (
                    row.force,
                    row.criterion,
                    *numbers(row.in_time, row.late),
                    wording.measured(row.oldest_days, unit=wording.Unit.DAYS),
                )
                for row in rows
            ),
        ),
        definition=(
            "Cases whose latest assessment says that a criterion for mandatory referral is met and"
            " for which no referral has been recorded. Oldest: days since it first became clear."
            " A case that meets two criteria is counted under both.",
            "A case that nobody has assessed is not here.",
            _EXACT,
        ),
        if_empty="Every case that must be referred has been referred.",
    )


def _waiting(rows: Sequence[Waiting]) -> Defined:
    return Defined(
        table=Table(
            caption="Reports that wait at a desk past their next day",
            columns=(_FORCE, Column(text="Reports")),
            rows=tuple((row.force, *numbers(row.reports)) for row in rows),
        ),
        definition=(
            "Reports at the force's own receiving desk that nobody has recorded, and whose reporter"
            " was told that something would happen by a day that has passed.",
            "How they came in, when, and what they say is not shown to anybody here.",
            _EXACT,
        ),
        if_empty="No force is in your scope.",
    )
