"""Puts a roster batch into its temporary tables and reads from them what was written."""

import datetime
import pathlib
import uuid

from django.db import connection

from candour.people import staging
from candour.people.roster import (
    CharacteristicRow,
    CourseRow,
    NameRow,
    NumberRow,
    PersonRow,
    PostingRow,
    RosterBatch,
    RosterTally,
    ServiceRow,
    UnitRow,
)

SQL = pathlib.Path(__file__).parent / "sql"
# A row that brings one of these is new; a row that brings anything else changed what was known.
_BRINGS_SOMEONE = frozenset(
    {"people_person", "people_service", "people_posting", "people_courseattendance"}
)


def put(*, batch: RosterBatch, on: datetime.date) -> uuid.UUID:
    """Copy a batch into the temporary tables; return the id it will have if it writes anything."""
    staging.run(SQL / "roster_tables.sql")
    batch_id = uuid.uuid4()
    staging.stage_one(
        table="roster_batch",
        values={
            "batch_id": batch_id,
            "organisation_id": batch.organisation,
            "source": batch.source,
            "content_hash": batch.content_hash,
            "opened_on": on,
        },
    )
    rows = batch.rows
    staging.stage(table="roster_person", rows=rows.persons, kind=PersonRow)
    staging.stage(table="roster_name", rows=rows.names, kind=NameRow)
    staging.stage(table="roster_number", rows=rows.numbers, kind=NumberRow)
    staging.stage(table="roster_service", rows=rows.services, kind=ServiceRow)
    staging.stage(table="roster_characteristic", rows=rows.characteristics, kind=CharacteristicRow)
    staging.stage(table="roster_unit", rows=rows.units, kind=UnitRow)
    staging.stage(table="roster_posting", rows=rows.postings, kind=PostingRow)
    staging.stage(table="roster_course", rows=rows.courses, kind=CourseRow)
    return batch_id


def tally() -> RosterTally:
    """Return what the statements noted of their writes."""
    new: set[int] = set()
    changed: set[int] = set()
    moved: set[uuid.UUID] = set()
    remarks: dict[str, set[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute("select distinct source_row, place, is_insert, person_id from roster_touch")
        for row, place, is_insert, person in cursor.fetchall():
            is_new = is_insert and place in _BRINGS_SOMEONE
            (new if is_new else changed).add(row)
            if person is not None:
                moved.add(person)
        cursor.execute("select distinct reason, source_row from roster_remark")
        for reason, row in cursor.fetchall():
            remarks.setdefault(reason, set()).add(row)
    return RosterTally(
        new=frozenset(new),
        changed=frozenset(changed - new),
        unknown_persons=frozenset(remarks.get("unknown_person", ())),
        held_numbers=frozenset(remarks.get("number_held", ())),
        unknown_managers=frozenset(remarks.get("unknown_manager", ())),
        written=staging.counted(table="roster_touch"),
        moved=frozenset(moved),
    )
