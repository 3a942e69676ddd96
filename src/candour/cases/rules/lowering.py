"""Whether severity was lowered or lies below a floor, and who agreed: computed from what stands."""

import datetime
import uuid

from candour.cases.models import Allegation, Case
from candour.cases.rules import severity
from candour.cases.rules.severity import Standing
from candour.core.states import Guard
from candour.law.severity import Floor


def facts(*, case: Case, person: uuid.UUID | None) -> set[Guard]:
    """Return what holds of the levels of a case, or of those about one person."""
    rows = Allegation.objects.filter(file_id=case.file_id)
    if person is not None:
        rows = rows.filter(subject_id=person)
    every = severity.standings(file=case.file_id)
    known = [(every[row.id], row.category) for row in rows]
    told = severity.told(file=case.file_id)
    return _lowered([one for one, _ in known]) | _floors(
        [(one, _above(one, category, told, case.received_on)) for one, category in known]
    )


def _lowered(standings: list[Standing]) -> set[Guard]:
    found = set()
    if any(one.lowered_from is not None for one in standings):
        found.add(Guard.SEVERITY_IS_LOWERED)
    needing = [one for one in standings if one.needs_second_person]
    if needing and all(one.second_person is not None for one in needing):
        found.add(Guard.SECOND_PERSON_AGREES)
    return found


def _above(
    standing: Standing, category: str, told: frozenset[str], on: datetime.date
) -> tuple[Floor, ...]:
    if standing.level is None:
        return ()
    return severity.floors_above(level=standing.level, category=category, told=told, on=on)


def _floors(known: list[tuple[Standing, tuple[Floor, ...]]]) -> set[Guard]:
    below = [(one, floors) for one, floors in known if floors]
    if not below:
        return set()
    found = {Guard.IS_BELOW_FLOOR}
    if all(_is_lowered(one, floors) for one, floors in below):
        found.add(Guard.AUTHORITY_LOWERS_FLOOR)
    return found


def _is_lowered(standing: Standing, floors: tuple[Floor, ...]) -> bool:
    """Say whether the authority itself came to this level, where the floor lets it."""
    if any(floor.lowered_by is None for floor in floors):
        return False
    return bool(severity.authorities(made_by=[one.by for one in standing.run]))
