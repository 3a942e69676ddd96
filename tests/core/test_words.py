"""Words: phrases people can write down come back the same, however they type them."""

import contextlib
import pathlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candour.core import words

LIST = pathlib.Path(words.__file__).with_name("words.txt")
PHRASE = ("abacus", "drop-down", "felt-tip", "t-shirt", "yoyo", "zoom", "zoning", "abdomen")
ALL_WORDS = words.read_list(path=LIST)


def normalised(text: str) -> tuple[str, ...]:
    return words.normalise(text=text, count=8)


def unknown(text: str) -> words.UnknownWord:
    with pytest.raises(words.UnknownWord) as caught:
        normalised(text)
    return caught.value


def test_the_list_has_7776_different_words() -> None:
    assert len(set(ALL_WORDS)) == 7_776


def test_the_list_names_its_author_and_licence() -> None:
    header = LIST.read_text().split("abacus")[0]

    assert "Electronic Frontier Foundation" in header
    assert "CC BY 3.0 US" in header


def test_a_changed_list_is_refused(tmp_path: pathlib.Path) -> None:
    changed = tmp_path / "words.txt"
    changed.write_text(LIST.read_text().replace("\nabdomen\n", "\nabdomens\n"))

    with pytest.raises(words.BrokenWordList):
        words.read_list(path=changed)


def test_a_list_in_another_order_is_refused(tmp_path: pathlib.Path) -> None:
    changed = tmp_path / "words.txt"
    changed.write_text("\n".join(reversed(ALL_WORDS)) + "\n")

    with pytest.raises(words.BrokenWordList):
        words.read_list(path=changed)


@given(st.integers(1, 12))
def test_generated_words_come_back_as_they_were(count: int) -> None:
    phrase = words.generate(count=count)

    assert words.normalise(text=" ".join(phrase), count=count) == phrase


def test_generated_words_are_drawn_from_the_whole_list() -> None:
    drawn = set(words.generate(count=80_000))

    assert len(drawn) > 7_700


def test_two_phrases_are_never_the_same() -> None:
    assert words.generate(count=8) != words.generate(count=8)


@pytest.mark.parametrize("word", [word for word in ALL_WORDS if "-" in word])
@pytest.mark.parametrize("mark", ["-", " ", "", " - ", "\u2010", "\u2011", "\n"])
def test_a_hyphen_inside_a_word_may_be_written_any_way(word: str, mark: str) -> None:
    written = word.replace("-", mark)

    assert words.normalise(text=written, count=1) == words.normalise(text=word, count=1)


def test_yo_yo_with_or_without_its_hyphen_is_one_word() -> None:
    assert words.normalise(text="yo-yo yo yo yoyo", count=3) == ("yoyo", "yoyo", "yoyo")


@pytest.mark.parametrize(
    "text",
    [
        "abacus drop-down felt-tip t-shirt yo-yo zoom zoning abdomen",
        "  ABACUS, Drop-Down; felt-tip.\tT-Shirt,yoyo\r\nzoom\n\nzoning / abdomen. ",
        "1. abacus 2. drop-down 3. felt-tip 4. t-shirt 5. yoyo 6. zoom 7. zoning 8. abdomen",
        "1) abacus\n2) drop down\n3) felt tip\n4) tshirt\n5) yo yo\n6) zoom\n7) zoning\n8)abdomen",
        "abacus-drop-down-felt-tip-t-shirt-yo-yo-zoom-zoning-abdomen",
        "“abacus” dropdown felttip t_shirt yo–yo zoom • zoning • abdomen",
        "ａｂａｃｕｓ drop-down felt-tip t-shirt yoyo zoom zoning abdomen",
    ],
)
def test_the_same_words_typed_differently_are_the_same_phrase(text: str) -> None:
    assert normalised(text) == PHRASE


@given(
    phrase=st.lists(st.sampled_from(ALL_WORDS), min_size=8, max_size=8),
    marks=st.lists(st.sampled_from([" ", ", ", "\n", " - ", ".", " 7) "]), min_size=8, max_size=8),
)
def test_separators_and_case_never_change_a_phrase(phrase: list[str], marks: list[str]) -> None:
    typed = "".join(word.upper() + mark for word, mark in zip(phrase, marks, strict=True))

    assert normalised(typed) == normalised(" ".join(phrase))


def test_an_unknown_word_is_named_by_its_place() -> None:
    assert unknown("1. abacus 2. abdomin 3. zoom").position == 2


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("abdomin", "abdomen"), ("zomo", "zoom"), ("xoning", "zoning"), ("abacuss", "abacus")],
)
def test_the_nearest_words_of_the_list_are_offered(typed: str, meant: str) -> None:
    assert meant in unknown(f"abacus {typed}").nearest


def test_a_message_about_a_wrong_word_repeats_no_word_of_the_phrase() -> None:
    message = str(unknown("abacus zoning abdomin zoom"))

    assert message == "Word 3 is not on the word list."


def test_advice_about_a_wrong_word_repeats_no_other_word() -> None:
    advice = unknown("abacus zoning abdomin zoom").advice

    assert advice == (
        "Word 3 is not on the word list. Did you mean abdominal or abdomen or domain?"
    )


def test_advice_without_a_near_word_says_to_check_the_spelling() -> None:
    advice = unknown("abacus qqqqqqqqqq").advice

    assert advice == "Word 2 is not on the word list. Check how it is spelt."


@pytest.mark.parametrize(("text", "found"), [("", 0), ("abacus zoom", 2), ("zoom " * 9, 9)])
def test_a_phrase_of_another_length_is_refused(text: str, found: int) -> None:
    with pytest.raises(words.WrongNumberOfWords) as caught:
        normalised(text)

    assert str(caught.value) == f"Enter 8 words. There are {found} here."


def test_a_pasted_page_is_refused_before_it_is_searched() -> None:
    with pytest.raises(words.WrongNumberOfWords):
        normalised("nonsense " * 100_000)


@settings(max_examples=40)
@given(st.text(max_size=1_200))
def test_any_text_is_a_phrase_or_an_expected_refusal(text: str) -> None:
    with contextlib.suppress(words.UnknownWord, words.WrongNumberOfWords):
        assert len(normalised(text)) == 8
