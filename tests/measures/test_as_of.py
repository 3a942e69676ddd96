"""A register as of a day knows nothing of what happened after it, and forgets nothing before."""

import datetime
import hashlib
import pathlib
import tempfile

import pyarrow.parquet
import pytest
import registers
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from candour.cases.models import Case

AS_OF = registers.AS_OF
BEFORE = st.dates(min_value=datetime.date(2015, 1, 1), max_value=AS_OF)
AFTER = st.dates(min_value=AS_OF + datetime.timedelta(days=1), max_value=datetime.date(2026, 1, 1))


def tables(folder: pathlib.Path) -> dict[str, str]:
    """The hash of each table's file."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.glob("*.parquet")
    }


def only(folder: pathlib.Path, table: str, organisation) -> list[dict]:
    found = pyarrow.parquet.read_table(folder / f"{table}.parquet").to_pylist()
    return [row for row in found if row["organisation"] == str(organisation)]


def taken(as_role) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as place, as_role("worker"):
        return tables(registers.snapshot(pathlib.Path(place) / "register").folder)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(received=st.lists(BEFORE, min_size=1, max_size=4), later=st.data())
def test_what_happens_after_the_day_never_changes_the_register_of_that_day(
    force, as_role, received, later
):
    with transaction.atomic():
        officer = registers.person(serves=force)
        cases = [
            registers.case(force, received=day.isoformat(), about=(officer,)) for day in received
        ]
        before = taken(as_role)
        for case in cases:
            closed_on = later.draw(AFTER)
            Case.objects.filter(file_id=case.file_id).update(closed_on=closed_on)
            decided = later.draw(AFTER).isoformat()
            registers.outcome(
                case_allegation(case), sanction="dismissal_without_notice", on=decided
            )
        registers.case(force, received=later.draw(AFTER).isoformat(), about=(officer,))
        registers.posting(officer, organisation=force, from_on=later.draw(AFTER).isoformat())
        officer.service.update(left_on=later.draw(AFTER))
        assert taken(as_role) == before
        transaction.set_rollback(True)


def case_allegation(case: Case):
    from candour.cases.models import Allegation

    return Allegation.objects.get(file_id=case.file_id)


def test_a_case_received_after_the_day_is_absent_and_one_received_on_it_is_there(
    force, as_role, under
):
    registers.case(force, received="2020-12-31")
    registers.case(force, received="2021-01-01")
    with as_role("worker"):
        found = only(registers.snapshot(under).folder, "case", force)
    assert [row["received_on"] for row in found] == [AS_OF]


@pytest.mark.parametrize(
    ("closed", "expected"), [("2020-12-31", datetime.date(2020, 12, 31)), ("2021-01-01", None)]
)
def test_a_closing_after_the_day_has_not_happened(force, as_role, under, closed, expected):
    registers.case(force, received="2020-06-01", closed=closed)
    with as_role("worker"):
        (found,) = only(registers.snapshot(under).folder, "case", force)
    assert found["closed_on"] == expected


def test_the_outcome_is_the_one_in_force_on_the_day(force, as_role, under):
    officer = registers.person(serves=force)
    case = registers.case(force, received="2019-01-01", about=(officer,))
    first = registers.outcome(case_allegation(case), sanction="reprimand", on="2020-01-01")
    registers.outcome(
        case_allegation(case), sanction="dismissed", on="2021-06-01", supersedes=first
    )
    with as_role("worker"):
        (then,) = only(registers.snapshot(under).folder, "allegation", force)
        (now,) = only(
            registers.snapshot(under, as_of=registers.AT.date()).folder, "allegation", force
        )
    assert (then["sanction"], then["outcome_on"]) == ("reprimand", datetime.date(2020, 1, 1))
    assert now["sanction"] == "dismissed"


def test_an_outcome_without_a_day_counts_from_the_closing_of_its_case(force, as_role, under):
    officer = registers.person(serves=force)
    registers.case(
        force, received="2019-01-01", closed="2019-09-01", about=(officer,), sanction="reprimand"
    )
    registers.case(force, received="2019-02-01", about=(officer,), sanction="suspended")
    with as_role("worker"):
        snapshot = registers.snapshot(under)
    found = {
        row["sanction"]: row["outcome_on"] for row in only(snapshot.folder, "allegation", force)
    }
    assert found == {"reprimand": datetime.date(2019, 9, 1), None: None}
    assert snapshot.manifest.missing["outcomes without a day, in cases without a closing day"] == 1


@pytest.mark.scenario("SC-70", part="years of service come from postings and service")
@pytest.mark.parametrize(
    ("service", "postings", "expected"),
    [
        ({"left": "2015-06-30"}, [], ("2010-01-01", "2015-06-30", "left")),
        ({"left": "2022-01-01"}, [], ("2010-01-01", "2020-12-31", "as_of")),
        ({}, [], ("2010-01-01", "2020-12-31", "as_of")),
        ({}, [("2010-01-01", "2013-05-01")], ("2010-01-01", "2013-05-01", "last_posting")),
        ({}, [("2010-01-01", "2013-05-01"), ("2013-05-02", "")],
         ("2010-01-01", "2020-12-31", "as_of")),
        ({}, [("2010-01-01", "2022-05-01")], ("2010-01-01", "2020-12-31", "as_of")),
        ({"born": 1950}, [("2010-01-01", "")], ("2010-01-01", "2015-12-31", "age")),
        ({"born": 1950}, [("2017-01-01", "")], ("2010-01-01", "2020-12-31", "as_of")),
        ({"born": 1950, "left": "2019-01-01"}, [], ("2010-01-01", "2019-01-01", "left")),
        ({"born": 1940}, [], ("2010-01-01", "2020-12-31", "as_of")),
        ({"joined": "2020-12-31"}, [], ("2020-12-31", "2020-12-31", "as_of")),
    ],
)  # fmt: skip
def test_service_ends_with_the_best_that_is_known(
    force, as_role, under, service, postings, expected
):
    officer = registers.person(serves=force, **service)
    for from_on, until_on in postings:
        registers.posting(officer, organisation=force, from_on=from_on, until_on=until_on)
    with as_role("worker"):
        (found,) = only(registers.snapshot(under).folder, "person_time", force)
    assert (str(found["from_on"]), str(found["until_on"]), found["ends_by"]) == expected


def test_who_joins_after_the_day_or_at_an_unknown_one_has_no_time(force, as_role, under):
    registers.person(serves=force, joined="2021-01-01")
    registers.person(serves=force).service.update(joined_on=None)
    with as_role("worker"):
        taken_then = registers.snapshot(under)
    assert only(taken_then.folder, "person_time", force) == []


def test_spells_that_overlap_are_one(force, as_role, under):
    officer = registers.person(serves=force, joined="2010-01-01", left="2014-01-01")
    officer.service.create(
        organisation_id=force,
        kind="special",
        joined_on=registers.day("2013-01-01"),
        left_on=registers.day("2016-01-01"),
    )
    with as_role("worker"):
        (found,) = only(registers.snapshot(under).folder, "person_time", force)
    assert (str(found["from_on"]), str(found["until_on"])) == ("2010-01-01", "2016-01-01")
