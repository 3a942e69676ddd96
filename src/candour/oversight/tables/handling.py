"""The tables of how reports were handled: rounded counts, and rates of the larger units."""

from collections.abc import Sequence

from candour.intake.questions.handling import THEMES
from candour.oversight import rounding
from candour.oversight.queries.handling import Discouraged, Handling, Theme
from candour.oversight.tables.defined import Defined
from candour.pages import wording
from candour.pages.tables import Column, Table

# A unit with fewer cases than this has no row of its own, and no rate is made of fewer.
FEWEST = 20
TOO_FEW = f"fewer than {FEWEST} cases"
SMALL_UNITS = f"Units with fewer than {FEWEST} cases, together"
_SAID = dict(THEMES)
THEMES_SAID = (
    "What reporters chose of the eleven themes of the super-complaint on domestic abuse by police,"
    " in the last twelve months. One report may choose several. The answers are kept apart"
    " from every report, and counted once ten or more about a force wait together: so they come"
    " late, and a force with few of them has none here yet.",
    "One to four reads as fewer than 5; every other count is rounded by itself at random to a"
    " multiple of five.",
)
UNITS_SAID = (
    "Cases received in the last twelve months, by the unit in which the person they are about"
    " served then. A case about people of two units is counted in both. Advised against: somebody"
    " advised against reporting, by whom is not known here and need not be the unit. Nothing done:"
    " decided, and every allegation ended with no further action, not resolved or discontinued,"
    " without a sanction.",
    f"Units with fewer than {FEWEST} cases are put together. No rate is made of fewer than {FEWEST}"
    " cases, or of one to four. Counts are rounded by themselves at random to multiples of five,"
    " and rates are made from the rounded counts. Cases about nobody identified are in no unit."
    " What is behind a wall for you is in no number. This is not published.",
)


def themes_of(found: Handling, *, key: bytes) -> Defined:
    """Return how often each theme was chosen, rounded so that a small number stays unknown."""
    return Defined(
        table=Table(
            caption="What went wrong, as reporters said it",
            columns=(
                Column(text="Force", is_numeric=False),
                Column(text="Theme", is_numeric=False),
                Column(text="How often"),
            ),
            rows=tuple(_theme(one, key) for one in found.themes),
        ),
        definition=THEMES_SAID,
        if_empty="Too few have said what went wrong to count them.",
    )


def units_of(found: Handling, *, key: bytes) -> Defined:
    """Return the rates of units with enough cases, and of the others of a force together."""
    return Defined(
        table=Table(
            caption="Advised against reporting, or nothing done, by unit",
            columns=(
                Column(text="Force", is_numeric=False),
                Column(text="Unit", is_numeric=False),
                Column(text="Cases"),
                Column(text="Advised against"),
                Column(text="Nothing done, of those decided"),
            ),
            rows=tuple(_unit(one, key) for one in _shown(found.units)),
        ),
        definition=UNITS_SAID,
        if_empty="No case of the last twelve months is about somebody whose unit is known.",
    )


def _theme(one: Theme, key: bytes) -> tuple[str, ...]:
    what = f"themes/{one.organisation_id}/{one.theme}"
    return (
        one.organisation,
        str(_SAID.get(one.theme, one.theme)),
        rounding.shown(count=one.number, what=what, key=key),
    )


def _shown(units: Sequence[Discouraged]) -> list[Discouraged]:
    """Return the large units, and behind those of a force its small ones as one."""
    rows = []
    for force in dict.fromkeys(one.organisation_id for one in units):
        own = [one for one in units if one.organisation_id == force]
        small = [one for one in own if one.cases < FEWEST]
        rows += [one for one in own if one.cases >= FEWEST]
        rows += [_together(small)] if small else []
    return rows


def _together(units: Sequence[Discouraged]) -> Discouraged:
    first = units[0]
    return Discouraged(
        organisation_id=first.organisation_id,
        organisation=first.organisation,
        unit_id=first.organisation_id,
        unit=SMALL_UNITS,
        cases=sum(one.cases for one in units),
        advised=sum(one.advised for one in units),
        decided=sum(one.decided for one in units),
        nothing=sum(one.nothing for one in units),
    )


def _unit(one: Discouraged, key: bytes) -> tuple[str, ...]:
    what = f"discouraged/{one.organisation_id}/{one.unit_id}"
    return (
        one.organisation,
        one.unit,
        rounding.shown(count=one.cases, what=f"{what}/cases", key=key),
        _rate(one.advised, one.cases, what=f"{what}/advised", key=key),
        _rate(one.nothing, one.decided, what=f"{what}/nothing", key=key),
    )


def _rate(part: int, whole: int, *, what: str, key: bytes) -> str:
    """Return a count and its rate from rounded numbers, or why there is none."""
    if whole < FEWEST:
        return TOO_FEW
    shown = rounding.shown(count=part, what=what, key=key)
    if part < rounding.BASE:
        return shown
    above = rounding.rounded(count=part, what=what, key=key)
    below = rounding.rounded(count=whole, what=f"{what}/of", key=key)
    share = wording.measured(min(above / below, 1.0), unit=wording.Unit.PERCENT, digits=0)
    return f"{shown} ({share})"
