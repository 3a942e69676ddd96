"""Overseers see how reports are handled: themes and units in rounded counts, small ones unknown."""

import datetime
import itertools
import re
import uuid

import pytest

import story
from candour.cases.models import Advice
from candour.guard.models import File, SealedItem, Wall
from candour.guard.permissions import NotPermitted
from candour.intake.models import EqualityCount
from candour.oversight.queries import handling as queries
from candour.oversight.tables import handling as tables
from candour.people.models import Unit
from cast import NOW, World
from measures import registers

TODAY = NOW.date()
KEY = b"a key of a test"
_CODES = itertools.count(1)


def seen(as_role, *, of: str = "oversight") -> queries.Handling:
    by = story.actor(of)
    with as_role("oversight", actor=by.account):
        return queries.handling(on=TODAY, by=by, at=NOW)


def northfold(world: World) -> uuid.UUID:
    return world.organisations["Northfold Police"]


def unit(world: World, name: str) -> Unit:
    code = f"unit-{next(_CODES)}"
    return Unit.objects.create(organisation_id=northfold(world), code=code, name=name)


def file_about(world: World, of: Unit, *, advised: bool = False, nothing: bool = False) -> File:
    """A case of last month about somebody who served in the unit."""
    officer = registers.person(serves=northfold(world))
    officer.postings.create(unit=of, from_on=registers.day("2012-01-01"))
    received = (TODAY - datetime.timedelta(days=30)).isoformat()
    case = registers.case(northfold(world), received=received, about=(officer,))
    file = File.objects.get(id=case.file_id)
    if advised:
        item = SealedItem.objects.create(
            file=file,
            organisation_id=file.organisation_id,
            compartment="content",
            epoch=1,
            kind="note",
            ciphertext=b"sealed",
        )
        Advice.objects.create(
            file=file, organisation_id=file.organisation_id, noted_at=NOW, item=item,
            code="career", on_day=TODAY,
        )  # fmt: skip
    if nothing:
        allegation = registers.Allegation.objects.get(file_id=case.file_id)
        registers.Outcome.objects.create(
            file_id=case.file_id, organisation_id=case.organisation_id, allegation=allegation,
            result="no_further_action", decided_at=NOW,
        )  # fmt: skip
    return file


def of_unit(found: queries.Handling, name: str) -> tuple[int, int, int, int]:
    one = next(one for one in found.units if one.unit == name)
    return one.cases, one.advised, one.decided, one.nothing


def rows(found: queries.Handling) -> dict[str, tuple[object, ...]]:
    table = tables.units_of(found, key=KEY).table
    return {str(row[1]): row[2:] for row in table.rows if row[0] == "Northfold Police"}


@pytest.mark.scenario("SC-41", part="counted")
def test_themes_are_counted_for_each_force_in_scope_and_small_numbers_stay_unknown(world, as_role):
    month = TODAY.replace(day=1)
    for question, number in (("theme:women_arrested", 3), ("theme:personal_links", 12), ("age", 9)):
        EqualityCount.objects.create(
            organisation_id=northfold(world), month=month, question=question, answer="chosen",
            number=number,
        )  # fmt: skip
    found = seen(as_role)
    assert [(one.theme, one.number) for one in found.themes] == [
        ("personal_links", 12), ("women_arrested", 3),
    ]  # fmt: skip
    table = tables.themes_of(found, key=KEY).table
    shown = {row[1]: row[2] for row in table.rows}
    assert shown["I was arrested when I was the one who was hurt"] == "fewer than 5"
    assert shown["They knew someone who dealt with it"] in {"10", "15"}


@pytest.mark.scenario("SC-28", part="rate")
def test_each_unit_has_its_cases_with_advice_and_with_nothing_done(world, as_role):
    one, other = unit(world, "Alder"), unit(world, "Beech")
    file_about(world, one, advised=True, nothing=True)
    file_about(world, one)
    file_about(world, other, nothing=True)
    found = seen(as_role)
    assert of_unit(found, "Alder") == (2, 1, 1, 1)
    assert of_unit(found, "Beech") == (1, 0, 1, 1)


@pytest.mark.scenario("SC-28", part="rate")
def test_a_large_unit_has_a_rate_and_small_ones_stand_together(world, as_role):
    large, small = unit(world, "Alder"), unit(world, "Beech")
    for number in range(tables.FEWEST):
        file_about(world, large, advised=number < 10, nothing=number < 4)
    file_about(world, small, advised=True)
    shown = rows(seen(as_role))
    assert shown["Alder"] == ("20", "10 (50%)", tables.TOO_FEW)
    assert "Beech" not in shown
    assert tables.SMALL_UNITS in shown


@pytest.mark.scenario("SC-28", part="rate")
def test_one_to_four_make_no_rate():
    one = queries.Discouraged(
        organisation_id=uuid.UUID(int=1), organisation="F", unit_id=uuid.UUID(int=2), unit="U",
        cases=40, advised=4, decided=40, nothing=0,
    )  # fmt: skip
    found = queries.Handling(themes=(), units=(one,))
    ((*_, advised, nothing),) = tables.units_of(found, key=KEY).table.rows
    assert (advised, nothing) == ("fewer than 5", "0")


@pytest.mark.scenario("SC-28", part="rate")
def test_what_a_wall_hides_counts_for_whom_it_hides_in_no_unit(world, as_role):
    of = unit(world, "Alder")
    hidden = file_about(world, of, advised=True)
    file_about(world, of)
    Wall.objects.create(file=hidden, account_id=world.accounts["oversight"], because="association")
    assert of_unit(seen(as_role), "Alder") == (1, 0, 0, 0)
    assert of_unit(seen(as_role, of="board"), "Alder") == (2, 1, 0, 0)


def test_the_page_shows_no_case_and_no_person(signed_in):
    page = signed_in("board").get("/handling/").content.decode().split("<main", 1)[1]
    assert "Advised against reporting, or nothing done, by unit" in page
    assert re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-", page) is None


def test_only_overseers_may_ask(world, as_role):
    for part in ("desk", "investigator", "authority", "stranger"):
        with pytest.raises(NotPermitted):
            seen(as_role, of=part)
