"""How allegations ended, for whom, and when: one row each, for estimators that need every one."""

import datetime
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from candour.law import outcomes
from candour.measures.register.reading import Register
from candour.stats.periods import Courses

Truths = npt.NDArray[np.bool_]

UPHELD: Final = 1
NOT_UPHELD: Final = 2
LEFT: Final = 3

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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Allegations:
    """How each allegation went, and the recorded ethnicity of whom it is about.

    categories: codes of what is alleged. reporters: codes of the capacity of whoever reported.
    results, sanctions: codes of the outcome in force, empty where there is none.
    undated: how many have an outcome or a closing without a usable day, and are in no course.
    """

    courses: Courses
    groups: npt.NDArray[np.str_]
    categories: npt.NDArray[np.str_]
    reporters: npt.NDArray[np.str_]
    results: npt.NDArray[np.str_]
    sanctions: npt.NDArray[np.str_]
    undated: int

    def of(self, chosen: Truths) -> "Allegations":
        """Return some of them."""
        return Allegations(
            courses=self.courses.of(chosen),
            groups=self.groups[chosen],
            categories=self.categories[chosen],
            reporters=self.reporters[chosen],
            results=self.results[chosen],
            sanctions=self.sanctions[chosen],
            undated=0,
        )

    def group(self, name: str) -> Courses:
        """Return the allegations about one group."""
        return self.courses.of(self.groups == name)


def ends(
    *,
    allegations: Any,
    register: Register,
    as_of: datetime.date,
    upheld: frozenset[str] = UPHELD_RESULTS,
) -> Allegations:
    """Return the course of each allegation, as known at the end of a day.

    An allegation without an outcome ends with its case, and with the leaving of its subject where
    that came before: who has left is neither open nor "not upheld".
    """
    found = _joined(allegations, register, as_of, upheld).to_pyarrow()
    received = _numbers(found["received"].combine_chunks())
    cause = _numbers(found["cause"].combine_chunks())
    last = _numbers(found["last"].combine_chunks())
    is_undated = found["is_undated"].fill_null(False).to_numpy()
    is_usable = ~is_undated & (last >= received)
    clusters = _clusters(found["person_key"])
    return Allegations(
        courses=Courses(
            received=received[is_usable],
            last=last[is_usable],
            causes=cause[is_usable],
            clusters=clusters[is_usable],
        ),
        groups=_texts(found["group"])[is_usable],
        categories=_texts(found["category"])[is_usable],
        reporters=_texts(found["reporter"])[is_usable],
        results=_texts(found["result"])[is_usable],
        sanctions=_texts(found["sanction"])[is_usable],
        undated=int((~is_usable).sum()),
    )


def _joined(
    allegations: Any, register: Register, as_of: datetime.date, upheld: frozenset[str]
) -> Any:
    import ibis

    cases = register.table("case").select("case_key", "closed_on", "is_closed_undated")
    rows = (
        allegations.left_join(cases, "case_key")
        .left_join(_ethnic(register), "person_key")
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
    cause = ibis.cases(
        (is_decided & rows.result.isin(sorted(upheld)), UPHELD),
        (is_decided | is_closed, NOT_UPHELD),
        (is_left, LEFT),
        else_=0,
    )
    epoch = ibis.date("1970-01-01")
    return rows.select(
        "person_key",
        received=rows.received_on.delta(epoch, unit="day"),
        last=last.fill_null(epoch).delta(epoch, unit="day"),
        cause=cause,
        group=_group(rows.value.upper()),
        category=rows.category.fill_null(""),
        reporter=rows.reporter_kind.fill_null(""),
        result=rows.result.fill_null(""),
        sanction=rows.sanction.fill_null(""),
        is_undated=(cause == 0) & rows.is_closed_undated,
    )


def _group(value: Any) -> Any:
    import ibis

    return ibis.cases(
        (value.isnull() | value.isin(_NOT_STATED), UNKNOWN),
        (value.isin(_WHITE), WHITE),
        else_=OTHER,
    )


def _ethnic(register: Register) -> Any:
    people = register.table("characteristics")
    return people.filter(people.kind == "ethnicity").select("person_key", "value")


def _leavings(register: Register) -> Any:
    """Return the day on which each person left for good, where they did."""
    # Most people are in no allegation; sorting out their service would be most of the work.
    served = register.table("person_time").semi_join(register.table("allegation"), "person_key")
    last = served.group_by("person_key").agg(
        until_on=served.until_on.max(),
        left_on=served.until_on.max(where=served.ends_by == "left"),
    )
    return last.filter(last.left_on == last.until_on).select("person_key", "left_on")


def _clusters(people: Any) -> npt.NDArray[np.int64]:
    """Number people; an allegation about nobody known stands by itself."""
    coded = people.combine_chunks().dictionary_encode().indices
    numbers = _numbers(coded.fill_null(-1))
    unknown = numbers < 0
    numbers[unknown] = numbers.max(initial=0) + 1 + np.arange(int(unknown.sum()))
    return numbers


def _texts(column: Any) -> npt.NDArray[np.str_]:
    # There are few different words, however many rows.
    encoded = column.combine_chunks().dictionary_encode()
    words = np.array(encoded.dictionary.to_pylist(), dtype=np.str_)
    places: npt.NDArray[np.int64] = encoded.indices.to_numpy().astype(np.int64)
    return words[places]


def _numbers(column: Any) -> npt.NDArray[np.int64]:
    return np.asarray(column.to_numpy(zero_copy_only=False), dtype=np.int64)
