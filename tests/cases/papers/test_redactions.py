"""Words are taken out of papers for good: seen first, then kept, then given like any paper."""

import io

import pypdf
import pytest

import story
from browsing import Visitor
from candour.cases.models import DisclosedCopy, Redaction
from candour.core.redaction import texts
from candour.guard.models import SealedItem
from candour.intake.attachments import receive
from cast import SUBJECT_SEAT
from core.redaction import awkward
from core.redaction.awkward import NAME
from intake.attachments.attaching import body_of, request_of

WORDS = "lockers\nnobody"


def statement(case) -> str:
    return str(SealedItem.objects.get(file_id=case, kind="narrative").id)


def redact(visitor: Visitor, case, *, go: str, source: str = "", **data: str):
    place = f"/cases/{case}/papers/redactions/of/{source or statement(case)}/"
    return visitor.post(place, {"words": WORDS, "go": go, **data})


@pytest.fixture
def with_pdf(world, as_role, settings, tmp_path):
    """A case to which the reporter attached a PDF that names somebody."""
    settings.BLOBS, settings.CLAMD = tmp_path / "blobs", tmp_path / "no-scanner"
    with as_role("report"):
        taken, _ = receive.take(request_of(body_of([("diary.pdf", awkward.plain(NAME))])))
    told = tuple(one.to_json() for one in taken)
    report = story.reported(world, as_role, files=told).file
    return story.record(world, as_role, report=report).file, str(taken[0].id)


def test_the_result_is_seen_before_anything_is_kept(visit, case):
    page = redact(visit("desk"), case, go="look")

    assert f"against the {texts.BLOCK} and said that {texts.BLOCK} would" in page.text
    assert page.fields["words"] == [WORDS]
    assert not Redaction.objects.exists()


def test_a_word_that_stands_nowhere_is_told(visit, case):
    page = redact(visit("desk"), case, go="look", words="lockers\nMarguerite")

    assert "Found nowhere: Marguerite." in page.text


def test_nothing_to_remove_is_refused(visit, case):
    page = redact(visit("desk"), case, go="keep", words="  ")

    assert page.errors == ["Write at least one word that must go"]
    assert not Redaction.objects.exists()


def test_the_kept_version_holds_nothing_of_the_words(visit, case):
    assert redact(visit("desk"), case, go="keep").status == 302

    row = Redaction.objects.get(file_id=case)
    text = visit("desk-two").get(f"/cases/{case}/papers/redactions/{row.id}/").text
    assert texts.left(text=text, words=WORDS.split("\n")) == ()
    assert "He pushed me against the" in text
    assert row.places == 2


def test_a_redacted_statement_is_given_to_the_subject_without_the_words(visit, safe, side):
    redact(visit("desk"), safe, go="keep")
    row = Redaction.objects.get()

    side(safe, SUBJECT_SEAT, title="", text="", papers=f"paper:{row.id}")
    copy = DisclosedCopy.objects.get(source_id=row.id)
    shown = visit(SUBJECT_SEAT).get(f"/bundle/{copy.id}/").text
    assert "lockers" not in shown
    assert "nobody" not in shown


def test_the_original_stays_as_it_was(visit, case):
    redact(visit("desk"), case, go="keep")

    assert story.STORY in visit("desk").get(f"/cases/{case}/words/").text


def test_a_pdf_is_redacted_and_no_reader_finds_the_name(visit, with_pdf, raw):
    case, source = with_pdf
    desk = visit("desk")
    data = {"cover": "words", "areas": "", "words": NAME}

    seen = raw(desk, f"/cases/{case}/papers/redactions/of/{source}/", {**data, "go": "pdf"})
    assert redact(desk, case, go="keep", source=source, **data).status == 302
    row = Redaction.objects.get(file_id=case)
    kept = raw(desk, f"/cases/{case}/papers/redactions/{row.id}/")
    assert seen == kept
    assert NAME.split()[0].encode() not in kept
    assert pypdf.PdfReader(io.BytesIO(kept)).pages[0].extract_text().strip() == ""


@pytest.mark.parametrize("areas", ["2", "0: 1-2", "1: 40-30", "1: 10-200", "one: 1-2"])
def test_an_area_that_is_none_is_refused_in_words(visit, with_pdf, areas):
    case, source = with_pdf
    page = redact(visit("desk"), case, go="look", source=source, cover="words", areas=areas)

    assert page.errors == ["Write each area as page: from-to, for example 2: 30-45"]


def test_a_source_of_another_case_is_not_there(visit, case, with_pdf):
    other, _ = with_pdf

    assert redact(visit("desk"), other, go="look", source=statement(case)).status == 404
