"""Words are found in attached files; what can't be read is named and takes nothing with it."""

import logging

import pytest

import browsing
from browsing import Visitor
from candour.cases.models import Case
from candour.cases.seeking import files as searched
from candour.guard.models import KeyWrap
from intake.attachments import samples

CANARY = "qzxjvkwyp"
PDF = ("rota.pdf", samples.written_pdf("Friday nights", f"the {CANARY} in the cupboard"))
WORD = ("diary.docx", samples.written_docx("Monday", f"The {CANARY} again"))
CHAT = ("chat.zip", samples.archive(("_chat.txt", f"Anna: the {CANARY}".encode())))
MAIL = ("fwd.eml", f"From: a@example.test\nSubject: Fwd\n\nthe {CANARY} again\n".encode())
TEXT = ("note.txt", f"I wrote {CANARY} down.".encode())
LOCKED = ("locked.pdf", samples.written_pdf("a zyzzyva", password="owl"))
BROKEN = ("broken.pdf", samples.written_pdf("a zyzzyva")[:150])
DAMAGED = "The document is damaged or locked with a password."


def looked(visitor: Visitor, text: str, **changes: str):
    return visitor.post("/search/words/", {"text": text, "state": "", **changes})


def reference_of(file) -> str:
    return Case.objects.get(file_id=file).reference


@pytest.mark.parametrize("file", [PDF, WORD, CHAT, MAIL, TEXT])
def test_words_of_a_file_are_found_with_a_way_to_the_file(visit, with_files, file):
    case = with_files(file)

    page = looked(visit("desk"), CANARY)

    assert f"<mark>{CANARY}</mark>" in page.body
    assert f"Attached file: {file[0]} of {reference_of(case)}" in page.text
    assert f'href="/attachments/{case}/' in page.body
    assert "Read 1 attached file." in page.text
    assert "Attached files that were not searched" not in page.text


@pytest.mark.parametrize("written", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_name_with_an_accent_is_found_in_a_text_however_it_was_written(
    visit, with_files, written
):
    with_files(("note.txt", ("Plain words. " * 400 + "Sgt Renée was there").encode(written)))

    page = looked(visit("desk"), "renee")

    assert "<mark>Renée</mark>" in page.body


def test_a_file_is_found_by_its_name_whatever_it_holds(visit, with_files):
    with_files((f"{CANARY} kitchen.jpg", samples.photo()), (f"{CANARY}.pdf", BROKEN[1]))

    page = looked(visit("desk"), f"{CANARY}*")

    assert page.body.count(f"<mark>{CANARY}</mark>") == 2
    assert "Of 1 picture, sound or film, only the name." in page.text


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (LOCKED, DAMAGED),
        (BROKEN, DAMAGED),
        (("scan.pdf", samples.pdf()), "It holds no words that can be read"),
        (("figures.rtf", rb"{\rtf1 words}"), "Only the name of files of this type is searched."),
    ],
)
def test_what_can_not_be_read_is_named_and_loses_nothing(visit, with_files, file, why):
    with_files(file, PDF, TEXT)

    page = looked(visit("desk"), CANARY)

    assert page.body.count(f"<mark>{CANARY}</mark>") == 2
    assert f"{file[0]} of" in page.text
    assert why in page.text


def test_a_file_too_large_to_be_searched_is_named(visit, with_files, monkeypatch):
    monkeypatch.setattr(searched, "LARGEST", len(TEXT[1]))
    with_files(PDF, TEXT)

    page = looked(visit("desk"), CANARY)

    assert page.body.count(f"<mark>{CANARY}</mark>") == 1
    assert "It is too large to be searched." in page.text


@pytest.mark.parametrize("harm", ["gone", "altered"])
def test_a_file_that_is_gone_or_altered_is_named(visit, with_files, settings, harm):
    with_files(PDF)
    (place,) = (one for one in settings.BLOBS.rglob("*") if one.is_file())
    whole = place.read_bytes()
    place.write_bytes({"gone": b"", "altered": whole[:-1] + bytes([whole[-1] ^ 1])}[harm])

    page = looked(visit("desk"), CANARY)

    assert CANARY not in page.text.replace(f"Words {CANARY}", "")
    assert "It is not there any more, or it was altered." in page.text


def test_files_are_read_after_a_leaf_that_names_no_word_of_them(visit, with_files, caplog):
    caplog.set_level(logging.DEBUG)
    case = with_files(PDF, LOCKED)
    desk = visit("desk")
    before = {one.get("id") for one in browsing.leaves()}

    looked(desk, CANARY)

    added = [one for one in browsing.leaves() if one.get("id") not in before]
    whys = [one["why"] for one in added if one.get("what") == "cases.open_attachment"]
    told = [record.getMessage() for record in caplog.records]
    assert whys == [searched.SEARCHED]
    assert {one["file"] for one in added if "file" in one} >= {str(case)}
    assert not [one for one in (*map(str, added), *told) if CANARY in one or "rota" in one]


def test_nothing_of_a_file_lies_anywhere_afterwards(visit, with_files, world, tmp_path):
    with_files(TEXT)

    looked(visit("desk"), CANARY)

    kept = [*tmp_path.rglob("*"), *world.data.rglob("*")]
    files = [one for one in kept if one.is_file()]
    assert files
    assert not [one for one in files if CANARY.encode() in one.read_bytes()]


def test_a_look_stops_between_files_and_goes_on_with_the_next(visit, with_files, monkeypatch):
    monkeypatch.setattr(searched, "FILES_AT_ONCE", 1)
    case = with_files(TEXT, ("second.txt", b"nothing"), ("third.txt", CANARY.encode()))
    desk = visit("desk")

    pages = [looked(desk, CANARY)]
    for _ in range(2):
        kept = pages[-1].fields
        after, found_in = kept["after"][-1], kept["found_in"][-1]
        pages.append(looked(desk, CANARY, after=after, found_in=found_in))

    shown = "".join(page.body for page in pages)
    assert "Looked through 0 of 1 case." in pages[0].text
    assert f"Looked at 1 of 3 attached files of {reference_of(case)}." in pages[0].text
    assert f"Looked at 2 of 3 attached files of {reference_of(case)}." in pages[1].text
    assert "Looked through 1 of 1 case." in pages[2].text
    assert shown.count(f"<mark>{CANARY}</mark>") == 2
    assert reference_of(case) in pages[2].text
    assert "Look through the next cases" not in pages[2].text


def test_the_words_of_a_case_are_looked_through_once_though_its_files_wait(
    visit, with_files, monkeypatch
):
    monkeypatch.setattr(searched, "FILES_AT_ONCE", 1)
    with_files(("a.txt", b"one"), ("b.txt", b"two"))
    desk = visit("desk")

    first = looked(desk, "lockers")
    after = first.fields["after"][-1]
    second = looked(desk, "lockers", after=after, found_in=first.fields["found_in"][-1])

    assert "<mark>lockers</mark>" in first.body
    assert "<mark>lockers</mark>" not in second.body
    assert "Found before" in second.text


@pytest.mark.scenario("SC-20", part="lists-and-search")
@pytest.mark.parametrize("username", ["subject", "colleague", "line-manager", "stranger"])
def test_whoever_is_kept_out_finds_no_file_and_learns_of_none(visit, with_files, username):
    case = with_files(PDF, LOCKED)
    browsing.rule_out(case, visit("desk"), but="subject")
    visitor = visit(username)

    hidden = looked(visitor, CANARY)

    assert "Looked through 0 of 0 cases." in hidden.text
    assert "locked.pdf" not in hidden.body
    assert hidden.text == looked(visitor, "zzyzx").text.replace("zzyzx", CANARY)


def test_a_reader_who_lost_the_key_finds_no_file(visit, with_files, world):
    with_files(PDF, LOCKED)
    KeyWrap.objects.filter(account_id=world.accounts["desk"]).delete()

    page = looked(visit("desk"), CANARY)

    assert "Looked through 0 of 0 cases." in page.text
    assert "locked.pdf" not in page.text
