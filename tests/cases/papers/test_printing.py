"""What is printed is tagged, fetches nothing, and holds no markup that somebody typed."""

import io
import sys

import pikepdf
import pypdf
import pytest

from candour.cases.papers import printing
from candour.cases.papers.contents import Content, Part
from candour.cases.papers.printing import Sheet

SHEET = Sheet(sender="Northfold Police", reference="C-7K2M-94QX")


def made(text: str, **sheet) -> bytes:
    content = Content(title="A letter", parts=(Part(heading="What", text=text),))
    return printing.printed(
        content=content, sheet=Sheet(sender="Northfold Police", reference="C-7K2M-94QX", **sheet)
    )


def words(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_markup_that_was_typed_is_printed_as_it_was_typed():
    said = words(made('<img src="file:///etc/passwd"><script>x</script>'))

    assert '<img src="file:///etc/passwd"><script>x</script>' in said


def test_a_letter_holds_no_file_no_script_and_no_day_of_its_making():
    with pikepdf.open(io.BytesIO(made("Said."))) as pdf:
        assert not pdf.attachments
        assert "/OpenAction" not in pdf.Root
        assert set(pdf.docinfo.keys()) <= {"/Author", "/Title", "/Producer"}


def test_the_same_letter_is_the_same_bytes():
    assert made("Said.") == made("Said.")


def test_a_table_has_a_head_that_a_screen_reader_finds():
    content = made("Said.", table=(("Item", "Why"), ("Statement", "Used")))

    with pikepdf.open(io.BytesIO(content)) as pdf:
        kinds = [
            str(one.S)
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem"
        ]
    assert kinds.count("/TH") == 2
    assert kinds.count("/TD") == 2


def test_every_page_says_which_case_and_which_page_of_how_many():
    content = made("\n\n".join(["Said at length. " * 60] * 12))
    pages = pypdf.PdfReader(io.BytesIO(content)).pages

    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page.extract_text()
        assert "C-7K2M-94QX" in page.extract_text()


def test_a_server_that_can_not_print_says_what_to_do(monkeypatch):
    monkeypatch.setattr(printing, "_weasyprint", printing._weasyprint.__wrapped__)
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    with pytest.raises(printing.NoPrinter):
        made("Said.")
