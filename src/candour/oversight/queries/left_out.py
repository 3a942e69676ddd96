"""What reports left out, and words that got out too early, in the forces that somebody oversees."""

import datetime
from dataclasses import dataclass

from django.db import connection

from candour.cases.models.disclosure import ABOUT, ITEMS, RESULTS
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.people import naming

MOST = 500
_ABOUT, _RESULTS, _ITEMS = dict(ABOUT), dict(RESULTS), dict(ITEMS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """One case by its reference: what was left out of its report or got out of it, and when."""

    organisation: str
    reference: str
    what: str
    on: datetime.date


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Everything that was noted, the newest first, and how much more there is."""

    rows: tuple[Noted, ...]
    more: int


def left_out(*, by: Actor, at: datetime.datetime) -> LeftOut:
    """Return findings that a later version left out, and alerts of leaks: codes and days only."""
    demand("oversight.left_out", by=by, at=at)
    with connection.cursor() as cursor:
        cursor.execute(
            "select organisation_id, reference, what, detail, on_day, count(*) over ()"
            " from cases.removed_and_leaked() limit %s",
            [MOST],
        )
        found = list(cursor.fetchall())
    names = naming.organisation_names(organisations=[row[0] for row in found])
    return LeftOut(
        rows=tuple(
            Noted(
                organisation=names.get(organisation, ""),
                reference=reference,
                what=_said(what, detail),
                on=on,
            )
            for organisation, reference, what, detail, on, _ in found
        ),
        more=found[0][5] - len(found) if found else 0,
    )


def _said(what: str, detail: str) -> str:
    if what == "leak":
        item = _ITEMS.get(detail, detail)
        return f"Words stood elsewhere before they were given: {item[0].lower()}{item[1:]}"
    about, _, result = detail.partition(":")
    named = _RESULTS.get(result, result).lower()
    return f"A later version leaves out: {_ABOUT.get(about, about)}, {named}"
