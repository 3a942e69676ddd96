"""Passes a part of a report on to the force, and keeps that on the report it came from."""

import dataclasses
import datetime
import uuid
from collections.abc import Mapping

from django.db import transaction

from candour.cases.models import Case, PassedOn
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.log import leaves
from candour.guard.models import File
from candour.guard.permissions import demand
from candour.intake.actions.release_part import Part, release_part


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What the reader chose for the force to see, why, and what the reporter is told.

    kept_from: whom the reporter named; passes_names: whether the force is told these names too;
    in_spite: why it goes to the force's desk although that is in doubt.
    """

    force: uuid.UUID
    story: str = dataclasses.field(repr=False)
    people: tuple[Mapping[str, str], ...] = dataclasses.field(repr=False)
    kept_from: str = dataclasses.field(repr=False)
    passes_names: bool
    why: str = dataclasses.field(repr=False)
    in_spite: str = dataclasses.field(default="", repr=False)


@transaction.atomic
def pass_on_part(
    *, report: uuid.UUID, chosen: Chosen, vault: Vault, by: Actor, at: datetime.datetime
) -> PassedOn:
    """Tell the reporter exactly what goes, let it go, and note it; all of it or nothing."""
    demand("cases.pass_on_part", by=by, at=at, file=report)
    case = Case.objects.filter(report_file_id=report).first()
    shown = chosen.kept_from if chosen.passes_names else ""
    given = release_part(
        part=Part(
            report=report,
            mailbox=case.file_id if case else report,
            force=chosen.force,
            story=chosen.story,
            people=chosen.people,
            must_not_see=shown,
            why=chosen.why,
            letter=letter_of(chosen),
            in_spite=chosen.in_spite,
        ),
        vault=vault,
        by=by,
        at=at,
    )
    organisation = File.objects.values_list("organisation_id", flat=True).get(id=report)
    place = keys.Place(file=report, organisation=organisation)
    item = keys.seal(place=place, kind="passed_on", text=letter_of(chosen))
    row = PassedOn(
        file_id=report,
        organisation_id=organisation,
        noted_at=at,
        noted_by=by.account,
        item=item,
        passed_file_id=given,
        force_id=chosen.force,
    )
    PassedOn.objects.bulk_create([row])
    entry = leaves.Entry(
        kind="write",
        what="cases.pass_on_part",
        file=report,
        why="A part was passed on to the force",
        after=[item, row],
        recipients=[str(chosen.force)],
    )
    leaves.append(entry=entry, by=by, at=at)
    return row


def letter_of(chosen: Chosen) -> str:
    """Return what the reporter is told: all that the force will see. It is part of passing on."""
    people = [
        f"Person {number}: {', '.join(said.values())}"
        for number, said in enumerate(chosen.people, start=1)
    ]
    lines = ["We must tell the police force a part of what you told us. It sees this and no more:"]
    lines += ["", chosen.story, "", *people]
    if chosen.passes_names and chosen.kept_from:
        lines += ["", "Who must not see it:", chosen.kept_from]
    lines += ["", f"Why: {chosen.why}", "", "The force does not get your words, your name or this"
              " mailbox. You can answer here."]  # fmt: skip
    return "\n".join(lines)
