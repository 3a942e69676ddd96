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
from candour.stats import rates
from candour.stats.rates import Quotient
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

    number: how many people are alike in all of it. let_go: cases of theirs after which they were
    discharged under regulation 13, as probationers.
    """

    groups: npt.NDArray[np.str_]
    years: Floats
    reached: Mapping[Stage, Floats]
    let_go: Floats
    number: Floats
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
            number=self.number[chosen],
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

    @property
    def people(self) -> int:
        return int(self.number.sum())

    def cases(self, stage: Stage) -> float:
        """Return how many cases reached a stage."""
        return float(self.reached[stage] @ self.number)

    def rate(self, stage: Stage) -> Quotient:
        """Return the cases at a stage for each year of service."""
        return rates.quotient(parts=self.reached[stage], wholes=self.years, number=self.number)

    def share(self, stage: Stage, *, of: Stage) -> Quotient:
        """Return the cases at a stage for each at an earlier one."""
        return rates.quotient(
            parts=self.reached[stage], wholes=self.reached[of], number=self.number
        )

    def let_go_share(self) -> Quotient:
        """Return the discharges of probationers for each case received."""
        return rates.quotient(
            parts=self.let_go, wholes=self.reached[Stage.RECEIVED], number=self.number
        )


def followed_until(*, as_of: datetime.date) -> datetime.date:
    """Return the last day of receipt from which four years are known."""
    return calendar.corresponding_day(on=as_of, months=-12 * WITHIN_YEARS)


def ladder(*, register: Register, parameters: Parameters) -> Ladder:
    """Count people by their years and their cases at each stage, for cases of the window."""
    found = _alike(register, parameters).to_pyarrow()
    number = _numbers(found["number"])
    days = _numbers(found["days"])
    has_served = days >= 0
    received = _numbers(found[_name(Stage.RECEIVED)])
    recorded = {one for one in LATER if _numbers(found[f"own_{_name(one)}"]).any()}
    let_go = _numbers(found["let_go"])
    return Ladder(
        groups=np.array(found["group"].to_pylist(), dtype=np.str_)[has_served],
        years=days[has_served] / YEAR,
        reached={one: _numbers(found[_name(one)])[has_served] for one in Stage},
        let_go=let_go[has_served],
        number=number[has_served],
        recorded=frozenset({Stage.RECEIVED, *recorded}),
        is_let_go_recorded=bool(let_go.any()),
        without_service=int(received[~has_served] @ number[~has_served]),
        received=int(received @ number),
    )


def _name(stage: Stage) -> str:
    return stage.name.lower()


def _numbers(column: Any) -> Floats:
    return np.asarray(column.to_numpy(), dtype=np.float64)


def _alike(register: Register, parameters: Parameters) -> Any:
    """Return how many people have the same group, days and cases; -1 day: no service is known."""
    import ibis

    days = person_years.days_served(register=register, parameters=parameters)
    ethnic = groups.of_people(selecting.ethnic_of_busy(register))
    cases = _of_people(_cases(register, parameters))
    counts = [name for name in cases.columns if name != "person_key"]
    people = (
        days.outer_join(cases, "person_key", rname="cases_{name}")
        .mutate(person_key=ibis.coalesce(ibis._.person_key, ibis._.cases_person_key))
        .left_join(ethnic, "person_key", rname="ethnic_{name}")
    )
    told = people.select(
        group=ibis.coalesce(people["group"], groups.UNKNOWN),
        days=ibis.coalesce(people["days"], -1),
        **{name: ibis.coalesce(people[name], 0) for name in counts},
    )
    others = person_years.quiet(register=register, parameters=parameters)
    none = {name: ibis.literal(0, told[name].type()) for name in counts}
    told = ibis.union(
        told.mutate(number=ibis.literal(1, "int64")),
        others.select("group", "days", **none, number=others.number),
    )
    own = [f"own_{_name(stage)}" for stage in LATER]
    columns = [name for name in told.columns if name not in (*own, "number")]
    return told.group_by(columns).agg(
        told.number.sum().name("number"), *(told[name].sum().name(name) for name in own)
    )


def _of_people(cases: Any) -> Any:
    """Return each person's cases at each stage; own: without what only a later stage tells of.

    Who reached a stage is taken to have reached those before it.
    """
    counts = [cases.count().name(_name(Stage.RECEIVED)), cases.let_go.sum().name("let_go")]
    reached = None
    for stage in reversed(LATER):
        own = cases[_name(stage)]
        reached = own if reached is None else reached | own
        counts += [reached.sum().name(_name(stage)), own.sum().name(f"own_{_name(stage)}")]
    return cases.group_by("person_key").agg(*counts)


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
