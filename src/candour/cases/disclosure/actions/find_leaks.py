"""Looks for words of a case in what came later, and raises what was known before it was given."""

import datetime
import uuid

from django.db import transaction

from candour.cases import steps
from candour.cases.disclosure import elsewhere, leaks
from candour.cases.disclosure.papers import of_reporter
from candour.cases.models import LeakAlert
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.permissions import demand


@transaction.atomic
def find_leaks(
    *, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> tuple[LeakAlert, ...]:
    """Compare the reporter's words with every later file this reader opens; return new alerts.

    The words stay in memory. What is written are codes: which paper, which file, how long a
    passage, since when; the authority and oversight see those.
    """
    demand("cases.find_leaks", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    ours = of_reporter(file=file, vault=vault, by=by, at=at)
    known = leaks.given(file=file, vault=vault, by=by, at=at)
    raised = set(LeakAlert.objects.filter(file_id=file).values_list("other_file_id", "source_id"))
    found = [
        leak
        for other in elsewhere.others(case=case, vault=vault, by=by, at=at)
        for leak in leaks.leaks(papers=ours, other=other, given=known)
        if (other.file, leak.paper.id) not in raised
    ]
    alerts = LeakAlert.objects.bulk_create(
        leaks.alert_of(case=case, leak=one, by=by, at=at) for one in found
    )
    steps.finish(step="cases.find_leaks", case=case, after=alerts, by=by, at=at)
    return tuple(alerts)
