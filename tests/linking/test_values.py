"""Values are compared in one form, however they are written."""

import datetime

import pytest

from candour.linking.files import values


@pytest.mark.parametrize(
    ("text", "day"),
    [("2011-03-04", (2011, 3, 4)), ("04/03/2011", (2011, 3, 4)), ("4 March 2011", (2011, 3, 4)),
     ("20110304", (2011, 3, 4)), ("03/25/2011", (2011, 3, 25)), ("2011-25-03", (2011, 3, 25)),
     ("2011-03-04 00:00:00", (2011, 3, 4))],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it(text, day):
    assert values.span(text).first == datetime.date(*day)


def test_a_day_that_may_be_swapped_says_the_other_one():
    assert values.span("2011-03-04").swapped == datetime.date(2011, 4, 3)
    assert values.span("2011-03-25").swapped is None


@pytest.mark.parametrize("text", ["", "soon", "2011-13-45", "45/45/2011"])
def test_what_is_no_day_is_none(text):
    assert values.span(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [("PC 4471", "4471"), ("004471", "4471"), ("4471.0", "4471"), ("E5012", "e5012"),
     ("44 71", "4471")],
)  # fmt: skip
def test_a_number_is_the_same_however_it_is_written(text, number):
    assert values.number(text) == number


@pytest.mark.parametrize(
    ("text", "words"),
    [("O'Neill", ("oneill",)), ("Ashby-Stone", ("ashby", "stone")), ("PC Daniel", ("daniel",)),
     ("Zoë", ("zoe",)), ("Sergeant", ("sergeant",))],
)  # fmt: skip
def test_names_lose_accents_signs_and_titles(text, words):
    assert values.name_words(text) == words
