"""Words that came in and wait to be held against earlier cases, by whoever has keys to both.

Nothing says of which cases: a pair comes to be only in the session of a reader who opens both of
its files, so that nobody else learns that there is a pair.
"""

import dataclasses
import datetime
import uuid
from collections.abc import Iterator

from candour.cases.impartial import declarations
from candour.cases.models import Case, PassageCheck, PassageWait
from candour.cases.models.disclosure import RECORDED, RESPONSE
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.log import leaves
from candour.guard.models import KeyWrap, SealedItem
from candour.guard.seats import Seat
from candour.law.disclosure import COMPARING


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Words that wait, and the earlier case that they have not been held against."""

    wait: PassageWait
    earlier: Case


def responded(
    *, case: Case, item: SealedItem, on: datetime.date, by: Actor, at: datetime.datetime
) -> None:
    """Let a response wait that came in on that day; part of the step that takes it in."""
    row = PassageWait(
        file_id=case.file_id,
        organisation_id=case.organisation_id,
        source=RESPONSE,
        item=item,
        appeared_on=on,
        since=at,
    )
    PassageWait.objects.bulk_create([row])
    entry = leaves.Entry(
        kind="write",
        what="cases.find_leaks",
        file=case.file_id,
        why="A response waits to be compared with what was not disclosed",
        after=[row],
    )
    leaves.append(entry=entry, by=by, at=at)


def due(*, file: uuid.UUID, vault: Vault, by: Actor, on: datetime.date) -> tuple[Pair, ...]:
    """Return the newest pairs that one file is part of and that this vault opens, in one order.

    Everybody takes pairs in the same order, so that no two sessions wait for each other.
    """
    newest = sorted(_due(file, vault, by, on), key=lambda one: one.wait.since, reverse=True)
    return tuple(
        sorted(newest[: COMPARING.at_once], key=lambda one: (one.wait.id, one.earlier.file_id))
    )


def _due(file: uuid.UUID, vault: Vault, by: Actor, on: datetime.date) -> Iterator[Pair]:
    opens = KeyWrap.objects.filter(account_id=vault.account_id, file_key__compartment="narrative")
    held = opens.values("file_key__file_id")
    waits = PassageWait.objects.filter(
        file_id__in=held, since__date__gt=on - datetime.timedelta(days=COMPARING.waits_days)
    ).select_related("item")
    earlier = Case.objects.filter(
        file_id__in=held,
        closed_on__isnull=True,
        is_closed_undated=False,
        received_on__gt=on - datetime.timedelta(days=COMPARING.earlier_days),
    )
    done = set(
        PassageCheck.objects.filter(wait__in=waits).values_list("wait_id", "earlier_file_id")
    )
    pairs = [
        *[(wait, case) for wait in waits.filter(file_id=file) for case in earlier],
        *[(wait, case) for case in earlier.filter(file_id=file)
          for wait in waits.exclude(file_id=file)],
    ]  # fmt: skip
    for wait, case in pairs:
        is_done = (wait.id, case.file_id) in done
        if not is_done and _is_later(wait, case) and not _must_declare(wait, case, by):
            yield Pair(wait=wait, earlier=case)


def _is_later(wait: PassageWait, case: Case) -> bool:
    """Say whether words came after a case; a response is also held against its own."""
    is_its_story = wait.file_id == case.file_id and wait.source == RECORDED
    return not is_its_story and case.received_on <= wait.appeared_on


def _must_declare(wait: PassageWait, case: Case, by: Actor) -> bool:
    return by.seat is Seat.INVESTIGATOR and any(
        declarations.is_owed(file=one) for one in {wait.file_id, case.file_id}
    )
