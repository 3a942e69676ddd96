"""Turns the invented force into the columns of a snapshot, whole arrays at a time."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from candour.law.severity import SeverityLevel
from candour.measures.register import tables
from candour.measures.synthetic import arrays, doings, targets
from candour.measures.synthetic.arrays import Columns
from candour.measures.synthetic.matters import NEVER, Matters
from candour.measures.synthetic.staff import Staff

_FEW_BEFORE = 3
_SHARE_RAISED = 0.3
_OFFICERS = "officer"

Texts = npt.NDArray[np.str_]


def columns(
    *, rng: np.random.Generator, staff: Staff, matters: Matters, organisation: str
) -> Mapping[str, Columns]:
    """Return for each table its columns by name; a column that is not here is empty."""
    cases, people = arrays.keys(rng, len(matters.received)), arrays.keys(rng, len(staff.cases))
    alleged = {
        **arrays.of_case(cases, matters, matters.alleged_case, organisation),
        "person_key": people.take(matters.alleged_person),
        "category": arrays.texts(matters.category),
    }
    is_ended = matters.result != ""
    ended_on = np.where(is_ended, matters.closed[matters.alleged_case], NEVER)
    facts, history = _levels(rng, staff, matters)
    return {
        tables.CASE.name: {
            **arrays.of_case(cases, matters, np.arange(len(matters.received)), organisation),
            "incident_on": arrays.days(matters.incident),
            "closed_on": arrays.days(matters.closed),
            "is_closed_undated": np.zeros(len(matters.received), dtype=np.bool_),
        },
        tables.ALLEGATION.name: {
            **alleged,
            "result": arrays.texts(matters.result),
            "sanction": arrays.texts(matters.sanction),
            "outcome_on": arrays.days(ended_on),
        },
        tables.INVOLVEMENT.name: {
            **arrays.of_case(cases, matters, matters.involved_case, organisation),
            "person_key": people.take(matters.involved_person),
        },
        tables.PERSON.name: {
            "person_key": people,
            "has_service_dates": np.ones(len(staff.cases), dtype=np.bool_),
        },
        tables.PERSON_TIME.name: _served(staff, people, organisation),
        tables.CHARACTERISTICS.name: _ethnicity(rng, people),
        tables.ASSESSMENT.name: {
            **alleged, "on_facts": arrays.texts(facts), "with_history": arrays.texts(history),
        },
        tables.SERVICE.name: _whole_time(staff, people, organisation, serves_as=_OFFICERS),
        tables.POSTED.name: _posted(rng, staff, people, organisation),
        **doings.columns(rng=rng, matters=matters, cases=cases, alleged=alleged),
    }  # fmt: skip


def _served(staff: Staff, people: Any, organisation: str) -> Columns:
    return {
        **_whole_time(staff, people, organisation),
        "ends_by": arrays.texts(np.where(staff.has_left, "left", "as_of")),
    }


def _whole_time(staff: Staff, people: Any, organisation: str, **named: str) -> Columns:
    return {
        "person_key": people,
        "organisation": arrays.same(organisation, len(people)),
        "from_on": arrays.days(staff.joined),
        "until_on": arrays.days(staff.until),
        **{column: arrays.same(text, len(people)) for column, text in named.items()},
    }


def _posted(rng: np.random.Generator, staff: Staff, people: Any, organisation: str) -> Columns:
    """Return one unit for each, drawn without regard to their cases: no unit is unlike another."""
    units = arrays.keys(rng, targets.UNITS)
    return {
        **_whole_time(staff, people, organisation),
        "unit_key": units.take(rng.integers(targets.UNITS, size=len(people))),
    }


def _ethnicity(rng: np.random.Generator, people: Any) -> Columns:
    """Return what people said of themselves; nothing else about them depends on it."""
    ends = np.cumsum([share for _, share in targets.ETHNICITIES])
    places = np.searchsorted(ends / ends[-1], rng.random(len(people)), side="right")
    return {
        "person_key": people,
        "kind": arrays.same("ethnicity", len(people)),
        "value": arrays.texts(np.array([code for code, _ in targets.ETHNICITIES])[places]),
    }


def _levels(rng: np.random.Generator, staff: Staff, matters: Matters) -> tuple[Texts, Texts]:
    """Return levels on the facts, and with the history, which raises some of those with much."""
    low, high = SeverityLevel.MISCONDUCT.value, SeverityLevel.GROSS_MISCONDUCT.value
    number = len(matters.category)
    facts = np.where(rng.random(number) < targets.SHARE_GROSS, high, low)
    has_history = staff.cases[matters.alleged_person] >= _FEW_BEFORE
    is_raised = has_history & (rng.random(number) < _SHARE_RAISED)
    return facts, np.where(is_raised, high, facts)
