"""The words of a stranger's document come out of the shut-in process, or a reason why not."""

import pytest

from candour.intake.attachments import kinds
from candour.intake.attachments.preview import looking, office, reading
from candour.intake.attachments.preview.limits import CannotShow
from intake.attachments import samples

W = f'xmlns:w="{samples.WORD}"'


def read(content: bytes, kind: str) -> reading.Said:
    return looking.read(kind=kind, size=len(content), blocks=[content])


def test_the_words_of_every_page_of_a_pdf_are_read():
    said = read(samples.written_pdf("The green bag", "stood in the cupboard"), kinds.PDF)

    assert said.text.split() == ["The", "green", "bag", "stood", "in", "the", "cupboard"]
    assert said.is_whole


def test_the_words_of_a_word_document_are_read_with_its_notes_and_heads():
    note = f"<w:p {W}><w:t>Seen by Renée</w:t><w:tab/><w:t>twice</w:t></w:p>"
    content = samples.written_docx("The green", "bag", footnotes=note, header1=note)

    said = read(content, kinds.DOCX)

    assert "The green\nbag\n" in said.text
    assert said.text.count("Seen by Renée twice") == 2


def test_a_body_under_a_number_is_read_before_its_notes():
    body, note = (f"<w:p {W}><w:t>{said}</w:t></w:p>".encode() for said in ("Kept", "noted"))
    content = samples.archive(("word/comments.xml", note), ("word/document2.xml", body))

    said = reading.said(content=content, kind=kinds.DOCX)

    assert said.text.split() == ["Kept", "noted"]
    assert said.is_whole


def test_a_document_of_more_parts_than_are_looked_at_says_so(monkeypatch):
    part = f"<w:p {W}><w:t>Kept</w:t></w:p>".encode()
    monkeypatch.setattr(office, "MOST_ENTRIES", 2)
    content = samples.archive(*((f"word/header{one}.xml", part) for one in range(3)))

    said = reading.said(content=content, kind=kinds.DOCX)

    assert said.text.split() == ["Kept", "Kept"]
    assert not said.is_whole


def test_words_that_are_struck_out_or_stand_behind_the_pages_are_not_read():
    struck = f"<w:p {W}><w:delText>struck</w:delText><w:instrText>behind</w:instrText></w:p>"

    said = read(samples.written_docx("Kept", footnotes=struck), kinds.DOCX)

    assert said.text.split() == ["Kept"]
    assert samples.SECRET not in read(samples.docx(), kinds.DOCX).text


@pytest.mark.parametrize(
    ("content", "kind", "reason"),
    [
        (samples.written_pdf("Secret words", password="owl"), kinds.PDF, "locked"),
        (samples.written_pdf("Broken words")[:200], kinds.PDF, "damaged"),
        (b"%PDF-1.7 and nothing more", kinds.PDF, "damaged"),
        (samples.pdf(), kinds.PDF, "perhaps its pages are pictures"),
        (samples.damaged_inside(), kinds.DOCX, "no words|damaged"),
        (samples.written_docx("x")[:-30], kinds.DOCX, "damaged"),
        (samples.written_docx(footnotes="<w:p>"), kinds.DOCX, "damaged"),
        (samples.archive(("word/document.xml", bytes(21 * 1024**2))), kinds.DOCX, "unpacks"),
        (b"", kinds.DOCX, "damaged"),
    ],
)
def test_what_can_not_be_read_is_refused_with_the_reason(content, kind, reason):
    with pytest.raises(CannotShow, match=reason):
        read(content, kind)


def test_a_list_of_entities_that_grows_without_end_is_refused():
    bomb = (
        '<!DOCTYPE a [<!ENTITY b "cccccccccc"><!ENTITY d "&b;&b;&b;&b;">]>'
        f"<w:p {W}><w:t>&d;</w:t></w:p>"
    )

    with pytest.raises(CannotShow, match="damaged"):
        read(samples.written_docx("x", footnotes=bomb), kinds.DOCX)


def test_a_very_long_document_is_read_as_far_as_the_bound_and_says_so():
    said = read(samples.written_docx("long words " * 100_000), kinds.DOCX)

    assert len(said.text) == reading.MOST_LETTERS
    assert not said.is_whole


@pytest.mark.parametrize("kind", ["image/png", kinds.TEXT, "application/rtf"])
def test_no_other_kind_is_handed_over(kind):
    with pytest.raises(CannotShow, match="can't be read"):
        read(b"words", kind)
