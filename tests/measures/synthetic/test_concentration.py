"""Who has how many cases in the invented force: a prediction of the model, from two totals."""

import dataclasses

import numpy as np
import pytest
import statsmodels.api as sm

from candour.measures.synthetic import staff, targets
from candour.measures.synthetic.targets import PUBLISHED
from candour.stats import counts

LAW = staff.calibrated()
STRATA = counts.STRATA[1:]


def people(seed: int) -> counts.People:
    found = staff.draw(rng=np.random.default_rng(seed), sizes=PUBLISHED, law=LAW)
    return counts.people(counts=found.cases, years=found.years)


def test_the_totals_are_met_exactly_by_every_seed():
    totals = {
        (int((one.counts > 0).sum()), int(one.counts.sum())) for one in map(people, range(20, 26))
    }
    assert totals == {(8_917, 12_856)}


def test_an_independent_fit_finds_the_law_from_which_the_force_was_drawn():
    """statsmodels.api.NegativeBinomial(counts, 1, exposure=years): alpha is 1 / shape."""
    one = people(4)
    fitted = sm.NegativeBinomial(one.counts, np.ones(len(one.counts)), exposure=one.years).fit(
        disp=0, method="bfgs"
    )
    constant, alpha = fitted.params
    error = fitted.bse
    assert constant == pytest.approx(np.log(LAW.mean), abs=4 * error[0])
    assert alpha == pytest.approx(1 / LAW.shape, abs=4 * error[1])


@pytest.mark.scenario("SC-70", part="expected under Gamma-Poisson, from everyone's years")
def test_the_bands_are_those_of_the_law_and_not_the_published_ones():
    """Mean of twelve forces beside the law's own expectation, by its Poisson error."""
    forces = [people(seed) for seed in range(12)]
    model = counts.GammaPoisson(mean=LAW.mean, shape=LAW.shape)
    found = np.mean([counts.observed_strata(people=one, strata=STRATA) for one in forces], axis=0)
    expected = np.mean(
        [counts.expected_strata(model=model, people=one, strata=STRATA) for one in forces], axis=0
    )
    assert (np.abs(found - expected) < 4 * np.sqrt(expected / len(forces)) + 0.01 * expected).all()
    assert found[1] > 1_263 * 1.2


def test_calibration_knows_nothing_of_the_published_bands():
    fields = {field.name for field in dataclasses.fields(targets.Sizes)}
    assert fields == {"allegations", "cases", "involvements", "people"}
    known = {value for value in vars(targets).values() if isinstance(value, int)}
    assert not known & {1_809, 1_263, 505, 41, 13}


def test_the_published_bands_hardly_leave_room_for_the_published_involvements():
    """8,917 people of whom 1,809 have more than one case, 505 of those 3 to 5, 41 six or more."""
    left = PUBLISHED.involvements - (PUBLISHED.people - 1_809) - 2 * 1_263
    assert left / (505 + 41) == pytest.approx(5.9, abs=0.01)
    assert (left - 5 * 505) / 41 == pytest.approx(17, abs=0.01)
