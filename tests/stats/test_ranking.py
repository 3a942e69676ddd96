"""Areas, precision and calibration agree with scikit-learn and statsmodels, ties included."""

import numpy as np
import pytest
from sklearn import metrics

from candour.stats import logistic, ranking


def ranked(seed: int, *, people: int = 4_000, levels: int = 0) -> tuple[np.ndarray, np.ndarray]:
    dice = np.random.default_rng(seed)
    score = dice.normal(size=people)
    met = dice.random(people) < 1 / (1 + np.exp(4 - score))
    return (np.round(score * levels) if levels else score), met


@pytest.mark.parametrize("levels", [0, 2])
def test_the_area_is_that_of_scikit_learn(levels):
    """scikit-learn: roc_auc_score(happened, scores)."""
    score, met = ranked(1, levels=levels)

    assert ranking.auc(scores=score, happened=met) == pytest.approx(
        metrics.roc_auc_score(met, score), abs=1e-12
    )


def test_precision_at_the_top_is_the_mean_over_all_orders_of_ties():
    score = [3.0, 2.0, 2.0, 2.0, 2.0, 1.0, 1.0, 1.0, 1.0, 1.0]
    met = [True, True, False, False, False, True, False, False, False, False]

    # Three places: the first, and two of the four that share the second score.
    assert ranking.found_at(scores=score, happened=met, top=0.3) == pytest.approx(1 + 2 / 4)


def test_a_top_share_of_few_people_is_one_person_at_least():
    assert ranking.how_many(top=0.01, people=20) == 1


def test_intervals_hold_the_figure_and_come_out_the_same_twice():
    score, met = ranked(2)
    other = np.random.default_rng(9).normal(size=len(score))

    said = [
        ranking.resampled(scores={"a": score, "b": other}, happened=met, times=100, seed=5)
        for _ in range(2)
    ]

    assert said[0] == said[1]
    area = said[0]["a"]["auc"]
    assert area.interval.low < area.value < area.interval.high
    assert said[0]["b"]["auc"].interval.high < area.interval.low


def test_chances_that_hold_have_a_slope_of_one_and_the_brier_score_of_scikit_learn():
    """scikit-learn: brier_score_loss(happened, chances)."""
    score, met = ranked(3, people=60_000)
    chance = 1 / (1 + np.exp(4 - score))

    found = ranking.calibration(chances=chance, happened=met)
    doubled = ranking.calibration(chances=chance / 2, happened=met)

    assert found.slope == pytest.approx(1, abs=0.07)
    assert found.intercept == pytest.approx(0, abs=0.2)
    assert found.brier == pytest.approx(metrics.brier_score_loss(met, chance), abs=1e-12)
    assert doubled.in_the_large == pytest.approx(2 * found.in_the_large)


def test_nobody_to_find_is_refused():
    with pytest.raises(ranking.NothingToRank):
        ranking.auc(scores=[1.0, 2.0], happened=[False, False])


def test_the_weights_are_those_of_statsmodels():
    """statsmodels: Logit(y, add_constant(x)).fit()."""
    from statsmodels.discrete.discrete_model import Logit

    dice = np.random.default_rng(6)
    rows = dice.normal(size=(3_000, 3))
    met = dice.random(3_000) < 1 / (1 + np.exp(1 - rows @ [1.0, 0.5, -0.5]))
    other = Logit(met.astype(float), np.column_stack([np.ones(3_000), rows])).fit(disp=False)

    line = logistic.fit(values=rows, happened=met)
    bounded = logistic.fit(values=rows, happened=met, at_least=0.0)

    assert [line.intercept, *line.weights] == pytest.approx(list(other.params), abs=1e-4)
    assert bounded.weights[2] == 0.0


def test_a_ridge_is_that_of_scikit_learn():
    """scikit-learn: LogisticRegression(C=1 / ridge)."""
    from sklearn.linear_model import LogisticRegression

    dice = np.random.default_rng(7)
    rows = dice.normal(size=(800, 2))
    met = dice.random(800) < 1 / (1 + np.exp(1 - rows @ [1.0, 0.5]))
    other = LogisticRegression(C=1 / 25, tol=1e-10).fit(rows, met)

    line = logistic.fit(values=rows, happened=met, ridge=25.0)

    assert list(line.weights) == pytest.approx(list(other.coef_[0]), abs=1e-4)
