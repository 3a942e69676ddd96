"""Copies are marked without covering anything: at the foot as it is shown, however pages lie."""

import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops

from candour.intake.attachments import kinds
from candour.intake.attachments.preview import looking, stamping
from candour.intake.attachments.preview.limits import CannotShow
from candour.intake.attachments.preview.stamping import Stamp
from intake.attachments import samples

STAMP = Stamp(line="Copy ABCD-EFGH for Siân Ŵyn, 3 May 2026.", signs="candour-copy:" + "ab" * 16)


def stamped(content: bytes, kind: str = kinds.PDF) -> bytes:
    return stamping.answered(stamping.asked(stamp=STAMP, kind=kind), content)[1]


def turned(by: int, drawing: bytes = b"", *, is_inherited: bool = False) -> bytes:
    """One page of 200 by 300 points that is shown turned."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 300))
        (pdf.Root.Pages if is_inherited else page.obj).Rotate = by
        page.obj.Contents = pdf.make_stream(drawing)
        pdf.save(out)
    return out.getvalue()


def drawn(content: bytes) -> Image.Image:
    return pypdfium2.PdfDocument(content)[0].render(scale=2).to_pil().convert("L")


def dark_rows(content: bytes) -> list[int]:
    """Which rows of the page, as it is shown, bear ink."""
    page = drawn(content)
    return [row for row in range(page.height)
            if page.crop((0, row, page.width, row + 1)).getextrema()[0] < 128]  # fmt: skip


@pytest.mark.parametrize("is_inherited", [True, False])
@pytest.mark.parametrize("by", [0, 90, 180, 270])
def test_a_page_grows_at_its_foot_as_it_is_shown(by, is_inherited):
    before = turned(by, is_inherited=is_inherited)

    after = stamped(before)

    assert drawn(after).height == drawn(before).height + 48
    assert drawn(after).width == drawn(before).width
    assert dark_rows(after)[0] > drawn(before).height


@pytest.mark.parametrize("drawing", [b"q q 0.1 0 0 0.1 9000 9000 cm", b"Q Q Q", b"q 1 g"])
def test_a_page_that_leaves_the_pen_elsewhere_is_marked_all_the_same(drawing):
    assert dark_rows(stamped(turned(0, drawing)))[0] > 600


def test_the_line_and_the_signs_are_copied_with_the_words_of_the_page():
    said = stamping.words(stamped(samples.pdf())).decode()

    assert "CopyABCD-EFGHforSiânWyn,3May2026." in said
    assert said.count(STAMP.signs) == 3


def test_pages_that_share_everything_each_bear_one_line():
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        first = pdf.add_blank_page(page_size=(200, 300))
        first.obj.Contents = pdf.make_indirect(pikepdf.Array([pdf.make_stream(b"")]))
        pdf.pages.append(first)
        pdf.save(out)

    said = pypdfium2.PdfDocument(stamped(out.getvalue()))

    assert [page.get_textpage().get_text_range().count("ABCD-EFGH") for page in said] == [1, 1]


@pytest.mark.parametrize("kind", ["image/jpeg", "image/png"])
def test_a_picture_keeps_its_points_above_the_line(kind):
    whole = Image.new("RGB", (400, 100), "teal")
    content = samples.saved(whole, "JPEG" if kind == "image/jpeg" else "PNG")

    made = stamped(content, kind)

    picture = Image.open(io.BytesIO(made)).convert("RGB")
    # A JPEG's points may be off by a few of 256.
    apart = ImageChops.difference(picture.crop((0, 0, 400, 92)), whole.crop((0, 0, 400, 92)))
    assert max(high for _, high in apart.getextrema()) < 5
    assert picture.height > 100
    assert picture.crop((0, 104, 400, picture.height)).convert("L").getextrema()[0] < 64
    assert STAMP.signs.encode() in made


def test_a_tiny_picture_is_wide_enough_for_its_line():
    made = stamped(samples.saved(Image.new("RGB", (3, 3), "teal"), "PNG"), "image/png")

    assert Image.open(io.BytesIO(made)).width == 240


def test_the_shut_in_process_marks_and_reads():
    content = samples.pdf()

    made = looking.stamp(stamp=STAMP, kind=kinds.PDF, size=len(content), blocks=[content])

    assert STAMP.signs in looking.words(content=made.content)


@pytest.mark.parametrize("kind", [kinds.DOCX, "audio/mpeg"])
def test_a_type_that_takes_no_mark_is_refused(kind):
    with pytest.raises(CannotShow, match="can't be marked"):
        looking.stamp(stamp=STAMP, kind=kind, size=1, blocks=[b"x"])


def test_a_damaged_document_is_refused_in_words():
    with pytest.raises(CannotShow, match="damaged"):
        looking.stamp(stamp=STAMP, kind=kinds.PDF, size=9, blocks=[b"%PDF-1.4 "])
