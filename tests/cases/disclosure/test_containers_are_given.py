"""What bears no visible mark is given in a container, as it came, with a cover sheet beside it."""

import hashlib
import io
import json
import tarfile
import zipfile

import pypdf
import pyrage
import pytest
from django.core.management import call_command

import browsing
from browsing import leaves
from candour.cases.disclosure.attached.found import BY_CODE, BY_HASH, BY_INSIDE, BY_SIGNS
from candour.cases.models import Case, DisclosedCopy, ServedCopy
from candour.cases.parties import contained, file_copies
from candour.core.tracing.containers import COVER
from candour.guard.models import SealedItem
from cases.disclosure import given_files
from cases.disclosure.given_files import SENT, SIGNS, case, copy_of, give, offered
from cast import REPRESENTATIVE, SUBJECT_SEAT

__all__ = ["case", "give"]

FTYP = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"
VIDEO = FTYP + b"\0\0\1\x08mdat" + bytes(range(256))
CALL = dict(SENT)["call.mp3"]
LOOKED = {"is_as_it_came": "on"}


@pytest.fixture(autouse=True)
def with_a_video(monkeypatch):
    """The reporter attached a video, too."""
    monkeypatch.setattr(given_files, "SENT", (*SENT, ("Ann at home.mp4", VIDEO)))


def saved(visitor, username: str) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(saved_bytes(visitor, username)))


def saved_bytes(visitor, username: str) -> bytes:
    copy = ServedCopy.objects.get(account__username=username)
    with visitor.as_role("casework"):
        answer = visitor.client.post(f"/bundle/{copy.id}/file/")
        content = answer.getvalue()
    assert int(answer["Content-Length"]) == len(content)
    return content


@pytest.fixture
def trace(world, as_role, capsys, tmp_path, named):
    """What the command says of something that got out."""

    def tracing(content: bytes) -> dict[str, list[str]]:
        path = tmp_path / "got-out"
        path.write_bytes(content)
        reference = Case.objects.get(file_id=named).reference
        with as_role("worker"):
            call_command(
                "disclosure", "trace", str(path), "--case", reference, "--as", "desk", "--json",
                phrase=browsing.phrase_of(world, "desk"),
            )  # fmt: skip
        return {one["code"]: one["grounds"] for one in json.loads(capsys.readouterr().out)
                if "grounds" in one}  # fmt: skip

    return tracing


@pytest.mark.scenario("SC-25", part="marked-and-listed")
def test_each_recipient_gets_the_file_as_it_came_and_a_cover_sheet_of_their_own(visit, give):
    assert give("call.mp3", **LOOKED).errors == []

    signs = set()
    for name in (SUBJECT_SEAT, REPRESENTATIVE):
        archive, code = saved(visit(name), name), copy_of(name).code
        sheet = pypdf.PdfReader(io.BytesIO(archive.read(COVER))).pages[0].extract_text()
        said = " ".join(sheet.split())
        assert archive.read(f"copy-{code}.mp3") == CALL
        for one in (f"Copy {code} for {name}", "Notice of investigation", "Sound (MP3)",
                    hashlib.sha256(CALL).hexdigest()):  # fmt: skip
            assert one in said
        signs |= {archive.comment, SIGNS.search(sheet.encode())[0]}
    assert len(signs) == 2


def test_nothing_of_the_senders_own_name_for_it_goes_along(visit, give):
    give("Ann at home.mp4", **LOOKED)

    assert b"Ann" not in saved_bytes(visit(SUBJECT_SEAT), SUBJECT_SEAT)


def test_a_video_bears_its_copys_signs_behind_its_last_byte(visit, give):
    give("Ann at home.mp4", **LOOKED)

    archive = saved(visit(SUBJECT_SEAT), SUBJECT_SEAT)
    inside = archive.read(archive.namelist()[1])
    assert inside.startswith(VIDEO)
    assert SIGNS.search(inside[len(VIDEO) :])[0] == archive.comment


def test_nobody_gives_it_without_saying_that_they_looked(visit, give):
    page = give("call.mp3")

    assert "Say that you looked at it" in page.errors[0]
    assert not DisclosedCopy.objects.exists()


@pytest.mark.scenario("SC-25", part="marked-and-listed")
def test_the_ledger_and_the_leaf_name_hash_mark_and_that_it_went_as_it_came(visit, give):
    give("call.mp3", **LOOKED)

    copy = copy_of(SUBJECT_SEAT)
    digest = hashlib.sha256(saved_bytes(visit(SUBJECT_SEAT), SUBJECT_SEAT)).hexdigest()
    ledger = visit("desk").get(f"/cases/{copy.file_id}/disclosure/").text
    leaf = next(one for one in leaves() if one.get("what") == "cases.disclose")
    assert bytes(copy.copy_hash).hex() == digest
    assert digest in ledger
    assert "The file inside takes no mark" in ledger
    assert leaf["detail"]["as_they_came"] == [str(copy.source_id)]
    assert leaf["detail"]["made_of"][str(copy.id)] == hashlib.sha256(CALL).hexdigest()


def test_the_desk_saves_the_same_container(visit, give, as_role):
    give("call.mp3", **LOOKED)
    copy, desk = copy_of(SUBJECT_SEAT), visit("desk")

    with as_role("casework"):
        path = f"/cases/{copy.file_id}/disclosure/{copy.id}/file/"
        content = desk.client.post(path).getvalue()

    assert content == saved_bytes(visit(SUBJECT_SEAT), SUBJECT_SEAT)


@pytest.mark.scenario("SC-25", part="traced")
def test_container_cover_sheet_and_video_each_lead_back_and_the_bare_sound_does_not(
    visit, give, trace
):
    give("Ann at home.mp4", "call.mp3", **LOOKED)
    reader, own = visit(SUBJECT_SEAT), {}
    for one in ServedCopy.objects.filter(account__username=SUBJECT_SEAT):
        with reader.as_role("casework"):
            own[one.code] = reader.client.post(f"/bundle/{one.id}/file/").getvalue()
    (code,) = (one for one, content in own.items() if VIDEO in content)
    (sound,) = set(own) - {code}
    archive = zipfile.ZipFile(io.BytesIO(own[code]))
    same = DisclosedCopy.objects.get(code=sound).source_id

    assert trace(own[code])[code] == [BY_HASH, BY_SIGNS, BY_CODE]
    assert BY_SIGNS in trace(archive.read(COVER))[code]
    assert trace(archive.read(archive.namelist()[1])) == {code: [BY_SIGNS]}
    assert trace(CALL) == {
        one: [BY_INSIDE]
        for one in DisclosedCopy.objects.filter(source_id=same).values_list("code", flat=True)
    }
    assert trace(b"something else" * 100) == {}


def test_one_that_was_exchanged_is_given_to_nobody(visit, give, settings, named):
    name = offered(visit("desk"), named, "call.mp3").split(":")[1]
    place = settings.BLOBS / name
    place.chmod(0o600)
    place.write_bytes(place.read_bytes()[:-1] + b"\0")

    page = give("call.mp3", **LOOKED)

    assert "it is not what was sealed" in page.errors[0]
    assert not DisclosedCopy.objects.exists()


def test_one_that_is_no_longer_stored_is_said_to_be_gone(visit, give, settings, named):
    name = offered(visit("desk"), named, "call.mp3").split(":")[1]
    give("call.mp3", **LOOKED)
    (settings.BLOBS / name).unlink()
    subject, copy = visit(SUBJECT_SEAT), ServedCopy.objects.get(account__username=SUBJECT_SEAT)

    assert contained.GONE in subject.get(f"/bundle/{copy.id}/").text
    assert subject.post(f"/bundle/{copy.id}/file/").status == 302
    desk, own = visit("desk"), f"/cases/{named}/disclosure/{copy.id}/"
    assert desk.post(f"{own}file/").status == 302
    assert contained.GONE in desk.get(own).text


def test_a_body_without_a_seat_is_given_it_in_an_encrypted_bundle(visit, give, named):
    give("call.mp3", **LOOKED)
    desk, identity = visit("desk"), pyrage.x25519.Identity.generate()
    held = SealedItem.objects.filter(file_id=named, kind=file_copies.KIND).first()
    wish = {"items": [str(held.id)], "recipients": str(identity.to_public())}

    with desk.as_role("casework"):
        sent = desk.client.post(f"/cases/{named}/custody/export/", wish).getvalue()

    with tarfile.open(fileobj=io.BytesIO(pyrage.decrypt(sent, [identity]))) as archive:
        content = archive.extractfile(archive.getnames()[1]).read()
    digests = [bytes(one.copy_hash) for one in DisclosedCopy.objects.filter(file_id=named)]
    assert hashlib.sha256(content).digest() in digests
