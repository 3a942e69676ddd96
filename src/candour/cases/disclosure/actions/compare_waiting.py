"""Holds words that came in against earlier cases, in the session of a reader who opens both."""

import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction

from candour.cases import steps
from candour.cases.disclosure import elsewhere, leaks, waiting
from candour.cases.disclosure.elsewhere import Other
from candour.cases.disclosure.leaks import Leak
from candour.cases.disclosure.papers import of_reporter
from candour.cases.disclosure.waiting import Pair
from candour.cases.models import Case, LeakAlert, PassageCheck
from candour.cases.reading import opened
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.log import leaves
from candour.guard.permissions import demand


@transaction.atomic
def compare_waiting(
    *, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> tuple[LeakAlert, ...]:
    """Compare the newest pairs of files that one file is part of; return what was raised.

    Nobody presses anything: it runs where words come in, and else in the next session of any reader
    of both files. An alert is for triage and says nothing about anybody.
    """
    demand("cases.find_leaks", by=by, at=at, file=file)
    found: list[LeakAlert] = []
    for pair in waiting.due(file=file, vault=vault, by=by, on=at.date()):
        found += _compare(pair, vault, by=by, at=at)
    return tuple(found)


def _compare(pair: Pair, vault: Vault, *, by: Actor, at: datetime.datetime) -> Sequence[LeakAlert]:
    earlier, wait = pair.earlier, pair.wait
    demand("cases.find_leaks", by=by, at=at, file=earlier.file_id)
    check = PassageCheck(
        file_id=wait.file_id,
        organisation_id=wait.organisation_id,
        wait=wait,
        earlier_file_id=earlier.file_id,
        checked_at=at,
        checked_by=by.account,
    )
    PassageCheck.objects.bulk_create([check], ignore_conflicts=True)
    if not PassageCheck.objects.filter(id=check.id).exists():
        # Somebody else's session has compared them at this moment.
        return ()
    alerts = LeakAlert.objects.bulk_create(
        leaks.alert_of(case=earlier, leak=one, by=by, at=at)
        for one in _leaks(pair, vault, by=by, at=at)
    )
    entry = leaves.Entry(
        kind="write",
        what="cases.find_leaks",
        file=wait.file_id,
        why="Words that came in were compared with what was not disclosed",
        after=[check],
    )
    leaves.append(entry=entry, by=by, at=at)
    if alerts:
        steps.finish(step="cases.find_leaks", case=earlier, after=alerts, by=by, at=at)
    return alerts


def _leaks(pair: Pair, vault: Vault, *, by: Actor, at: datetime.datetime) -> list[Leak]:
    earlier = pair.earlier.file_id
    text = _text(pair, vault, by=by, at=at)
    if not text:
        return []
    own = Case.objects.filter(file_id=pair.wait.file_id).first()
    other = Other(
        file=pair.wait.file_id,
        reference=own.reference if own else "",
        is_case=True,
        appeared_on=pair.wait.appeared_on,
        text=text,
    )
    ours = of_reporter(file=earlier, vault=vault, by=by, at=at)
    given = leaks.given(file=earlier, vault=vault, by=by, at=at)
    # The same words may have been found in the report before it became a case.
    report = own.report_file_id if own else None
    known = [pair.wait.file_id, *([report] if report else [])]
    raised = set(
        LeakAlert.objects.filter(file_id=earlier, other_file_id__in=known).values_list(
            "source_id", flat=True
        )
    )
    found = leaks.leaks(papers=ours, other=other, given=given)
    return [leak for leak in found if leak.paper.id not in raised]


def _text(pair: Pair, vault: Vault, *, by: Actor, at: datetime.datetime) -> str:
    wait = pair.wait
    if wait.item is None:
        return elsewhere.read(file=wait.file_id, is_case=True, vault=vault, by=by, at=at)
    demand("cases.read", by=by, at=at, file=wait.file_id)
    return "".join(opened.texts(items=[wait.item], vault=vault, by=by, at=at).values())
