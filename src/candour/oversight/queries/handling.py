"""How reports were handled in the forces an overseer watches: themes, and each unit."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection

from candour.core import calendar
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.people import naming

MONTHS = 12
# Results by which nothing was done for the allegation, where no sanction stands beside them.
NOTHING = ("no_further_action", "not_resolved", "discontinued")


class _ThemeRow(NamedTuple):
    """A row of oversight.handling_themes, in the order in which it is asked for."""

    force: uuid.UUID
    theme: str
    number: int


class _UnitRow(NamedTuple):
    """A row of oversight.discouraged_by_unit, in the order in which it is asked for."""

    force: uuid.UUID
    unit_id: uuid.UUID
    unit: str
    cases: int
    advised: int
    decided: int
    nothing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """How often reporters said that one thing went wrong in the handling of their report."""

    organisation_id: uuid.UUID
    organisation: str
    theme: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Discouraged:
    """The cases about the people of one unit, and in how many reporting was advised against.

    decided: cases with an outcome; nothing: those of them with nothing done for any allegation.
    """

    organisation_id: uuid.UUID
    organisation: str
    unit_id: uuid.UUID
    unit: str
    cases: int
    advised: int
    decided: int
    nothing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Handling:
    """Exact counts of the last twelve months: the page rounds them."""

    themes: tuple[Theme, ...]
    units: tuple[Discouraged, ...]


def handling(*, on: datetime.date, by: Actor, at: datetime.datetime) -> Handling:
    """Return what went wrong in handling, and the units in which reporting was advised against."""
    demand("oversight.handling", by=by, at=at)
    since = calendar.corresponding_day(on=on, months=-MONTHS)
    with connection.cursor() as cursor:
        cursor.execute(
            "select organisation_id, theme, number from oversight.handling_themes(%s)",
            [since.replace(day=1)],
        )
        themes = [_ThemeRow._make(row) for row in cursor.fetchall()]
        cursor.execute(
            "select organisation_id, unit_id, unit, cases, advised, decided, nothing"
            " from oversight.discouraged_by_unit(%s, %s)",
            [since, list(NOTHING)],
        )
        units = [_UnitRow._make(row) for row in cursor.fetchall()]
    forces = {row.force for row in themes} | {row.force for row in units}
    names = naming.organisation_names(organisations=forces)
    return Handling(
        themes=tuple(
            sorted(
                (_theme(row, names) for row in themes),
                key=lambda one: (one.organisation, one.theme),
            )
        ),
        units=tuple(
            sorted(
                (_discouraged(row, names) for row in units),
                key=lambda one: (one.organisation, one.unit, str(one.unit_id)),
            )
        ),
    )


def _theme(row: _ThemeRow, names: Mapping[uuid.UUID, str]) -> Theme:
    return Theme(
        organisation_id=row.force,
        organisation=names.get(row.force, ""),
        theme=row.theme,
        number=row.number,
    )


def _discouraged(row: _UnitRow, names: Mapping[uuid.UUID, str]) -> Discouraged:
    return Discouraged(
        organisation_id=row.force,
        organisation=names.get(row.force, ""),
        unit_id=row.unit_id,
        unit=row.unit,
        cases=row.cases,
        advised=row.advised,
        decided=row.decided,
        nothing=row.nothing,
    )
