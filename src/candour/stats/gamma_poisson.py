"""Rates of people against their peers, drawn towards them where little is known, with an interval.

The model is that of `counts`: rates differ between peers as a Gamma, cases come by chance. Who has
few years of exposure is put near the peers' mean; only many cases in many years move far from it.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from candour.stats import counts
from candour.stats.counts import Floats, GammaPoisson, People

# Fewer peers than this can't say how peers differ: they are compared with everybody.
FEWEST_PEERS = 50


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shrunk:
    """What is said of each person's rate a year: expected, interval, chance of `times` the peers.

    peer_mean: the mean rate of whom they were compared with. expected: cases at that rate.
    """

    peer_mean: Floats
    expected: Floats
    rate: Floats
    low: Floats
    high: Floats
    above: Floats


def shrink(
    *, model: GammaPoisson, people: People, times: float = 3.0, confidence: float = 0.95
) -> Shrunk:
    """Return each person's rate under a known model, with its equal-tailed credible interval.

    References: Clayton and Kaldor 1987, Biometrics 43:671.
    R: `qgamma(c(.025, .975), a + y, b + e)`.
    """
    found = counts.posterior(model=model, people=people, times=times)
    tail = (1 - confidence) / 2
    low, high = (_quantile(model, people, at) for at in (tail, 1 - tail))
    return Shrunk(
        peer_mean=np.full(people.years.shape, model.mean),
        expected=people.years * model.mean,
        rate=found.mean,
        low=low,
        high=high,
        above=found.above,
    )


def among_peers(
    *, people: People, groups: Sequence[Hashable], times: float = 3.0, confidence: float = 0.95
) -> Shrunk | None:
    """Compare each person with the peers of their group; None where nobody has a case.

    A group that is small, or in which nobody has a case, is compared with everybody: so few say
    nothing about how people like them differ.
    """
    everybody = counts.fit_gamma_poisson(people=people)
    if everybody is None:
        return None
    columns = {name: np.zeros(people.years.shape) for name in Shrunk.__slots__}
    for places in _places(groups):
        own = counts.people(counts=people.counts[places], years=people.years[places])
        fit = counts.fit_gamma_poisson(people=own) if len(places) >= FEWEST_PEERS else None
        model = (fit or everybody).model
        part = shrink(model=model, people=own, times=times, confidence=confidence)
        for name, column in columns.items():
            column[places] = getattr(part, name)
    return Shrunk(**columns)


def _quantile(model: GammaPoisson, people: People, at: float) -> Floats:
    if model.shape is None:
        return np.full(people.years.shape, model.mean)
    shape, rate = model.shape + people.counts, model.shape / model.mean + people.years
    found: Floats = special.gammaincinv(shape, at) / rate
    return found


def _places(groups: Sequence[Hashable]) -> list[npt.NDArray[np.int64]]:
    found: dict[Hashable, list[int]] = {}
    for place, group in enumerate(groups):
        found.setdefault(group, []).append(place)
    return [np.array(places, dtype=np.int64) for places in found.values()]
