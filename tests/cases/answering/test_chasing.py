"""When a report is put to somebody higher, decided on days alone."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.cases.rules import chasing
from candour.cases.rules.chasing import Raised, Standing, missed, to_raise

NEWS = datetime.date(2026, 3, 2)


def day(number: int) -> datetime.date:
    return NEWS + datetime.timedelta(days=number)


def standing(**changes: object) -> Standing:
    plain: dict[str, object] = {"is_case": True, "news_on": NEWS, "next_on": day(28)}
    return Standing(**{**plain, **changes})


def levels(found: tuple[Raised, ...]) -> list[tuple[str, str]]:
    return [(one.level, one.because) for one in found]


@pytest.mark.parametrize(("on", "count"), [(28, 0), (29, 1), (56, 1), (57, 2), (84, 2), (85, 3)])
def test_an_update_is_missed_on_the_day_after_each_28(on, count):
    assert missed(standing(), on=day(on)) == count


def test_a_letter_after_the_promised_day_begins_the_28_days_anew():
    assert missed(standing(news_on=day(40)), on=day(60)) == 0


@pytest.mark.scenario("SC-12", part="escalation")
def test_two_missed_updates_go_to_the_authority_once():
    first = to_raise(standing(), on=day(57))
    again = to_raise(standing(raised=first), on=day(58))

    assert levels(first) == [("authority", "missed_updates")]
    assert again == ()


@pytest.mark.scenario("SC-12", part="escalation")
def test_two_chases_since_the_last_news_go_to_the_authority():
    one = to_raise(standing(chased_on=(day(3),)), on=day(4))
    two = to_raise(standing(chased_on=(day(3), day(4))), on=day(4))

    assert one == ()
    assert levels(two) == [("authority", "chased")]


def test_chases_that_news_has_answered_count_no_more():
    asked = standing(chased_on=(day(3), day(4)), news_on=day(5))

    assert to_raise(asked, on=day(6)) == ()


@pytest.mark.scenario("SC-12", part="escalation")
@pytest.mark.parametrize(
    ("chases", "on", "raises"),
    [((1, 2), 8, []), ((1, 2), 9, ["oversight"]), ((1, 2, 3, 4), 4, ["oversight"])],
)
def test_oversight_is_told_after_seven_more_days_or_two_more_chases(chases, on, raises):
    before = (Raised(level="authority", because="chased", on=day(2)),)
    asked = standing(chased_on=tuple(day(one) for one in chases), raised=before)

    assert [one.level for one in to_raise(asked, on=day(on))] == raises


def test_a_report_that_is_no_case_yet_goes_to_oversight_at_once():
    asked = standing(is_case=False, chased_on=(day(1), day(2)))

    assert levels(to_raise(asked, on=day(2))) == [
        ("authority", "chased"),
        ("oversight", "chased"),
    ]


def test_a_sudden_withdrawal_is_raised_once_for_each():
    first = to_raise(standing(sudden_on=(day(5),)), on=day(5))
    again = to_raise(standing(sudden_on=(day(5),), raised=first), on=day(6))
    later = to_raise(standing(sudden_on=(day(5), day(9)), raised=first), on=day(9))

    assert levels(first) == [("authority", "sudden_withdrawal")]
    assert again == ()
    assert levels(later) == [("authority", "sudden_withdrawal")]


@given(
    chased=st.lists(st.integers(0, 90), max_size=6),
    sudden=st.lists(st.integers(0, 90), max_size=3),
    on=st.integers(0, 120),
    is_case=st.booleans(),
)
def test_sweeping_twice_on_a_day_raises_nothing_more(chased, sudden, on, is_case):
    asked = standing(
        is_case=is_case,
        chased_on=tuple(sorted(day(one) for one in chased if one <= on)),
        sudden_on=tuple(sorted(day(one) for one in sudden if one <= on)),
    )
    first = to_raise(asked, on=day(on))

    again = chasing.dataclasses.replace(asked, raised=first)

    assert [one for one in to_raise(again, on=day(on)) if one in first] == []
