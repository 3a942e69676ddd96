"""How far each case about each person went within four years of its receipt, person by person.

Who reached a stage is taken to have reached those before it, so that the shares of the stages
multiply. A stage of which the register holds nothing at all is not recorded, and is no step.
"""

import datetime
import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from candour.core import calendar
from candour.law import outcomes
from candour.measures.counting import groups, person_years, selecting
from candour.measures.counting.ends import UPHELD_RESULTS
from candour.measures.parameters import Parameters
from candour.measures.register.reading import Register
from candour.stats.survival import YEAR

Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]

WITHIN_YEARS: Final = 4
_WITHIN_DAYS: Final = 1461
# A finding, whichever, comes after a case to answer.
ANSWER_RESULTS = frozenset({*UPHELD_RESULTS, *(row.code for row in outcomes.FINDINGS)})
DISMISSALS = frozenset(
    row.code for row in (*outcomes.SANCTIONS, *outcomes.IMPORTED_SANCTIONS) if row.is_dismissal
)


class Stage(enum.StrEnum):
    """The stages of the ladder in order; each holds whoever went further."""

    RECEIVED = "Received"
    GROSS = "Assessed as gross misconduct"
    ANSWER = "Case to answer"
    HEARING = "Hearing"
    DISMISSED = "Dismissed"


LATER = (Stage.GROSS, Stage.ANSWER, Stage.HEARING, Stage.DISMISSED)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ladder:
    """People with a day of service in the window: their group, years, and cases at each stage.

    let_go: cases of theirs after which they were discharged under regulation 13, as probationers.
    """

    groups: npt.NDArray[np.str_]
    years: Floats
    reached: Mapping[Stage, Floats]
    let_go: Floats
    recorded: frozenset[Stage]
    is_let_go_recorded: bool
    without_service: int
    received: int

    def where(self, chosen: Truths) -> "Ladder":
        """Return some of the people."""
        return Ladder(
            groups=self.groups[chosen],
            years=self.years[chosen],
            reached={stage: cases[chosen] for stage, cases in self.reached.items()},
            let_go=self.let_go[chosen],
            recorded=self.recorded,
            is_let_go_recorded=self.is_let_go_recorded,
            without_service=self.without_service,
            received=self.received,
        )

    def of(self, *names: str) -> "Ladder":
        """Return the people of some groups."""
        return self.where(np.isin(self.groups, names))

    @property
    def stages(self) -> tuple[Stage, ...]:
        """Return the stages that the register knows of, in order."""
        return tuple(stage for stage in Stage if stage in self.recorded)


def followed_until(*, as_of: datetime.date) -> datetime.date:
    """Return the last day of receipt from which four years are known."""
    return calendar.corresponding_day(on=as_of, months=-12 * WITHIN_YEARS)


def ladder(*, register: Register, parameters: Parameters) -> Ladder:
    """Count each person's cases at each stage, for cases received in the window."""
    cases = _cases(register, parameters).to_pyarrow()
    people = _people(register, parameters).to_pyarrow()
    known = {key: place for place, key in enumerate(people["person_key"].to_pylist())}
    places = np.array([known.get(key, -1) for key in cases["person_key"].to_pylist()], np.int64)
    is_within = {stage: _truths(cases[stage.name.lower()]) for stage in LATER}
    recorded = frozenset({Stage.RECEIVED, *(one for one in LATER if is_within[one].any())})
    furthest = np.zeros(len(places), dtype=np.bool_)
    reached = {}
    for stage in reversed(LATER):
        furthest = furthest | is_within[stage]
        reached[stage] = _by_person(furthest, places, len(known))
    reached[Stage.RECEIVED] = _by_person(np.ones_like(furthest), places, len(known))
    let_go = _truths(cases["let_go"])
    return Ladder(
        groups=np.array(people["group"].to_pylist(), dtype=np.str_),
        years=np.array(people["days"].to_pylist(), dtype=np.float64) / YEAR,
        reached=reached,
        let_go=_by_person(let_go, places, len(known)),
        recorded=recorded,
        is_let_go_recorded=bool(let_go.any()),
        without_service=int((places < 0).sum()),
        received=len(places),
    )


def _by_person(happened: Truths, places: npt.NDArray[np.int64], people: int) -> Floats:
    mine = happened & (places >= 0)
    return np.bincount(places[mine], minlength=people).astype(np.float64)


def _truths(column: Any) -> Truths:
    return np.array(column.to_pylist(), dtype=np.bool_)


def _people(register: Register, parameters: Parameters) -> Any:
    import ibis

    days = person_years.days_served(register=register, parameters=parameters)
    ethnic = groups.of_people(register.table("characteristics"))
    return (
        days.left_join(ethnic, "person_key")
        .select("person_key", "days", group=ibis.coalesce(ibis._.group, groups.UNKNOWN))
        .order_by("person_key")
    )


def _cases(register: Register, parameters: Parameters) -> Any:
    """Return each involvement with the stages that it reached in time."""
    import ibis

    involved = selecting.received(register=register, unit="involvement", parameters=parameters)
    key = ["case_key", "person_key"]
    found = involved.left_join(_decided(register), key).left_join(_taken(register), key)
    answer = ibis.ifelse(
        found.answer_on.notnull(),
        ibis.least(ibis.coalesce(found.first_answer_on, found.answer_on), found.answer_on),
        ibis.null("date"),
    )

    def in_time(day: Any) -> Any:
        days = day.delta(found.received_on, unit="day")
        return ibis.coalesce((days >= 0) & (days <= _WITHIN_DAYS), ibis.literal(False))

    return found.select(
        "person_key",
        gross=in_time(found.gross_on),
        answer=in_time(answer),
        hearing=in_time(found.heard_on),
        dismissed=in_time(found.dismissed_on),
        let_go=in_time(found.let_go_on),
    )


def _decided(register: Register) -> Any:
    """Return when the outcomes in force were given that are a case to answer, or a dismissal."""
    rows = register.table("allegation")
    is_answer = rows.result.isin(sorted(ANSWER_RESULTS))
    is_dismissal = rows.sanction.isin(sorted(DISMISSALS))
    return (
        rows.filter(rows.person_key.notnull())
        .group_by("case_key", "person_key")
        .agg(
            answer_on=rows.outcome_on.min(where=is_answer | is_dismissal),
            dismissed_on=rows.outcome_on.min(where=is_dismissal),
        )
    )


def _taken(register: Register) -> Any:
    rows = register.table("step")

    def first(what: str, codes: list[str]) -> Any:
        return rows.happened_on.min(where=(rows.what == what) & rows.code.isin(codes))

    return rows.group_by("case_key", "person_key").agg(
        gross_on=first("assessment", ["gross_misconduct"]),
        first_answer_on=first("result", sorted(ANSWER_RESULTS)),
        heard_on=first("event", ["hearing_started", "accelerated_hearing_started"]),
        let_go_on=first("leaving", ["regulation_13"]),
    )
