"""A file that got out is held against the ledger on the page, and is kept nowhere."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from candour.cases.disclosure.forms import MOST_LEAKED
from cases.disclosure.given_files import case, copy_of, give, served
from cast import SUBJECT_SEAT

__all__ = ["case", "give"]

NOTHING = "It speaks of no copy of a file that left this case."


@pytest.fixture
def upload(visit, named):
    """Send a file to the page of traces; return what it says."""

    def sending(content: bytes, text: str = ""):
        sent = {"leaked": SimpleUploadedFile("who-knows", content), "text": text}
        return visit("desk").post(f"/cases/{named}/disclosure/trace/", sent)

    return sending


@pytest.mark.scenario("SC-25", part="traced")
def test_a_file_that_is_chosen_names_its_copy(visit, give, upload):
    give("diary of Ann.pdf (")

    page = upload(served(visit(SUBJECT_SEAT), SUBJECT_SEAT))

    assert copy_of(SUBJECT_SEAT).code in page.text
    assert "byte for byte" in page.text


def test_a_file_that_nobody_was_given_is_answered_in_the_same_shape(visit, give, upload):
    give("diary of Ann.pdf (")
    known = upload(served(visit(SUBJECT_SEAT), SUBJECT_SEAT))
    unknown = upload(b"\xff\xfe something else")

    assert (known.status, unknown.status) == (200, 200)
    assert NOTHING in unknown.text
    assert NOTHING not in known.text
    assert "What the marks say" in unknown.text
    assert "What the marks say" in known.text


def test_a_large_file_and_nothing_at_all_are_refused_in_words(upload):
    assert "at most 2 MB" in upload(bytes(MOST_LEAKED + 1)).errors[0]
    assert "at most 2 MB" in upload(bytes(2 * MOST_LEAKED)).errors[0]


@pytest.mark.parametrize("size", [MOST_LEAKED + 1, 2 * MOST_LEAKED])
def test_a_large_file_is_refused_whatever_is_typed_beside_it(upload, size):
    page = upload(bytes(size), text="Words beside the file.")
    assert "at most 2 MB" in page.errors[0]
    assert "What the marks say" not in page.text


def test_words_and_a_file_are_not_taken_together(upload):
    page = upload(b"something", text="Words beside the file.")
    assert "not both" in page.errors[0]
    assert "What the marks say" not in page.text


def test_neither_words_nor_a_file_is_refused(visit, named):
    page = visit("desk").post(f"/cases/{named}/disclosure/trace/", {"text": ""})
    assert "Paste the text that got out, or choose a file" in page.errors[0]


def test_nothing_of_it_is_stored(upload, settings, tmp_path, give):
    give("diary of Ann.pdf (")
    before = set(tmp_path.rglob("*"))
    upload(b"\xff\xfe something else")
    assert set(tmp_path.rglob("*")) == before
