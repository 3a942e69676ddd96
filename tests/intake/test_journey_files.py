"""Files on their way through the journey: carried sealed by the page, sent with the report."""

import hashlib
import io
import json

import pytest

from candour import clock
from candour.intake import drafts
from candour.intake.journey import carried
from candour.intake.journey.state import content
from candour.intake.models import Blob, Staged

PHOTO = b"\xff\xd8\xff\xe0 a photo of the yard"


@pytest.fixture(autouse=True)
def blobs(settings, tmp_path):
    """A folder of its own for sealed files."""
    settings.BLOBS = tmp_path / "blobs"


def file(name: str = "yard.jpg", body: bytes = PHOTO) -> io.BytesIO:
    found = io.BytesIO(body)
    found.name = name
    return found


@pytest.fixture
def at_files(reporter):
    """A reporter on the page for files."""
    reporter.walk("public", until="files")
    return reporter


def test_a_file_is_shown_once_added_and_stays_on_the_page(at_files):
    at_files.post(go="attach", files=file())
    assert at_files.held.step == "files"
    assert "yard.jpg" in at_files.text


@pytest.mark.parametrize("go", ["next", "back", "save", "language"])
def test_a_file_that_was_only_chosen_is_added_whichever_button_is_pressed(at_files, go):
    at_files.post(go=go, files=file())
    assert [one["name"] for one in at_files.held.files] == ["yard.jpg"]


def test_a_file_can_be_removed_again_and_nothing_of_it_is_kept(at_files, as_role):
    at_files.post(go="attach", files=file())
    at_files.post(go=f"remove:{at_files.held.files[0]['id']}")
    assert at_files.held.files == []
    assert "yard.jpg" not in at_files.text
    with as_role("worker"):
        assert Blob.objects.count() == 0


def test_a_refused_file_is_said_and_keeps_her_on_the_page(at_files):
    at_files.post(go="next", files=file(body=b""))
    assert at_files.held.step == "files"
    assert "is empty" in at_files.text


def test_nobody_has_to_add_a_file(at_files):
    at_files.post()
    assert at_files.held.step == "check"
    assert "None" in at_files.text


def test_what_is_sent_of_a_file_never_lets_a_reader_remove_it(at_files, as_role):
    at_files.post(go="next", files=file())
    at_files.walk("public")
    (sent,) = at_files.said.files
    assert (sent["name"], sent["size"]) == ("yard.jpg", len(PHOTO))
    at_files.send()
    with as_role("worker"):
        package = Staged.objects.get().package
        assert Blob.objects.get().is_claimed
    assert [one["kind"] for one in package["items"]].count("attachment") == 1
    (blob,) = package["blobs"]
    assert (blob["id"], blob["size"]) == (sent["id"], sent["stored"])
    assert "yard" not in json.dumps(package)


def test_the_commitment_covers_a_file_by_what_anyone_who_has_it_can_check(at_files):
    at_files.post(go="next", files=file())
    (committed,) = json.loads(content(at_files.held))["files"]
    assert committed == {
        "name": "yard.jpg", "size": len(PHOTO), "sha256": hashlib.sha256(PHOTO).hexdigest(),
    }  # fmt: skip


def test_a_broken_upload_is_answered_in_words(at_files):
    answer = at_files.client.generic(
        "POST", "/report/", b"--x\r\nContent-Disp", content_type="multipart/form-data; boundary=x"
    )
    assert answer.status_code == 400
    assert "Nothing was sent" in answer.content.decode()


def test_a_draft_saved_again_keeps_its_files_for_as_long_as_itself(at_files, as_role):
    at_files.post(go="attach", files=file())
    with as_role("worker"):
        Blob.objects.update(expires_on=clock.today())
    with as_role("report"):
        at_files.post(go="save")
    with as_role("worker"):
        assert Blob.objects.get().expires_on > clock.today() + drafts.KEPT


def test_a_file_that_was_removed_in_another_tab_is_said_to_be_gone_before_anything_is_sent(
    at_files, as_role
):
    at_files.post(go="attach", files=file())
    at_files.walk("public")
    carried.remove(at_files.held, which=at_files.held.files[0]["id"])
    at_files.send()
    assert "A file is not here any more" in at_files.text
    with as_role("worker"):
        assert not Staged.objects.exists()
