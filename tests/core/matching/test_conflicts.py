"""Any possible hit between what was written and a reader, and the reader gets no key."""

import pytest

from candour.core.matching.conflicts import ReaderFacts, Written, may_concern, names_standards

READER = ReaderFacts(
    names=("daniel marlow", "dan marlow"),
    numbers=("4471",),
    units=("Kings Cross Firearms",),
    close_names=("gareth standish",),
)


def hit(*about: str, story: str = "") -> bool:
    return may_concern(written=Written(about_people=about, story=story), reader=READER)


@pytest.mark.parametrize(
    "about",
    [
        "Daniel Marlow",
        "MARLOW",
        "Marlowe",
        "Dan from firearms",
        "number 4471",
        "PC 04471",
        "somebody at Kings Cross",
        "his sergeant, Standish",
        "Dän Márlow",
    ],
)
def test_a_name_a_number_a_unit_or_somebody_close_is_a_hit(about):
    assert hit(about)


@pytest.mark.parametrize("about", ["Harriet Lockwood", "PC 9999", "the front desk", "", "Dr No"])
def test_what_points_elsewhere_is_none(about):
    assert not hit(about)


def test_a_family_name_written_like_a_name_in_the_story_is_a_hit():
    assert hit(story="Then Marlow came in and laughed.")


def test_an_ordinary_word_in_the_story_is_none():
    reader = ReaderFacts(names=("ann field",), numbers=(), units=(), close_names=())
    written = Written(about_people=(), story="We were in a field near the station.")
    assert not may_concern(written=written, reader=reader)


@pytest.mark.parametrize(
    "about", ["Professional Standards", "someone in the PSD", "the anti-corruption people", "DPS"]
)
def test_the_department_that_handles_complaints_is_recognised(about):
    assert names_standards(about_people=(about,))


@pytest.mark.parametrize("about", ["response team", "he has no standards", "custody"])
def test_other_departments_are_not_taken_for_it(about):
    assert not names_standards(about_people=(about,))
