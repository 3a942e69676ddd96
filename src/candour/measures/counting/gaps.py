"""How often there is a case to answer, by who reported: as it is, and with what differs taken out.

Each allegation gets its own value within its year of receipt, whose mean is the share that ends
with a case to answer within four years; the open ones are open in it. These are regressed on who
reported, on what is alleged and on the year: facts from before anybody assessed anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from candour.measures.counting import comparing
from candour.measures.counting.ends import UPHELD
from candour.stats import competing, gee, survival
from candour.stats.competing import OPEN, Ratio
from candour.stats.periods import Courses

Floats = npt.NDArray[np.float64]
Texts = npt.NDArray[np.str_]
Truths = npt.NDArray[np.bool_]

HORIZON: Final = comparing.HORIZON
FEWEST: Final = comparing.FEWEST


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Alleged:
    """Allegations with who reported and what of, and the value of each."""

    courses: Courses
    reporters: Texts
    categories: Texts
    years: npt.NDArray[np.int64]
    values: Floats

    def of(self, chosen: Truths) -> "Alleged":
        """Return some of them."""
        return Alleged(
            courses=self.courses.of(chosen),
            reporters=self.reporters[chosen],
            categories=self.categories[chosen],
            years=self.years[chosen],
            values=self.values[chosen],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """One kind of reporter beside another: crude, and adjusted for what is alleged and the year.

    None where the data can't say.
    """

    reporter: str
    number: int
    crude: Ratio | None
    adjusted: Ratio | None


def alleged(*, courses: Courses, reporters: Texts, categories: Texts) -> Alleged:
    """Give each allegation its value; leave out years that nobody has watched for four years."""
    received = np.unique(courses.received)
    year_of = np.array([comparing.day_of(day).year for day in received], dtype=np.int64)
    years = year_of[np.searchsorted(received, courses.received)]
    values = np.full(len(years), np.nan)
    for year in np.unique(years):
        chosen = years == year
        values[chosen] = _values(courses.of(chosen))
    is_known = ~np.isnan(values)
    return Alleged(
        courses=courses, reporters=reporters, categories=categories, years=years, values=values
    ).of(is_known)


def _values(courses: Courses) -> Floats | float:
    spells = survival.spells(
        exits=(courses.last - courses.received).astype(np.float64), closed=courses.causes > OPEN
    )
    found = competing.incidence(
        ends=competing.ends(spells=spells, causes=courses.causes), cause=UPHELD, to=HORIZON
    )
    is_early = (courses.causes == OPEN) & (courses.last - courses.received < HORIZON)
    if found.at_risk == 0 and is_early.any():
        return np.nan
    return competing.pseudo_observations(of=found)


def gaps(*, of: Alleged, against: str) -> tuple[Gap, ...]:
    """Compare each kind of reporter that has enough allegations with one of them."""
    kinds = [
        str(name)
        for name, number in zip(*np.unique(of.reporters, return_counts=True), strict=True)
        if number >= FEWEST
    ]
    if against not in kinds or not _has_any(of, against):
        return ()
    others = [name for name in kinds if name != against]
    shown = [name for name in others if _has_any(of, name)]
    crude, adjusted = (_fitted(of, against, shown, adjust=one) for one in (False, True))
    return tuple(
        Gap(
            reporter=name,
            number=int((of.reporters == name).sum()),
            crude=crude.get(name),
            adjusted=adjusted.get(name),
        )
        for name in others
    )


def _has_any(of: Alleged, name: str) -> bool:
    upheld = (of.courses.causes == UPHELD) & (of.reporters == name)
    return bool(upheld.any()) and float(of.values[of.reporters == name].mean()) > 0


def _fitted(of: Alleged, against: str, names: Sequence[str], *, adjust: bool) -> dict[str, Ratio]:
    if not names:
        return {}
    part = of.of(np.isin(of.reporters, [against, *names]))
    columns = [part.reporters == name for name in names]
    if adjust:
        levels = (*_levels(part, part.categories), *_levels(part, part.years.astype(np.str_)))
        columns = _telling(columns, levels)
    fitted = gee.fit(
        values=part.values,
        covariates=np.column_stack(columns).astype(np.float64),
        clusters=part.courses.clusters,
    )
    if fitted is None or not fitted.converged:
        return {}
    return {name: fitted.ratio(place) for place, name in enumerate(names, start=1)}


def _telling(columns: list[Truths], more: Sequence[Truths]) -> list[Truths]:
    """Add the columns that say something which those before them don't."""
    found = list(columns)
    for column in more:
        rows = np.column_stack([np.ones(len(column)), *found, column])
        if np.linalg.matrix_rank(rows.T @ rows) == rows.shape[1]:
            found.append(column)
    return found


def _levels(of: Alleged, texts: Texts) -> list[Truths]:
    """Return a column for each level but the largest; levels too small to tell join the largest."""
    names, number = np.unique(texts, return_counts=True)
    largest = names[int(np.argmax(number))]
    upheld = of.courses.causes == UPHELD
    return [
        texts == name
        for name, size in zip(names, number, strict=True)
        if name != largest and size >= FEWEST and upheld[texts == name].sum() > 1
    ]
