"""Gives a case's readers what was sent about it while it was still a report, as it comes in late.

What a reporter sent on the day her report was recorded is sealed to the report's readers alone.
"""

import datetime
import uuid

from django.db import transaction

from candour.cases import steps, words
from candour.cases.reading import letters
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.log import leaves
from candour.guard.models import SealedItem
from candour.guard.permissions import demand


@transaction.atomic
def carry_letters(
    *, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> SealedItem | None:
    """Seal anew to the case what this vault opens of its report and the case has not; else None."""
    demand("cases.carry_letters", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    if case.report_file_id is None:
        return None
    report = case.report_file_id
    text = letters.letters_since(report=report, case=file, vault=vault, by=by, at=at)
    if text is None:
        return None
    place = words.narrative(file, case.organisation_id)
    item = keys.seal(place=place, kind=letters.BEFORE, text=text)
    entry = leaves.Entry(
        kind="write",
        what="cases.carry_letters",
        file=file,
        why="Letters came in after the report was recorded",
        after=[item],
    )
    leaves.append(entry=entry, by=by, at=at)
    return item
