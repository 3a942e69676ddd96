"""Words are found whole or by their beginning, whatever their accents, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.core import finding

TEXT = "PC Zoë O’Brien met Renée at the Café Müller; the LOCKERS were unlocked."


def found(text, typed, most=5):
    return finding.excerpts(text=text, terms=finding.terms(typed), most=most)


def marked(text, typed):
    return [part.text for one in found(text, typed) for part in one if part.is_found]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("zoe", ["Zoë"]),
        ("RENÉE", ["Renée"]),
        ("Rene\u0301e", ["Renée"]),
        ("muller", ["Müller"]),
        ("o'brien", ["O’Brien"]),
        ("brien", ["Brien"]),
        ("lockers", ["LOCKERS"]),
        ("lock*", ["LOCKERS"]),
        ('"cafe muller"', ["Café Müller"]),
        ("renee zoe", ["Zoë", "Renée"]),
    ],
)
def test_a_word_is_found_whole_or_by_its_beginning(typed, expected):
    assert marked(TEXT, typed) == expected


@pytest.mark.parametrize("typed", ["locker", "ocker*", "zoe hotel", '"zoe brien"', "", "***", "…"])
def test_what_does_not_stand_there_is_not_found(typed):
    assert found(TEXT, typed) == () or not finding.terms(typed)


def test_an_accent_that_was_typed_as_a_mark_of_its_own_is_found():
    assert marked("Rene\u0301e said so", "renee") == ["Rene\u0301e"]


def test_a_word_with_something_unseen_in_it_is_found():
    assert marked("the lock\u00aders and the ba\u200bton", "lockers baton") == [
        "lock\u00aders", "ba\u200bton",
    ]  # fmt: skip


def test_a_place_is_shown_with_what_stands_round_it_and_no_more():
    (one,) = found(f"{'before ' * 40}needle{' after' * 40}", "needle")

    shown = "".join(part.text for part in one)
    assert "needle" in shown
    assert shown.startswith("…before")
    assert shown.endswith("after…")
    assert len(shown) < 3 * finding.AROUND


def test_places_far_apart_are_shown_apart_and_no_more_than_asked_for():
    text = (" needle" + " hay" * 100) * 6

    assert len(found(text, "needle", most=3)) == 3


@pytest.mark.parametrize(
    ("text", "typed"),
    [("pc " * 5_000, "pc"), ("pc " * 5_000, 'p* "pc pc"'), ("a" * 50_000, "aa*")],
)
def test_a_text_that_says_one_thing_without_end_is_shown_in_a_few_places(text, typed):
    several = found(text, typed, most=3)

    assert 1 <= len(several) <= 3
    for one in several:
        assert len(one) < 3 * finding.MOST_TOGETHER
        assert sum(len(part.text) for part in one) < finding.MOST_TOGETHER * finding.AROUND


def test_a_word_at_the_end_is_found_beside_one_that_stands_everywhere():
    text = f"{'pc ' * 5_000}needle"

    assert found(text, "pc needle")
    assert not found(text, "pc hay")


def test_what_looks_like_markup_stays_a_text():
    assert marked("<b>bold</b> <script>alert(1)</script>", "alert") == ["alert"]


words = st.text(alphabet="abcé̈ß' -\u200bAÉ*\"", max_size=60)


@given(text=words, typed=words)
def test_an_excerpt_is_cut_from_the_text_as_it_was_written(text, typed):
    for one in found(text, typed):
        assert "".join(part.text for part in one if part.text != "…") in text
        assert any(part.is_found for part in one)


@given(text=words)
def test_every_word_of_a_text_is_found_in_it(text):
    for term in finding.terms(text.replace('"', " ").replace("*", " ")):
        assert found(text, '"' + " ".join(term.words) + '"')
