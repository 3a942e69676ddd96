"""Looks at a real register as if it were invented, so that faults can be tried on its people."""

import datetime

from candour.core.matching.comparing import Known
from candour.linking.engine.people import People
from candour.linking.generated.register import END, START, Holding, Officer, Spell


def officer(*, people: People, person: int) -> Officer | None:
    """Return a person in the form that descriptions are made from; None where nothing is known."""
    known = people.known(person)
    if not known.names:
        return None
    current = next((name for name in known.names if name.is_current), known.names[0])
    former = next((name.family for name in known.names if not name.is_current), "")
    return Officer(
        ref=people.ids[person],
        group="",
        given=current.given,
        family=current.family,
        former_family=former if former != current.family else "",
        force=_force(known, people),
        birth_year=known.born.year if known.born else 0,
        numbers=tuple(
            Holding(one.value, one.from_on or START, one.until_on) for one in known.numbers
        ),
        spells=_spells(known, people),
    )


def _force(known: Known, people: People) -> str:
    ids = [one.force_id for one in known.postings if one.force_id]
    return people.force_codes.texts[ids[-1].int] if ids else ""


def _spells(known: Known, people: People) -> tuple[Spell, ...]:
    found = [
        Spell(
            people.unit_codes.texts[one.unit_id.int] if one.unit_id else "",
            one.value,
            *_days(one.from_on, one.until_on),
        )
        for one in known.postings
    ]
    return tuple(sorted(found, key=lambda one: one.from_on)) or (Spell("", "", START, END),)


def _days(
    first: datetime.date | None, last: datetime.date | None
) -> tuple[datetime.date, datetime.date | None]:
    starts = first or START
    return starts, last if last is None or last >= starts else starts
