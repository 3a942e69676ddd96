"""A reviewer gets the report, what its versions left out, the letters and the schedules."""

import hashlib
import io
import json
import tarfile

import pypdf
import pyrage
import pytest

from browsing import leaves
from candour.core.custody import bundles
from cases.disclosure.test_report_drafts import DISCRIMINATION, WHY, why_of, write
from cases.papers.test_schedules import write as list_all


@pytest.fixture
def reviewer() -> pyrage.x25519.Identity:
    return pyrage.x25519.Identity.generate()


@pytest.fixture
def removed(visit, case):
    """Two versions of the report: the second leaves out that it was discrimination."""
    first = {"text": "He was treated worse because of his race.", DISCRIMINATION: "made_out"}
    assert write(visit("desk"), case, **first).status == 302
    second = {"text": "His treatment was poor.", DISCRIMINATION: "", why_of(case): WHY}
    assert write(visit("authority"), case, **second).status == 302
    return case


@pytest.fixture
def taken(visit, removed, issue, reviewer, raw):
    """The files of the bundle by their names, as the reviewer opens it."""
    letter = issue(removed, "update")
    assert list_all(visit("desk"), removed).status == 302
    data = {"recipients": str(reviewer.to_public())}
    locked = raw(visit("authority"), f"/cases/{removed}/papers/review/", data)
    bundle = pyrage.decrypt(locked, [reviewer])
    with tarfile.open(fileobj=io.BytesIO(bundle)) as archive:
        files = {one.name: archive.extractfile(one).read() for one in archive.getmembers()}
    return files, letter


def words(content: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.scenario("SC-30", part="reviewer")
def test_the_bundle_holds_the_removed_finding_with_who_when_and_why(taken):
    files, _ = taken
    said = words(files["2-findings-left-out.pdf"])

    assert "Discrimination: Made out" in said
    assert "Version 1 Version 2" in said
    assert "Rosemary" in said
    assert WHY in said


@pytest.mark.scenario("SC-30", part="reviewer")
def test_the_bundle_holds_the_version_in_which_it_stood(taken):
    files, _ = taken

    assert "His treatment was poor." in words(files["1-final-report.pdf"])
    assert "because of his race" in words(files["6-earlier-version-1.pdf"])


def test_the_letters_are_the_very_bytes_that_were_issued(taken):
    files, letter = taken

    assert hashlib.sha256(files["3-letter-1.pdf"]).digest() == bytes(letter.pdf_hash)


def test_the_manifest_names_every_file_with_its_hash(taken):
    files, _ = taken
    manifest = json.loads(files.pop(bundles.MANIFEST))

    assert manifest["removed_findings"] == 1
    assert {one["name"]: one["sha256"] for one in manifest["files"]} == {
        name: hashlib.sha256(content).hexdigest() for name, content in files.items()
    }
    assert {"4-mailbox.pdf", "3-served.pdf", "5-schedule-notice-1.pdf"} <= set(files)


@pytest.mark.usefixtures("taken")
def test_the_log_names_the_reviewers_key(reviewer):
    entry = next(one for one in leaves() if one.get("what") == "cases.export_review")

    assert entry["recipients"] == [str(reviewer.to_public())]
    assert entry["detail"]["removed_findings"] == 1


def test_there_is_no_bundle_before_a_report(visit, case, reviewer):
    data = {"recipients": str(reviewer.to_public())}

    page = visit("authority").post(f"/cases/{case}/papers/review/", data)
    assert "No report has been written yet" in page.text


def test_a_key_that_is_none_is_refused(visit, removed):
    page = visit("authority").post(f"/cases/{removed}/papers/review/", {"recipients": "me"})

    assert page.errors == ["This is not an age public key. It begins with age1."]
