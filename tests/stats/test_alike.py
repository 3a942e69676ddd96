"""Values of which many are alike are counted as numpy counts them one by one."""

import numpy as np
import pytest

from candour.stats import competing, gee, survival
from candour.stats.alike import levels, texts

WIDE = np.array([3.0, -1e12, 3.0, 7e11])


@pytest.mark.parametrize(
    "values",
    [
        np.array([5, 3, 3, 9, 5, 5]),
        np.array([-1.0, 0.5, 12.0, 0.5, -1.0]),
        np.array([0.1, 0.3, 0.1, 0.25]),
        np.array([2**62, -(2**62), 5]),
        np.array([-120, 5, 120, 5], dtype=np.int8),
        np.array([1.0, np.inf, 1.0]),
        WIDE,
        np.array(["b", "a", "b"]),
        np.array([], dtype=np.float64),
    ],
)
def test_the_different_values_are_those_of_numpy(values):
    found = levels.of(values)
    names, places, numbers = np.unique(values, return_inverse=True, return_counts=True)
    assert found.values.tolist() == names.tolist()
    assert found.places.tolist() == places.tolist()
    assert found.sums().tolist() == numbers.tolist()


@pytest.mark.parametrize("seed", range(5))
def test_counts_stand_for_as_many_rows(seed):
    rng = np.random.default_rng(seed)
    values, numbers = rng.integers(0, 12, 30) / 2, rng.integers(1, 5, 30)
    each = np.repeat(values, numbers)
    days = np.array([0.0, 1.25, 3.0, 99.0])
    assert levels.before(values=values, numbers=numbers, days=days).tolist() == [
        int((each < day).sum()) for day in days
    ]
    assert levels.median(values=values, numbers=numbers) == np.median(each)


@pytest.mark.parametrize("seed", range(5))
def test_a_curve_of_counts_is_that_of_as_many_cases(seed):
    rng = np.random.default_rng(seed)
    exits, numbers = rng.integers(5, 40, 60), rng.integers(1, 6, 60)
    entries = np.where(rng.random(60) < 0.3, exits - 4.5, 0.0)
    closed = rng.random(60) < 0.6
    counted = survival.spells(exits=exits, closed=closed, entries=entries, numbers=numbers)
    each = survival.spells(
        exits=np.repeat(exits, numbers),
        closed=np.repeat(closed, numbers),
        entries=np.repeat(entries, numbers),
    )
    assert counted.cases == len(each.exits)
    assert survival.kaplan_meier(spells=counted) == survival.kaplan_meier(spells=each)
    naive = survival.naive_closed_only(spells=counted)
    assert naive == survival.naive_closed_only(spells=each)


def test_clusters_under_any_names_give_the_same_variance():
    rng = np.random.default_rng(2)
    who = rng.integers(0, 40, 200)
    exits = rng.integers(1, 90, 200).astype(float)
    causes = rng.integers(0, 3, 200)
    ends = competing.ends(spells=survival.spells(exits=exits, closed=causes > 0), causes=causes)
    near, far = (
        competing.incidence(ends=ends, cause=1, to=60.0, clusters=names)
        for names in (who, np.array([f"person {one}" for one in who]))
    )
    assert near.variance == pytest.approx(far.variance, rel=1e-12)


def test_cells_regress_as_their_rows_do():
    rng = np.random.default_rng(4)
    cell, who = rng.integers(0, 6, 500), rng.integers(0, 90, 500)
    columns = np.array([[one % 2, one // 2 == 1, one // 2 == 2] for one in range(6)], dtype=float)
    values = rng.random(500) * np.exp(columns @ [-0.4, 0.3, 0.6])[cell]
    rows = gee.fit(values=values, covariates=columns[cell], clusters=who)
    cells = gee.cells(values=values, places=cell, clusters=who)
    found = gee.fit_cells(of=cells, covariates=columns)
    assert found.coefficients == pytest.approx(rows.coefficients, rel=1e-9)
    assert found.covariance == pytest.approx(rows.covariance, rel=1e-9)
    some = gee.fit_cells(of=cells.where(np.arange(6) != 3), covariates=columns[np.arange(6) != 3])
    fewer = gee.fit(
        values=values[cell != 3], covariates=columns[cell[cell != 3]], clusters=who[cell != 3]
    )
    assert some.covariance == pytest.approx(fewer.covariance, rel=1e-9)


def test_texts_are_held_once_and_told_apart_as_before():
    given = ["b", "", "a", "b", "c"]
    found = texts.of(given)
    assert (found == "b").tolist() == [one == "b" for one in given]
    assert found.among({"a", "c"}).tolist() == [one in "ac" and one != "" for one in given]
    assert found.counts() == {"": 1, "a": 1, "b": 2, "c": 1}
    assert found.counts(np.array([True, False, True, False, False])) == {"a": 1, "b": 1}
    named = found.named({"a": "vowel", "b": "other", "c": "other"}, otherwise="none")
    assert named.counts() == {"none": 1, "other": 3, "vowel": 1}
    assert named.where(found == "a").counts() == {"vowel": 1}
