"""A snapshot knows which steps were taken for whom, who reported, and as what people served."""

import datetime

import pyarrow.parquet
import registers

from candour.cases.models import Event, SeverityAssessment
from candour.measures.register.reading import Register


def rows(under, as_role, table: str, *, of) -> list[dict]:
    with as_role("worker"):
        folder = registers.snapshot(under).folder
    found = pyarrow.parquet.read_table(folder / f"{table}.parquet").to_pylist()
    return [row for row in found if row["organisation"] == str(of)]


def decided(case, *, level: str, at: str) -> None:
    of = registers.allegation(case, number=9, subject=subject_of(case), category="H1")
    SeverityAssessment.objects.create(
        file_id=case.file_id, organisation_id=case.organisation_id, allegation=of, basis="facts",
        level=level, decided_at=datetime.datetime.fromisoformat(f"{at}T12:00:00+00:00"),
    )  # fmt: skip


def subject_of(case):
    from candour.cases.models import Allegation

    return Allegation.objects.filter(file_id=case.file_id).first().subject


def heard(case, *, on: str, subject=None) -> None:
    Event.objects.create(
        file_id=case.file_id, organisation_id=case.organisation_id, kind="hearing_started",
        happened_on=registers.day(on), recorded_at=registers.AT, subject=subject,
    )  # fmt: skip


def test_steps_are_codes_and_first_days_up_to_the_day(force, under, as_role):
    officer = registers.person(serves=force)
    case = registers.case(force, received="2018-05-01", about=(officer,))
    decided(case, level="gross_misconduct", at="2018-06-01")
    heard(case, on="2019-02-03")
    heard(case, on="2019-02-04")
    heard(registers.case(force, received="2020-05-01", about=(officer,)), on="2021-01-01")
    of = registers.allegation(case, number=5, subject=officer, category="K")
    registers.outcome(of, sanction="dismissal_without_notice", on="2019-03-01")

    found = {(row["what"], row["code"], row["happened_on"].isoformat())
             for row in rows(under, as_role, "step", of=force)}  # fmt: skip

    assert found == {
        ("assessment", "gross_misconduct", "2018-06-01"),
        ("event", "hearing_started", "2019-02-03"),
        ("result", "proven", "2019-03-01"),
    }


def test_a_hearing_that_names_nobody_is_nobodys_where_two_are_in_the_case(force, under, as_role):
    one, other = registers.person(serves=force), registers.person(serves=force)
    case = registers.case(force, received="2018-05-01", about=(one, other))
    heard(case, on="2019-02-03")
    assert rows(under, as_role, "step", of=force) == []
    heard(case, on="2019-02-03", subject=one)
    assert len(rows(under / "again", as_role, "step", of=force)) == 1


def test_a_leaving_under_regulation_13_is_a_step_of_the_cases_before_it(force, under, as_role):
    officer = registers.person(serves=force, joined="2018-01-01", left="2019-01-01")
    officer.service.update(left_because="regulation_13")
    registers.case(force, received="2018-05-01", about=(officer,))
    registers.case(force, received="2019-05-01", about=(officer,))
    (row,) = rows(under, as_role, "step", of=force)
    assert (row["code"], row["received_on"].isoformat()) == ("regulation_13", "2018-05-01")


def test_each_case_keeps_the_capacity_of_whoever_reported(force, under, as_role):
    registers.case(force, received="2018-05-01", reporter_kind="police_staff_same_force")
    registers.case(force, received="2018-05-01")
    found = [row["reporter_kind"] for row in rows(under, as_role, "reporter", of=force)]
    assert sorted(found) == ["", "police_staff_same_force"]


def test_service_as_another_kind_ends_the_one_before(force, under, as_role):
    person = registers.person(serves=force, joined="2012-01-01")
    person.service.create(
        organisation_id=force, kind="staff", joined_on=registers.day("2010-01-01")
    )
    found = sorted(
        (row["serves_as"], row["from_on"].isoformat(), row["until_on"].isoformat())
        for row in rows(under, as_role, "service", of=force)
    )
    assert found == [
        ("officer", "2012-01-01", "2020-12-31"), ("staff", "2010-01-01", "2011-12-31"),
    ]  # fmt: skip


def test_steps_and_reporters_of_a_case_that_must_not_be_counted_are_left_out(tmp_path):
    from disparity_worlds import World

    world = World()
    who = world.officer("o")
    for _ in range(2):
        case = world.case(who, received="2018-05-01")
        world.step(case, who, received="2018-05-01", what="result", code="proven", on="2019-01-01")
    whole = world.register(tmp_path)
    walled = Register(manifest=whole.manifest, tables=whole.tables, without=frozenset({"c1"}))
    for table in ("step", "reporter"):
        assert walled.table(table).count().to_pyarrow().as_py() == 1


def test_units_are_pseudonyms_and_postings_end_with_the_day(force, under, as_role):
    officer = registers.person(serves=force)
    registers.posting(officer, organisation=force, from_on="2015-01-01", until_on="2016-01-01")
    registers.posting(officer, organisation=force, from_on="2017-01-01")
    registers.posting(officer, organisation=force, from_on="2021-01-01")
    found = rows(under, as_role, "posted", of=force)
    assert [(row["from_on"].isoformat(), row["until_on"].isoformat()) for row in found] == [
        ("2015-01-01", "2016-01-01"), ("2017-01-01", "2020-12-31"),
    ]  # fmt: skip
    assert len({row["unit_key"] for row in found}) == 1
    assert len(found[0]["unit_key"]) == 32
