"""People who are alike, told once with their number, give what they give one by one."""

import numpy as np
import pytest

from candour.stats import counts
from candour.stats.counts import ImpossiblePerson, People

RNG = np.random.default_rng(11)
CASES = RNG.poisson(RNG.gamma(0.4, 0.5, 600))
YEARS = RNG.choice([1.0, 4.5, 9.0], 600)
ONE_BY_ONE = counts.people(counts=CASES, years=YEARS)


def told_once() -> People:
    kinds, numbers = np.unique(np.column_stack([CASES, YEARS]), axis=0, return_counts=True)
    return counts.people(counts=kinds[:, 0], years=kinds[:, 1], numbers=numbers)


def test_they_are_as_many_with_as_many_cases():
    alike = told_once()
    assert len(alike.counts) < 60
    assert (alike.total, alike.cases) == (600, int(CASES.sum()))
    assert counts.observed_strata(people=alike) == counts.observed_strata(people=ONE_BY_ONE)


def test_both_fits_are_the_same():
    for fit in (counts.fit_poisson, counts.fit_gamma_poisson):
        one, other = fit(people=told_once()), fit(people=ONE_BY_ONE)
        assert one.model.mean == pytest.approx(other.model.mean, rel=1e-6)
        assert one.log_likelihood == pytest.approx(other.log_likelihood, rel=1e-10)
    assert one.model.shape == pytest.approx(other.model.shape, rel=1e-5)


def test_the_expected_strata_and_the_concentration_are_the_same():
    model = counts.GammaPoisson(mean=0.1, shape=0.4)
    for law in (model, counts.GammaPoisson(mean=0.1, shape=None)):
        assert counts.expected_strata(model=law, people=told_once()) == pytest.approx(
            counts.expected_strata(model=law, people=ONE_BY_ONE), rel=1e-12
        )
    one, other = (counts.concentration(people=people) for people in (told_once(), ONE_BY_ONE))
    assert [top.held for top in one] == pytest.approx([top.held for top in other])
    assert [top.by_chance for top in one] == pytest.approx([top.by_chance for top in other])


def test_an_outcome_is_that_of_all_who_are_alike():
    people = counts.people(counts=[1, 1, 2], years=[1.0, 1.0, 1.0], numbers=[3, 4, 5])
    found = counts.outcomes_by_stratum(people=people, happened=[True, False, True])
    assert [(one.people, one.happened) for one in found[1:3]] == [(7, 3), (5, 5)]


@pytest.mark.parametrize("numbers", [[1], [1, -1]])
def test_a_number_of_people_that_cannot_be_is_refused(numbers):
    with pytest.raises(ImpossiblePerson):
        counts.people(counts=[1, 1], years=[1.0, 1.0], numbers=numbers)
