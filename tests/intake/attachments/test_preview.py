"""Looking into strangers' files: pictures come out, and nothing that hides in them does."""

import io
import subprocess
import sys
import time

import pikepdf
import pytest
import samples
from PIL import Image

from candour.intake.attachments import kinds
from candour.intake.attachments.preview import confine, limits, looking
from candour.intake.attachments.preview.limits import CannotShow

SECRET = samples.SECRET.encode()
PICTURES = {
    "image/jpeg": samples.photo(),
    "image/png": samples.screenshot(),
    "image/gif": samples.picture("GIF"),
    "image/webp": samples.picture("WEBP"),
    "image/tiff": samples.picture("TIFF"),
    "image/bmp": samples.picture("BMP"),
}
# What a shut-in process tries; each line must fail.
ATTEMPTS = {
    "read a file": "open('/etc/hostname')",
    "list a folder": "__import__('os').listdir('/')",
    "write a file": "open('/tmp/candour-test', 'w')",
    "open a socket": "__import__('_socket').socket(2, 1)",
    "open a local socket": "__import__('_socket').socket(1, 1)",
    "start a process": "__import__('os').fork()",
    "take much memory": "bytearray(2 * 1024 ** 3)",
    "make a file in memory": "__import__('os').memfd_create('x')",
    "make a pipe": "__import__('os').pipe()",
    "raise its limits": "__import__('resource').setrlimit(7, (64, 64))",
}


def show(content: bytes, kind: str, **more: int) -> looking.Looked:
    return looking.show(kind=kind, size=len(content), blocks=[content], **more)


def clean(content: bytes, kind: str) -> looking.Looked:
    return looking.clean(kind=kind, size=len(content), blocks=[content])


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_of_every_kind_is_shown_as_a_new_png(kind):
    looked = show(PICTURES[kind], kind)
    assert (looked.kind, looked.pages) == ("image/png", 1)
    assert Image.open(io.BytesIO(looked.content)).size == (40, 30)
    assert SECRET not in looked.content


@pytest.mark.parametrize("kind", ["image/jpeg", "image/png"])
@pytest.mark.scenario("SC-03", part="attachments-metadata")
def test_a_cleaned_picture_holds_its_points_and_nothing_else(kind):
    assert SECRET in PICTURES[kind]
    cleaned = Image.open(io.BytesIO(clean(PICTURES[kind], kind).content))
    assert cleaned.size == (40, 30)
    assert dict(cleaned.getexif()) == {}
    assert set(cleaned.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_picture_stays_the_right_way_up_without_its_camera_data():
    turned = clean(samples.photo(turned=True), "image/jpeg")
    assert Image.open(io.BytesIO(turned.content)).size == (30, 40)


def test_a_large_picture_is_shown_no_larger_than_a_screen():
    looked = show(samples.photo(size=(4000, 1000)), "image/jpeg")
    assert Image.open(io.BytesIO(looked.content)).size == (1600, 400)


def test_a_pdf_is_shown_page_by_page_as_pictures():
    first, second = (show(samples.pdf(), kinds.PDF, page=page) for page in (1, 2))
    assert (first.pages, second.pages, first.kind) == (2, 2, "image/png")
    assert first.content != second.content
    with pytest.raises(CannotShow, match="no such page"):
        show(samples.pdf(), kinds.PDF, page=3)


@pytest.mark.scenario("SC-03", part="attachments-metadata")
def test_a_cleaned_pdf_has_no_properties_scripts_actions_files_or_photo_data():
    original = samples.pdf()
    with pikepdf.open(io.BytesIO(clean(original, kinds.PDF).content)) as cleaned:
        written = [one.unparse(resolved=True) for one in cleaned.objects]
        streams = [
            one.read_raw_bytes()
            for one in cleaned.objects
            if hasattr(one, "write") and isinstance(one, pikepdf.Stream)
        ]
        root, trailer, pages = set(cleaned.Root.keys()), set(cleaned.trailer.keys()), cleaned.pages
        assert len(pages) == 2
        assert "/AA" not in pages[0].obj
    assert root == {"/AcroForm", "/Pages", "/Type"}
    assert "/Info" not in trailer
    assert [one for one in [*written, *streams] if SECRET in one or b"/JavaScript" in one] == []
    assert len(streams) >= 2


@pytest.mark.scenario("SC-03", part="attachments-metadata")
def test_a_cleaned_word_document_keeps_its_words_and_loses_its_writers():
    parts = samples.unpacked(clean(samples.docx(), kinds.DOCX).content)
    assert b"Kept words" in parts["word/document.xml"]
    assert b'w:author=""' in parts["word/document.xml"]
    assert "docProps/thumbnail.jpeg" not in parts
    assert [name for name, part in parts.items() if SECRET in part] == []
    assert Image.open(io.BytesIO(parts["word/media/image1.jpeg"])).size == (40, 30)
    assert Image.open(io.BytesIO(parts["word/media/image2.png"])).size == (40, 30)


def test_a_cleaned_word_document_refers_to_nothing_that_it_lost_or_that_lies_elsewhere():
    parts = samples.unpacked(clean(samples.docx(), kinds.DOCX).content)
    related = parts["word/_rels/document.xml.rels"].decode()
    assert (
        parts.keys() & {"word/people.xml", "customXml/item1.xml", "docProps/LabelInfo.xml"} == set()
    )
    assert "people" not in related + parts["[Content_Types].xml"].decode()
    assert "customXml" not in related
    assert 'Target="media/image1.jpeg"' in related
    assert 'Target="https://a.test/"' in related
    assert 'Id="d" Type="t/image" Target="about:blank"' in related


def test_a_cleaned_word_document_keeps_the_points_of_its_pictures_and_no_embedded_file():
    parts = samples.unpacked(clean(samples.docx(), kinds.DOCX).content)
    assert Image.open(io.BytesIO(parts["word/media/image3.tiff"])).size == (40, 30)
    assert Image.open(io.BytesIO(parts["word/media/image4.emf"])).size == (1, 1)
    assert parts["word/embeddings/sheet.xlsx"] == b""


@pytest.mark.parametrize("relations", [b"<a", b"<!DOCTYPE a><Relationships/>"])
def test_a_document_whose_relations_can_not_be_read_is_refused(relations):
    with pytest.raises(CannotShow, match="damaged"):
        clean(samples.archive(("_rels/.rels", relations)), kinds.DOCX)


def test_notes_of_a_cleaned_pdf_stay_and_lose_who_wrote_them_and_when():
    with pikepdf.open(io.BytesIO(clean(samples.pdf(), kinds.PDF).content)) as cleaned:
        note, field = cleaned.pages[0].obj.Annots
        assert str(note.Contents) == "Kept words"
        assert note.keys() & {"/T", "/M", "/CreationDate"} == set()
        assert (str(field.T), "/M" in field) == ("field", False)


@pytest.mark.scenario("SC-03", part="attachments-metadata")
def test_a_cleaned_opendocument_keeps_its_words_and_loses_its_writers():
    cleaned = clean(samples.odt(), f"{kinds.ODF}.text").content
    parts = samples.unpacked(cleaned)
    assert b"Kept words" in parts["content.xml"]
    assert cleaned[30:38] == b"mimetype"
    assert [name for name, part in parts.items() if SECRET in part] == []


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (samples.bomb(), "image/png"),
        (samples.picture("PNG"), "image/jpeg"),
        (samples.picture("PNG")[:50], "image/png"),
        (b"%PDF-1.7 nothing", kinds.PDF),
        (b"PK\x03\x04 nothing", kinds.DOCX),
        (samples.archive(("word/vbaProject.bin", b"")), kinds.DOCX),
        (samples.zip_bomb(), kinds.DOCX),
        (samples.damaged_inside(), kinds.DOCX),
        (b"\0" * 100, "image/tiff"),
    ],
)
def test_bombs_and_damaged_files_are_refused_in_words(content, kind):
    with pytest.raises(CannotShow, match=r"damaged|too large|far more|macro"):
        clean(content, kind)


@pytest.mark.parametrize("kind", [kinds.ZIP, "video/mp4", kinds.UNCLEAR, kinds.UNKNOWN])
def test_a_kind_that_nobody_cleans_is_refused_before_anything_is_read(kind):
    with pytest.raises(CannotShow, match="could not remove hidden data"):
        looking.clean(kind=kind, size=1, blocks=iter(lambda: pytest.fail("read"), None))


def test_a_file_too_large_to_be_shown_is_said_to_be_so():
    with pytest.raises(CannotShow, match="too large"):
        looking.show(kind="image/png", size=limits.LARGEST_FILE + 1, blocks=[])


def test_no_file_makes_the_shut_in_process_answer_with_another_kind():
    with pytest.raises(CannotShow, match="could not be shown"):
        looking._answer(b'{"kind": "text/html", "pages": 1}', b"<script>")


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_a_shut_in_process_can_not(attempt):
    # It says so through the pipe that it was born with; no file is left to it.
    program = f"""
import sys, os, _socket, resource
from candour.intake.attachments.preview.confine import confine
confine()
try:
    {ATTEMPTS[attempt]}
except (OSError, MemoryError, ValueError) as error:
    os.write(1, b"refused")
else:
    os.write(1, b"done")
os._exit(0)
"""
    said = subprocess.run(
        [sys.executable, "-I", "-c", program], capture_output=True, timeout=60, check=False
    )
    assert (said.stdout, said.stderr) == (b"refused", b"")


def test_no_program_runs_in_place_of_a_shut_in_process():
    program = """
import os
from candour.intake.attachments.preview.confine import confine
confine()
os.execv("/bin/echo", ["echo", "done"])
"""
    said = subprocess.run(
        [sys.executable, "-I", "-c", program], capture_output=True, timeout=60, check=False
    )
    assert said.stdout == b""
    assert said.returncode != 0


def test_a_shut_in_process_is_not_root_and_ends_by_itself():
    program = """
import os, signal
from candour.intake.attachments.preview.confine import confine
confine()
os.write(1, f"{os.getuid() != 0 or os.geteuid() != 0} {signal.alarm(0) > 0}".encode())
os._exit(0)
"""
    said = subprocess.run(
        [sys.executable, "-I", "-c", program], capture_output=True, timeout=60, check=False
    )
    assert said.stdout == b"True True"


def test_a_process_that_does_not_answer_is_ended(monkeypatch):
    monkeypatch.setattr(looking, "_PATIENCE", 0.2)
    monkeypatch.setattr(
        looking, "_COMMAND", (sys.executable, "-I", "-c", "import time; time.sleep(60)")
    )
    start = time.monotonic()
    with pytest.raises(CannotShow, match="takes too long"):
        show(b"x" * 10_000_000, "image/png")
    assert time.monotonic() - start < 10
    assert confine.SECONDS < 60
