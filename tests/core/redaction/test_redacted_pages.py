"""Nothing of a removed word is left in a PDF: other programs, every object, every byte."""

import io

import pikepdf
import pypdf
import pypdfium2
import pytest

from candour.core.redaction import pages
from candour.core.redaction.pages import Area, Cover, Order
from core.redaction import awkward
from core.redaction.awkward import NAME, OTHER

BOTH = (*NAME.split(), *OTHER.split())
ORDER = Order(words=(NAME, OTHER, *BOTH))
INK = 128


def everything(content: bytes) -> bytes:
    """All bytes of a document, those of its packed streams unpacked beside them."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        streams = [
            one.read_bytes() if one.get("/Filter") != pikepdf.Name.DCTDecode
            else one.read_raw_bytes()
            for one in pdf.objects if isinstance(one, pikepdf.Stream)
        ]  # fmt: skip
        said = [repr(one).encode() for one in pdf.objects]
    return b"\n".join([content, *streams, *said])


def read_elsewhere(content: bytes) -> str:
    """What two other readers of PDFs find in a document."""
    first = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    document = pypdfium2.PdfDocument(content)
    return first + "\n".join(page.get_textpage().get_text_range() for page in document)


def spellings(word: str) -> list[bytes]:
    return [word.encode(), word.encode("utf-16-be"), word.encode("utf-16-le"),
            word.encode().hex().encode(), word.encode().hex().upper().encode()]  # fmt: skip


@pytest.mark.parametrize("make", awkward.FILES)
def test_the_document_held_the_name_before(make):
    held = everything(make(NAME))

    assert any(
        part in held for word in NAME.split() for part in (*spellings(word), word[:1].encode())
    )


@pytest.mark.parametrize("make", awkward.FILES)
def test_the_result_is_the_same_whatever_name_stood_there(make):
    one = pages.redact(content=make(NAME), order=ORDER)
    other = pages.redact(content=make(OTHER), order=ORDER)

    assert one.content == other.content


@pytest.mark.parametrize("make", awkward.FILES)
def test_no_reader_and_no_object_of_the_result_knows_the_name(make):
    content = pages.redact(content=make(NAME), order=ORDER).content

    found = everything(content)
    assert not [part for word in NAME.split() for part in spellings(word) if part in found]
    assert read_elsewhere(content).strip() == ""


@pytest.mark.parametrize("make", awkward.FILES)
def test_the_result_keeps_no_properties_and_nothing_beside_its_pages(make):
    content = pages.redact(content=make(NAME), order=ORDER).content

    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert set(pdf.Root.keys()) == {"/Type", "/Pages"}
        assert "/Info" not in pdf.trailer
        assert not pdf.attachments
        assert all("/Annots" not in page.obj for page in pdf.pages)


def test_what_was_not_removed_can_still_be_seen():
    before = pypdfium2.PdfDocument(awkward.plain(NAME))[0].render(scale=1).to_pil().convert("L")
    content = pages.redact(content=awkward.plain(NAME), order=ORDER).content
    after = pypdfium2.PdfDocument(content)[0].render(scale=1).to_pil().convert("L")

    # "She left." stands on the line below the one with the name.
    box = (38, 108, 120, 128)
    assert min(before.crop(box).tobytes()) < INK
    assert min(after.crop(box).tobytes()) < INK < max(after.crop(box).tobytes())


def test_a_bar_over_the_whole_line_does_not_tell_how_long_the_name_was():
    order = Order(words=("Jo Ash", "Bartholomew Cunningham"), cover=Cover.LINE)

    short = pages.redact(content=awkward.plain("Jo Ash"), order=order)
    long = pages.redact(content=awkward.plain("Bartholomew Cunningham"), order=order)

    assert short.content == long.content


def test_an_area_hides_what_has_no_letters():
    area = Order(areas=(Area(page=1, top=0.2, bottom=0.5),))

    one = pages.redact(content=awkward.plain(NAME), order=area)
    other = pages.redact(content=awkward.plain(OTHER), order=area)

    assert one.content == other.content


def test_words_that_stand_nowhere_are_told():
    done = pages.redact(content=awkward.plain(NAME), order=Order(words=(NAME, "Nobody")))

    assert done.not_found == ("Nobody",)
    assert done.pages[0].found == 1


def test_a_page_on_which_words_may_stand_unfound_is_told():
    scan = pages.redact(content=awkward.plain(NAME), order=Order()).content

    assert pages.redact(content=scan, order=ORDER).pages[0].has_unread
    assert not pages.redact(content=awkward.plain(NAME), order=ORDER).pages[0].has_unread


@pytest.mark.parametrize("content", [b"", b"no document", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_document_is_refused(content):
    with pytest.raises(pages.CannotRedact):
        pages.redact(content=content, order=ORDER)


@pytest.mark.parametrize("size", [(1, 1), (14_400, 14_400)])
def test_the_smallest_and_the_largest_page_are_drawn(size):
    out = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(300, 300))
    pdf.pages[0].obj.MediaBox = pikepdf.Array([0, 0, *size])
    pdf.save(out)

    assert len(pages.redact(content=out.getvalue(), order=ORDER).pages) == 1


def test_a_locked_document_is_refused():
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(awkward.plain(NAME))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="one", user="two"))

    with pytest.raises(pages.CannotRedact):
        pages.redact(content=out.getvalue(), order=ORDER)
