"""Attached files of a report and of its case, as far as the reader's vault opens their keys."""

import datetime
import uuid
from collections.abc import Iterable, Mapping

from candour.cases.reading import opened
from candour.guard.actors import Actor
from candour.guard.keys import NARRATIVE, Vault
from candour.guard.models import SealedItem
from candour.intake.attachments import opening
from candour.intake.attachments.attached import Attached


def described(
    *, files: Iterable[uuid.UUID], vault: Vault, by: Actor, at: datetime.datetime
) -> tuple[Mapping[uuid.UUID, Attached], int]:
    """Return the files by their ids, and how many have no key here.

    A file whose key was sealed again when its report became a case is one file, and the newest key
    is the one that opens it.
    """
    rows = SealedItem.objects.filter(
        file_id__in=list(files), kind=opening.KIND, compartment=NARRATIVE
    )
    items = list(rows.order_by("id"))
    texts = opened.texts(items=items, vault=vault, by=by, at=at)
    found = [one for one in map(opening.described, texts.values()) if one is not None]
    found.sort(key=lambda one: one.again)
    return {one.id: one for one in found}, len(items) - len(texts)


def texts_of(
    *, report: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> tuple[str, ...]:
    """Return what a report's attachment items hold, for its case to seal to its own readers."""
    items = list(SealedItem.objects.filter(file_id=report, kind=opening.KIND).order_by("id"))
    texts = opened.texts(items=items, vault=vault, by=by, at=at)
    return tuple(texts[item.id] for item in items if item.id in texts)
