"""Looks are folded for people: one line for a reader, a purpose and a day, and nothing finer."""

import datetime
import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from candour.core import lookers
from candour.core.lookers import Look, Purpose

DAY = datetime.date(2026, 3, 2)


def look(**changes: object) -> Look:
    plain: dict[str, object] = {
        "reader": 1,
        "what": "cases.read",
        "seat": "investigator",
        "body": "Northfold Police",
        "on": DAY,
        "number": 1,
        "leaf": uuid.uuid4(),
    }
    return Look(**{**plain, **changes})


LOOKS = st.lists(
    st.builds(
        look,
        reader=st.integers(1, 3),
        what=st.sampled_from(["cases.read", "guard.open_items", "cases.refer"]),
        on=st.dates(DAY, DAY + datetime.timedelta(days=3)),
        number=st.integers(1, 4),
        leaf=st.integers(0, 99).map(lambda number: uuid.UUID(int=number)),
    ),
    max_size=6,
)

# A machine that does much else is slow to draw, which says nothing about the rule.
patient = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)


def test_two_readers_on_one_day_are_two_lines():
    assert len(lookers.fold([look(reader=1), look(reader=2)])) == 2


def test_one_reader_twice_on_one_day_is_one_line_with_a_count():
    (one,) = lookers.fold([look(number=2), look(number=3)])

    assert (one.number, one.purpose) == (5, Purpose.READ_CASE)


def test_a_step_that_has_no_purpose_of_its_own_is_work_on_the_file():
    assert lookers.purpose_of("cases.anything_new") is Purpose.WORKED


def test_a_look_that_was_asked_about_keeps_the_leaf_that_was_asked_about():
    asked = look(asked_on=DAY)
    (one,) = lookers.fold([look(), asked, look()])

    assert (one.leaf, one.asked_on) == (asked.leaf, DAY)


@patient
@given(LOOKS)
def test_folding_loses_no_look(found):
    assert sum(one.number for one in lookers.fold(found)) == sum(one.number for one in found)


@patient
@given(LOOKS)
def test_the_newest_day_comes_first(found):
    days = [one.on for one in lookers.fold(found)]

    assert days == sorted(days, reverse=True)


@patient
@given(LOOKS)
def test_by_role_tells_readers_of_one_role_apart_no_more(found):
    told = lookers.by_role(found)

    assert len({(one.on, one.body, one.seat) for one in told}) == len(told)


@patient
@given(st.integers(0, 70), st.integers(-3, 9))
def test_every_entry_is_on_one_page_and_no_page_is_too_long(count, number):
    entries = lookers.fold(look(reader=one) for one in range(count))
    page = lookers.page_of(entries, number=number)

    assert len(page.entries) <= lookers.PER_PAGE
    assert 1 <= page.number <= page.pages
    assert (page.pages - 1) * lookers.PER_PAGE <= count <= page.pages * lookers.PER_PAGE


@pytest.mark.parametrize(
    ("hidden", "found", "is_pointed"),
    [(0, 0, False), (0, 3, False), (1, 0, True), (1, 4, True), (1, 5, False), (6, 0, False)],
)
def test_a_search_is_pointed_if_it_finds_little_and_something_hidden(hidden, found, is_pointed):
    assert lookers.is_pointed(hidden=hidden, found=found) is is_pointed
