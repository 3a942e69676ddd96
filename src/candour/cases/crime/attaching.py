"""Puts a row of the crime side into a case: the open one of the same crime, or a new one."""

import dataclasses
import datetime
import uuid
from collections.abc import Sequence

from django.db import models

from candour.access.actions.draw_walls import draw_walls
from candour.access.actions.involve import involve
from candour.access.models import Involvement
from candour.cases import steps, words
from candour.cases.crime.rows import CrimeRow, Feed
from candour.cases.feeds import matters, owing
from candour.cases.feeds.matters import Matter
from candour.cases.impartial.actions.check_independence import check_independence
from candour.cases.models import Allegation, Case, CrimeRecord
from candour.guard import keys
from candour.guard.actors import Actor
from candour.law.events import EventKind
from candour.law.policies import crime_side as policy

SOURCE = "crime_side"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Whom a row is about, where they serve, and why that is certain."""

    person: uuid.UUID
    organisation: uuid.UUID
    because: Sequence[str]


def attach(
    *, row: CrimeRow, about: About, feed: Feed, step: str, by: Actor, at: datetime.datetime
) -> Case:
    """Record a row in a case, draw the walls, and make owed what is due today.

    Part of the step that was demanded, which it finishes.
    """
    case = open_case(crime_ref=row.crime_ref, feed=feed)
    detail: dict[str, object] = {"kind": row.kind, "is_new": case is None}
    after: list[models.Model] = []
    if case is None:
        made = matters.make(matter=_matter(row, about, on=at.date()), by=by, at=at)
        case, after = made.case, list(made.rows)
        detail["custody"] = made.opened.custody
    else:
        after = _add(case, row, about, by=by, at=at)
    record = record_of(case=case, row=row, about=about, feed=feed, by=by, at=at)
    after += [record.item, record]
    after += owing.owe(
        case=case, person=about.person, owed=row.kind_row.owes, record=record, by=by, at=at
    )
    if row.kind_row.is_outcome:
        facts = {EventKind.CRIMINAL_OUTCOME_KNOWN: row.happened_on}
        after += steps.events(case=case, facts=facts, by=by, at=at)
    steps.finish(step=step, case=case, after=after, by=by, at=at, detail=detail)
    return case


def open_case(*, crime_ref: str, feed: Feed) -> Case | None:
    """Return the open case that has rows of the same crime, as far as it can be seen."""
    if not crime_ref:
        return None
    files = CrimeRecord.objects.filter(feed_id=feed.organisation, crime_ref=crime_ref)
    found = Case.objects.select_for_update().filter(
        file_id__in=files.values("file_id"), closed_on__isnull=True, is_closed_undated=False
    )
    return found.order_by("recorded_at", "file_id").first()


def record_of(
    *,
    case: Case,
    row: CrimeRow,
    about: About,
    feed: Feed,
    by: Actor,
    at: datetime.datetime,
) -> CrimeRecord:
    """Write the row among the case's; part of attaching it."""
    place = words.narrative(case.file_id, case.organisation_id)
    record = CrimeRecord(
        file_id=case.file_id,
        organisation_id=case.organisation_id,
        item=keys.seal(place=place, kind="crime_record", text=row.story),
        person_id=about.person,
        **codes(row=row, feed=feed, because=about.because, by=by, at=at),
    )
    CrimeRecord.objects.bulk_create([record])
    return record


def codes(
    *, row: CrimeRow, feed: Feed, because: Sequence[str], by: Actor, at: datetime.datetime
) -> dict[str, object]:
    """Return what is kept of a row in clear; part of recording it."""
    return {
        "feed_id": feed.organisation,
        "record_ref": row.record_ref,
        "crime_ref": row.crime_ref,
        "kind": row.kind,
        "offence": row.offence,
        "civil_order": row.civil_order,
        "is_domestic": row.is_domestic,
        "is_sexual": row.is_sexual,
        "happened_on": row.happened_on,
        "came_on": at.date(),
        "because": list(because),
        "recorded_at": at,
        "recorded_by": by.account_id,
    }


def _matter(row: CrimeRow, about: About, *, on: datetime.date) -> Matter:
    offence = policy.offence_row(row.offence)
    return Matter(
        organisation=about.organisation,
        source=SOURCE,
        subject=about.person,
        categories=(offence.category,),
        came_on=on,
        incident_on=None,
        story=row.story,
        told=row.told,
        criteria=offence.criteria,
    )


def _add(
    case: Case, row: CrimeRow, about: About, *, by: Actor, at: datetime.datetime
) -> list[models.Model]:
    """Add what is new to an open case: a subject with walls, an allegation, what it sets off."""
    offence = policy.offence_row(row.offence)
    said = list(Allegation.objects.filter(file_id=case.file_id))
    known = {one.subject_id for one in said}
    if about.person not in known:
        _involve(case, about, by=by, at=at)
    is_new = not row.kind_row.is_outcome or about.person not in known
    rows: list[models.Model] = []
    if is_new:
        rows += matters.allegations(
            case=case, subject=about.person, categories=(offence.category,), at=at, told=said
        )
        rows += matters.met(case=case, criteria=offence.criteria, by=by, at=at)
        check_independence(file=case.file_id, by=by, at=at, told=row.told)
    return rows


def _involve(case: Case, about: About, *, by: Actor, at: datetime.datetime) -> None:
    here = Involvement.objects.filter(file_id=case.file_id, role__in=("subject", "candidate"))
    roles = {*here.values_list("person_id", "role"), (about.person, "subject")}
    involve(file=case.file_id, organisation=case.organisation_id, roles=roles, by=by, at=at)
    draw_walls(files=[case.file_id], by=by, at=at)
