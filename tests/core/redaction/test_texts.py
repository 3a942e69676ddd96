"""Words are found however they are written, and nothing of them is left, not even how long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.core.redaction import texts


def removed(text: str, *words: str) -> str:
    return texts.remove(text=text, spans=texts.find(text=text, words=words))


@pytest.mark.parametrize(
    "written",
    [
        "Zofia Kowalska",
        "ZOFIA KOWALSKA",
        "Zofia\nKowalska",
        "Zofia \t Kowalska",
        "Zofia\u00a0Kowalska",
        "Zo\u200bfia Kowal\u00adska",
        "Zófia Kowálska",
        "Zo\u0301fia Kowalska\u0301",
        "Zоfia Kоwаlska",  # with letters of another alphabet
        "Zofia Kowal-\nska",
        "Zofia Kowal-\r\nska",
        "Zofia K o w a l s k a",
    ],
)
def test_a_name_is_found_however_it_is_written(written):
    said = removed(f"Then {written} came in.", "Zofia Kowalska")

    assert said == f"Then {texts.BLOCK} came in."


@pytest.mark.parametrize("word", ["Jo", "Ann", "Bartholomew-Cunningham"])
def test_every_block_is_as_wide_as_any_other(word):
    assert removed(f"It was {word}.", word) == f"It was {texts.BLOCK}."


def test_a_name_inside_another_word_stays():
    assert removed("Ann was planning in Annfield.", "Ann") == (
        f"{texts.BLOCK} was planning in Annfield."
    )


@pytest.mark.parametrize("said", ["Ann's", "Ann’s", "Ann-Marie", "(Ann)", "Ann,", "“Ann”"])
def test_a_name_beside_a_sign_is_found(said):
    assert "Ann" not in removed(f"It was {said} locker.", "Ann")


def test_a_name_broken_over_lines_beside_a_dash_of_its_own_is_found():
    said = removed("Mr Smith-\nJones left.", "Smith", "Jones")

    assert said == f"Mr {texts.BLOCK}-\n{texts.BLOCK} left."


def test_a_ligature_hides_nothing():
    assert removed("The oﬃcer Fiﬁ left.", "Fifi") == f"The oﬃcer {texts.BLOCK} left."


def test_words_that_touch_become_one_block():
    spans = [texts.Span(start=0, end=4), texts.Span(start=2, end=9), texts.Span(start=9, end=10)]

    assert texts.joined(spans=spans) == (texts.Span(start=0, end=10),)


def test_nothing_to_remove_leaves_the_text_as_it_is():
    assert removed("As it was.", "", "  ", "Zofia") == "As it was."


_NAMES = st.text(alphabet="abcdefghijklmnopqrstuvwxyzéñø'-", min_size=1, max_size=12).filter(
    lambda name: name.strip("'-") == name
)


@given(name=_NAMES, before=st.text(max_size=30), after=st.text(max_size=30))
def test_what_was_removed_is_never_found_again(name, before, after):
    text = f"{before} {name} {after}"

    assert texts.left(text=removed(text, name), words=[name]) == ()


@given(text=st.text(max_size=60), word=st.text(min_size=1, max_size=8))
def test_text_outside_the_blocks_is_never_changed(text, word):
    spans = texts.find(text=text, words=[word])
    gone = sum(one.end - one.start for one in spans)

    assert len(removed(text, word)) == len(text) - gone + len(spans) * len(texts.BLOCK)
