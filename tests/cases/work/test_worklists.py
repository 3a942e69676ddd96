"""My work, what is due and what is late: by risk, then by day, and nothing of what a wall hides."""

import datetime
import re
import uuid

import pytest

import browsing
from candour.cases.models import Case, Deadline
from candour.law.clocks import CLOCKS, Nature
from cases.work.conftest import DAY
from cast import KEPT_OUT

LISTS = ("/my-work/", "/my-work/due/", "/my-work/late/")
RIGHTS = {clock.id for clock in CLOCKS if clock.nature is Nature.RIGHT}


def reference(file: uuid.UUID) -> str:
    return Case.objects.get(file_id=file).reference


def step(file: uuid.UUID, *, days: int, risk: int = 2, number: int = 0) -> Deadline:
    """A made-up step of a case, late by so many days."""
    return Deadline.objects.create(
        file_id=file,
        organisation_id=Case.objects.get(file_id=file).organisation_id,
        clock="written_answer",
        started_on=DAY - datetime.timedelta(days=400 + number),
        due_on=DAY - datetime.timedelta(days=days),
        late_after=DAY - datetime.timedelta(days=days),
        risk=risk,
    )


def references(body: str) -> list[str]:
    return re.findall(r'scope="row".*?<a[^>]*>([^<]+)</a>', body)


@pytest.mark.scenario("SC-13", part="worklists")
def test_what_is_late_stands_in_my_work_with_its_law_and_how_far_it_was_checked(visit, aged):
    case = aged(40)

    text = visit("desk").get("/my-work/").text

    assert reference(case) in text
    assert "Overdue" in text
    assert "Nobody yet" in text
    assert "Checked against the source" in text or "Partly checked" in text


@pytest.mark.scenario("SC-13", part="worklists")
def test_a_case_given_to_an_investigator_is_their_work_and_the_desks_no_longer(visit, aged, world):
    case = aged(40)
    desk = visit("desk")
    account = world.accounts["external-investigator"]
    before = reference(case) in desk.get("/my-work/").text

    desk.post(f"/cases/{case}/allocation/", {"account": str(account)})

    assert before
    assert reference(case) not in desk.get("/my-work/").text
    assert reference(case) in visit("external-investigator").get("/my-work/").text
    assert reference(case) in desk.get(f"/my-work/late/?whose={account}").text
    assert reference(case) not in desk.get("/my-work/late/?whose=nobody").text


def test_what_is_due_soon_is_not_among_what_is_late(visit, case):
    desk = visit("desk")

    assert reference(case) in desk.get("/my-work/due/").text
    assert reference(case) not in desk.get("/my-work/late/").text
    assert "Nothing is late." in desk.get("/my-work/late/").text


def test_a_right_that_somebody_has_makes_nobody_late(case):
    kept = Deadline.objects.exclude(late_after=None)

    assert not kept.filter(clock__in=RIGHTS).exists()
    assert kept.exists()


def test_what_is_most_at_risk_comes_first_then_what_is_longest_late(visit, case, world, as_role):
    Deadline.objects.all().delete()
    rows = [(1, 90), (8, 2), (5, 3), (5, 30)]
    for number, (risk, days) in enumerate(rows):
        step(case, days=days, risk=risk, number=number)

    text = visit("authority").get("/my-work/late/").text

    places = [text.index(name) for name in (
        "A life may be at risk", "Gross misconduct", "Less than misconduct"
    )]  # fmt: skip
    assert places == sorted(places)
    older = DAY - datetime.timedelta(days=30)
    newer = DAY - datetime.timedelta(days=3)
    written = [f"{one.day} {one:%B %Y}" for one in (older, newer)]
    assert text.index(written[0]) < text.index(written[1])


def test_pages_follow_each_other_without_a_row_twice_or_none(visit, case):
    Deadline.objects.all().delete()
    for number in range(120):
        step(case, days=1 + number % 7, risk=1 + number % 3, number=number)
    authority, address, shown = visit("authority"), "/my-work/late/", []

    for _ in range(3):
        page = authority.get(address)
        shown.append(len(references(page.body)))
        found = re.search(r'href="(\?[^"]*after=[^"]*)">Next page', page.body)
        address = "/my-work/late/" + (found.group(1).replace("&amp;", "&") if found else "")

    assert shown == [50, 50, 20]


@pytest.mark.parametrize("after", ["x", "1.2.3", "9" * 30, "2.2026-01-01.x", "..", "%00"])
def test_an_address_that_nobody_made_shows_the_first_page(visit, aged, after):
    case = aged(40)

    assert reference(case) in visit("desk").get(f"/my-work/late/?after={after}").text


@pytest.mark.scenario("SC-13", part="worklists")
@pytest.mark.parametrize("username", KEPT_OUT)
def test_nobody_kept_out_finds_the_case_in_any_list(visit, aged, username):
    case = aged(40)
    visitor = visit(username)

    pages = visitor.answers([*LISTS, "/my-work/dormant/", "/my-work/late/?whose=nobody"])

    assert all(str(case) not in page.body and reference(case) not in page.body for page in pages)


def test_a_list_takes_no_more_statements_for_more_lines(visit, case):
    authority = visit("authority")
    step(case, days=3)
    one = browsing.queries_of(authority, "/my-work/late/")
    for number in range(30):
        step(case, days=3, number=1 + number)

    assert browsing.queries_of(authority, "/my-work/late/") == one


def test_each_look_at_a_list_is_in_the_log(visit, case):
    visit("desk").get("/my-work/late/")

    assert "cases.work" in [one.get("what") for one in browsing.leaves()]
