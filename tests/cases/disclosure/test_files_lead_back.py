"""A copy of a file that got out leads back to whom it was given: its hash and signs."""

import hashlib
import io
import json
import tarfile

import pikepdf
import pyrage
import pytest
from django.core.management import call_command

import browsing
from candour.cases.disclosure.attached.found import BY_CODE, BY_HASH, BY_SIGNS
from candour.cases.models import Case, DisclosedCopy
from candour.cases.parties import file_copies
from candour.guard.models import SealedItem
from cases.disclosure.given_files import SIGNS, case, copy_of, give, offered, served
from cast import REPRESENTATIVE, SUBJECT_SEAT

__all__ = ["case", "give"]


@pytest.fixture
def leaked(visit, give):
    """The subject's copy of a PDF, as it was saved."""
    give("diary of Ann.pdf (")
    return served(visit(SUBJECT_SEAT), SUBJECT_SEAT)


@pytest.fixture
def trace(world, as_role, capsys, tmp_path, named):
    """What the command says of something that got out."""

    def tracing(content: bytes) -> list[dict]:
        path = tmp_path / "got-out"
        path.write_bytes(content)
        reference = Case.objects.get(file_id=named).reference
        with as_role("worker"):
            call_command(
                "disclosure", "trace", str(path), "--case", reference, "--as", "desk", "--json",
                phrase=browsing.phrase_of(world, "desk"),
            )  # fmt: skip
        return json.loads(capsys.readouterr().out)

    return tracing


def saved_anew(content: bytes) -> bytes:
    """The same pages, with other bytes, packed, and without what stands behind them."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        del pdf.trailer.Info
        pdf.save(out, compress_streams=True, recompress_flate=True,
                 object_stream_mode=pikepdf.ObjectStreamMode.generate)  # fmt: skip
    return out.getvalue()


@pytest.mark.scenario("SC-25", part="traced")
def test_a_file_that_got_out_names_its_copy_and_no_other(trace, leaked):
    (found,) = trace(leaked)

    assert found["code"] == copy_of(SUBJECT_SEAT).code
    assert found["recipient"] == "Daniel Marlow"
    assert found["grounds"] == [BY_HASH, BY_SIGNS, BY_CODE]


@pytest.mark.scenario("SC-25", part="traced")
def test_one_that_a_program_saved_anew_is_found_by_the_signs_on_its_pages(trace, leaked):
    anew = saved_anew(leaked)
    assert not SIGNS.search(anew)

    (found,) = trace(anew)

    assert found["code"] == copy_of(SUBJECT_SEAT).code
    assert BY_SIGNS in found["grounds"]
    assert BY_HASH not in found["grounds"]
    assert found["is_enough"]


def test_a_code_that_somebody_typed_is_not_enough(trace, leaked):
    said = f"Look what I have: {copy_of(REPRESENTATIVE).code}"

    found = next(one for one in trace(said.encode()) if one["code"] in said)

    assert found["grounds"] == [BY_CODE]
    assert not found["is_enough"]


def test_a_file_of_nobodys_names_nobody(trace, leaked):
    assert trace(b"%PDF-1.4 nothing\xff") == []


@pytest.mark.scenario("SC-25", part="traced")
def test_a_hash_that_somebody_worked_out_elsewhere_names_the_copy_on_the_page(visit, leaked, named):
    said = hashlib.sha256(leaked).hexdigest()

    page = visit("desk").post(f"/cases/{named}/disclosure/trace/", {"text": said})

    assert copy_of(SUBJECT_SEAT).code in page.text
    assert copy_of(REPRESENTATIVE).code not in page.text.split("Copies of files")[1]


def test_a_body_without_a_seat_is_given_its_marked_copy_in_an_encrypted_bundle(visit, named, side):
    desk = visit("desk")
    desk.post(f"/cases/{named}/parties/body/", {"body": "The prosecutor", "why": "For advice."})
    body = browsing.re.search(r"parties/([0-9a-f-]{36})/end/\">End their part<span"
                              r" class=\"govuk-visually-hidden\">: The prosecutor",
                              desk.get(f"/cases/{named}/parties/").body).group(1)  # fmt: skip
    choice = offered(desk, named, "diary of Ann.pdf (")
    side(named, SUBJECT_SEAT, party=body, stage="other", title="", text="", files=[choice])

    copy, identity = DisclosedCopy.objects.get(file_id=named), pyrage.x25519.Identity.generate()
    held = SealedItem.objects.get(file_id=named, kind=file_copies.KIND)
    wish = {"items": [str(held.id)], "recipients": str(identity.to_public())}
    with desk.as_role("casework"):
        sent = desk.client.post(f"/cases/{named}/custody/export/", wish).getvalue()
    with tarfile.open(fileobj=io.BytesIO(pyrage.decrypt(sent, [identity]))) as archive:
        content = archive.extractfile(archive.getnames()[1]).read()
    assert hashlib.sha256(content).digest() == bytes(copy.copy_hash)
    assert SIGNS.search(content)


def test_the_desk_saves_the_copy_as_it_was_given(visit, leaked, named, as_role):
    desk, copy = visit("desk"), copy_of(SUBJECT_SEAT)

    with as_role("casework"):
        content = desk.client.post(f"/cases/{named}/disclosure/{copy.id}/file/").content

    assert content == leaked
