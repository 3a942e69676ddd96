"""The threshold is chosen on one set alone, and what is counted on the other is right."""

import pytest

from candour.linking.judging import Best
from candour.linking.trials import measuring


def best(*, truth: str, best: str, probability: float, group: str = "one", is_full: bool = True):
    return Best(
        truth=truth, best=best, probability=probability, group=group, is_full=is_full,
        is_reached=truth == best,
    )  # fmt: skip


RIGHT = best(truth="a", best="a", probability=0.95)
WRONG = best(truth="a", best="b", probability=0.60)
SURE_AND_WRONG = best(truth="a", best="b", probability=0.99)
MISSED = best(truth="a", best="", probability=0.0)


def test_the_lowest_probability_that_is_right_often_enough_is_chosen():
    assert measuring.chosen(tuning=[RIGHT] * 9 + [WRONG], precision=0.98) == pytest.approx(0.61)


def test_where_nothing_is_right_often_enough_the_highest_probability_is_chosen():
    tuning = [best(truth="a", best="b", probability=1.0)]
    assert measuring.chosen(tuning=tuning, precision=0.98) == measuring.GRID[-1]


def test_two_namesakes_are_never_both_likely_enough():
    assert min(measuring.GRID) >= 0.5


def test_precision_recall_and_f1_are_those_of_the_descriptions():
    test = [RIGHT] * 6 + [SURE_AND_WRONG] * 2 + [MISSED] * 4
    whole = measuring.counted(rival="ours", test=test, propose_at=0.9)[0]
    assert whole.precision.value == pytest.approx(6 / 8)
    assert whole.recall.value == pytest.approx(6 / 12)
    assert whole.f1.value == pytest.approx(2 * 6 / (8 + 12))
    assert whole.blocking_recall.value == pytest.approx(6 / 12)


def test_every_interval_holds_its_figure():
    test = [RIGHT] * 40 + [SURE_AND_WRONG] * 5 + [
        best(truth="a", best="", probability=0.0, group="two"),
        best(truth="a", best="a", probability=1.0, group="two"),
    ] * 5  # fmt: skip
    whole = measuring.counted(rival="ours", test=test, propose_at=0.9)[0]
    for figure in (whole.precision, whole.recall, whole.f1, whole.error_ratio):
        assert figure.interval.low <= figure.value <= figure.interval.high
        assert figure.interval.low < figure.interval.high


def test_kinds_part_the_descriptions():
    test = [RIGHT] * 3 + [best(truth="a", best="a", probability=1.0, is_full=False)] * 2
    counted = measuring.counted(rival="ours", test=test, propose_at=0.9)
    assert [(one.kind, one.descriptions) for one in counted] == [
        ("all", 5), ("full name or number", 3), ("partial only", 2),
    ]  # fmt: skip
