"""Passages that two texts share: eight words, rare enough, spelled alike or nearly so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.core.tracing import passages

STATEMENT = (
    "I was in the locker room at Kings Cross when he pushed me against the lockers, and he said"
    " that nobody would ever believe a trainee with a caution for shoplifting."
)


def found(other: str, one: str = STATEMENT) -> tuple[passages.Passage, ...]:
    return passages.shared(one=passages.words(text=one), other=passages.words(text=other))


def test_eight_words_in_a_row_are_found():
    text = (
        "She told me: nobody would ever believe a trainee with a caution for shoplifting, she did."
    )

    (passage,) = found(text)

    quoted = passages.excerpt(text=text, start=passage.other_start, length=passage.other_length)
    assert quoted == "nobody would ever believe a trainee with a caution for shoplifting"


def test_seven_words_are_not():
    assert found("He never believe a trainee with a caution. Ask him.") == ()


@pytest.mark.parametrize(
    "copied",
    [
        "nobody would ever beleive a trainee with a caution for shoplifting",
        "Nobody would EVER believe a trainee - with a caution - for shop-lifting",
        "nobody would ever believe some trainee with a caution for shoplifting",
        "nobody would ever believe a young trainee with a caution for shoplifting",
        "nobody\u200b would\u2060 ever believe a trainee with a caution for sho\u00adplifting",
    ],
)
def test_slips_of_spelling_marks_and_a_word_more_or_less_are_borne(copied):
    (passage,) = found(f"It was said that {copied}.")

    assert passage.length >= passages.LEAST


def test_the_same_thing_in_other_words_is_not_found():
    assert found("Everyone would doubt her word, since she once stole from a shop.") == ()


def test_everyday_words_alone_are_no_passage():
    one = "and he said that it was not the first time that he had been there"

    assert found(one, one) == ()


def test_two_passages_are_told_apart():
    text = (
        "he pushed me against the lockers, and he said nothing else of interest to anybody;"
        " nobody would ever believe a trainee with a caution for shoplifting"
    )

    assert len(found(text)) == 2


@pytest.mark.parametrize(
    "text", ["a " * 20_000, "a a a b " * 5_000, "lockers " * 20_000, "x" * 20_000]
)
def test_a_text_that_says_one_thing_over_and_over_does_not_keep_it_busy(text):
    words = passages.words(text=text)

    found = [len(run) for run in passages.runs(one=words, other=words)]

    assert sum(found) <= len(words)


@given(st.text(max_size=80), st.text(max_size=80))
def test_nothing_breaks_it_and_what_is_found_lies_within_both(one, other):
    here, there = passages.words(text=one), passages.words(text=other)

    for passage in passages.shared(one=here, other=there, least=1):
        assert 0 <= passage.start <= passage.start + passage.length <= len(here)
        assert 0 <= passage.other_start + passage.other_length <= len(there)


@given(
    st.lists(
        st.sampled_from(["locker", "trainee", "caution", "uniform", "chair", "the", "a", "of"]),
        max_size=12,
    )
)
def test_a_text_shares_every_word_with_itself(chosen):
    run = list(passages.runs(one=chosen, other=chosen))

    assert sum(len(one) for one in run) == (len(chosen) if len(chosen) >= passages.SEED else 0)
