"""Marked copies: no word changes, and a leaked part tells whose copy it was, or that it can't."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.core.tracing import marking, passages

SENTENCES = (
    "I didn't want to go back to the locker room, but Sergeant Vale said it was 'nothing much'.",
    'On the next day - a Tuesday - he\'d moved my kit; "wrong shelf" was what they wrote on it.',
    "I asked twice whether anyone had seen who'd done it... Nobody answered, and nobody looked up.",
    "That's when the night-shift driver told me he wouldn't sit in a car with somebody who talks.",
    "My notes of that week weren't kept, though I'd handed them over at the end of each shift.",
)
TEXT = "\n\n".join(" ".join(SENTENCES[start:] + SENTENCES[:start]) for start in range(3))


def copies(number: int = 12) -> list[marking.Copy]:
    return [
        marking.Copy(
            code=f"K{place:02d}-QRST", key=hashlib.sha256(bytes([place])).digest()[:16], text=TEXT
        )
        for place in range(number)
    ]


def excerpt(marked: str, *, lines: int) -> str:
    every = marked.split("\n")
    return "\n".join(every[4 : 4 + lines])


def best(leaked: str) -> marking.Likelihood:
    return marking.trace(leaked=leaked, copies=copies())[0]


def test_a_copy_has_every_word_and_no_other():
    for copy in copies():
        assert passages.words(text=marking.mark(copy=copy)) == passages.words(text=TEXT)


@given(st.text(max_size=400))
def test_whatever_is_written_keeps_its_words(text):
    marked = marking.mark(copy=marking.Copy(code="A", key=bytes(16), text=text))

    assert marking.clean(text=marked).split() == marking.clean(text=text).split()


def test_no_two_copies_are_alike():
    assert len({marking.mark(copy=copy) for copy in copies(50)}) == 50


@pytest.mark.parametrize("number", [0, 5, 11])
def test_three_lines_pasted_elsewhere_name_their_copy(number):
    leaked = excerpt(marking.mark(copy=copies()[number]), lines=3)

    found = best(leaked)

    assert found.code == copies()[number].code
    assert found.probability > marking.CERTAIN
    assert found.is_enough


def test_without_the_hidden_signs_the_typography_and_the_lines_still_tell():
    marked = marking.mark(copy=copies()[3])
    leaked = marked.translate(dict.fromkeys(map(ord, passages.INVISIBLE)))

    found = best(leaked)

    assert (found.code, found.is_enough) == (copies()[3].code, True)
    assert marking.HIDDEN not in marking.by_channel(likelihood=found)


def test_typed_anew_line_by_line_the_line_ends_still_tell():
    leaked = marking.clean(text=marking.mark(copy=copies()[7])).replace("  ", " ")

    found = best(leaked)

    assert (found.code, found.is_enough) == (copies()[7].code, True)
    assert set(marking.by_channel(likelihood=found)) == {marking.LINES}


def test_typed_anew_as_running_text_it_names_nobody():
    leaked = " ".join(marking.clean(text=marking.mark(copy=copies()[7])).split())

    assert not any(one.is_enough for one in marking.trace(leaked=leaked, copies=copies()))


def test_the_text_before_marking_names_nobody():
    assert not any(one.is_enough for one in marking.trace(leaked=TEXT, copies=copies()))


def test_a_text_about_something_else_names_nobody():
    leaked = "The canteen was closed again, and the lift has been out of order since Monday."

    assert [one.bits for one in marking.trace(leaked=leaked, copies=copies())] == [0.0] * 12


def test_a_few_marks_that_were_changed_do_not_hide_it():
    marked = marking.mark(copy=copies()[2])
    leaked = excerpt(marked, lines=6).replace("\u2060", "\u200b", 3)

    found = best(leaked)

    assert found.code == copies()[2].code
    reading = marking.by_channel(likelihood=found)[marking.HIDDEN]
    assert reading.agree < reading.read


def test_a_visible_code_is_told_and_is_no_evidence_by_itself():
    found = marking.trace(leaked="Copy k04 qrst, page 2", copies=copies())

    assert [one.code for one in found if one.shows_code] == ["K04-QRST"]
    assert not any(one.is_enough for one in found)


def test_pages_hold_so_many_lines_each():
    marked = marking.mark(copy=copies()[0])

    found = marking.pages(marked=marked, lines=10)

    assert [len(page) for page in found[:-1]] == [10] * (len(found) - 1)
    assert "\n".join(line for page in found for line in page) == marked
