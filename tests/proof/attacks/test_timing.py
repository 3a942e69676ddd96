"""Hidden and absent take equally long: asked by turns, a rank test, and what it would find."""

import dataclasses
import pathlib
import random
import time
from collections.abc import Sequence

import numpy
import pytest
from django.db import connection
from scipy import stats

from browsing import NOWHERE, at_casework, case, report, visit

pytestmark = pytest.mark.proof

PAIRS = 400
WARMING = 20
# How seldom equal answers may be called unequal; and how surely unequal ones must be found.
ALPHA = 0.001
POWER = 0.9
PLANTED_MS = 2.0
PAGES = ("", "words/", "severity/", "outcome/close/")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """Milliseconds of work for the hidden and the absent, by turns in random order."""

    hidden: numpy.ndarray
    absent: numpy.ndarray

    @property
    def p(self) -> float:
        return float(stats.wilcoxon(self.hidden, self.absent).pvalue)

    def power_at(self, more_ms: float, *, rounds: int = 200) -> float:
        """How often the test would find the hidden slower by so much, on pairs drawn from these.

        The two of each pair change places at random first, so that no difference is left but that.
        """
        drawn = numpy.random.default_rng(0)
        found = 0
        for _ in range(rounds):
            chosen = drawn.integers(0, len(self.hidden), len(self.hidden))
            swapped = drawn.random(len(chosen)) < 0.5
            one, other = self.hidden[chosen], self.absent[chosen]
            slower = numpy.where(swapped, other, one) + more_ms
            found += stats.wilcoxon(slower, numpy.where(swapped, one, other)).pvalue < ALPHA
        return found / rounds

    def found_at(self) -> float:
        """The least difference, in ms, that the test finds as surely as `POWER` says."""
        tried = (0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0)
        return next((one for one in tried if self.power_at(one) >= POWER), float("inf"))


def measure(visitor, hidden: str, absent: str) -> Pairs:
    order, taken = random.Random(1), {hidden: [], absent: []}
    for number in range(PAIRS + WARMING):
        for path in order.sample([hidden, absent], 2):
            start = _busy_ms()
            visitor.get(path)
            if number >= WARMING:
                taken[path].append(_busy_ms() - start)
    return Pairs(hidden=numpy.array(taken[hidden]), absent=numpy.array(taken[absent]))


def _busy_ms() -> float:
    """Processor time of this thread and of its session in the database, and of nobody else."""
    process = connection.connection.info.backend_pid
    session = int(pathlib.Path(f"/proc/{process}/schedstat").read_text().split()[0])
    return time.thread_time() * 1e3 + session / 1e6


def delayed_for(value: object):
    """Make every statement that names a value take longer, as a careless look-up would."""

    def delaying(execute, sql, params, many, context):
        if value in _values(params):
            end = time.thread_time() + PLANTED_MS / 1000
            while time.thread_time() < end:
                continue
        return execute(sql, params, many, context)

    return connection.execute_wrapper(delaying)


def _values(params: object) -> Sequence[object]:
    return params if isinstance(params, (list, tuple)) else ()


@pytest.mark.scenario("SC-20", part="timing")
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("username", ["subject", "colleague"])
def test_hidden_and_absent_are_one_class_of_time(visit, case, username, page, record_property):
    pairs = measure(visit(username), f"/cases/{case}/{page}", f"/cases/{NOWHERE}/{page}")
    least = pairs.found_at()
    record_property("found_from_ms", least)
    record_property("median_ms", float(numpy.median(pairs.absent)))
    record_property("p", pairs.p)

    assert least <= PLANTED_MS
    assert pairs.p >= ALPHA


def test_a_report_that_is_hidden_takes_no_longer_than_one_that_never_was(visit, report):
    pairs = measure(visit("subject"), f"/reports/{report}/", f"/reports/{NOWHERE}/")

    assert pairs.found_at() <= PLANTED_MS
    assert pairs.p >= ALPHA


def test_a_delay_of_two_milliseconds_that_is_planted_is_found(visit, case):
    with delayed_for(case):
        pairs = measure(visit("subject"), f"/cases/{case}/", f"/cases/{NOWHERE}/")

    assert pairs.p < ALPHA
    assert numpy.median(pairs.hidden - pairs.absent) > 0


__all__ = ["at_casework", "case", "report", "visit"]
