"""Lists: filters, search, pages and the export show what the actor may see, in bounded effort."""

import csv
import dataclasses
import html
import io
import re
import urllib.parse
import uuid

import pytest

import browsing
import story
from candour.cases import deadlines
from candour.cases.models import Allegation, Case
from candour.cases.reading.overdue import overdue
from candour.cases.views.lists import harmless
from candour.law.clocks import ClockState


def exported(visitor, query=""):
    return list(csv.reader(io.StringIO(visitor.get(f"/cases/export/{query}").body)))


def address_of(page, rel: str) -> str:
    """Return where the link to the page on one side leads; empty where there is none."""
    found = re.search(f'href="([^"]+)" rel="{rel}"', page.body)
    return f"/cases/{html.unescape(found[1])}" if found else ""


@dataclasses.dataclass
class Shown:
    address: str
    text: str
    body: str


def walked(visitor, address: str, rel: str) -> list[Shown]:
    """Go from page to page as long as there is one; return them all."""
    pages: list[Shown] = []
    while address:
        page = visitor.get(address)
        pages.append(Shown(address, page.text, page.body))
        address = address_of(page, rel)
    return pages


def references(page) -> list[str]:
    """Return the references of the cases on a page, in order."""
    rows = page.body.split('scope="row"')[1:]
    return [re.search(r'href="/cases/([0-9a-f-]{36})/', row)[1] for row in rows]


def another(world, as_role, **changes):
    return story.record(world, as_role, report=story.reported(world, as_role).file, **changes).file


def test_the_authority_sees_the_cases_of_the_force_page_by_page(visit, case):
    authority = visit("authority")
    count = Case.objects.filter(organisation_id=authority.account.organisation_id).count()

    pages = walked(authority, "/cases/", "next")

    assert count == 172
    assert "172 cases." in pages[0].text
    assert [page.body.count('scope="row"') for page in pages] == [50, 50, 50, 22]


def test_going_back_shows_what_was_shown(visit, case):
    authority = visit("authority")
    there = walked(authority, "/cases/?state=closed", "next")

    back = walked(authority, there[-1].address, "prev")

    assert [references(page) for page in back[:-1]] == [
        references(page) for page in reversed(there[1:])
    ]
    assert references(back[-1]) == references(there[0])
    assert len({one for page in there for one in references(page)}) == sum(
        len(references(page)) for page in there
    )


def test_a_case_that_is_recorded_meanwhile_moves_no_other_to_another_page(
    visit, case, world, as_role
):
    authority = visit("authority")
    second = address_of(authority.get("/cases/"), "next")
    before = references(authority.get(second))

    another(world, as_role)

    assert references(authority.get(second)) == before


def test_a_page_after_the_first_counts_nothing(visit, case):
    authority = visit("authority")

    second = authority.get(address_of(authority.get("/cases/"), "next"))

    assert "172" not in second.text
    assert "More cases, in the same order." in second.text


@pytest.mark.parametrize(
    "place", ["after=x", "after=2026-01-01", "before=~", "after=2026-01-01~9", "page=4",
              "before=9999-12-31~ffffffffffffffffffffffffffffffff"],
)  # fmt: skip
def test_a_place_that_can_not_be_read_is_the_first_page(visit, case, place):
    authority = visit("authority")

    assert references(authority.get(f"/cases/?{place}")) == references(authority.get("/cases/"))


def test_the_place_of_a_hidden_case_is_that_of_none(visit, case):
    stranger, hidden = visit("external-investigator"), Case.objects.get(file_id=case)
    key = f"{hidden.received_on}~"

    shown = stranger.get(f"/cases/?before={key}{hidden.file_id.hex}")

    assert shown.text == stranger.get(f"/cases/?before={key}{uuid.uuid4().hex}").text
    assert hidden.reference not in shown.text


def test_cases_come_newest_first(visit, case):
    rows = exported(visit("authority"))[1:]

    received = [row[2] for row in rows]
    assert received == sorted(received, reverse=True)


@pytest.mark.parametrize(
    ("query", "column", "expected"),
    [
        ("?kind=complaint", 1, {"Complaint"}),
        ("?kind=conduct_matter", 1, {"Conduct matter"}),
        ("?state=open", 3, {"Open"}),
        ("?state=closed", 3, {"Closed"}),
    ],
)
def test_a_filter_leaves_only_what_it_names(visit, case, query, column, expected):
    rows = exported(visit("authority"), query)[1:]

    assert {row[column] for row in rows} == expected


def test_a_search_finds_by_reference_and_by_what_is_alleged(visit, case):
    desk, reference = visit("desk"), Case.objects.get(file_id=case).reference

    for begun in (reference, reference.lower(), reference[:4], reference[2:6].lower()):
        assert "1 case found." in desk.get(f"/cases/?text={begun}").text, begun
    for other in (reference[3:], reference[-4:], f"{reference}x", "C-!", "C-%"):
        assert (
            "0 cases found." in desk.get(f"/cases/?{urllib.parse.urlencode({'text': other})}").text
        ), other
    assert "1 case found." in desk.get("/cases/?text=overbearing").text
    assert "1 case found." in desk.get("/cases/?text=use of force").text
    assert "0 cases found." in desk.get("/cases/?text=police vehicles").text


def test_searches_and_exports_leave_leaves_of_their_own(visit, case):
    desk = visit("desk")
    before = len(browsing.leaves())

    desk.get("/cases/")
    desk.get("/cases/?text=race")
    desk.get("/cases/export/?kind=complaint")

    added = [one.get("what") for one in browsing.leaves()]
    assert len(added) - before == 3
    assert {"cases.list", "cases.search", "cases.export"} <= set(added)


def test_the_export_holds_what_the_filtered_list_shows(visit, case):
    authority = visit("authority")

    rows = exported(authority, "?state=open&kind=complaint")

    shown = authority.get("/cases/?state=open&kind=complaint")
    assert rows[0][:3] == ["Reference", "Kind", "Received"]
    assert f"{len(rows) - 1} cases found." in shown.text
    assert rows[1][0] in shown.text


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_an_export_is_a_formula(visit, case, start):
    Allegation.objects.filter(file_id=case, number=1).update(
        category="", source_category=f"{start}cmd|' /C calc'!A0"
    )

    cells = exported(visit("desk"))[1]

    assert harmless(f"{start}x") == f"'{start}x"
    assert cells[-1].startswith("'")


def test_a_harmless_cell_is_left_as_it_is():
    assert harmless("Use of force; Race") == "Use of force; Race"


def test_the_overdue_are_those_whose_clocks_say_so(visit, case):
    on = browsing.days_ago(-60)
    cases = list(Case.objects.filter(closed_on__isnull=True))
    deadlines.refresh(cases=cases, on=on)
    computed = deadlines.of_cases(cases=cases, on=on)

    late = {
        (file, one.clock_id)
        for file, found in computed.items()
        for one in found
        if one.state is ClockState.OVERDUE
    }
    assert set(overdue(on=on).values_list("file_id", "clock")) == late
    assert late != set()


def test_the_home_of_a_seat_counts_only_what_it_may_see(visit, case):
    assert "1 open case, 0 overdue." in visit("desk").get("/").text
    assert "15 open cases, 0 overdue." in visit("authority").get("/").text
    assert "0 open cases, 0 overdue." in visit("external-investigator").get("/").text


def test_a_list_takes_no_more_statements_for_more_cases(visit, case, world, as_role):
    desk = visit("desk")
    one = browsing.queries_of(desk, "/cases/")
    another(world, as_role)
    another(world, as_role)

    assert browsing.queries_of(desk, "/cases/") == one
    assert one < 30


@pytest.mark.parametrize(
    "page", ["", "words/", "screening/", "severity/", "outcome/", "timeline/", "referral/"]
)
def test_a_page_takes_no_more_statements_for_more_to_show(visit, case, world, as_role, page):
    desk = visit("desk")
    people = (story.DAN, {"given": "Lewis", "unit": "Kings Cross"}, {"family": "Marlow"})
    sent = story.reported(world, as_role, people=people)
    wide = story.record(
        world, as_role, report=sent.file, categories=(("H5", "B4", "J2"), ("A4",), ("K", "L"))
    ).file
    for file in (case, wide):
        # Words that came in are compared once, by whoever opens them first.
        desk.get(f"/cases/{file}/{page}")

    narrow = browsing.queries_of(desk, f"/cases/{case}/{page}")

    assert browsing.queries_of(desk, f"/cases/{wide}/{page}") == narrow
    assert narrow < 60
