"""What follows on proven gross misconduct: by calendar window, by year of receipt, by history."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from candour.measures.counting import comparing, selecting, stages
from candour.measures.counting.ends import Allegations
from candour.measures.parameters import Parameters
from candour.measures.register.reading import Register
from candour.stats import competing, periods, proportions
from candour.stats.alike import levels
from candour.stats.competing import OPEN, Incidence
from candour.stats.periods import Courses, Trend, Window
from candour.stats.proportions import Interval

GROSS: Final = frozenset({"gross_misconduct"})
FORMER: Final = "would_have_been_dismissed"
DISMISSED: Final = 1
KEPT: Final = 2
ANOTHER_END: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Followed:
    """One window: proven gross misconduct and dismissal within four years, and their ratio."""

    window: Window
    proven: Incidence
    dismissed: Incidence
    value: float | None
    interval: Interval | None
    log_error: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohort:
    """One year of receipt so far, and between what its share of dismissals can still end."""

    year: int
    received: int
    open: int
    proven: int
    dismissed: int

    @property
    def low(self) -> float | None:
        """The share if everything open were proven and nobody dismissed."""
        whole = self.proven + self.open
        return self.dismissed / whole if whole else None

    @property
    def high(self) -> float | None:
        """The share if everything open were proven and all of them dismissed."""
        whole = self.proven + self.open
        return (self.dismissed + self.open) / whole if whole else None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Histories:
    """Involvements with proven gross misconduct: how many cases came before, who was dismissed."""

    earlier: npt.NDArray[np.int64]
    is_dismissed: npt.NDArray[np.bool_]


def courses(found: Allegations) -> Courses:
    """Return the allegations with what followed as the cause of their end."""
    is_gross = found.results.among(GROSS)
    is_dismissed = is_gross & found.sanctions.among(stages.DISMISSALS)
    own = np.where(is_dismissed, DISMISSED, np.where(is_gross, KEPT, ANOTHER_END))
    return Courses(
        received=found.courses.received,
        last=found.courses.last,
        causes=np.where(found.courses.causes == OPEN, OPEN, own),
        clusters=found.courses.clusters,
    )


def followed(*, courses: Courses, window: Window) -> Followed:
    """Return dismissals for each proven gross misconduct within one window, by people.

    Both shares rest on the same cases, so the variance of their ratio is that of one sum.
    """
    seen = periods.watched(courses=courses, window=window)
    causes = seen.ends.causes
    dismissed = competing.incidence(
        ends=seen.ends, cause=DISMISSED, to=comparing.HORIZON, clusters=seen.clusters
    )
    either = competing.ends(
        spells=seen.ends.spells, causes=np.where(causes == KEPT, DISMISSED, causes)
    )
    proven = competing.incidence(
        ends=either, cause=DISMISSED, to=comparing.HORIZON, clusters=seen.clusters
    )
    if proven.share <= 0:
        return Followed(window=window, proven=proven, dismissed=dismissed, value=None,
                        interval=None, log_error=None)  # fmt: skip
    value = dismissed.share / proven.share
    if not 0 < value < 1:
        return Followed(window=window, proven=proven, dismissed=dismissed, value=value,
                        interval=None, log_error=None)  # fmt: skip
    moved = dismissed.influence / dismissed.share - proven.influence / proven.share
    error = sqrt(float(np.sum(levels.of(seen.clusters).sums(moved) ** 2)))
    # On the scale of log odds the interval stays between 0 and 1.
    reach = proportions.normal_quantile(confidence=0.95) * error / (1 - value)
    odds = value / (1 - value)
    low, high = (odds * exp(way * reach) for way in (-1, 1))
    return Followed(
        window=window,
        proven=proven,
        dismissed=dismissed,
        value=value,
        interval=Interval(low=low / (1 + low), high=high / (1 + high)),
        log_error=error,
    )


def trend(found: Sequence[Followed]) -> Trend | None:
    """Return the yearly change of the share over the windows that have one with an interval."""
    known = [
        (one.window.middle, log(one.value), one.log_error)
        for one in found
        if one.value and one.log_error
    ]
    return periods.trend(
        at=[at for at, *_ in known],
        logs=[value for _, value, _ in known],
        errors=[error for *_, error in known],
    )


def cohorts(courses: Courses) -> tuple[Cohort, ...]:
    """Return each year of receipt as it stands."""
    years = levels.of(comparing.years_of(courses.received))
    received = years.sums()
    still_open, dismissed, kept = (
        years.sums(courses.causes == cause) for cause in (OPEN, DISMISSED, KEPT)
    )
    return tuple(
        Cohort(
            year=int(year),
            received=int(received[place]),
            open=int(still_open[place]),
            proven=int(dismissed[place] + kept[place]),
            dismissed=int(dismissed[place]),
        )
        for place, year in enumerate(years.values)
    )


def histories(*, register: Register, parameters: Parameters) -> Histories:
    """Return each involvement with proven gross misconduct and how many cases came before it."""
    rows = selecting.received(register=register, unit="allegation", parameters=parameters)
    gross = (
        rows.filter(rows.person_key.notnull() & rows.result.isin(sorted(GROSS)))
        .group_by("case_key", "person_key", "received_on")
        .agg(
            is_dismissed=lambda some: some.sanction.isin(sorted(stages.DISMISSALS)).any(),
        )
    )
    before = selecting.of_organisation(
        table=register.table("involvement"), parameters=parameters
    ).select("person_key", earlier_on="received_on")
    joined = gross.left_join(
        before,
        [gross.person_key == before.person_key, before.earlier_on < gross.received_on],
        rname="before_{name}",
    )
    found: Any = (
        joined.group_by("case_key", "person_key", "is_dismissed")
        .agg(earlier=joined.earlier_on.count())
        .order_by("case_key", "person_key")
        .to_pyarrow()
    )
    return Histories(
        earlier=np.array(found["earlier"].to_pylist(), dtype=np.int64),
        is_dismissed=np.array(
            [bool(one) for one in found["is_dismissed"].to_pylist()], dtype=np.bool_
        ),
    )
