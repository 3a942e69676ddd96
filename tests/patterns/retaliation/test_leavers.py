"""Who left within a year: those still there are watched, not counted as staying for ever."""

import pytest

from candour.patterns.retaliation.leavers import Stay, left_within_a_year


def stays(*pairs):
    return [Stay(days=days, has_left=has_left) for days, has_left in pairs]


def test_the_share_that_left_is_that_of_kaplan_and_meier():
    lifelines = pytest.importorskip("lifelines")
    given = stays(*[(30 * place + 10, place % 3 == 0) for place in range(1, 25)])

    found = left_within_a_year(stays=given)

    fit = lifelines.KaplanMeierFitter().fit(
        [one.days for one in given], [one.has_left for one in given]
    )
    assert found.share == pytest.approx(1 - float(fit.predict(365)))
    assert found.interval.low < found.share < found.interval.high


def test_fewer_than_ten_people_say_nothing():
    found = left_within_a_year(stays=stays(*[(400, True)] * 9))

    assert (found.people, found.share) == (9, None)


def test_nobody_watched_for_a_year_says_nothing():
    assert left_within_a_year(stays=stays(*[(100, False)] * 20)).share is None
