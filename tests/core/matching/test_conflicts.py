"""Any possible hit between what was written and a reader, and the reader gets no key."""

import pytest

from candour.core.matching.conflicts import (
    ReaderFacts,
    Written,
    in_another_script,
    may_concern,
    names_standards,
)

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


def named(name: str, *about: str, story: str = "") -> bool:
    reader = ReaderFacts(names=(name,), numbers=(), units=(), close_names=())
    return may_concern(written=Written(about_people=about, story=story), reader=reader)


@pytest.mark.parametrize(
    ("name", "about"),
    [
        ("harriet quill", "Hattie on the desk"),
        ("hattie quill", "Harriet on the desk"),
        ("robert quill", "Bob"),
        ("bob quill", "Robert"),
        ("william quill", "Bill"),
        ("anthony quill", "Tony"),
        ("james quill", "Jim"),
        ("elizabeth quill", "Liz"),
        ("catherine quill", "Kate"),
        ("cathy quill", "Kate"),
        ("mohammed quill", "Mohd"),
        ("mohd quill", "Mohammad"),
        ("joanne quill", "Jo"),
        ("jo quill", "Joanne"),
    ],
)
def test_a_short_or_pet_form_of_a_given_name_is_a_hit_both_ways(name, about):
    assert named(name, about)


@pytest.mark.parametrize(
    ("name", "about"),
    [("bo li", "PC Li"), ("bo li", "pc li"), ("ann ng", "Sgt Ng"), ("wei he", "DC He")],
)
def test_a_name_of_two_letters_is_a_hit(name, about):
    assert named(name, about)


def test_a_name_of_two_letters_written_like_a_name_in_the_story_is_a_hit():
    assert named("ann ng", story="Then Ng came in and laughed.")


@pytest.mark.parametrize(("name", "about"), [("bo li", "PC Lee"), ("wei he", "tall, he shouts")])
def test_a_name_of_two_letters_is_found_only_where_it_is_written_as_a_name(name, about):
    assert not named(name, about)


@pytest.mark.parametrize("name", ["wei he", "ann so", "kim do", "lou an"])
def test_small_words_that_begin_sentences_of_a_story_are_no_names(name):
    assert not named(name, story="He came. So I left. Do you see? An hour went by.")


@pytest.mark.parametrize(
    ("name", "about"),
    [("bjorn sorensen", "Bj\u00f8rn"), ("pawel slota", "Pawe\u0142"), ("zoe quill", "Zo\u00eb")],
)
def test_letters_with_strokes_and_accents_are_read_as_plain_ones(name, about):
    assert named(name, about)


@pytest.mark.parametrize(
    "about",
    ["\u0418\u0432\u0430\u043d\u043e\u0432", "PC \u674e", "\u0645\u062d\u0645\u062f 4471"],
)
def test_people_described_in_another_script_are_recognised(about):
    assert in_another_script(about_people=("Daniel", about))


@pytest.mark.parametrize(
    "about", ["", "4471", "Zo\u00eb O\u2019Brien-\u0141uk, 2\u00ba", "O\u02bcBrien"]
)
def test_latin_letters_with_accents_are_not_another_script(about):
    assert not in_another_script(about_people=(about,))
