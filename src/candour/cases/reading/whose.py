"""Whose days a clock counts, in words: by name for whoever reads the case, else by their part."""

import datetime
import uuid
from collections.abc import Iterable, Mapping

from candour.guard.actors import Actor
from candour.guard.models import Grant
from candour.people import queries as people

SOMEBODY = "One of the people complained of"
Whose = tuple[uuid.UUID, uuid.UUID]


def called(
    *, clocks: Iterable[tuple[uuid.UUID, uuid.UUID | None]], by: Actor, at: datetime.datetime
) -> Mapping[Whose, str]:
    """Return what the persons of these (file, subject) are called, in one look at the register.

    Part of a page that the caller has demanded. Who sees a case in a list and was given no part in
    it learns no name from there.
    """
    wanted = {(file, subject) for file, subject in clocks if subject is not None}
    if not wanted:
        return {}
    given = Grant.objects.filter(
        file_id__in={file for file, _ in wanted}, account_id=by.account
    ).values_list("file_id", flat=True)
    read = {(file, subject) for file, subject in wanted if file in set(given)}
    cards = people.cards(persons={subject for _, subject in read}, by=by, at=at) if read else {}
    return {
        (file, subject): cards[subject].name if (file, subject) in read else SOMEBODY
        for file, subject in wanted
    }
