"""A case with files, and what its subject is given of them."""

import io
import re

import pypdf
import pytest

import browsing
import story
from browsing import Visitor
from candour.cases.models import DisclosedCopy, ServedCopy
from candour.intake.attachments import receive
from cast import SUBJECT_SEAT
from core.redaction import awkward
from core.redaction.awkward import NAME
from intake.attachments import samples
from intake.attachments.attaching import body_of, request_of

PHOTO = samples.photo()
SENT = (
    ("diary of Ann.pdf", awkward.plain(NAME)),
    ("locker.jpg", PHOTO),
    ("notes.docx", samples.docx()),
    ("call.mp3", b"ID3\x03\x00" + bytes(200)),
)
SIGNS = re.compile(rb"candour-copy:[0-9a-f]{32}")


@pytest.fixture
def case(world, as_role, settings, tmp_path):
    """A case to which the reporter attached a PDF, a photo, a Word document and a sound."""
    settings.BLOBS, settings.CLAMD = tmp_path / "blobs", tmp_path / "no-scanner"
    with as_role("report"):
        taken, _ = receive.take(request_of(body_of(SENT)))
    told = tuple(one.to_json() for one in taken)
    report = story.reported(world, as_role, files=told).file
    return story.record(world, as_role, report=report).file


def choices(visitor: Visitor, case) -> dict[str, str]:
    """What the form offers: the value of each box by the words beside it."""
    body = visitor.get(f"/cases/{case}/disclosure/give/").body
    found = re.findall(
        r'name="files" value="([^"]+)"[^>]*>\s*<label[^>]*>\s*([^<]+?)\s*</label>', body
    )
    return {browsing.html.unescape(label): value for value, label in found}


def offered(visitor: Visitor, case, starts: str) -> str:
    return next(
        value for label, value in choices(visitor, case).items() if label.startswith(starts)
    )


@pytest.fixture
def give(visit, named, side):
    """Give files to the subject by how their labels start, and nothing else."""

    def giving(*starts: str, **data: object):
        desk = visit("desk")
        names = [offered(desk, named, one) for one in starts]
        return side(named, SUBJECT_SEAT, title="", text="", files=names, **data)

    return giving


def served(visitor: Visitor, username: str) -> bytes:
    """The bytes that a recipient saves."""
    copy = ServedCopy.objects.get(account__username=username)
    with visitor.as_role("casework"):
        return visitor.client.post(f"/bundle/{copy.id}/file/").content


def copy_of(username: str) -> DisclosedCopy:
    return DisclosedCopy.objects.get(party__account__username=username)


def words_of(content: bytes) -> str:
    return " ".join(pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text().split())
