"""Reads people, postings and matters from the register of Candour.

Links that two people confirmed count, and subjects that another system named. A link that one
person alone confirmed counts once a second has: a place on a list can wait for that.
"""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import connection

from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.patterns.warning.known.history import Finding, History, Matter, Person, Posting

_PEOPLE = """
    select person.id::text,
        (array_agg(served.kind order by served.joined_on desc nulls last, served.id))[1],
        (array_agg(served.organisation_id::text
            order by served.joined_on desc nulls last, served.id))[1],
        min(served.joined_on),
        case when bool_and(served.left_on is not null) then max(served.left_on) end,
        person.birth_year
    from people_person as person
    join people_service as served on served.person_id = person.id
    group by person.id, person.birth_year
"""
_POSTINGS = """
    select posting.person_id::text, unit.id::text, posting.role, posting.from_on, posting.until_on
    from people_posting as posting
    join people_unit as unit on unit.id = posting.unit_id
"""
_MATTERS = """
    select allegation.id::text, allegation.subject_id::text, matter.file_id::text,
        matter.source = 'internal', allegation.category, allegation.source_category,
        matter.incident_on, matter.received_on
    from cases_allegation as allegation
    join cases_case as matter on matter.file_id = allegation.file_id
    where allegation.subject_id is not null
        and (allegation.file_id, allegation.subject_id) not in (
            select link.file_id, link.person_id from cases.links_by_one() as link)
"""
# A finding without a day of its own is known from the closing of its case.
_FINDINGS = """
    select outcome.allegation_id::text, outcome.result, outcome.sanction,
        coalesce(outcome.decided_on, matter.closed_on)
    from cases_outcome as outcome
    join cases_case as matter on matter.file_id = outcome.file_id
    where coalesce(outcome.decided_on, matter.closed_on) is not null
    order by outcome.decided_at, outcome.id
"""
_GROUPS = "select person_id::text, value from people_characteristic where kind = %(kind)s"


def read(*, by: Actor, at: datetime.datetime) -> History:
    """Return everything the register holds; the reading leaves a leaf."""
    demand("patterns.score", by=by, at=at)
    findings = _findings()
    return History(
        people=[_person(row) for row in _rows(_PEOPLE)],
        postings=[
            Posting(person=row[0], unit=row[1], role=row[2], from_on=row[3], until_on=row[4])
            for row in _rows(_POSTINGS)
        ],
        matters=[_matter(row, findings) for row in _rows(_MATTERS)],
    )


def groups(*, kind: str, by: Actor, at: datetime.datetime) -> dict[str, str]:
    """Return each person's group by a protected characteristic."""
    demand("patterns.audit_flags", by=by, at=at)
    return dict(_rows(_GROUPS, {"kind": kind}))


def _person(row: tuple[Any, ...]) -> Person:
    person, kind, organisation, joined_on, left_on, birth_year = row
    return Person(
        id=person,
        kind=kind,
        organisation=organisation,
        joined_on=joined_on,
        left_on=left_on,
        birth_year=birth_year,
    )


def _findings() -> dict[str, tuple[Finding, ...]]:
    found: dict[str, list[Finding]] = {}
    for allegation, result, sanction, known_on in _rows(_FINDINGS):
        one = Finding(result=result, sanction=sanction, known_on=known_on)
        found.setdefault(allegation, []).append(one)
    return {allegation: tuple(those) for allegation, those in found.items()}


def _matter(row: tuple[Any, ...], findings: Mapping[str, tuple[Finding, ...]]) -> Matter:
    allegation, person, case, is_internal, category, source_category, incident, received = row
    return Matter(
        person=person,
        case=case,
        sender="",
        is_internal=is_internal,
        category=category,
        # The first word is the source's code; what follows is its name in words.
        source_category=source_category.split(" ")[0],
        incident_on=incident,
        received_on=received,
        findings=findings.get(allegation, ()),
    )


def _rows(statement: str, values: dict[str, str] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
