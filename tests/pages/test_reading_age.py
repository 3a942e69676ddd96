"""A child of nine can read the report site: every page in whole, and no sentence far above it."""

import collections
import re

import pytest
import reading_age
from hypothesis import given
from hypothesis import strategies as st

from candour.ops import translations

READER = 9.0
# One sentence alone is measured too coarsely for the reader's age: it may ask three years more,
# and below ten words one long word decides.
ONE_SENTENCE = READER + 3.0
FEWEST_WORDS = 5
FEWEST_WORDS_ALONE = 10
# Parts that stand on one page together; each is too short to be a page of its own.
PARTS = ("candour/pages/", "candour/intake/routes/")


def sentences_by_page():
    """Every English sentence of the report site, by the page or the form that it stands on."""
    found = collections.defaultdict(list)
    for message in translations.gathered():
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        for place, _ in message.locations:
            page = next((part for part in PARTS if place.startswith(part)), place)
            found[page] += [plain(one) for one in ids]
    return {
        page: [one for one in said if len(reading_age.words(one)) >= FEWEST_WORDS]
        for page, said in found.items()
    }


def plain(sentence):
    """A sentence as it is read: with a name where its placeholder is."""
    return re.sub(r"%\(\w+\)[sd]", "it", sentence)


PAGES = {page: said for page, said in sentences_by_page().items() if said}


@pytest.mark.parametrize("page", sorted(PAGES))
def test_a_child_of_nine_can_read_the_whole_page(page):
    assert reading_age.age(*PAGES[page]) <= READER


@pytest.mark.parametrize("page", sorted(PAGES))
def test_no_sentence_of_the_page_is_far_above_that(page):
    long = [one for one in PAGES[page] if len(reading_age.words(one)) >= FEWEST_WORDS_ALONE]

    assert [one for one in long if reading_age.age(one) > ONE_SENTENCE] == []


def test_there_are_pages_to_measure():
    assert len(PAGES) >= 8
    assert "candour/intake/templates/intake/start.html" in PAGES


# As published in encyclopaedias with the description of Flesch's measure.
@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("The cat sat on the mat.", 116),
        (
            "This sentence, taken as a reading passage unto itself, is being used to prove a"
            " point.",
            69,
        ),
        (
            "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.",
            37.5,
        ),
    ],
)
def test_the_measure_agrees_with_published_examples(text, published):
    assert reading_age.ease(text) == pytest.approx(published, abs=0.5)


def test_the_grade_of_the_platypus_sentence_is_the_published_one():
    text = "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature."

    assert reading_age.grade(text) == pytest.approx(11.3, abs=0.05)


def test_a_text_of_the_law_is_found_too_hard_for_a_child():
    text = (
        "The appropriate authority must determine whether the conduct alleged, if proved, would"
        " constitute misconduct or gross misconduct."
    )

    assert reading_age.age(text) > ONE_SENTENCE


@given(st.lists(st.sampled_from(["We keep it.", "Nobody sees it.", "You can stop."]), min_size=1))
def test_the_order_of_sentences_changes_nothing(said):
    assert reading_age.grade(*said) == pytest.approx(reading_age.grade(*reversed(said)))
