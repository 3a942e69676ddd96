"""Runs imports as tests do, and reads what they left apart from ids and places."""

import datetime
import pathlib
from typing import Any

from django.db import connection, transaction

from candour.guard import actors
from candour.imports.actions.run_import import Report, Request, run_import
from candour.imports.source import Source
from candour.imports.sources import chicago, roster

NOW = datetime.datetime(2026, 11, 21, 12, tzinfo=datetime.UTC)
BY = actors.service("import")
FORCE = "Westmark Police"

# What a register holds, told without random ids, row numbers or batches.
_CONTENT = {
    "persons": """
        select who.value, person.birth_year,
            array(select (kind, given, family, search_key)::text from people_personname as name
                  where name.person_id = person.id order by 1),
            array(select (kind, value, from_on, until_on)::text from people_identifier as number
                  where number.person_id = person.id order by 1),
            array(select (kind, joined_on, left_on, left_because)::text
                  from people_service as spell where spell.person_id = person.id order by 1),
            array(select (kind, value)::text from people_characteristic as trait
                  where trait.person_id = person.id order by 1)
        from people_person as person
        join people_identifier as who on who.person_id = person.id and who.kind = 'source_id'
        where who.organisation_id = %(organisation)s
        order by who.value
    """,
    "postings": """
        select who.value, unit.code, unit.name, posting.from_on, posting.until_on, posting.role,
            posting.rank, manager.value
        from people_posting as posting
        join people_unit as unit on unit.id = posting.unit_id
        join people_identifier as who
          on who.person_id = posting.person_id and who.kind = 'source_id'
        left join people_identifier as manager
          on manager.person_id = posting.line_manager_id and manager.kind = 'source_id'
        where unit.organisation_id = %(organisation)s
        order by who.value, unit.code, posting.from_on
    """,
    "cases": """
        select source_ref, reference, matter.kind, source, incident_on, received_on, closed_on,
            is_closed_undated, source_category, file.wall_epoch is not null, file.opening
        from cases_case as matter
        join guard_file as file on file.id = matter.file_id
        where matter.organisation_id = %(organisation)s
        order by source_ref
    """,
    "allegations": """
        select matter.source_ref, said.source_ref, said.number, said.category,
            said.source_category, who.value, involved.role,
            array(select (result, sanction, supersedes_id is not null)::text
                  from cases_outcome as outcome where outcome.allegation_id = said.id order by 1)
        from cases_allegation as said
        join cases_case as matter on matter.file_id = said.file_id
        left join people_identifier as who
          on who.person_id = said.subject_id and who.kind = 'source_id'
        left join access_involvement as involved
          on involved.file_id = said.file_id and involved.person_id = said.subject_id
        where said.organisation_id = %(organisation)s
        order by matter.source_ref, said.source_ref
    """,
}


def chicago_from(path: pathlib.Path, **options: Any) -> Report:
    """Import a folder in batches small enough to have several."""
    return _run(chicago.ENTRY, path, **{"batch_rows": 25, **options})


def roster_from(path: pathlib.Path, **options: Any) -> Report:
    """Import a roster of an invented force."""
    return _run(roster.ENTRY, path, **{"organisation": FORCE, "is_new": True, **options})


def _run(source: Source, path: pathlib.Path, *, at: datetime.datetime = NOW, **options: Any):
    return run_import(request=Request(source=source, path=path, **options), by=BY, at=at)


def content(
    name: str = chicago.ENTRY.organisation, *, of: Any = connection
) -> dict[str, list[tuple[Any, ...]]]:
    """Return everything that the register, or another database, holds of one organisation."""
    with of.cursor() as cursor:
        cursor.execute(
            "select organisation_id from people_organisationname where name = %s", [name]
        )
        (organisation,) = cursor.fetchone()
        held = {}
        for part, query in _CONTENT.items():
            cursor.execute(query, {"organisation": organisation})
            held[part] = cursor.fetchall()
    return held


def content_after(path: pathlib.Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return what the register holds after importing a folder, and undo the import."""
    with transaction.atomic():
        chicago_from(path)
        held = content()
        transaction.set_rollback(True)
    return held


def outcomes() -> list[tuple[str, str]]:
    """Return the result and sanction of every outcome in force that an import brought."""
    return rows(
        "select result, sanction from cases_outcome as outcome"
        " join people_organisationname as named on named.organisation_id = outcome.organisation_id"
        " where named.name = %s and not exists ("
        "select from cases_outcome as later where later.supersedes_id = outcome.id)"
        " order by result, sanction",
        chicago.ENTRY.organisation,
    )


def rows(query: str, *parameters: Any) -> list[tuple[Any, ...]]:
    """Return the rows of a query."""
    with connection.cursor() as cursor:
        cursor.execute(query, parameters or None)
        return cursor.fetchall()


def value(query: str, *parameters: Any) -> Any:
    """Return the one value of a query."""
    return rows(query, *parameters)[0][0]


def change(statement: str, *parameters: Any) -> None:
    """Change a row as nobody but a database administrator could."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters or None)
