"""What becomes of cases within a time: by hand, by others' code, and as properties."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.stats import competing, survival

cases = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 3), st.integers(0, 20)), min_size=1, max_size=40
)
# Ten cases: day of the end or of the last look, and the cause (0 open, 1 upheld, 2 not upheld).
DAYS, CAUSES = [1, 2, 2, 3, 4, 5, 5, 6, 7, 8], [2, 1, 2, 0, 1, 2, 1, 0, 1, 0]


def ends(days, causes, entries=None) -> competing.Ends:
    closed = np.array(causes) > 0
    return competing.ends(
        spells=survival.spells(exits=days, closed=closed, entries=entries), causes=causes
    )


def share(days, causes, *, to, cause=1, entries=None) -> float:
    return competing.incidence(ends=ends(days, causes, entries), cause=cause, to=to).share


def by_recursion(rows, *, to, cause=1) -> Fraction:
    """The textbook's own sum in exact fractions: still open before, times ended of watched."""
    still, found = Fraction(1), Fraction(0)
    for day in sorted({exit_ for exit_, code, _ in rows if code and exit_ <= to}):
        watched = sum((entry < day or entry == 0) and exit_ >= day for exit_, _, entry in rows)
        ours = sum(exit_ == day and code == cause for exit_, code, _ in rows)
        every = sum(exit_ == day and code > 0 for exit_, code, _ in rows)
        found += still * Fraction(ours, watched)
        still *= 1 - Fraction(every, watched)
    return found


def test_the_share_of_ten_cases_is_that_worked_out_by_hand():
    # Day 2: 9/10 * 1/9. Day 4: 9/10 * 7/9 * 1/6. Day 5: that * 5/6 * 1/5. Day 7: * 3/5 * 1/2.
    steps = [Fraction(1, 10), Fraction(7, 10) / 6, Fraction(7, 10) * Fraction(5, 6) / 5,
             Fraction(7, 10) * Fraction(5, 6) * Fraction(3, 5) / 2]  # fmt: skip

    assert share(DAYS, CAUSES, to=8) == pytest.approx(float(sum(steps)), abs=1e-12)


def test_without_open_cases_it_is_the_plain_share():
    assert share([3, 5, 9, 9], [1, 2, 1, 3], to=9) == pytest.approx(0.5, abs=1e-12)
    assert share([3, 5, 9, 9], [1, 2, 1, 3], to=8) == pytest.approx(0.25, abs=1e-12)


def late(rows):
    """Rows whose entry is before their end, or 0."""
    return [(exit_, code, entry if entry < exit_ else 0) for exit_, code, entry in rows]


@given(rows=cases, to=st.integers(0, 20))
def test_late_entries_and_ties_agree_with_the_sum_of_the_textbook(rows, to):
    rows = late(rows)
    exits, causes, entries = zip(*rows, strict=True)

    found = share(exits, causes, to=to, entries=entries)

    assert found == pytest.approx(float(by_recursion(rows, to=to)), abs=1e-9)


@given(rows=cases, to=st.integers(0, 20))
def test_the_shares_of_all_causes_and_of_the_open_add_up_to_one(rows, to):
    exits, causes, _ = zip(*rows, strict=True)
    curve = survival.kaplan_meier(spells=survival.spells(exits=exits, closed=np.array(causes) > 0))
    still = [step.share_open for step in curve.steps if step.at <= to]
    ended = sum(share(exits, causes, to=to, cause=cause) for cause in (1, 2, 3))

    assert ended + (still[-1] if still else 1) == pytest.approx(1, abs=1e-9)


def test_shares_and_variances_are_those_of_lifelines():
    """lifelines moves ties apart by chance, so this register has none."""
    from lifelines import AalenJohansenFitter

    random = np.random.default_rng(11)
    days = random.permutation(np.arange(1.0, 351.0))
    causes = random.integers(0, 3, 350)
    fit = AalenJohansenFitter(calculate_variance=True).fit(days, causes, event_of_interest=1)
    ours = competing.incidence(ends=ends(days, causes), cause=1, to=200.0)

    assert ours.share == pytest.approx(fit.cumulative_density_.loc[200.0].item(), abs=1e-9)
    assert ours.variance == pytest.approx(fit.variance_.loc[200.0].item(), rel=0.01)


def test_late_entries_are_those_of_lifelines():
    from lifelines import AalenJohansenFitter

    random = np.random.default_rng(12)
    days = random.permutation(np.arange(1.0, 301.0))
    # In whole days lifelines watches who enters at t already at t; R and this code don't.
    entries = np.floor(days * random.random(300) * 0.9) + 0.5
    causes = random.integers(0, 3, 300)
    fit = AalenJohansenFitter(calculate_variance=False).fit(
        days, causes, event_of_interest=1, entry=entries
    )

    assert share(days, causes, to=250.0, entries=entries) == pytest.approx(
        fit.cumulative_density_.loc[250.0].item(), abs=1e-9
    )


def test_the_variance_is_that_of_leaving_each_case_out():
    random = np.random.default_rng(13)
    days, causes = random.integers(1, 60, 200), random.integers(0, 3, 200)
    left_out = np.array(
        [share(np.delete(days, place), np.delete(causes, place), to=40) for place in range(200)]
    )
    jackknife = 199 / 200 * float(np.sum((left_out - left_out.mean()) ** 2))

    found = competing.incidence(ends=ends(days, causes), cause=1, to=40)

    assert found.variance == pytest.approx(jackknife, rel=0.02)


def test_a_person_with_the_same_case_twice_doubles_the_variance():
    days, causes = DAYS * 2, CAUSES * 2
    alone = competing.incidence(ends=ends(days, causes), cause=1, to=8)
    together = competing.incidence(
        ends=ends(days, causes), cause=1, to=8, clusters=list(range(10)) * 2
    )

    assert together.share == alone.share
    assert together.variance == pytest.approx(2 * alone.variance, rel=1e-9)


@given(rows=cases)
def test_the_mean_of_the_pseudo_observations_is_the_share(rows):
    exits, causes, _ = zip(*rows, strict=True)
    found = competing.incidence(ends=ends(exits, causes), cause=1, to=12)

    assert competing.pseudo_observations(of=found).mean() == pytest.approx(found.share, abs=1e-9)


def test_a_ratio_and_its_interval_are_those_of_two_shares():
    many = competing.incidence(ends=ends([1] * 100, [1] * 30 + [2] * 70), cause=1, to=1)
    few = competing.incidence(ends=ends([1] * 200, [1] * 40 + [2] * 160), cause=1, to=1)

    found = competing.ratio(of=many, to=few)

    # R: epitools::riskratio.wald gives 1.5 (0.9972, 2.2563).
    assert found.value == pytest.approx(1.5)
    assert (found.interval.low, found.interval.high) == (
        pytest.approx(0.9972, abs=1e-3), pytest.approx(2.2563, abs=1e-3),
    )  # fmt: skip


def test_the_worst_cases_hold_every_outcome_of_the_open():
    found = competing.bounds(of=(30, 20, 100), to=(40, 10, 200))

    assert (found.low, found.high) == (pytest.approx(0.3 / 0.25), pytest.approx(0.5 / 0.2))
    assert competing.bounds(of=(0, 0, 10), to=(0, 0, 10)) is None
    assert competing.bounds(of=(1, 0, 10), to=(0, 3, 10)).high is None


def test_an_open_case_with_a_cause_is_refused():
    with pytest.raises(competing.ImpossibleCause):
        competing.ends(spells=survival.spells(exits=[1], closed=[False]), causes=[1])


def test_nothing_that_ended_gives_no_ratio_and_no_interval():
    nothing = competing.incidence(ends=ends([5, 6], [0, 0]), cause=1, to=4)

    assert (nothing.share, nothing.variance, nothing.at_risk) == (0, 0, 2)
    assert competing.ratio(of=nothing, to=nothing) is None
    assert competing.interval(of=nothing) is None
