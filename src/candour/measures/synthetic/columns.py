"""Turns the invented force into the columns of a snapshot, whole arrays at a time."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from candour.law.severity import SeverityLevel
from candour.measures.register import tables
from candour.measures.synthetic import targets
from candour.measures.synthetic.matters import NEVER, Matters
from candour.measures.synthetic.staff import Staff

_LETTERS = 32
_FEW_BEFORE = 3
_SHARE_RAISED = 0.3
_OFFICERS = "officer"
_EPOCH = targets.FIRST.toordinal() - 719_163

Numbers = npt.NDArray[np.int64]
Texts = npt.NDArray[np.str_]
Columns = Mapping[str, Any]


def columns(
    *, rng: np.random.Generator, staff: Staff, matters: Matters, organisation: str
) -> Mapping[str, Columns]:
    """Return for each table its columns by name; a column that is not here is empty."""
    cases, people = _keys(rng, len(matters.received)), _keys(rng, len(staff.cases))
    alleged = {
        **_of_case(cases, matters, matters.alleged_case, organisation),
        "person_key": people.take(matters.alleged_person),
        "category": _texts(matters.category),
    }
    is_ended = matters.result != ""
    ended_on = np.where(is_ended, matters.closed[matters.alleged_case], NEVER)
    facts, history = _levels(rng, staff, matters)
    return {
        tables.CASE.name: {
            **_of_case(cases, matters, np.arange(len(matters.received)), organisation),
            "incident_on": _days(matters.incident),
            "closed_on": _days(matters.closed),
            "is_closed_undated": np.zeros(len(matters.received), dtype=np.bool_),
        },
        tables.ALLEGATION.name: {
            **alleged,
            "result": _texts(matters.result),
            "sanction": _texts(matters.sanction),
            "outcome_on": _days(ended_on),
        },
        tables.INVOLVEMENT.name: {
            **_of_case(cases, matters, matters.involved_case, organisation),
            "person_key": people.take(matters.involved_person),
        },
        tables.PERSON.name: {
            "person_key": people,
            "has_service_dates": np.ones(len(staff.cases), dtype=np.bool_),
        },
        tables.PERSON_TIME.name: _served(staff, people, organisation),
        tables.CHARACTERISTICS.name: _ethnicity(rng, people),
        tables.ASSESSMENT.name: {
            **alleged, "on_facts": _texts(facts), "with_history": _texts(history),
        },
        tables.SERVICE.name: _whole_time(staff, people, organisation, serves_as=_OFFICERS),
        tables.POSTED.name: _posted(rng, staff, people, organisation),
    }  # fmt: skip


def _of_case(cases: Any, matters: Matters, places: Numbers, organisation: str) -> Columns:
    number = len(places)
    return {
        "case_key": cases.take(places),
        "organisation": _same(organisation, number),
        "kind": _same("conduct_matter", number),
        "source": _texts(matters.source[places]),
        "received_on": _days(matters.received[places]),
    }


def _served(staff: Staff, people: Any, organisation: str) -> Columns:
    return {
        **_whole_time(staff, people, organisation),
        "ends_by": _texts(np.where(staff.has_left, "left", "as_of")),
    }


def _whole_time(staff: Staff, people: Any, organisation: str, **named: str) -> Columns:
    return {
        "person_key": people,
        "organisation": _same(organisation, len(people)),
        "from_on": _days(staff.joined),
        "until_on": _days(staff.until),
        **{column: _same(text, len(people)) for column, text in named.items()},
    }


def _posted(rng: np.random.Generator, staff: Staff, people: Any, organisation: str) -> Columns:
    """Return one unit for each, drawn without regard to their cases: no unit is unlike another."""
    units = _keys(rng, targets.UNITS)
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
        "kind": _same("ethnicity", len(people)),
        "value": _texts(np.array([code for code, _ in targets.ETHNICITIES])[places]),
    }


def _levels(rng: np.random.Generator, staff: Staff, matters: Matters) -> tuple[Texts, Texts]:
    """Return levels on the facts, and with the history, which raises some of those with much."""
    low, high = SeverityLevel.MISCONDUCT.value, SeverityLevel.GROSS_MISCONDUCT.value
    number = len(matters.category)
    facts = np.where(rng.random(number) < targets.SHARE_GROSS, high, low)
    has_history = staff.cases[matters.alleged_person] >= _FEW_BEFORE
    is_raised = has_history & (rng.random(number) < _SHARE_RAISED)
    return facts, np.where(is_raised, high, facts)


def _keys(rng: np.random.Generator, number: int) -> Any:
    """Return random ids of the length of pseudonyms, in their order."""
    import pyarrow

    letters = rng.bytes(number * _LETTERS // 2).hex().encode()
    each = np.sort(np.frombuffer(letters, dtype=f"S{_LETTERS}"))
    ends = pyarrow.py_buffer(np.arange(number + 1, dtype=np.int32) * _LETTERS)
    return pyarrow.Array.from_buffers(
        pyarrow.string(), number, [None, ends, pyarrow.py_buffer(each.tobytes())]
    )


def _same(text: str, number: int) -> Any:
    import pyarrow

    return pyarrow.repeat(pyarrow.scalar(text), number)


def _texts(values: Texts) -> Any:
    import pyarrow

    known, places = np.unique(values, return_inverse=True)
    names = pyarrow.array([name or None for name in known.tolist()], pyarrow.string())
    return names.take(places)


def _days(values: Numbers) -> Any:
    import pyarrow

    since_epoch = (values + _EPOCH).astype(np.int32)
    return pyarrow.array(since_epoch, mask=values == NEVER).cast(pyarrow.date32())
