"""Incidents of each person: cases that tell of one thing count once, as of one day."""

import dataclasses
import datetime
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from candour.law.outcomes import FINDINGS, IMPORTED_FINDINGS, RESULTS
from candour.patterns.warning.known.history import Day, Matter
from candour.patterns.warning.scoring import weights

Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]
DAYS_A_YEAR = 365.25
# How often matters of one kind were proven is drawn towards its category by so many matters.
_AS_MANY = 40.0
PROVEN = frozenset(one.code for one in (*RESULTS, *FINDINGS, *IMPORTED_FINDINGS) if one.is_proven)
LIGHT = frozenset({"", "no_action", "noted", "not_known", "not_imposed", "reprimand"})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One thing that is alleged to have happened, whatever number of cases tells of it."""

    received_on: Day
    cases: tuple[str, ...]
    senders: frozenset[str]
    severity: float
    share: float
    is_proven: bool
    is_punished: bool
    is_internal: bool
    is_open: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Incidents:
    """The incidents of everybody in columns; `person` is the place of whom they are about."""

    people: int
    person: npt.NDArray[np.int64]
    years_ago: Floats
    severity: Floats
    share: Floats
    is_proven: Truths
    is_punished: Truths
    is_internal: Truths
    is_open: Truths

    def total(self, *, of: npt.ArrayLike) -> Floats:
        """Sum a value of each incident over each person."""
        values = np.asarray(of, dtype=np.float64)
        total = np.bincount(self.person, weights=values, minlength=self.people)
        return total.astype(np.float64)


def of_each(*, matters: Sequence[Matter]) -> dict[str, tuple[Incident, ...]]:
    """Group what is known into incidents: of one person, on one day where the day is known."""
    shares = proven_shares(matters=matters)
    told: dict[tuple[str, object], list[Matter]] = {}
    for one in matters:
        told.setdefault((one.person, one.incident_on or one.case), []).append(one)
    found: dict[str, list[Incident]] = {}
    for (person, _), same in told.items():
        found.setdefault(person, []).append(_incident(same, shares))
    return {
        person: tuple(sorted(rows, key=lambda one: (one.received_on, one.cases)))
        for person, rows in found.items()
    }


def proven_shares(*, matters: Sequence[Matter]) -> dict[tuple[str, str], float]:
    """Return how often matters of each kind that have a result by now were proven.

    A finer code with few results is drawn towards its category, and that towards everything.
    """
    fine: dict[tuple[str, str], list[int]] = {}
    coarse: dict[str, list[int]] = {}
    whole = [0, 0]
    for one in matters:
        kind = (one.category, one.source_category)
        # A kind that never ended has no row of its own otherwise.
        counted = fine.setdefault(kind, [0, 0]), coarse.setdefault(one.category, [0, 0]), whole
        if one.result:
            for count in counted:
                count[0] += one.result in PROVEN
                count[1] += 1
    every = whole[0] / whole[1] if whole[1] else 0.0
    base = {code: _drawn(count, every) for code, count in coarse.items()}
    return {kind: _drawn(count, base[kind[0]]) for kind, count in fine.items()}


def in_columns(
    *, of: Mapping[str, Sequence[Incident]], people: Sequence[str], on: datetime.date
) -> Incidents:
    """Lay the incidents of these people in columns."""
    rows = [(place, one) for place, person in enumerate(people) for one in of.get(person, ())]
    return Incidents(
        people=len(people),
        person=np.array([place for place, _ in rows], dtype=np.int64),
        years_ago=np.array([(on - one.received_on).days for _, one in rows]) / DAYS_A_YEAR,
        severity=np.array([one.severity for _, one in rows], dtype=np.float64),
        share=np.array([one.share for _, one in rows], dtype=np.float64),
        is_proven=np.array([one.is_proven for _, one in rows], dtype=np.bool_),
        is_punished=np.array([one.is_punished for _, one in rows], dtype=np.bool_),
        is_internal=np.array([one.is_internal for _, one in rows], dtype=np.bool_),
        is_open=np.array([one.is_open for _, one in rows], dtype=np.bool_),
    )


def independent(*, incidents: Sequence[Incident]) -> int:
    """Count incidents that came from different senders; one sender's many count once.

    Where it isn't known who sent a case, each case is a sender of its own.
    """
    taken: set[str] = set()
    number = 0
    for one in incidents:
        if not one.senders & taken:
            number += 1
        taken |= one.senders
    return number


def _incident(same: Sequence[Matter], shares: Mapping[tuple[str, str], float]) -> Incident:
    proven = [one for one in same if one.result in PROVEN]
    return Incident(
        received_on=min(one.received_on for one in same),
        cases=tuple(sorted({one.case for one in same})),
        senders=frozenset(one.sender or one.case for one in same),
        severity=max(weights.severity_of(category=one.category) for one in same),
        share=max(shares[one.category, one.source_category] for one in same),
        is_proven=bool(proven),
        is_punished=any(one.sanction not in LIGHT for one in proven),
        is_internal=any(one.is_internal for one in same),
        is_open=any(not one.result for one in same),
    )


def _drawn(count: Sequence[int], towards: float) -> float:
    return (count[0] + _AS_MANY * towards) / (count[1] + _AS_MANY)
