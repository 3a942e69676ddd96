"""Prints: every page is marked and numbered, says who printed it and when, and leaves a leaf."""

import io

import pytest
import weasyprint
from django.contrib.staticfiles import finders
from pypdf import PdfReader
from weasyprint.urls import URLFetcherResponse

import browsing
from candour.cases.models import DiaryEntry
from candour.people.models import PersonName
from cases.diary.conftest import BAG, LOCKERS, move_data

PRINTS = ("summary", "plan", "diary", "exhibits")


def on_paper(body: str) -> list[str]:
    """Return the text of each page as it comes out of a printer."""
    sheet = weasyprint.CSS(filename=finders.find("cases/sheet.css"))
    made = weasyprint.HTML(string=body, base_url="/nowhere/", url_fetcher=_nothing).write_pdf(
        stylesheets=[sheet]
    )
    return [page.extract_text() for page in PdfReader(io.BytesIO(made)).pages]


def _nothing(_url: str, *_args: object, **_options: object) -> URLFetcherResponse:
    return URLFetcherResponse("about:blank", b"", {"Content-Type": "text/css"})


@pytest.mark.parametrize("what", PRINTS)
def test_a_print_is_marked_says_who_printed_it_and_leaves_a_leaf(visit, case, what):
    desk = visit("desk")
    named = PersonName.objects.get(person_id=desk.account.person_id, kind="current")

    page = desk.get(f"/cases/{case}/print/{what}/")

    assert page.status == 200
    assert page.body.count("OFFICIAL-SENSITIVE") == 2
    assert f"Printed by {named.given} {named.family}, desk reader" in page.body
    printed = [one for one in browsing.leaves() if one.get("what") == "cases.print"]
    assert len(printed) == 1
    assert printed[0]["why"].startswith("Printed: ")


def test_a_deadline_on_the_summary_names_its_provision_as_people_cite_it(visit, case):
    text = visit("desk").get(f"/cases/{case}/print/summary/").text

    assert "Parity policy, mirrors" in text
    assert "(code=" not in text


def test_what_stands_in_the_case_stands_on_the_print(visit, case, line, entry, exhibit):
    desk = visit("desk")
    desk.post(f"/cases/{case}/exhibits/{exhibit.id}/move/", move_data())

    assert LOCKERS in desk.get(f"/cases/{case}/print/plan/").text
    assert "The night list is asked for." in desk.get(f"/cases/{case}/print/diary/").text
    text = desk.get(f"/cases/{case}/print/exhibits/").text
    assert BAG in text
    assert "Seal 4411, undamaged." in text


def test_every_page_on_paper_has_the_mark_the_printer_and_its_number(visit, case, entry):
    DiaryEntry.objects.bulk_create(
        DiaryEntry(
            file_id=case, organisation_id=entry.organisation_id, noted_at=entry.noted_at,
            noted_by=entry.noted_by, item=entry.item, number=number, kind="note",
            happened_at=entry.happened_at,
        )
        for number in range(2, 40)
    )  # fmt: skip

    pages = on_paper(visit("desk").get(f"/cases/{case}/print/diary/").body)

    assert len(pages) > 2
    assert all(page.count("OFFICIAL-SENSITIVE") == 2 for page in pages)
    assert all("Printed by" in page for page in pages)
    assert [f"Page {one} of {len(pages)}" in page for one, page in enumerate(pages, 1)] == [
        True
    ] * len(pages)


@pytest.mark.scenario("SC-20", part="pages")
@pytest.mark.parametrize("username", ["subject", "colleague", "line-manager", "stranger"])
def test_whoever_is_kept_out_prints_nothing(visit, case, username):
    browsing.rule_out(case, visit("desk"), but="subject")
    pages = [f"/cases/{case}/print/{what}/" for what in PRINTS] + [f"/cases/{case}/print/"]

    assert visit(username).statuses(pages) == {404}
