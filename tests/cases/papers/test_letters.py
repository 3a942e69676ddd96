"""A letter is seen, issued as bytes that never change, and served so that its clock runs."""

import hashlib
import io

import pikepdf
import pypdf
import pytest
from django.db import IntegrityError, connection, transaction

import browsing
from candour.cases.models import Event, FormalLetter, LetterService, ServedCopy
from candour.law.events import EventKind
from candour.law.policies.papers import EMAIL
from cases.papers.conftest import NOTICE, UPDATE, day
from cast import NOW, SUBJECT_SEAT
from sides import party

TODAY = NOW.date()
SAFETY = (
    "Decide first whether the reporter is safe at this stage. Nothing reaches a subject before."
)


def serve(visitor, letter: FormalLetter, **data):
    typed = {"how": "", **day("served_on", TODAY), **data}
    return visitor.post(f"/cases/{letter.file_id}/papers/letters/{letter.id}/", typed)


def tags(content: bytes) -> list[str]:
    """The tags of a PDF, from which a screen reader knows what is a heading and what is text."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        return [
            str(one.S) for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/StructElem"
        ]  # fmt: skip


def test_a_preview_shows_the_letter_and_keeps_nothing(visit, case):
    page = visit("desk").post(f"/cases/{case}/papers/write/update/", {**UPDATE, "go": "look"})

    assert "We asked for the records of the custody desk." in page.text
    assert "Nothing has been issued." in page.text
    assert page.fields["done"] == [UPDATE["done"]]
    assert not FormalLetter.objects.exists()


def test_what_is_missing_is_asked_for_and_what_was_typed_stays(visit, case):
    typed = {**UPDATE, "now": "", "go": "issue"}
    page = visit("desk").post(f"/cases/{case}/papers/write/update/", typed)

    assert page.errors == ["Fill in: what happens next, and by when?"]
    assert page.fields["done"] == [UPDATE["done"]]
    assert not FormalLetter.objects.exists()


def test_an_issued_letter_is_the_bytes_that_were_hashed(visit, case, issue, raw):
    letter = issue(case, "update")

    content = raw(visit("desk-two"), f"/cases/{case}/papers/letters/{letter.id}/pdf/")
    assert content.startswith(b"%PDF")
    assert hashlib.sha256(content).digest() == bytes(letter.pdf_hash)
    assert len(content) == letter.pdf_size


def test_a_letter_is_a_tagged_pdf_in_english_with_a_title(visit, case, issue, raw):
    letter = issue(case, "update")

    content = raw(visit("desk"), f"/cases/{case}/papers/letters/{letter.id}/pdf/")
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert "<rdf:Description" in str(pdf.open_metadata())
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
    assert {"/H1", "/H2", "/P"} <= set(tags(content))
    said = pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text()
    assert "How far this is" in said
    assert "Thank you for waiting." in said


def test_no_row_of_a_letter_holds_its_words(case, issue):
    issue(case, "update")

    with connection.cursor() as cursor:
        cursor.execute("select row_to_json(cases_formalletter)::text from cases_formalletter")
        assert "custody desk" not in cursor.fetchone()[0]


@pytest.mark.parametrize("change", ["update cases_formalletter set number = 9",
                                    "delete from cases_formalletter"])  # fmt: skip
def test_the_database_changes_no_letter_even_for_its_owner(case, issue, change):
    issue(case, "update")

    with (
        pytest.raises(IntegrityError, match="is only added to"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


def test_news_in_the_mailbox_starts_the_clock_of_the_next(visit, case, issue):
    letter = issue(case, "update")

    assert serve(visit("desk"), letter, route="mailbox").status == 302
    service = LetterService.objects.get(letter=letter)
    assert service.mailbox_letter_id is not None
    assert Event.objects.filter(file_id=case, kind=EventKind.UPDATE_SENT.value).count() == 1
    assert "We asked for the records" in visit("desk").get(f"/cases/{case}/letters/").text


def test_a_letter_by_post_starts_the_same_clock_on_the_day_it_went(visit, case, issue):
    letter = issue(case, "update")
    went = browsing.days_ago(0)

    page = serve(visit("desk"), letter, route="post", how="Signed for, number 4.",
                 **day("served_on", went))  # fmt: skip
    assert page.status == 302
    event = LetterService.objects.get(letter=letter).event
    assert (event.kind, event.happened_on) == (EventKind.UPDATE_SENT.value, went)


def test_by_hand_needs_to_say_how(visit, case, issue):
    letter = issue(case, "update")

    assert serve(visit("desk"), letter, route="post").errors == [
        "Say how it was given, so that it can be proved"
    ]
    assert not LetterService.objects.exists()


def test_the_words_of_an_e_mail_name_nobody_and_nothing(visit, case, issue):
    letter = issue(case, "update")

    page = visit("desk").get(f"/cases/{case}/papers/letters/{letter.id}/")
    assert EMAIL in page.text
    assert not any(word in EMAIL.lower() for word in ("police", "complaint", "case", "force"))


@pytest.mark.scenario("SC-17", part="safety-first")
@pytest.mark.parametrize("route", ["seat", "post", "in_person"])
def test_no_notice_reaches_a_subject_by_any_route_before_safety(visit, seated, issue, route):
    letter = issue(seated, "notice_of_investigation", **NOTICE)

    data = {"route": route, "how": "By hand.", "party": str(party(seated, SUBJECT_SEAT))}
    assert serve(visit("desk"), letter, **data).errors == [SAFETY]
    assert not LetterService.objects.exists()
    assert not ServedCopy.objects.exists()


def test_the_database_serves_no_subject_before_safety(seated, issue, visit):
    letter = issue(seated, "notice_of_investigation", **NOTICE)
    row = LetterService(
        file_id=seated, organisation_id=letter.organisation_id, noted_at=NOW, letter=letter,
        item=letter.item, route="post", served_on=TODAY,
    )  # fmt: skip

    with pytest.raises(IntegrityError, match="safe"), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.scenario("SC-17", part="staged")
def test_a_notice_stands_on_the_subjects_page_as_a_marked_copy(visit, safe, issue):
    letter = issue(safe, "notice_of_investigation", **NOTICE)
    data = {"route": "seat", "party": str(party(safe, SUBJECT_SEAT))}

    assert serve(visit("desk"), letter, **data).status == 302
    copy = ServedCopy.objects.get()
    shown = visit(SUBJECT_SEAT).get(f"/bundle/{copy.id}/")
    assert "Notice of investigation" in shown.text
    assert LetterService.objects.get(letter=letter).copy_id == copy.id


def test_a_letter_to_a_subject_never_goes_to_the_mailbox(visit, safe, issue):
    letter = issue(safe, "notice_of_investigation", **NOTICE)

    page = visit("desk").get(f"/cases/{safe}/papers/letters/{letter.id}/")
    assert 'value="mailbox"' not in page.body


def test_an_outcome_can_not_be_told_before_it_is_decided(visit, case):
    typed = {"party": "complainant", "reasons": "None yet.", "done": "Nothing.", "go": "issue"}
    page = visit("desk").post(f"/cases/{case}/papers/write/outcome_notice/", typed)

    assert page.errors == [
        "Decide the outcome of every allegation before you issue the letter that tells it."
    ]


def test_a_letter_names_its_law_and_how_far_it_was_checked(visit, case, issue, raw):
    letter = issue(case, "update")

    content = raw(visit("desk"), f"/cases/{case}/papers/letters/{letter.id}/pdf/")
    said = " ".join(pypdf.PdfReader(io.BytesIO(content)).pages[0].extract_text().split())
    assert "Law:" in said
    assert "reg 34(2)(a)" in said
    assert "checked against the source" in said
