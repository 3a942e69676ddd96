"""Reasons and other words of a case: sealed items that decisions point to."""

import uuid

from candour.cases.models import Case
from candour.guard import keys
from candour.guard.keys import DESCRIPTION, NARRATIVE, Place
from candour.guard.models import SealedItem

REASON = "reason"
# How whoever reported knows the people described.
TIES = "ties"


def seal_reason(*, case: Case, text: str) -> SealedItem:
    """Seal the reason of a decision to the case's readers; nobody needs a secret to write it."""
    return keys.seal(place=narrative(case.file_id, case.organisation_id), kind=REASON, text=text)


def narrative(file: uuid.UUID, organisation: uuid.UUID) -> Place:
    """Return where a case's story, reasons and messages are sealed."""
    return Place(file=file, organisation=organisation, compartment=NARRATIVE)


def description(file: uuid.UUID, organisation: uuid.UUID) -> Place:
    """Return where a case keeps what was said of people."""
    return Place(file=file, organisation=organisation, compartment=DESCRIPTION)
