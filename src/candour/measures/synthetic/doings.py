"""What is done in the cases of the invented force and what its reporters tell, by chance alone."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from candour.measures.register import tables
from candour.measures.synthetic import arrays, targets
from candour.measures.synthetic.arrays import Columns, Numbers, Texts
from candour.measures.synthetic.matters import NEVER, Matters

# Days after the report: written to, chased, asked whether told to keep quiet, asked how she is.
_WRITTEN: Final = 10
_CHASED: Final = 40
_ASKED: Final = 7
_CHECKED: Final = 14

Truths = npt.NDArray[np.bool_]


def columns(
    *, rng: np.random.Generator, matters: Matters, cases: Any, alleged: Columns
) -> Mapping[str, Columns]:
    """Return the tables of steps in cases, of what was weighed, of reports and of what was told.

    alleged: the columns that every allegation has. Nobody is suspended: that would be invented.
    """
    organisation = alleged["organisation"][0].as_py()
    reports, told = _reported(rng, matters, cases, organisation)
    return {
        tables.CASE_STEP.name: _steps(rng, matters, cases, organisation),
        tables.WEIGHED.name: _weighed(rng, matters, alleged),
        tables.REPORT.name: reports,
        tables.TOLD.name: told,
        # Drawn last: whatever is drawn before it stays as it was.
        tables.FOLLOWED.name: _followed(rng, cases, reports),
    }


def _steps(rng: np.random.Generator, matters: Matters, cases: Any, organisation: str) -> Columns:
    number = len(matters.received)
    is_due = rng.random(number) < targets.SHARE_REFERRAL_DUE
    is_referred = is_due & (rng.random(number) < targets.SHARE_REFERRED)
    is_reviewed = (matters.closed != NEVER) & (rng.random(number) < targets.SHARE_REVIEWED)
    is_upheld = rng.random(number) < targets.SHARE_UPHELD
    assessed, closed = matters.received + 1, matters.closed
    rows = [
        (np.ones(number, np.bool_), "referral_required", np.where(is_due, "yes", "no"), assessed),
        (is_due, "criterion", np.full(number, "mr1"), assessed),
        (is_referred, "referred", np.full(number, ""), assessed),
        (is_reviewed, "review_applied", np.full(number, ""), closed),
        (is_reviewed, "review_decided", np.where(is_upheld, "upheld", "not_upheld"), closed),
    ]
    places, what, code, on = _stacked(rows)
    return {
        **arrays.of_case(cases, matters, places, organisation),
        "what": arrays.texts(what),
        "code": arrays.texts(code),
        "happened_on": arrays.days(on),
    }


def _weighed(rng: np.random.Generator, matters: Matters, alleged: Columns) -> Columns:
    (ended,) = np.nonzero(matters.result != "")
    said = np.where(rng.random(len(ended)) < targets.SHARE_WORD_AGAINST_WORD, "yes", "no")
    return {
        **{name: column.take(ended) for name, column in alleged.items()},
        "result": arrays.texts(matters.result[ended]),
        "word_against_word": arrays.texts(said),
    }


def _reported(
    rng: np.random.Generator, matters: Matters, cases: Any, organisation: str
) -> tuple[Columns, Columns]:
    """Return one report for each case and some that became none, and what was told in them."""
    import pyarrow

    number = len(matters.received)
    more = rng.integers(0, targets.DAYS, round(number * targets.SHARE_WITHOUT_CASE))
    received = np.concatenate([matters.received, more])
    keys = arrays.keys(rng, len(received))
    states = np.where(matters.closed == NEVER, "investigating", "closed")
    state = np.concatenate([states, np.full(len(more), "answered")])
    is_reachable = rng.random(len(received)) < targets.SHARE_WITH_MAILBOX
    case_keys = pyarrow.concat_arrays([cases, keys.slice(number)])
    reports = {
        "case_key": case_keys,
        "report_key": keys,
        "organisation": arrays.same(organisation, len(received)),
        "received_on": arrays.days(received),
        "route": arrays.texts(_chosen(rng, targets.ROUTES, len(received))),
        "state": arrays.texts(state),
        "is_reachable": is_reachable,
    }
    ended = np.concatenate([matters.closed, more])
    places, what, code, on = _stacked(_told(rng, received, ended, is_reachable))
    is_past = on < targets.DAYS
    places, what, code, on = places[is_past], what[is_past], code[is_past], on[is_past]
    return reports, {
        "case_key": case_keys.take(places),
        "report_key": keys.take(places),
        "organisation": arrays.same(organisation, len(places)),
        "received_on": arrays.days(received[places]),
        "what": arrays.texts(what),
        "code": arrays.texts(code),
        "happened_on": arrays.days(on),
    }


def _followed(rng: np.random.Generator, cases: Any, reports: Columns) -> Columns:
    """Return what followed some reports that became cases: a later case, or what HR did."""
    (places,) = np.nonzero(rng.random(len(cases)) < targets.SHARE_FOLLOWED)
    number = len(places)
    is_counter = rng.random(number) < targets.SHARE_COUNTER
    is_decided = rng.random(number) < targets.SHARE_FOLLOWED_DECIDED
    belongs = rng.random(number) < targets.SHARE_BELONGING
    answer = np.where(
        is_counter,
        np.where(belongs, "linked", "not_linked"),
        np.where(belongs, "matter", "no_matter"),
    )
    later = cases.take(rng.integers(0, len(cases), number)).to_numpy(zero_copy_only=False)
    later_keys = arrays.texts(np.where(is_counter, later, "").astype(str))
    own = ("case_key", "report_key", "organisation", "received_on")
    return {
        **{name: reports[name].take(places) for name in own},
        "what": arrays.texts(np.where(is_counter, "counter", "hr")),
        "answer": arrays.texts(np.where(is_decided, answer, "")),
        "later_key": later_keys,
        "later_case_key": later_keys,
    }


def _told(
    rng: np.random.Generator, received: Numbers, ended: Numbers, is_reachable: Truths
) -> list[tuple[Truths, str, Texts, Numbers]]:
    number = len(received)
    nothing, start = np.full(number, ""), np.full(number, "start")

    def some(share: float) -> Truths:
        return is_reachable & (rng.random(number) < share)

    is_asked = some(targets.SHARE_ANSWERING)
    is_told = rng.random(number) < targets.SHARE_DISCOURAGED
    return [
        (some(targets.SHARE_WRITTEN_TO), "written_to", nothing, received + _WRITTEN),
        (some(targets.SHARE_CHASING), "chased", nothing, received + _CHASED),
        (is_asked & is_told, "discouraged", start, received + _ASKED),
        (is_asked & ~is_told, "not_discouraged", start, received + _ASKED),
        (
            some(targets.SHARE_ANSWERING), "check_in",
            _chosen(rng, targets.CHECK_INS, number), received + _CHECKED,
        ),
        (
            some(targets.SHARE_ANSWERING) & (ended != NEVER), "confidence",
            _chosen(rng, targets.SCORES, number), ended,
        ),
    ]  # fmt: skip


def _stacked(
    rows: Sequence[tuple[Truths, str, Texts, Numbers]],
) -> tuple[Numbers, Texts, Texts, Numbers]:
    """Return the places where each thing is so, with what it is, its code and its day."""
    places = [np.nonzero(is_so)[0] for is_so, *_ in rows]
    return (
        np.concatenate(places),
        np.concatenate(
            [np.full(len(own), what) for own, (_, what, _, _) in zip(places, rows, strict=True)]
        ),
        np.concatenate([row[2][own] for own, row in zip(places, rows, strict=True)]),
        np.concatenate([row[3][own] for own, row in zip(places, rows, strict=True)]),
    )


def _chosen(rng: np.random.Generator, shares: Sequence[tuple[str, float]], number: int) -> Texts:
    ends = np.cumsum([share for _, share in shares])
    places = np.searchsorted(ends / ends[-1], rng.random(number), side="right")
    return np.array([code for code, _ in shares])[places]
