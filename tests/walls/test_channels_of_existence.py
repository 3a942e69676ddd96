"""Each way in which a case could betray that it exists, by name, and the test that it doesn't."""

import ast
import re

import pytest

import story
from browsing import NOWHERE, Visitor, at_casework, visit
from candour.cases.models import Case
from candour.guard.models import Grant, Wall
from candour.ops.architecture.source import ROOT, modules
from candour.ops.docs.pages import gates
from cast import NOW

WALLED = ("subject", "colleague", "line-manager")
HERE = "tests/walls/test_channels_of_existence.py"
SUBJECT_ON_DESK = "tests/journeys/test_the_subject_on_the_desk_learns_nothing.py"
WALLS = "tests/cases/test_pages_walls.py"
MATRIX = "tests/walls/test_matrix.py"
# Channel -> the test that proves it for whoever is walled off.
CHANNELS = {
    "addresses": (
        MATRIX,
        "test_what_is_hidden_answers_as_what_never_was_on_every_address",
    ),
    "methods": (
        MATRIX,
        "test_a_sample_of_all_cells_answers_as_the_tables_say",
    ),
    "malformed ids": (
        MATRIX,
        "test_an_id_that_is_none_answers_as_one_that_never_was",
    ),
    "lists": (
        HERE,
        "test_no_page_without_an_id_changes_when_a_case_is_recorded",
    ),
    "counts": (
        WALLS,
        "test_a_case_counts_for_nothing_in_the_lists_of_those_it_is_hidden_from",
    ),
    "pagination": (
        HERE,
        "test_no_page_sort_or_filter_of_the_list_changes",
    ),
    "sorting and filters": (
        HERE,
        "test_no_page_sort_or_filter_of_the_list_changes",
    ),
    "search": (
        SUBJECT_ON_DESK,
        "test_a_search_for_the_exact_reference_finds_what_a_search_for_none_finds",
    ),
    "autocomplete": (
        HERE,
        "test_no_page_completes_what_is_typed",
    ),
    "exports": (
        SUBJECT_ON_DESK,
        "test_an_export_of_the_exact_reference_holds_the_titles_alone",
    ),
    "ids and references": (
        HERE,
        "test_references_follow_no_order_that_a_gap_could_show_in",
    ),
    "clashes of keys": (
        "tests/walls/test_fail_open_traps.py",
        "test_a_clash_with_a_hidden_row_does_not_tell_that_it_exists",
    ),
    "timings": (
        "tests/proof/attacks/test_timing.py",
        "test_hidden_and_absent_are_one_class_of_time",
    ),
    "statements": (
        "tests/proof/attacks/test_matrix_whole.py",
        "test_no_cell_of_a_site_leaks",
    ),
    "mail": (
        HERE,
        "test_nothing_sends_mail_but_the_step_whose_mail_names_nothing",
    ),
    "error pages": (
        WALLS,
        "test_an_address_that_was_never_one_answers_the_same",
    ),
    "the log": (
        WALLS,
        "test_a_hidden_and_an_absent_case_leave_one_identical_leaf",
    ),
    "small cells": (
        "tests/oversight/test_channels.py",
        "test_no_small_count_can_be_had_by_subtracting_the_others_from_their_total",
    ),
    "numbers of overseers": (
        "tests/oversight/test_channels.py",
        "test_what_a_wall_hides_from_an_overseer_is_in_no_number",
    ),
    "escalations": (
        "tests/oversight/test_escalations.py",
        "test_what_a_wall_hides_is_neither_listed_nor_counted",
    ),
    "histories of other cases": (
        WALLS,
        "test_whoever_is_walled_from_an_earlier_case_gets_the_answer_of_an_absent_one",
    ),
    "references typed into other files": (
        HERE,
        "test_the_reference_of_a_hidden_case_is_refused_as_one_that_never_was",
    ),
    "back-references of other files": (
        HERE,
        "test_a_list_names_no_case_that_is_hidden_meanwhile",
    ),
    "backups": (
        "tests/proof/test_backup.py",
        "test_in_a_restored_backup_each_account_sees_what_it_saw",
    ),
}


_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


def shown(visitor: Visitor, paths: list[str]) -> list[tuple[int, str, str]]:
    """What somebody sees of these pages, without the tokens of their forms."""
    return [
        (page.status, page.location, _TOKEN.sub("", page.body)) for page in visitor.answers(paths)
    ]


@pytest.mark.parametrize("channel", CHANNELS)
def test_the_channel_has_its_test(channel):
    file, name = CHANNELS[channel]
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))

    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def lists() -> list[str]:
    """Every address of the casework site that names nothing: those of later views too."""
    found = [place for place in gates.places("casework") if gates.asked(place)]
    # New words are drawn by lot each time.
    return [
        f"/{place.route}"
        for place in found
        if not place.parameters and not place.route.startswith("your-key/")
    ]


@pytest.mark.scenario("SC-20", part="lists-and-search")
@pytest.mark.parametrize("username", WALLED)
def test_no_page_without_an_id_changes_when_a_case_is_recorded(visit, world, as_role, username):
    before = shown(visit(username), lists())
    sent = story.reported(world, as_role)
    while_it_waits = shown(visit(username), lists())
    story.record(world, as_role, report=sent.file)

    assert while_it_waits == before
    assert shown(visit(username), lists()) == before
    assert len(before) > 5


@pytest.mark.scenario("SC-20", part="lists-and-search")
@pytest.mark.parametrize("username", WALLED)
def test_no_page_sort_or_filter_of_the_list_changes(visit, world, as_role, username):
    asked = [
        f"/cases/?{query}"
        for query in ("page=2", f"after={NOW.date()}~{'f' * 32}", f"before={NOW.date()}~{'0' * 32}",
                      "after=x", "kind=complaint", "state=open", "state=closed",
                      "is_overdue=on", "sort=reference", "order=-received_on", "text=C-")
    ]  # fmt: skip
    before = shown(visit(username), asked)
    sent = story.reported(world, as_role)
    story.record(world, as_role, report=sent.file)

    assert shown(visit(username), asked) == before


def test_no_page_completes_what_is_typed():
    routes = {place.route for site in gates.SITES for place in gates.places(site)}
    # HR's system shows a token and is told one word, whoever it asks about.
    routes -= {"api/hr/gates/"}

    assert [one for one in routes if "complete" in one or "suggest/" in one or "api/" in one] == []


def test_references_follow_no_order_that_a_gap_could_show_in(world, as_role):
    files = [story.reported(world, as_role).file for _ in range(4)]
    recorded = [story.record(world, as_role, report=file).file for file in files]
    made = [Case.objects.get(file_id=file).reference for file in recorded]
    letters = [one.removeprefix("C-") for one in made]

    assert len(set(letters)) == 4
    assert {len(one) for one in letters} == {9}
    assert not any(one.replace("-", "").isdigit() for one in letters)


# What may send mail: one step, and the settings that say through what.
SENDERS = {"src/candour/cases/work/actions/send_mail.py", "src/candour/sites/base.py"}
_SENDING = ("django.core.mail", "django.core import mail", "smtplib")


def test_nothing_sends_mail_but_the_step_whose_mail_names_nothing():
    senders = {
        str(module.path)
        for module in modules("src/candour")
        if any(one in module.text for one in _SENDING)
    }

    # That it names nothing: tests/cases/work/test_mail.py.
    assert senders == SENDERS


def test_the_reference_of_a_hidden_case_is_refused_as_one_that_never_was(visit, world, as_role):
    solved = story.reported(world, as_role, route="solved_outside").file
    case = story.record(world, as_role, report=story.reported(world, as_role).file).file
    hidden = Case.objects.get(file_id=case).reference
    desk = world.accounts["desk"]
    Wall.objects.create(file_id=case, account_id=desk, because="association")

    def answer(reference: str) -> tuple[int, str]:
        typed = {"reference": reference, "solved_by": "hse", "why": "The same canteen."}
        page = visit("desk").post(f"/reports/{solved}/reopen/", typed)
        return page.status, _TOKEN.sub("", page.body).replace(reference, "")

    assert answer(hidden) == answer("C-9999-9999")


def test_a_list_names_no_case_that_is_hidden_meanwhile(visit, world, as_role):
    solved = story.reported(world, as_role, route="solved_outside").file
    case = story.record(world, as_role, report=story.reported(world, as_role).file).file
    reference = Case.objects.get(file_id=case).reference
    typed = {"reference": reference, "solved_by": "hse", "why": "The same canteen."}
    visit("desk").post(f"/reports/{solved}/reopen/", typed)
    named = visit("authority").get("/solved-outside/").body
    authority = world.accounts["authority"]
    Wall.objects.create(file_id=case, account_id=authority, because="association")

    hidden = visit("authority").get("/solved-outside/").body

    assert (reference in named, reference in hidden) == (True, False)
    assert str(case) not in hidden


@pytest.mark.parametrize("username", WALLED)
def test_a_grant_without_the_wall_taken_away_opens_nothing(visit, world, as_role, username):
    case = story.record(world, as_role, report=story.reported(world, as_role).file).file
    given = Case.objects.get(file_id=case)
    Grant.objects.create(
        file_id=case, organisation_id=given.organisation_id, account_id=world.accounts[username],
        role="reader", granted_on=NOW.date(),
    )  # fmt: skip
    visitor = visit(username)

    assert visitor.get(f"/cases/{case}/") == visitor.get(f"/cases/{NOWHERE}/")


__all__ = ["at_casework", "visit"]
