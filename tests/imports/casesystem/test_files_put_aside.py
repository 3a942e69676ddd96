"""A file of the case system that fails is put aside once, told once, and tried again on a word."""

import datetime
import pathlib
import uuid

import case_systems
import pytest
from django.db import connection

from browsing import at_casework, visit
from candour.cases.work import beside
from candour.guard import actors
from candour.imports.actions.take_case_files import take_case_files
from candour.imports.casesystem import aside
from candour.imports.models import CaseFile, Run
from cast import NOW

__all__ = ["at_casework", "visit"]

HOUR = datetime.timedelta(hours=1)
LINE = "Look at a file of the other case system that was put aside"
BROKEN = """
create function pg_temp.break() returns trigger language plpgsql as $$
begin raise exception 'Marlow said that it broke'; end $$;
create trigger a_broken_day before insert on imports_statedcase
for each row execute function pg_temp.break()
"""


@pytest.fixture
def folder(settings, tmp_path, world) -> pathlib.Path:
    """The folder of the invented force's case system."""
    settings.CASE_SYSTEM = tmp_path / "case-system"
    made = settings.CASE_SYSTEM / case_systems.FORCE / "in"
    made.mkdir(parents=True)
    return made


@pytest.fixture
def sweep(as_role):
    """Run the worker's round so many hours from now."""

    def swept(hours: int) -> int:
        with as_role("worker"):
            return take_case_files(by=actors.service("import"), at=NOW + hours * HOUR)

    return swept


@pytest.fixture
def unreadable(folder, sweep) -> CaseFile:
    """A file without one of its tables, which the first round refuses."""
    case_systems.packed(folder / "delta.zip", {"cases": [case_systems.case()]})
    sweep(0)
    sweep(1)
    return CaseFile.objects.get()


def break_the_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute(BROKEN)


def repair_the_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("drop trigger a_broken_day on imports_statedcase")


def test_a_file_that_breaks_off_is_put_aside_and_stops_no_other(folder, sweep):
    break_the_database()
    case_systems.packed(folder / "a.zip", case_systems.one_case())
    case_systems.packed(folder / "b.zip", {"cases": [case_systems.case()]})
    sweep(0)
    sweep(1)

    states = dict(CaseFile.objects.values_list("name", "state"))
    assert states == {"a.zip": "failed", "b.zip": "refused"}
    said = CaseFile.objects.get(name="a.zip").said
    assert said.startswith("Taking it in broke off (")
    assert "Marlow" not in said


def test_it_is_tried_once_and_not_every_hour(folder, sweep):
    break_the_database()
    case_systems.packed(folder / "a.zip", case_systems.one_case())
    for hours in range(4):
        sweep(hours)
    repair_the_database()

    assert [sweep(hours) for hours in (5, 6)] == [0, 0]
    assert list(CaseFile.objects.values_list("state", flat=True)) == ["failed"]


def test_it_is_tried_again_when_somebody_says_so(folder, sweep, visit):
    break_the_database()
    case_systems.packed(folder / "a.zip", case_systems.one_case())
    sweep(0)
    sweep(1)
    repair_the_database()
    row = CaseFile.objects.get()
    authority = visit("authority")

    shown = authority.get(f"/case-system/files/{row.id}/").text
    done = authority.post(f"/case-system/files/{row.id}/")

    assert "a.zip" in shown
    assert "Taking it in broke off" in shown
    assert done.location == "/case-system/"
    assert sweep(2) == 1
    assert list(CaseFile.objects.values_list("state", flat=True)) == ["taken"]
    assert Run.objects.filter(finished_at__isnull=False).count() == 1


def test_a_changed_file_needs_nobody(folder, sweep, unreadable):
    case_systems.packed(folder / "delta.zip", case_systems.one_case())
    sweep(2)

    assert sweep(3) == 1


def test_it_stands_once_in_the_work_of_whoever_sees_the_forces_cases(
    sweep, visit, unreadable, folder
):
    for hours in (2, 3, 4):
        sweep(hours)
    authority = visit("authority")
    asked = authority.get("/my-work/")

    assert asked.text.count(LINE) == 1
    assert f"/case-system/files/{unreadable.id}/" in asked.body
    case_systems.packed(folder / "delta.zip", case_systems.one_case())
    sweep(5)
    sweep(6)
    assert LINE not in authority.get("/my-work/").text


def test_a_file_that_cannot_be_opened_stands_once_in_the_work_until_it_can(sweep, visit, folder):
    (folder / "delta.zip").mkdir()
    for hours in (0, 1, 2):
        sweep(hours)
    row, authority = CaseFile.objects.get(), visit("authority")
    address = f"/case-system/files/{row.id}/"

    assert authority.get("/my-work/").text.count(LINE) == 1
    assert "It can't be opened." in authority.get(address).text
    assert row.seen_at == NOW

    (folder / "delta.zip").rmdir()
    case_systems.packed(folder / "delta.zip", case_systems.one_case())
    sweep(3)
    assert LINE not in authority.get("/my-work/").text
    assert sweep(4) == 1


def test_a_file_that_cannot_be_opened_goes_once_it_is_gone_and_somebody_says_so(
    sweep, visit, folder
):
    (folder / "delta.zip").mkdir()
    sweep(0)
    authority, address = visit("authority"), f"/case-system/files/{CaseFile.objects.get().id}/"

    authority.post(address)
    sweep(1)
    told_again = authority.get("/my-work/").text
    (folder / "delta.zip").rmdir()
    authority.post(address)
    sweep(2)

    assert told_again.count(LINE) == 1
    assert LINE not in authority.get("/my-work/").text


def test_it_is_put_to_nobody_higher(as_role, world, unreadable):
    with as_role("casework", actor=world.accounts["authority"]):
        lines = list(aside.SOURCE.find(beside.Reach()))
        raised = [one for one in beside.everything(reach=beside.Reach()) if one.file in
                  {line.file for line in lines}]  # fmt: skip

    assert [line.id for line in lines] == [unreadable.id]
    assert raised == []


@pytest.mark.parametrize("username", ["neighbour-authority", "desk", "stranger", "custodian"])
def test_nobody_else_finds_the_file(visit, unreadable, username):
    visitor = visit(username)
    hidden, absent = visitor.answers(
        [f"/case-system/files/{unreadable.id}/", f"/case-system/files/{uuid.uuid4()}/"]
    )

    assert (hidden.status, hidden.body) == (404, absent.body)
    assert LINE not in visitor.get("/my-work/").text


def test_a_file_that_is_not_put_aside_is_tried_by_nobody(visit, unreadable):
    authority, address = visit("authority"), f"/case-system/files/{unreadable.id}/"
    authority.post(address)

    assert authority.post(address).status == 404
    assert CaseFile.objects.get().state == "waits"
