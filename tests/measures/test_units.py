"""Allegations, cases, involvements and people are different numbers of the same register."""

import datetime
import uuid

import pytest
import registers
from django.db import connection

from candour.measures import running
from candour.measures.parameters import Parameters
from candour.measures.result import Result

ENTRY = running.entry_of("units")
# The review's register: years of receipt 2013 to 2022.
FROM, TO = datetime.date(2013, 4, 1), datetime.date(2022, 3, 31)
FILL = """
    insert into guard_file (id, kind, organisation_id, opened_on, wall_epoch)
    select md5('c' || n)::uuid, 'case', %(force)s, '2013-04-01', 1
    from generate_series(0, %(cases)s - 1) as n;
    insert into cases_case (file_id, organisation_id, reference, kind, source, reporter_kind,
        received_on, is_closed_undated, recorded_at, source_name, source_ref, source_category)
    select md5('c' || n)::uuid, %(force)s, 'S-' || n, 'complaint',
        (array['public', 'internal', 'crime_side', 'hotline'])[1 + n %% 4], '',
        date '2013-04-01' + n %% 3280, false, now(), '', '', ''
    from generate_series(0, %(cases)s - 1) as n;
    insert into people_person (id) select md5('p' || n)::uuid
    from generate_series(0, %(people)s - 1) as n;
    insert into cases_allegation (id, file_id, organisation_id, number, category, subject_id,
        recorded_at, source_ref, source_category)
    select gen_random_uuid(), md5('c' || n %% %(involved)s %% %(cases)s)::uuid, %(force)s,
        n %% 30000, (array['B4', 'H1', 'K'])[1 + n / %(involved)s],
        md5('p' || n %% %(involved)s %% %(people)s)::uuid, now(), '', ''
    from generate_series(0, %(allegations)s - 1) as n;
"""


def fill(force: uuid.UUID, *, allegations: int, cases: int, involved: int, people: int) -> None:
    values = {
        "force": force, "allegations": allegations, "cases": cases, "involved": involved,
        "people": people,
    }  # fmt: skip
    with connection.cursor() as cursor:
        # As right after an import: the planner has last seen the tables without these rows.
        cursor.execute("analyze")
        for statement in FILL.split(";")[:-1]:
            cursor.execute(statement, values)


def counted(under, as_role, force: uuid.UUID, **more: str) -> Result:
    as_of = datetime.date(2023, 10, 1)
    with as_role("worker"):
        register = registers.opened(under, as_of=as_of)
    parameters = Parameters(as_of=as_of, from_on=FROM, to_on=TO, organisation=str(force), **more)
    return running.run(entry=ENTRY, register=register, parameters=parameters)


def whole(result: Result) -> list[float | None]:
    return [value.value for value in result.table("counts").rows[-1].values]


def test_a_register_of_a_hundredth_has_four_different_sizes(force, under, as_role):
    fill(force, allegations=186, cases=103, involved=129, people=89)
    assert whole(counted(under, as_role, force)) == [186, 103, 129, 89]


@pytest.mark.proof
@pytest.mark.scenario("SC-57", part="units")
def test_a_register_of_the_published_sizes_has_the_published_units(force, under, as_role):
    fill(force, allegations=18_589, cases=10_252, involved=12_856, people=8_917)
    assert whole(counted(under, as_role, force)) == [18_589, 10_252, 12_856, 8_917]


@pytest.mark.scenario("SC-57", part="one register")
def test_every_source_stands_in_one_register_and_keeps_its_source(force, under, as_role):
    officer = registers.person(serves=force)
    for source in ("public", "internal", "crime_side", "hotline", "other_system"):
        registers.case(force, received="2015-05-01", source=source, about=(officer, None))
    found = counted(under, as_role, force)
    shown = {row.label: [value.value for value in row.values] for row in found.table("counts").rows}
    assert shown == {
        "Public": [2, 1, 1, 1],
        "Internal": [2, 1, 1, 1],
        "Crime side": [2, 1, 1, 1],
        "Hotline": [2, 1, 1, 1],
        "Another system": [2, 1, 1, 1],
        "All": [10, 5, 5, 1],
    }


def test_what_is_about_nobody_identified_and_what_alleges_nothing_is_missing(force, under, as_role):
    officer = registers.person(serves=force)
    registers.case(force, received="2015-05-01", about=(officer, None))
    registers.case(force, received="2015-05-01")
    found = counted(under, as_role, force)
    assert [(one.count, one.total) for one in found.table("counts").missing] == [(1, 2), (1, 2)]
    assert whole(found) == [2, 2, 1, 1]


def test_units_can_be_grouped_by_kind(force, under, as_role):
    registers.case(force, received="2015-05-01", kind="dsi_matter")
    registers.case(force, received="2015-05-01")
    found = counted(under, as_role, force, by="kind")
    labels = [row.label for row in found.table("counts").rows]
    assert labels == ["Complaint", "Death or serious injury matter", "All"]


def test_the_chart_shows_the_four_units(force, under, as_role):
    fill(force, allegations=186, cases=103, involved=129, people=89)
    (figure,) = ENTRY.draw(counted(under, as_role, force))
    assert [(bar.label, bar.value) for bar in figure.bars] == [
        ("Allegations", 186), ("Cases", 103), ("Involvements", 129), ("People", 89),
    ]  # fmt: skip
    assert "186 allegations, 103 cases, 129 involvements, 89 people" in figure.description
