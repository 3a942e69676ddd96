"""Every earlier allegation about the people of a case, from every source and force: codes only."""

import dataclasses
import datetime
import uuid
from collections import defaultdict
from collections.abc import Mapping

import psycopg
from django.db import DatabaseError, connection, transaction

from candour.cases.reading import wording
from candour.core.assess import EarlierMatter
from candour.guard.actors import Actor
from candour.guard.permissions import deny
from candour.people import naming


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """One earlier allegation; whatever is not proven is called unproven."""

    person_id: uuid.UUID
    received_on: datetime.date
    code: str
    about: str
    kind: str
    source: str
    result: str
    sanction: str
    is_open: bool
    is_proven: bool | None
    unit_then: str
    force: str

    @property
    def matter(self) -> EarlierMatter:
        """Return what the assessor's prompts are made from; nobody has said what is connected."""
        return EarlierMatter(
            on=self.received_on,
            category=self.code,
            is_open=self.is_open,
            is_proven=self.is_proven,
            is_closely_connected=None,
        )


def earlier(
    *, file: uuid.UUID, by: Actor, at: datetime.datetime
) -> Mapping[uuid.UUID, tuple[Earlier, ...]]:
    """Return the history by person, for a caller who has been allowed to see it.

    Whoever a wall keeps from one of the earlier cases gets the answer for a case that isn't there.
    """
    found = known(file=file)
    if found is None:
        deny("cases.history", by=by, at=at, file=file)
    return found


def known(*, file: uuid.UUID) -> Mapping[uuid.UUID, tuple[Earlier, ...]] | None:
    """Return the history by person, and None where a wall keeps the actor from a part of it."""
    rows = _rows(file)
    if rows is None:
        return None
    bodies = naming.organisation_names(organisations={row[10] for row in rows})
    found: dict[uuid.UUID, list[Earlier]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(_earlier(row, bodies))
    return {person: tuple(matters) for person, matters in found.items()}


def _rows(file: uuid.UUID) -> list[tuple] | None:  # type: ignore[type-arg] # as the driver gives them
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select * from cases.history(%s)", [file])
            return list(cursor.fetchall())
    except DatabaseError as error:
        if isinstance(error.__cause__, psycopg.errors.NoDataFound):
            return None
        raise


def _earlier(row: tuple, bodies: Mapping[uuid.UUID, str]) -> Earlier:  # type: ignore[type-arg] # as above
    person, received_on, code, source_category, kind, source, result, sanction = row[:8]
    is_open, unit_then, organisation = row[8:]
    name, is_proven = wording.result(result)
    return Earlier(
        person_id=person,
        received_on=received_on,
        code=code,
        about=wording.category(code, source=source_category),
        kind=wording.KINDS[kind],
        source=wording.SOURCES[source],
        result="" if is_open and not result else name,
        sanction=wording.SANCTIONS.get(sanction or "", sanction or ""),
        is_open=is_open,
        is_proven=is_proven,
        unit_then=unit_then or "",
        force=bodies.get(organisation, ""),
    )
