"""How allegations ended, for whom, and when: one row each, for estimators that need every one."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from candour.law import outcomes
from candour.measures.counting import selecting
from candour.measures.parameters import Parameters
from candour.measures.register.reading import Register
from candour.stats.alike.texts import Texts
from candour.stats.periods import Courses

Truths = npt.NDArray[np.bool_]
Days = npt.NDArray[np.int32]

UPHELD: Final = 1
NOT_UPHELD: Final = 2
LEFT: Final = 3
# What ended an allegation, whether upheld or not, and the cause that this is by itself.
_OPEN, _DECIDED, _CLOSED, _LEFT = range(4)
_CAUSES: Final = np.array([0, NOT_UPHELD, NOT_UPHELD, LEFT], dtype=np.int8)
_KINDS: Final[Mapping[str, Any]] = {
    "received": np.int32,
    "last": np.int32,
    "ended": np.int8,
    "is_undated": np.bool_,
}

# "Upheld" is a case to answer or anything found proven against the person, and nothing else.
UPHELD_RESULTS = frozenset(
    {
        "case_to_answer_misconduct",
        "case_to_answer_gross_misconduct",
        *(
            row.code
            for row in (*outcomes.RESULTS, *outcomes.FINDINGS, *outcomes.IMPORTED_FINDINGS)
            if row.is_proven
        ),
    }
)

WHITE: Final = "White"
OTHER: Final = "All other recorded"
UNKNOWN: Final = "Not recorded"
# As people describe themselves (the census codes W1 to W9), or in words.
_WHITE = ("W1", "W2", "W3", "W4", "W9", "WHITE")
_NOT_STATED = ("NS", "NOT STATED", "PREFER NOT TO SAY")
_GROUPS: Final = (WHITE, OTHER, UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Allegations:
    """How each allegation went, and the recorded ethnicity of whom it is about.

    categories: codes of what is alleged. reporters: codes of the capacity of whoever reported.
    results, sanctions: codes of the outcome in force, empty where there is none.
    undated: how many have an outcome or a closing without a usable day, and are in no course.
    """

    courses: Courses
    groups: Texts
    categories: Texts
    reporters: Texts
    results: Texts
    sanctions: Texts
    undated: int

    def group(self, name: str) -> Courses:
        """Return the allegations about one group."""
        return self.courses.of(self.groups == name)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Told:
    """What the register tells of each allegation, read once for every measure of the window.

    ended: what ended it. is_usable: whether its days are known and possible.
    """

    received: Days
    last: Days
    ended: npt.NDArray[np.int8]
    is_usable: Truths
    is_known: Truths
    clusters: Days
    texts: Mapping[str, Texts]


def ends(
    *,
    register: Register,
    parameters: Parameters,
    upheld: frozenset[str] = UPHELD_RESULTS,
    about_known: bool = False,
) -> Allegations:
    """Return the course of each allegation of the window, as known at the end of a day.

    An allegation without an outcome ends with its case, and with the leaving of its subject where
    that came before: who has left is neither open nor "not upheld".

    about_known: leave out those about nobody known.
    """
    told = register.once(("ends", parameters), lambda: _told(register, parameters))
    asked = told.is_known if about_known else np.ones_like(told.is_known)
    used = asked & told.is_usable
    texts = {name: of.where(used) for name, of in told.texts.items()}
    ended = told.ended[used]
    is_upheld = (ended == _DECIDED) & texts["results"].among(upheld)
    return Allegations(
        courses=Courses(
            received=told.received[used],
            last=told.last[used],
            causes=np.where(is_upheld, np.int8(UPHELD), _CAUSES[ended]),
            clusters=told.clusters[used],
        ),
        **texts,
        undated=int(asked.sum()) - len(ended),
    )


def _told(register: Register, parameters: Parameters) -> _Told:
    rows = selecting.received(register=register, unit="allegation", parameters=parameters)
    words = {
        "groups": _GROUPS,
        "categories": _words(rows.category),
        "reporters": _words(register.table("reporter").reporter_kind),
        "results": _words(rows.result),
        "sanctions": _words(rows.sanction),
    }
    found = _joined(rows, words, register, parameters.as_of).to_pyarrow()
    read = {
        name: _numbers(found[name].combine_chunks(), kind)
        for name, kind in {**_KINDS, **dict.fromkeys(words, np.int16)}.items()
    }
    keys = found["person_key"].combine_chunks()
    return _Told(
        received=read["received"],
        last=read["last"],
        ended=read["ended"],
        is_usable=~read["is_undated"] & (read["last"] >= read["received"]),
        is_known=_numbers(keys.is_valid(), np.bool_),
        clusters=_clusters(keys),
        texts={name: Texts(words=own, places=read[name]) for name, own in words.items()},
    )


def _words(column: Any) -> tuple[str, ...]:
    """Return the different texts of a column; none is an empty one."""
    found = column.fill_null("").name("word").as_table().distinct().to_pyarrow()["word"]
    return tuple(sorted({"", *found.to_pylist()}))


def _joined(
    allegations: Any,
    words: Mapping[str, tuple[str, ...]],
    register: Register,
    as_of: datetime.date,
) -> Any:
    """Return numbers only: a text is the place of it among its words."""
    import ibis

    cases = register.table("case").select("case_key", "closed_on", "is_closed_undated")
    rows = (
        allegations.left_join(cases, "case_key")
        .left_join(selecting.ethnic_of_busy(register).select("person_key", "value"), "person_key")
        .left_join(_leavings(register), "person_key")
        .left_join(register.table("reporter").select("case_key", "reporter_kind"), "case_key")
    )
    today = ibis.date(as_of.isoformat())
    is_decided = rows.result.notnull() & (rows.result != "")
    # Where both came, whichever came first is what ended it.
    has_left = rows.left_on.notnull() & (rows.left_on >= rows.received_on)
    is_left = ~is_decided & has_left & (rows.closed_on.isnull() | (rows.left_on < rows.closed_on))
    is_closed = ~is_decided & ~is_left & rows.closed_on.notnull()
    last = ibis.cases(
        (is_decided, rows.outcome_on),
        (is_left, rows.left_on),
        (is_closed, rows.closed_on),
        else_=today,
    )
    ended = ibis.cases((is_decided, _DECIDED), (is_left, _LEFT), (is_closed, _CLOSED), else_=_OPEN)
    epoch = ibis.date("1970-01-01")
    return rows.select(
        "person_key",
        received=rows.received_on.delta(epoch, unit="day"),
        last=last.fill_null(epoch).delta(epoch, unit="day"),
        ended=ended,
        groups=_group(rows.value.upper()),
        categories=_place(rows.category, words["categories"]),
        reporters=_place(rows.reporter_kind, words["reporters"]),
        results=_place(rows.result, words["results"]),
        sanctions=_place(rows.sanction, words["sanctions"]),
        is_undated=((ended == _OPEN) & rows.is_closed_undated).fill_null(False),
    )


def _place(text: Any, words: tuple[str, ...]) -> Any:
    import ibis

    # Most have the empty one, and it is the first.
    return ibis.cases(
        *((text.fill_null("") == word, place) for place, word in enumerate(words)), else_=0
    )


def _group(value: Any) -> Any:
    import ibis

    return ibis.cases(
        (value.isnull() | value.isin(_NOT_STATED), _GROUPS.index(UNKNOWN)),
        (value.isin(_WHITE), _GROUPS.index(WHITE)),
        else_=_GROUPS.index(OTHER),
    )


def _leavings(register: Register) -> Any:
    """Return the day on which each person left for good, where they did."""
    # Most people are in no allegation; sorting out their service would be most of the work.
    served = selecting.service_of_busy(register)
    last = served.group_by("person_key").agg(
        until_on=served.until_on.max(),
        left_on=served.until_on.max(where=served.ends_by == "left"),
    )
    return last.filter(last.left_on == last.until_on).select("person_key", "left_on")


def _clusters(people: Any) -> Days:
    """Number people; an allegation about nobody known stands by itself."""
    numbers = _numbers(people.dictionary_encode().indices.fill_null(-1), np.int32)
    unknown = numbers < 0
    numbers[unknown] = numbers.max(initial=0) + 1 + np.arange(int(unknown.sum()))
    return numbers


def _numbers(column: Any, kind: Any) -> npt.NDArray[Any]:
    return np.array(column.to_numpy(zero_copy_only=False), dtype=kind)
