"""Every earlier allegation about the people of a case, and what followed for them: codes only.

From every source and force that is held here.
"""

import dataclasses
import datetime
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import psycopg
from django.db import DatabaseError, connection, transaction

from candour.cases.reading import wording
from candour.core.assess import EarlierMatter
from candour.core.regime import discipline
from candour.guard.actors import Actor
from candour.guard.permissions import deny
from candour.law.policies.ladder import RUNGS
from candour.people import naming

# What an import calls by these is no action of anybody.
_NO_ACTIONS = ("no_action", "not_known")
_STEPS = {step: rung.name for rung in RUNGS for step in rung.steps}
_HISTORY = "select * from cases.history(%s)"
_PAST = """
    select person_id, decided_on, received_on, sanction, step, category, source_category, source,
        organisation_id
    from cases.past_actions(%s, %s, %s)
"""


class _HistoryRow(NamedTuple):
    """A row of cases.history, in its columns' order."""

    person: uuid.UUID
    received_on: datetime.date
    code: str
    source_category: str
    kind: str
    source: str
    result: str | None
    sanction: str | None
    is_open: bool
    unit_then: str | None
    organisation: uuid.UUID
    is_told: bool


class _PastRow(NamedTuple):
    """A row of cases.past_actions, in the order in which it is asked for."""

    person: uuid.UUID
    decided_on: datetime.date | None
    received_on: datetime.date
    sanction: str
    step: str | None
    category: str
    source_category: str
    source: str
    organisation: uuid.UUID


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
    # By a notice or by papers that were served; False where nothing says so.
    is_told: bool

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


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PastAction:
    """One warning or other action that somebody got before, and what it was for.

    decided_on: None where the source does not say. until_on: the last day of a warning as the law
    sets it; where somebody made it longer, that is not known here. None for what is no warning.
    """

    person_id: uuid.UUID
    decided_on: datetime.date | None
    received_on: datetime.date
    action: str
    until_on: datetime.date | None
    about: str
    source: str
    force: str


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
    given = _rows(_HISTORY, [file])
    if given is None:
        return None
    rows = [_HistoryRow._make(row) for row in given]
    bodies = naming.organisation_names(organisations={row.organisation for row in rows})
    found: dict[uuid.UUID, list[Earlier]] = defaultdict(list)
    for row in rows:
        found[row.person].append(_earlier(row, bodies))
    return {person: tuple(matters) for person, matters in found.items()}


def past_actions(
    *, file: uuid.UUID, by: Actor, at: datetime.datetime
) -> Mapping[uuid.UUID, tuple[PastAction, ...]]:
    """Return what followed for each person before, newest first, for a caller who may see it.

    Whoever a wall keeps from one of the earlier cases gets the answer for a case that isn't there.
    """
    given = _rows(_PAST, [file, list(_STEPS), list(_NO_ACTIONS)])
    if given is None:
        deny("cases.history", by=by, at=at, file=file)
    rows = [_PastRow._make(row) for row in given]
    bodies = naming.organisation_names(organisations={row.organisation for row in rows})
    found: dict[uuid.UUID, list[PastAction]] = defaultdict(list)
    for row in rows:
        found[row.person].append(_past_action(row, bodies))
    return {person: tuple(actions) for person, actions in found.items()}


def _rows(query: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]] | None:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(query, parameters)
            return list(cursor.fetchall())
    except DatabaseError as error:
        if isinstance(error.__cause__, psycopg.errors.NoDataFound):
            return None
        raise


def _earlier(row: _HistoryRow, bodies: Mapping[uuid.UUID, str]) -> Earlier:
    name, is_proven = wording.result(row.result)
    return Earlier(
        person_id=row.person,
        received_on=row.received_on,
        code=row.code,
        about=wording.category(row.code, source=row.source_category),
        kind=wording.KINDS[row.kind],
        source=wording.SOURCES[row.source],
        result="" if row.is_open and not row.result else name,
        sanction=wording.SANCTIONS.get(row.sanction or "", row.sanction or ""),
        is_open=row.is_open,
        is_proven=is_proven,
        unit_then=row.unit_then or "",
        force=bodies.get(row.organisation, ""),
        is_told=row.is_told,
    )


def _past_action(row: _PastRow, bodies: Mapping[uuid.UUID, str]) -> PastAction:
    return PastAction(
        person_id=row.person,
        decided_on=row.decided_on,
        received_on=row.received_on,
        action=_STEPS[row.step] if row.step else wording.SANCTIONS.get(row.sanction, row.sanction),
        until_on=discipline.warning_until(sanction=row.sanction, given_on=row.decided_on)
        if row.decided_on is not None
        else None,
        about="" if row.step else wording.category(row.category, source=row.source_category),
        source=wording.SOURCES[row.source],
        force=bodies.get(row.organisation, ""),
    )
