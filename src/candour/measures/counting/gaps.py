"""How often there is a case to answer, by who reported: as it is, and with what differs taken out.

Each allegation gets its own value within its year of receipt, whose mean is the share that ends
with a case to answer within four years; the open ones are open in it. These are regressed on who
reported, on what is alleged and on the year: facts from before anybody assessed anything.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from candour.measures.counting import comparing
from candour.measures.counting.ends import UPHELD
from candour.stats import competing, gee, survival
from candour.stats.alike import levels, texts
from candour.stats.alike.texts import Texts
from candour.stats.competing import OPEN, Ratio
from candour.stats.periods import Courses

Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]
Words = npt.NDArray[np.str_]

HORIZON: Final = comparing.HORIZON
FEWEST: Final = comparing.FEWEST


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Alleged:
    """Allegations with who reported and what of, and the value of each."""

    courses: Courses
    reporters: Texts
    categories: Texts
    years: npt.NDArray[np.intp]
    values: Floats

    def of(self, chosen: Truths) -> "Alleged":
        """Return some of them."""
        return Alleged(
            courses=self.courses.of(chosen),
            reporters=self.reporters.where(chosen),
            categories=self.categories.where(chosen),
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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Crossed:
    """The same by who reported, what is alleged and the year: all that the regression needs."""

    reporters: Words
    categories: Words
    years: Words
    upheld: Floats
    cells: gee.Cells

    def where(self, chosen: Truths) -> "Crossed":
        """Return some of the cells."""
        return Crossed(
            reporters=self.reporters[chosen],
            categories=self.categories[chosen],
            years=self.years[chosen],
            upheld=self.upheld[chosen],
            cells=self.cells.where(chosen),
        )

    def renamed(self, before: str, after: str) -> "Crossed":
        """Return the same with one kind of reporter taken for another."""
        return replace(self, reporters=np.where(self.reporters == before, after, self.reporters))


def alleged(*, courses: Courses, reporters: Texts | Words, categories: Texts | Words) -> Alleged:
    """Give each allegation its value; leave out years that nobody has watched for four years."""
    years = comparing.years_of(courses.received)
    values = np.full(len(years), np.nan)
    for year in levels.of(years).values:
        chosen = years == year
        values[chosen] = _values(courses.of(chosen))
    is_known = ~np.isnan(values)
    who, what = (
        one if isinstance(one, Texts) else texts.of(one) for one in (reporters, categories)
    )
    return Alleged(courses=courses, reporters=who, categories=what, years=years, values=values).of(
        is_known
    )


def crossed(of: Alleged) -> Crossed:
    """Gather allegations that are alike in who reported, what is alleged and the year."""
    years = levels.of(of.years)
    shape = (len(of.reporters.words) or 1, len(of.categories.words) or 1, len(years.values) or 1)
    who, what, when = (
        one.astype(np.intp) for one in (of.reporters.places, of.categories.places, years.places)
    )
    cells = levels.of((who * shape[1] + what) * shape[2] + when)
    names = np.unravel_index(cells.values, shape)
    return Crossed(
        reporters=np.array(of.reporters.words, dtype=np.str_)[names[0]],
        categories=np.array(of.categories.words, dtype=np.str_)[names[1]],
        years=years.values.astype(np.str_)[names[2]],
        upheld=cells.sums(of.courses.causes == UPHELD),
        cells=gee.cells(values=of.values, places=cells.places, clusters=of.courses.clusters),
    )


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
    return gaps_of(of=crossed(of), against=against)


def gaps_of(*, of: Crossed, against: str) -> tuple[Gap, ...]:
    """Compare them, given what is alike together."""
    number = _numbers(of.reporters, of)
    kinds = [name for name, size in number.items() if size >= FEWEST]
    if against not in kinds or not _has_any(of, against):
        return ()
    others = [name for name in kinds if name != against]
    shown = [name for name in others if _has_any(of, name)]
    crude, adjusted = (_fitted(of, against, shown, adjust=one) for one in (False, True))
    return tuple(
        Gap(reporter=name, number=number[name], crude=crude.get(name), adjusted=adjusted.get(name))
        for name in others
    )


def _numbers(words: Words, of: Crossed) -> Mapping[str, int]:
    """Return how many allegations there are of each word, in the order of the words."""
    return {str(word): int(of.cells.numbers[words == word].sum()) for word in np.unique(words)}


def _has_any(of: Crossed, name: str) -> bool:
    mine = of.reporters == name
    return bool(of.upheld[mine].any()) and float(of.cells.sums[mine].sum()) > 0


def _fitted(of: Crossed, against: str, names: Sequence[str], *, adjust: bool) -> dict[str, Ratio]:
    if not names:
        return {}
    part = of.where(np.isin(of.reporters, [against, *names]))
    columns = [part.reporters == name for name in names]
    if adjust:
        more = (*_levels(part, part.categories), *_levels(part, part.years))
        columns = _telling(columns, more, part.cells.numbers)
    fitted = gee.fit_cells(of=part.cells, covariates=np.column_stack(columns))
    if fitted is None or not fitted.converged:
        return {}
    return {name: fitted.ratio(place) for place, name in enumerate(names, start=1)}


def _telling(columns: list[Truths], more: Sequence[Truths], numbers: Floats) -> list[Truths]:
    """Add the columns that say something which those before them don't."""
    found = list(columns)
    for column in more:
        rows = np.column_stack([np.ones(len(column)), *found, column])
        if np.linalg.matrix_rank(rows.T @ (numbers[:, np.newaxis] * rows)) == rows.shape[1]:
            found.append(column)
    return found


def _levels(of: Crossed, words: Words) -> list[Truths]:
    """Return a column for each level but the largest; levels too small to tell join the largest."""
    numbers = _numbers(words, of)
    largest = max(numbers, key=lambda name: numbers[name])
    return [
        words == name
        for name, size in numbers.items()
        if name != largest and size >= FEWEST and of.upheld[words == name].sum() > 1
    ]
