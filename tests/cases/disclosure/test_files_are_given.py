"""Attached files are given in copies: each without hidden data, marked, listed and sealed."""

import hashlib
import io

import pikepdf
import pytest
from django.db import connection
from PIL import Image

from browsing import denials, leaves
from candour.cases.disclosure.attached import evidence
from candour.cases.models import DisclosedCopy, Redaction, ServedCopy
from candour.guard.models import SealedItem
from candour.intake.attachments import opening
from cases.disclosure.given_files import (
    PHOTO,
    SENT,
    SIGNS,
    case,
    choices,
    copy_of,
    give,
    offered,
    served,
    words_of,
)
from cast import REPRESENTATIVE, SUBJECT_SEAT
from core.redaction.awkward import NAME

__all__ = ["case", "give"]


def opened_copies() -> list[str]:
    """Which served copies the log says were opened by their recipients."""
    return [
        one["detail"]["copy"]
        for one in leaves()
        if one.get("what") == "cases.bundle" and one["kind"] == "key"
    ]


@pytest.mark.scenario("SC-25", part="marked-and-listed")
def test_each_recipient_of_a_pdf_gets_a_copy_with_a_line_and_signs_of_its_own(visit, give):
    assert give("diary of Ann.pdf (").status == 302

    one, other = (served(visit(name), name) for name in (SUBJECT_SEAT, REPRESENTATIVE))
    for name, content in ((SUBJECT_SEAT, one), (REPRESENTATIVE, other)):
        assert f"Copy {copy_of(name).code} for {name}" in words_of(content)
        assert NAME in words_of(content)
    assert SIGNS.findall(one)
    assert not set(SIGNS.findall(one)) & set(SIGNS.findall(other))
    assert pikepdf.open(io.BytesIO(one)).check_pdf_syntax() == []


@pytest.mark.scenario("SC-25", part="marked-and-listed")
def test_the_ledger_names_the_file_its_hash_the_stage_the_recipient_and_the_mark(visit, give):
    give("diary of Ann.pdf (")

    copy, content = copy_of(SUBJECT_SEAT), served(visit(SUBJECT_SEAT), SUBJECT_SEAT)
    text = visit("desk").get(f"/cases/{copy.file_id}/disclosure/").text
    for said in ("File: diary of Ann.pdf", "Daniel Marlow", "Notice of investigation", copy.code,
                 hashlib.sha256(content).hexdigest(), "A line at its foot"):  # fmt: skip
        assert said in text


def test_a_file_alone_is_no_notice_and_opens_no_list_of_who_looked(give):
    give("diary of Ann.pdf (")

    copy = copy_of(SUBJECT_SEAT)
    assert (copy.stage, copy.kind) == ("notice", "file")
    with connection.cursor() as cursor:
        served_on = "select count(*) from cases.notices_served(%s, 'Europe/London')"
        cursor.execute(served_on, [copy.party.account_id])
        assert cursor.fetchone() == (0,)


def test_a_photo_loses_where_it_was_taken_and_keeps_all_of_its_points(visit, give):
    give("locker.jpg (")

    content = served(visit(SUBJECT_SEAT), SUBJECT_SEAT)
    picture = Image.open(io.BytesIO(content))
    assert not picture.getexif()
    assert picture.size[1] > Image.open(io.BytesIO(PHOTO)).size[1]
    assert SIGNS.search(content)


def test_a_type_that_takes_no_mark_is_given_without_and_every_page_says_so(visit, give):
    give("notes.docx (")

    served_page = (
        visit(SUBJECT_SEAT)
        .get(f"/bundle/{ServedCopy.objects.get(account__username=SUBJECT_SEAT).id}/")
        .text
    )
    ledger = visit("desk").get(f"/cases/{copy_of(SUBJECT_SEAT).file_id}/disclosure/").text
    assert "this type of file takes none" in served_page
    assert "this type of file takes none" in ledger
    assert not SIGNS.search(served(visit(SUBJECT_SEAT), SUBJECT_SEAT))


def test_a_file_whose_hidden_data_cannot_be_taken_out_is_offered_in_a_container_alone(visit, named):
    found = {
        label: value.split(":")[0]
        for label, value in choices(visit("desk"), named).items()
        if label.startswith("call.mp3")
    }

    assert found == {"call.mp3, in a container (Sound (MP3))": evidence.CONTAINER}


def test_a_redacted_pdf_is_given_without_the_words_and_without_its_own_name(visit, named, side):
    desk = visit("desk")
    source = offered(desk, named, "diary of Ann.pdf (").split(":")[1]
    data = {"words": NAME, "areas": "", "cover": "words", "go": "keep"}
    desk.post(f"/cases/{named}/papers/redactions/of/{source}/", data)

    choice = offered(desk, named, "diary of Ann.pdf, words removed (1)")
    assert side(named, SUBJECT_SEAT, title="", text="", files=[choice]).errors == []

    content = served(visit(SUBJECT_SEAT), SUBJECT_SEAT)
    page = (
        visit(SUBJECT_SEAT)
        .get(f"/bundle/{ServedCopy.objects.get(account__username=SUBJECT_SEAT).id}/")
        .text
    )
    assert NAME not in words_of(content)
    assert "Ann" not in page
    row, copy = Redaction.objects.get(), copy_of(SUBJECT_SEAT)
    assert copy.source_id == row.id
    ledger = desk.get(f"/cases/{named}/disclosure/{copy.id}/").text
    assert bytes(row.result_hash).hex() in ledger
    assert "Words were removed from it" in ledger


@pytest.mark.scenario("SC-25", part="marked-and-listed")
def test_the_leaf_of_the_giving_stands_before_anything_can_be_saved(visit, give):
    give("locker.jpg (")

    leaf = next(one for one in leaves() if one.get("what") == "cases.disclose")
    copy = copy_of(SUBJECT_SEAT)
    assert leaf["detail"]["made_of"][str(copy.id)] == hashlib.sha256(PHOTO).hexdigest()
    assert str(copy.party_id) in leaf["detail"]["recipients"]
    assert opened_copies() == []
    served(visit(SUBJECT_SEAT), SUBJECT_SEAT)
    assert opened_copies() == [str(copy.id)]


def test_what_lies_in_a_witnesss_compartment_cannot_be_chosen(visit, named, side):
    before = choices(visit("desk"), named)
    SealedItem.objects.filter(kind=opening.KIND).update(compartment="witness-a")

    assert len(before) == len(SENT)
    assert choices(visit("desk"), named) == {}
    for name in before.values():
        page = side(named, SUBJECT_SEAT, title="", text="", files=[name], is_as_it_came="on")
        assert page.status == 200
    assert not DisclosedCopy.objects.exists()


def test_a_file_that_was_exchanged_is_given_to_nobody(visit, give, settings, named):
    desk = visit("desk")
    name = offered(desk, named, "locker.jpg (").split(":")[1]
    place = settings.BLOBS / name
    place.chmod(0o600)
    place.write_bytes(place.read_bytes()[:-1] + b"\0")

    page = give("locker.jpg (")

    assert "it is not what was sealed" in page.errors[0]
    assert not DisclosedCopy.objects.exists()


def test_before_the_reporter_is_safe_no_file_reaches_the_subject(visit, seated, side):
    choice = offered(visit("desk"), seated, "locker.jpg (")

    page = side(seated, SUBJECT_SEAT, title="", text="", files=[choice])

    assert "Decide first whether the reporter is safe" in page.errors[0]
    assert not ServedCopy.objects.exists()


def test_nobody_else_can_save_a_copy(visit, give):
    give("locker.jpg (")
    copy = copy_of(SUBJECT_SEAT)

    paths = [f"/bundle/{copy.id}/file/", f"/cases/{copy.file_id}/disclosure/{copy.id}/file/"]
    for name in ("subject", REPRESENTATIVE, "stranger"):
        assert {visit(name).post(path, {}).status for path in paths} == {404}
    assert denials()
