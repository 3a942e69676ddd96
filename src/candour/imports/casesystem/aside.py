"""Files of the case system that were put aside: as lines of work, and one with its reason."""

import datetime
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from candour.cases.work import beside
from candour.cases.work.beside import Reach, Source, Waiting
from candour.guard.actors import Actor
from candour.guard.permissions import demand, deny
from candour.imports.models.case_system import FILE_STATES, WAITS
from candour.law.policies.escalation import CASE_FILE

PAGE = "case-system-file"
_STATES = dict(FILE_STATES)


@dataclass(frozen=True, slots=True, kw_only=True)
class PutAside:
    """One file: its name, what became of it and why, when it was last seen and put aside.

    is_waiting: it can't be opened, and each round tries it again.
    """

    id: uuid.UUID
    organisation_id: uuid.UUID
    name: str
    state: str
    said: str
    seen_at: datetime.datetime
    aside_at: datetime.datetime
    is_waiting: bool


def put_aside(*, which: uuid.UUID, by: Actor, at: datetime.datetime) -> PutAside:
    """Return one file that was put aside; deny that there is another."""
    demand("imports.case_system", by=by, at=at)
    found = next((one for one in _all() if one.id == which), None)
    if found is None:
        deny("imports.case_system", by=by, at=at)
    return found


def register() -> None:
    """Put these files into the lists of work, once; they are nobody's delay and go to no body."""
    if SOURCE not in beside.SOURCES:
        beside.SOURCES.append(SOURCE)


def _find(reach: Reach) -> Iterator[Waiting]:
    for one in _all():
        due_on = one.aside_at.date()
        if reach.files is None and reach.from_on <= due_on <= reach.until_on:
            yield Waiting(
                id=one.id,
                file=one.id,
                organisation_id=one.organisation_id,
                code=CASE_FILE,
                since_on=one.seen_at.date(),
                due_on=due_on,
                page=PAGE,
            )


def _all() -> Iterator[PutAside]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select file_id, organisation_id, name, state, said, seen_at, settled_at"
            " from imports.files_put_aside()"
        )
        rows = cursor.fetchall()
    for file, organisation, name, state, said, seen_at, aside_at in rows:
        yield PutAside(
            id=file,
            organisation_id=organisation,
            name=name,
            state=_STATES[state],
            said=said,
            seen_at=seen_at,
            aside_at=aside_at,
            is_waiting=state == WAITS,
        )


SOURCE = Source(permission="imports.case_system", find=_find, is_raised=False)
