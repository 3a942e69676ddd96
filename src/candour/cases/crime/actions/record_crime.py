"""Records one row of the crime side the day it arrives: a matter, a part of one, or a worklist."""

import datetime
import enum
import uuid

from django.db import transaction

from candour.cases.crime import attaching, matching
from candour.cases.crime.attaching import About
from candour.cases.crime.matching import Found
from candour.cases.crime.rows import NO, CrimeRow, Feed
from candour.cases.feeds import opening, owing
from candour.cases.models import CrimeItem, CrimeRecord
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import DESCRIPTION, Place
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.law.policies import crime_side as policy
from candour.people import serving

STEP = "cases.record_crime"


class Taken(enum.Enum):
    """What became of a row."""

    MATTER = "matter"
    WAITS = "waits"
    KNOWN = "known"
    NOT_POLICE = "not_police"


class ContradictsEarlier(Exception):
    """An earlier file told the same row of another day or another crime."""


@transaction.atomic
def record_crime(*, row: CrimeRow, feed: Feed, by: Actor, at: datetime.datetime) -> Taken:
    """Record a row once; what is about nobody for certain waits in a walled file of its own.

    Where the crime side says that the person does not serve and nobody of the register fits,
    nothing of the row is kept.
    """
    demand("cases.record_crime", by=by, at=at)
    if _is_known(row, feed):
        return Taken.KNOWN
    found = matching.match(row=row, feed=feed, by=by, at=at)
    about = _certain(found, feed) or _of_the_crime(row, found, feed, by=by, at=at)
    if about is not None:
        attaching.attach(row=row, about=about, feed=feed, step=STEP, by=by, at=at)
        return Taken.MATTER
    if row.serves == NO and not found.fits:
        return Taken.NOT_POLICE
    _let_wait(row, found, feed, by=by, at=at)
    return Taken.WAITS


def _is_known(row: CrimeRow, feed: Feed) -> bool:
    for table in (CrimeRecord, CrimeItem):
        held = table.objects.filter(
            feed_id=feed.organisation, record_ref=row.record_ref, kind=row.kind
        ).first()
        if held is None:
            continue
        if (held.happened_on, held.crime_ref) != (row.happened_on, row.crime_ref):
            raise ContradictsEarlier
        return True
    return False


def _certain(found: Found, feed: Feed) -> About | None:
    sure = found.verdict.sure
    if sure is None:
        return None
    return About(
        person=sure.match.person_id,
        organisation=sure.organisation or feed.organisation,
        because=found.verdict.because,
    )


def _of_the_crime(
    row: CrimeRow, found: Found, feed: Feed, *, by: Actor, at: datetime.datetime
) -> About | None:
    """Return the one subject of the crime's open case: an outcome often names the crime alone.

    Somebody else's outcome in the same crime must name nobody, or somebody who may be the subject.
    """
    if not row.kind_row.is_outcome:
        return None
    case = attaching.open_case(crime_ref=row.crime_ref, feed=feed)
    subjects = owing.subjects_of(file=case.file_id) if case else ()
    person = subjects[0] if len(subjects) == 1 else None
    if case is None or person is None:
        return None
    is_named = any(value.strip() for value in row.person.values())
    if is_named and person not in found.candidates:
        return None
    known = serving.of(persons=[person], on=row.happened_on, by=by, at=at)[person]
    return About(
        person=person,
        organisation=known.organisation or case.organisation_id,
        because=("crime_reference",),
    )


def _let_wait(row: CrimeRow, found: Found, feed: Feed, *, by: Actor, at: datetime.datetime) -> None:
    roles: set[tuple[uuid.UUID, str]] = {(one, "candidate") for one in found.candidates}
    opened = opening.open_file(
        kind="report", organisation=feed.organisation, roles=roles, by=by, at=at
    )
    place = Place(file=opened.file, organisation=feed.organisation, compartment=DESCRIPTION)
    sealed = keys.seal(place=place, kind="crime_row", text=row.sealed())
    item = CrimeItem(
        file_id=opened.file,
        organisation_id=feed.organisation,
        item=sealed,
        due_on=at.date() + datetime.timedelta(days=policy.duty("worklist").days),
        **attaching.codes(row=row, feed=feed, because=found.verdict.because, by=by, at=at),
    )
    CrimeItem.objects.bulk_create([item])
    entry = leaves.Entry(
        kind="write",
        what=STEP,
        file=opened.file,
        why="A row of the crime side waits for a decision",
        detail={"kind": row.kind, "custody": opened.custody},
        after=[*opened.rows, sealed, item],
    )
    leaves.append(entry=entry, by=by, at=at)
