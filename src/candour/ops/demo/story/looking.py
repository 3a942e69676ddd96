"""Who looked: a reader at work, two people who were refused, and a question about a look."""

import datetime
import uuid

from django.db import transaction

from candour.cases.lookers.actions.ask_to_see import ask_to_see
from candour.cases.queries.overview import overview
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.models import Account, Scope
from candour.guard.permissions import NotPermitted
from candour.intake import mailboxes
from candour.intake.mailboxes import Message, looks
from candour.ops import work
from candour.ops.demo.story import stage as stages
from candour.ops.demo.story.reporting import Sent
from candour.ops.demo.story.stage import Stage


def look(stage: Stage, *, case: uuid.UUID) -> None:
    """Let the authority look, and two people try who may not."""
    account = Account.objects.get(username="investigator-two")
    Scope.objects.create(account=account, organisation_id=account.organisation_id)
    for username in ("authority", "investigator-two", "colleague", "colleague"):
        with stage.play(username) as player:
            _try(case, by=player.by, at=stage.at)
    with stage.play("investigator-two") as player:
        why = "My sergeant asked me to check the dates."
        ask_to_see(file=case, reason="supervision", words=why, by=player.by, at=stage.at)
    with stages.acting(stages.WORKER):
        work.sequence()


def ask(stage: Stage, *, sent: Sent) -> None:
    """Let the reporter ask what the authority looked for."""
    today = stage.at.date()
    with stages.acting(stages.REPORT):
        seen = looks.looked(keys=sent.keys, on=today + datetime.timedelta(days=1)).people
        one = next(look for look in seen if look.seat == "appropriate_authority")
        event = {"kind": "look_asked", "detail": {"look": str(one.leaf)}}
        message = Message(event=event, is_private=True)
        box = mailboxes.open_box(keys=sent.keys)
        assert box is not None  # noqa: S101 - its report was sealed before
        mailboxes.send(keys=sent.keys, box=box, message=message, on=today)


def _try(case: uuid.UUID, *, by: Actor, at: datetime.datetime) -> None:
    """Open the case's first page; a refusal leaves its leaf, as the page does."""
    try:
        with transaction.atomic():
            overview(file=case, by=by, at=at)
    except NotPermitted as refusal:
        leaves.append(entry=refusal.denied, by=by, at=at)
