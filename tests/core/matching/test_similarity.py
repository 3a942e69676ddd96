"""String similarity against published values, and its laws."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.core.matching import similarity

# Winkler (1990) and the worked examples of the U.S. Census Bureau's strcmp95.
PUBLISHED = [
    ("martha", "marhta", 0.9611),
    ("dwayne", "duane", 0.84),
    ("dixon", "dicksonx", 0.8133),
    ("jones", "johnson", 0.8324),
    ("abroms", "abrams", 0.9222),
]
LETTERS = st.text(alphabet="abcdefgh", max_size=12)


@pytest.mark.parametrize(("first", "second", "value"), PUBLISHED)
def test_jaro_winkler_gives_the_published_values(first, second, value):
    assert similarity.jaro_winkler(first, second) == pytest.approx(value, abs=5e-4)


@given(first=LETTERS, second=LETTERS)
def test_similarity_is_symmetric_and_between_nothing_and_one(first, second):
    value = similarity.jaro_winkler(first, second)
    assert 0.0 <= value <= 1.0
    assert value == pytest.approx(similarity.jaro_winkler(second, first))


@given(text=LETTERS.filter(bool))
def test_a_text_is_wholly_like_itself(text):
    assert similarity.jaro_winkler(text, text) == 1.0


@pytest.mark.parametrize(
    ("first", "second"), [("4471", "4417"), ("4471", "447"), ("4471", "44711"), ("4471", "4571")]
)
def test_one_slip_is_a_swap_a_lost_an_added_or_a_changed_digit(first, second):
    assert similarity.one_slip_apart(first, second)
    assert similarity.one_slip_apart(second, first)


@pytest.mark.parametrize(("first", "second"), [("4471", "4471"), ("4471", "1447"), ("4471", "71")])
def test_more_or_less_than_one_slip_is_no_slip(first, second):
    assert not similarity.one_slip_apart(first, second)
