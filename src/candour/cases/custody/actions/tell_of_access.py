"""Tells reporters of urgent access to their case, unless a reviewed harm test forbids it today."""

import datetime
import zoneinfo

from django.conf import settings
from django.db import connection, transaction

from candour.cases.models import AccessEnd, AccessTold, CustodyRequest, CustodyTaking, HarmReview
from candour.cases.models.custody import BREAK_GLASS
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.models import Account
from candour.guard.permissions import demand
from candour.intake.actions.write_letter import write_letter
from candour.intake.mailboxes.letters import Letter
from candour.people import naming


@transaction.atomic
def tell_of_access(*, by: Actor, at: datetime.datetime) -> int:
    """Write to every reporter whose case was opened so, once it has ended; return how many."""
    demand("cases.tell_of_access", by=by, at=at)
    with connection.cursor() as cursor:
        # Two rounds at once would do it twice.
        cursor.execute("select pg_advisory_xact_lock(hashtext('cases.tell_of_access'))")
    forbidden = HarmReview.objects.filter(test__review_on__gt=at.date()).values("test__request_id")
    due = list(
        CustodyTaking.objects.filter(
            request__kind=BREAK_GLASS, id__in=AccessEnd.objects.values("taking_id")
        )
        .exclude(id__in=AccessTold.objects.values("taking_id"))
        .exclude(request_id__in=forbidden)
        .order_by("taken_at", "id")
    )
    for taking in due:
        _tell(taking, by=by, at=at)
    return len(due)


def _tell(taking: CustodyTaking, *, by: Actor, at: datetime.datetime) -> None:
    letter = write_letter(file=taking.file_id, letter=Letter(text=_text(taking)), by=by, at=at)
    told = AccessTold(
        file_id=taking.file_id,
        organisation_id=taking.organisation_id,
        taking=taking,
        told_at=at,
        letter=letter,
    )
    AccessTold.objects.bulk_create([told])
    entry = leaves.Entry(
        kind="write",
        what="cases.tell_of_access",
        file=taking.file_id,
        why="The reporter was told of urgent access",
        detail={"taking": str(taking.id), "has_mailbox": letter is not None},
        after=[told, *([letter] if letter else [])],
    )
    leaves.append(entry=entry, by=by, at=at)


def _text(taking: CustodyTaking) -> str:
    request = CustodyRequest.objects.get(id=taking.request_id)
    account = Account.objects.get(id=taking.account_id)
    body = account.organisation_id
    names = naming.organisation_names(organisations=[body])
    zone = zoneinfo.ZoneInfo(settings.TIME_ZONE)
    until = taking.until_at or taking.taken_at
    return "\n".join(
        [
            "One person was given urgent access to your case.",
            "",
            f"Who: somebody at {names.get(body, 'another body')}.",
            f"Why: {request.get_purpose_display()}.",
            f"From: {taking.taken_at.astimezone(zone):%d %B %Y, %H:%M}.",
            f"Until: {until.astimezone(zone):%d %B %Y, %H:%M}. It ends by itself.",
            "",
            "Two bodies outside the force each had to agree. You can ask about it here.",
        ]
    )
