"""Passes a defined part of a report on to a force: sealed to its clean desk, and to nobody else."""

import dataclasses
import datetime
import uuid
from collections.abc import Mapping

from django.db import connection, transaction

from candour.access import desks
from candour.access.desks import Asked, Desk
from candour.core.matching import conflicts
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.log import leaves
from candour.guard.permissions import demand
from candour.intake import package, parts
from candour.intake.actions.write_letter import write_letter
from candour.intake.mailboxes.letters import Letter
from candour.intake.models import Report
from candour.intake.package import Said
from candour.intake.queries import OpenReport, open_report

ROUTE = "passed_on"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What the force will see, whole, and what is not for it: why, and the letter to the reporter.

    mailbox: the file whose readers write to the reporter now, the report or the case made of it.
    in_spite: why it goes to the force's desk although the reporter knows people there, or
    described them; empty where nobody has confirmed that.
    """

    report: uuid.UUID
    mailbox: uuid.UUID
    force: uuid.UUID
    story: str = dataclasses.field(repr=False)
    people: tuple[Mapping[str, str], ...] = dataclasses.field(repr=False)
    must_not_see: str = dataclasses.field(repr=False)
    why: str = dataclasses.field(repr=False)
    letter: str = dataclasses.field(repr=False)
    in_spite: str = dataclasses.field(default="", repr=False)


class NoCleanDesk(Exception):
    """The force has no two desk readers whom nothing in this speaks against. Nothing was sent."""


class DeskInDoubt(Exception):
    """The reporter knows or described people at the force's complaints desk. Nothing was sent.

    Confirm below that the desk must have it, and say why.
    """


class NotOutside(Exception):
    """Only a body outside the force passes a part on to it."""


@transaction.atomic
def release_part(*, part: Part, vault: Vault, by: Actor, at: datetime.datetime) -> uuid.UUID:
    """Tell the reporter and seal the part as a report of its own at the force; return its file.

    Nothing in it leads back: another file, other keys, another reference, no mailbox.
    """
    demand("intake.release_part", by=by, at=at, file=part.report)
    source = Report.objects.get(file_id=part.report)
    if source.organisation_id == part.force:
        raise NotOutside
    said = _said(part)
    opened = open_report(report=part.report, vault=vault, by=by, at=at)
    desk = _desk(part, said, opened, on=at.date())
    told = write_letter(file=part.mailbox, letter=Letter(text=part.letter), by=by, at=at)
    place = keys.Place(file=part.report, organisation=source.organisation_id)
    reasons = [text for text in (part.why, part.in_spite) if text.strip()]
    sealed = [keys.seal(place=place, kind="reason", text=text) for text in reasons]
    given = parts.give(report=part.report, said=said, desk=desk, on=at.date())
    entry = leaves.Entry(
        kind="write",
        what="intake.release_part",
        file=part.report,
        why="A part was passed on to the force",
        detail={
            "recipients": [str(one.account_id) for one in desk.readers],
            "as": str(given),
            "in_spite": bool(part.in_spite.strip()),
        },
        after=[*sealed, *([told] if told else [])],
    )
    leaves.append(entry=entry, by=by, at=at)
    return given


def _said(part: Part) -> Said:
    return Said(
        kind="not_said",
        story=part.story,
        on=None,
        about_when="",
        place="",
        people=tuple(dict(person) for person in part.people),
        must_not_see=part.must_not_see,
        knows_desk=False,
        force=part.force,
        route=ROUTE,
        is_urgent=False,
    )


def _desk(part: Part, said: Said, opened: OpenReport, *, on: datetime.date) -> Desk:
    """Choose among the force's readers by all that she said, whatever of it is passed on."""
    force = next((one for one in desks.receivers() if one.organisation_id == part.force), None)
    written = _written(part, said, opened)
    about = written.about_people
    # Without an outside body to fall back on, nobody may get what no reader can be compared with.
    if force is None or conflicts.in_another_script(about_people=about):
        raise NoCleanDesk
    knows_desk = bool(opened.narrative.get("knows_desk"))
    if not part.in_spite.strip() and (knows_desk or conflicts.names_standards(about_people=about)):
        raise DeskInDoubt
    name, files = force.name, (part.report, part.mailbox)
    asked = Asked(receiver=force, written=written, on=on)
    first = desks.of(organisation_id=part.force, name=name, asked=asked)
    kept_out = {one.account_id for one in first.readers} - _clean(files, organisation=part.force)
    asked = dataclasses.replace(asked, without=frozenset(kept_out))
    desk = desks.of(organisation_id=part.force, name=name, asked=asked)
    if len(desk.readers) < desks.FEWEST:
        raise NoCleanDesk
    return desk


def _written(part: Part, said: Said, opened: OpenReport) -> conflicts.Written:
    new = package.written(said)
    people = [" ".join(person.values()) for person in opened.people]
    answers = opened.narrative.get("answers")
    told = [str(one.get("answer", "")) for one in answers] if isinstance(answers, list) else []
    about = (*new.about_people, *people, " ".join(opened.told.values()), opened.must_not_see)
    story = " ".join([new.story, str(opened.narrative.get("story", "")), *told])
    return conflicts.Written(about_people=about, story=story)


def _clean(files: tuple[uuid.UUID, ...], *, organisation: uuid.UUID) -> set[uuid.UUID]:
    """Return the desk's readers whom no wall keeps from any of these files."""
    found = []
    with connection.cursor() as cursor:
        for file in files:
            cursor.execute(
                "select account_id from access.clean_readers(%s, %s)", [file, organisation]
            )
            found.append({account for (account,) in cursor.fetchall()})
    return set.intersection(*found)
