"""Writes the contacts of a line's batch and takes in those it passed on, as part of an import."""

import datetime
import json
import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from candour.access import desks
from candour.access.desks import Receiver
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.imports.contacts import PASSED_ON, ContactRow
from candour.imports.hotline.judging import Verdict, judge
from candour.imports.models import Contact, ContactFile
from candour.imports.source import Mark, StatedPart
from candour.intake.actions.take_in import Incoming, take_in
from candour.intake.package import Said

ROUTE = "hotline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """The line's body, the run that brings the rows, and the moment of the import."""

    body: uuid.UUID
    run: uuid.UUID
    by: Actor
    at: datetime.datetime


@dataclass(slots=True, kw_only=True)
class Taken:
    """What became of the rows of one batch."""

    new: set[int] = field(default_factory=set)
    changed: set[int] = field(default_factory=set)
    rejected: list[Mark] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    reports: int = 0


def take(*, rows: Sequence[ContactRow], whose: Whose) -> Taken:
    """Write what is new, in the caller's transaction; one leaf commits to every contact."""
    forces = {receiver.name: receiver for receiver in desks.receivers()}
    earlier = _earlier(whose.body, [row.ref for row in rows])
    taken = Taken()
    for row in rows:
        _take_one(row, forces, earlier, taken, whose)
    if taken.contacts:
        Contact.objects.bulk_create(taken.contacts)
        entry = leaves.Entry(
            kind="write",
            what="imports.contacts",
            why="An outside line's batch of contacts",
            detail={"body": str(whose.body), "run": str(whose.run)},
            after=taken.contacts,
        )
        leaves.append(entry=entry, by=whose.by, at=whose.at)
    return taken


def keep_total(*, part: StatedPart, digest: bytes, whose: Whose) -> int:
    """Keep once what a file says of its own size; return how many rows that wrote."""
    known = ContactFile.objects.filter(body_id=whose.body, content_hash=digest)
    if known.exists():
        return 0
    held = ContactFile(
        body_id=whose.body,
        run_id=whose.run,
        content_hash=digest,
        imported_on=whose.at.date(),
        contacts=part.rows,
        stated=part.stated,
    )
    ContactFile.objects.bulk_create([held])
    entry = leaves.Entry(
        kind="write",
        what="imports.contact_file",
        why="The total that a line states of its batch",
        detail={"body": str(whose.body), "run": str(whose.run)},
        after=[held],
    )
    leaves.append(entry=entry, by=whose.by, at=whose.at)
    return 1


def _take_one(
    row: ContactRow,
    forces: Mapping[str, Receiver],
    earlier: Mapping[str, Sequence[Contact]],
    taken: Taken,
    whose: Whose,
) -> None:
    force = forces.get(row.force)
    if force is None:
        taken.rejected.append(Mark(row=row.row, reason="unknown_force", columns=("force",)))
        return
    held = earlier.get(row.ref, ())
    verdict = judge(said=row, force=force.organisation_id, earlier=held)
    if verdict is Verdict.CONTRADICTS:
        taken.rejected.append(Mark(row=row.row, reason="contradicts_earlier"))
    if verdict in (Verdict.CONTRADICTS, Verdict.KNOWN):
        return
    try:
        report = _pass_on(row, force, whose) if row.disposition == PASSED_ON else None
    except desks.NoDesk:
        taken.rejected.append(Mark(row=row.row, reason="no_desk"))
        return
    taken.reports += report is not None
    taken.contacts.append(
        Contact(
            body_id=whose.body,
            force_id=force.organisation_id,
            run_id=whose.run,
            ref=row.ref,
            received_on=row.received_on,
            disposition=row.disposition,
            reason=row.reason,
            category=row.category,
            report_id=report,
            supersedes=held[-1] if held else None,
            recorded_on=whose.at.date(),
        )
    )
    (taken.changed if held else taken.new).add(row.row)


def _pass_on(row: ContactRow, force: Receiver, whose: Whose) -> uuid.UUID:
    said = Said(
        kind="not_said",
        story=row.text,
        on=None,
        about_when="",
        place="",
        people=(),
        must_not_see="",
        knows_desk=False,
        force=force.organisation_id,
        route=ROUTE,
        is_urgent=False,
    )
    content = {"line": str(whose.body), "received_on": row.received_on.isoformat(),
               "text": row.text}  # fmt: skip
    incoming = Incoming(
        said=said,
        receiver=force,
        content=json.dumps(content, sort_keys=True, ensure_ascii=False).encode(),
    )
    return take_in(incoming=incoming, by=whose.by, at=whose.at)


def _earlier(body: uuid.UUID, refs: Sequence[str]) -> dict[str, list[Contact]]:
    """Return all that is held of these contacts, the present word of each last."""
    held = Contact.objects.filter(body_id=body, ref__in=refs).select_related("supersedes")
    found: dict[str, list[Contact]] = defaultdict(list)
    for contact in held.order_by("ref", "supersedes_id"):
        found[contact.ref].append(contact)
    return {ref: sorted(several, key=_is_later) for ref, several in found.items()}


def _is_later(contact: Contact) -> bool:
    # A contact moves once at most: the word that supersedes another is the last.
    return contact.supersedes_id is not None
