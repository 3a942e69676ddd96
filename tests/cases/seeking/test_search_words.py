"""Words are found in the cases that one's keys open, after a leaf for each, and kept nowhere."""

import pathlib

import pytest
from django.db import connection

import browsing
import story
from browsing import Visitor
from candour.cases.models import Case
from candour.cases.seeking import queries
from candour.guard.models import KeyWrap


def looked(visitor: Visitor, text: str, **changes: str):
    return visitor.post("/search/words/", {"text": text, "state": "", **changes})


def another(world, as_role, **changes):
    sent = story.reported(world, as_role, **changes)
    return story.record(world, as_role, report=sent.file).file


def reference_of(file) -> str:
    return Case.objects.get(file_id=file).reference


def test_words_of_the_report_and_of_reasons_are_found_with_where_they_stand(visit, case):
    page = looked(visit("desk"), "lockers")

    assert reference_of(case) in page.text
    assert "The report" in page.text
    assert "<mark>lockers</mark>" in page.body
    assert "Looked through 1 of 1 case." in page.text
    assert "<mark>threatened</mark>" in looked(visit("desk"), "threat*").body


def test_what_a_diary_holds_is_found_there(visit, case, world):
    desk = visit("desk")
    day = browsing.days_ago(1)
    desk.post(
        f"/cases/{case}/diary/",
        {"kind": "note", "what": "The café owner Renée called.", "why": "", "time": "9:15",
         "on_day": str(day.day), "on_month": str(day.month), "on_year": str(day.year)},
    )  # fmt: skip

    page = looked(desk, '"cafe owner" renee')

    assert f'href="/cases/{case}/diary/"' in page.body
    assert "<mark>café owner</mark>" in page.body
    assert "<mark>Renée</mark>" in page.body


@pytest.mark.parametrize("text", ["padlock", "lockers hotel", "zzyzx"])
def test_what_stands_nowhere_is_not_found(visit, case, text):
    page = looked(visit("desk"), text)

    assert "Nothing was found in those just looked through." in page.text
    assert reference_of(case) not in page.text


def test_what_was_written_as_markup_is_shown_as_text(visit, world, as_role):
    another(world, as_role, story="He wrote <script>alert(1)</script> on the lockers.")

    body = looked(visit("desk"), "lockers").body

    assert "<script>" not in body
    assert "&lt;script&gt;alert(1)&lt;/script&gt; on the <mark>lockers</mark>" in body


def test_each_case_is_a_leaf_before_its_words_are_opened(visit, case, world, as_role):
    other = another(world, as_role)
    desk = visit("desk")
    before = {one.get("id") for one in browsing.leaves()}

    looked(desk, "lockers")

    added = [one for one in browsing.leaves() if one.get("id") not in before]
    searched = [one["file"] for one in added if one.get("what") == "cases.search_case"]
    opened = [one["file"] for one in added if one.get("what") == "guard.open_items"]
    assert sorted(searched) == sorted(opened) == sorted([str(case), str(other)])
    assert "lockers" not in str(added)


def test_nothing_sealed_is_read_before_the_leaf_of_its_case(visit, case):
    desk, statements = visit("desk"), []

    def note(execute, sql, params, many, context):
        given = [getattr(one, "obj", one) for one in params or ()]
        statements.append(f"{sql} {given}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        looked(desk, "lockers")

    leaf = next(n for n, one in enumerate(statements) if "cases.search_case" in one)
    read = [n for n, one in enumerate(statements) if '"guard_sealeditem"."ciphertext"' in one]
    assert read
    assert min(read) > leaf


def test_a_long_search_goes_on_where_it_stopped_and_keeps_what_it_found(
    visit, case, world, as_role, monkeypatch
):
    other = another(world, as_role, story="Nothing of that kind was there.")
    third = another(world, as_role, story="The lockers again.")
    monkeypatch.setattr(queries, "CASES_AT_ONCE", 1)
    desk = visit("desk")

    first = looked(desk, "lockers")
    assert "Looked through 1 of 3 cases." in first.text
    pages = [first]
    for _ in range(2):
        kept = pages[-1].fields
        pages.append(
            looked(desk, "lockers", after=kept["after"][-1], found_in=kept["found_in"][-1])
        )

    assert "Looked through 3 of 3 cases." in pages[-1].text
    assert "Look through the next cases" not in pages[-1].text
    assert reference_of(case) in pages[-1].text
    assert reference_of(third) in pages[-1].text
    assert reference_of(other) not in pages[-1].text


@pytest.mark.parametrize(
    ("after", "found_in"),
    [("x", "y"), ("2026-01-01/x", ""), ("/", "0dead0de"), ("9999-99-99/", "' or 1=1")],
)
def test_a_place_to_go_on_from_that_makes_no_sense_is_the_beginning(visit, case, after, found_in):
    page = looked(visit("desk"), "lockers", after=after, found_in=found_in)

    assert "Looked through 1 of 1 case." in page.text


@pytest.mark.scenario("SC-20", part="lists-and-search")
@pytest.mark.parametrize("username", ["subject", "colleague", "line-manager", "stranger"])
def test_whoever_is_kept_out_looks_through_no_case_more_and_learns_of_none(visit, case, username):
    browsing.rule_out(case, visit("desk"), but="subject")
    visitor = visit(username)

    hidden = looked(visitor, "lockers", found_in=str(case))

    assert "Looked through 0 of 0 cases." in hidden.text
    assert hidden.text == looked(visitor, "zzyzx").text
    assert reference_of(case) not in hidden.body


def test_a_reader_who_lost_the_key_finds_nothing(visit, case, world):
    KeyWrap.objects.filter(account_id=world.accounts["desk"]).delete()

    assert "Looked through 0 of 0 cases." in looked(visit("desk"), "lockers").text


def test_an_investigator_who_owes_a_declaration_searches_after_it(visit, case, world, as_role):
    given = {"account": str(world.accounts["external-investigator"])}
    visit("desk").post(f"/cases/{case}/allocation/", given)
    investigator = visit("external-investigator")

    before = looked(investigator, "lockers").text
    story.declare(world, as_role, file=case, by="external-investigator")

    assert "1 case left out: you owe a declaration of conflict first." in before
    assert "Looked through 0 of 0 cases." in before
    assert "Looked through 1 of 1 case." in looked(investigator, "lockers").text


def test_a_locked_reader_is_asked_to_unlock(visit, case):
    page = visit("desk", locked=True).get("/search/words/")

    assert "Unlock" in page.text
    assert "Looked through" not in page.text


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "Enter the words that you look for"),
        ("***", "Enter at least one word"),
        ("a*", "Write at least two letters before *"),
    ],
)
def test_what_cannot_be_looked_for_is_refused_in_words(visit, case, text, error):
    assert looked(visit("desk"), text).errors == [error]


def test_nothing_that_was_opened_lies_anywhere_afterwards(visit, case, world):
    looked(visit("desk"), "lockers")

    files = [one for one in pathlib.Path(world.data).rglob("*") if one.is_file()]
    assert files
    held = [one for one in files if b"against the lockers" in one.read_bytes()]
    assert held == []
