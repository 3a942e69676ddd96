"""A report that a wall keeps from an overseer is in no figure of theirs, as its case is in none."""

import dataclasses
import datetime

import pytest
import registers
from django.db import connection

from candour.guard.models import Account, Scope, Wall
from candour.guard.seats import Seat
from candour.measures import running
from candour.measures.register import pseudonyms
from measures.told.test_snapshot_reports import recorded, report, told

TOMORROW = registers.AT + datetime.timedelta(days=1)


@pytest.fixture
def walled(force):
    """Wall an overseer of the force from a file."""
    account = Account.objects.create(
        username="an overseer", organisation_id=registers.force("Office"), password="",
        seat=Seat.OVERSIGHT_READER,
    )  # fmt: skip
    Scope.objects.create(account=account, organisation_id=force)

    def draw(file) -> None:
        Wall.objects.create(file_id=file, account_id=account.id, because="association")

    return draw


@pytest.fixture
def kept_off(force, as_role):
    """The files that a figure of the force is to be computed without, as of a moment."""

    def files(*, at: datetime.datetime = TOMORROW) -> list:
        with as_role("worker"), connection.cursor() as cursor:
            cursor.execute("select files from measures.walled_sets(%s, %s)", [force, at])
            return [sorted(found, key=str) for (found,) in cursor.fetchall()]

    return files


@pytest.fixture
def came_in(force, under, as_role):
    """How many came in, counted as for somebody who is kept off these files."""

    def count(*files) -> float | None:
        with as_role("worker"):
            register = registers.opened(under)
        hidden = {
            pseudonyms.pseudonym(key=registers.KEY, kind=pseudonyms.CASE, of=file) for file in files
        }
        result = running.run(
            entry=running.entry_of("channels"),
            register=dataclasses.replace(register, without=frozenset(hidden)),
            parameters=registers.window(organisation=str(force)),
        )
        return result.table("volumes").rows[-1].values[0].value

    return count


@pytest.fixture
def twelve(force):
    """Twelve reports whose reporters have asked for news, and a case of another report."""
    registers.case(force, received="2020-02-01")
    contacts = [report(force) for _ in range(12)]
    for contact in contacts:
        told(contact, "chased", on="2020-03-20")
    return contacts


def test_a_figure_is_computed_without_a_walled_report(twelve, walled, kept_off, came_in):
    walled(twelve[0].file_id)
    (files,) = kept_off()
    assert files == [twelve[0].file_id]
    assert (came_in(), came_in(*files)) == (12, 11)


def test_a_report_is_not_counted_for_whom_its_case_is_walled_from(
    force, twelve, walled, kept_off, came_in
):
    case = recorded(twelve[0], force)
    walled(case.file_id)
    (files,) = kept_off()
    assert files == [case.file_id]
    assert (came_in(), came_in(*files)) == (12, 11)


def test_a_walled_report_hides_its_case_from_what_is_counted_of_reports(
    force, twelve, walled, kept_off, came_in
):
    first = twelve[0].file_id
    recorded(twelve[0], force)
    walled(first)
    (files,) = kept_off()
    assert files == [first]
    assert came_in(*files) == 11


def test_a_report_of_the_day_itself_with_its_wall_changes_no_figure_of_before(
    force, walled, kept_off
):
    """Figures are as of a day that is over: a report of the day is in none of them."""
    new = report(force, on=registers.AT.date().isoformat())
    walled(new.file_id)
    assert kept_off(at=registers.AT) == []
    assert kept_off() == [[new.file_id]]
