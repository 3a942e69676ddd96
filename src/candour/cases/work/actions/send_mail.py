"""Writes to people that something waits for them in Candour: that, and nothing else."""

import datetime
import uuid

from django.conf import settings
from django.core import mail
from django.db import connection, transaction
from django.db.models import Q

from candour.cases.models import Case, CaseTask, ClockEscalation, MailSent, WaitingMail
from candour.guard.actors import Actor
from candour.guard.log import leaves
from candour.guard.models import Account, Scope, Wall
from candour.guard.permissions import demand
from candour.guard.seats import Seat
from candour.law.events import Party
from candour.people.models import Organisation

SUBJECT = "Something waits for you"
# Whoever else reads this mail learns nothing of any case.
TEXT = "You have something to read in Candour. Sign in to see it.\n"


def send_mail(*, by: Actor, at: datetime.datetime) -> int:
    """Write once a day to each person for whom something new waits; return how many."""
    demand("cases.send_mail", by=by, at=at)
    known = WaitingMail.objects.filter(account__is_active=True).select_related("account")
    return sum(_send(one, by=by, at=at) for one in known.order_by("account_id"))


@transaction.atomic
def _send(one: WaitingMail, *, by: Actor, at: datetime.datetime) -> bool:
    with connection.cursor() as cursor:
        # Two rounds at once would write twice.
        cursor.execute("select pg_advisory_xact_lock(hashtext('cases.send_mail'))")
    last = MailSent.objects.filter(account_id=one.account_id).order_by("-sent_at").first()
    if last is not None and last.sent_on >= at.date():
        return False
    if not _has_news(one.account, since=last.sent_at if last else None):
        return False
    MailSent.objects.bulk_create(
        [MailSent(account_id=one.account_id, sent_on=at.date(), sent_at=at)]
    )
    entry = leaves.Entry(
        kind="write",
        what="cases.send_mail",
        why="Somebody was told that something waits",
        recipients=[str(one.account_id)],
    )
    leaves.append(entry=entry, by=by, at=at)
    # Last: if it can't be sent, nothing says that it was.
    mail.send_mail(
        subject=SUBJECT,
        message=TEXT,
        from_email=settings.DEFAULT_FROM_EMAIL,
        recipient_list=[one.address],
    )
    return True


def _has_news(account: Account, *, since: datetime.datetime | None) -> bool:
    """Say whether something new waits that no wall keeps from them: what they don't see is none."""
    hidden = _hidden(account.id)
    scope = Scope.objects.filter(account_id=account.id).values("organisation_id")
    is_authority = account.seat == Seat.APPROPRIATE_AUTHORITY
    own = Q(account_id=account.id)
    if is_authority:
        own |= Q(account_id__isnull=True, organisation_id__in=scope)
    tasks = CaseTask.objects.filter(own, end__isnull=True).exclude(file_id__in=hidden)
    raised = ClockEscalation.objects.filter(to=_body(account), organisation_id__in=scope)
    raised = raised.exclude(file_id__in=hidden)
    if since is not None:
        tasks, raised = tasks.filter(made_at__gt=since), raised.filter(raised_at__gt=since)
    return tasks.exists() or raised.exists()


def _body(account: Account) -> str:
    if account.seat == Seat.APPROPRIATE_AUTHORITY:
        return Party.APPROPRIATE_AUTHORITY.value
    if account.seat != Seat.OVERSIGHT_READER:
        return ""
    return Organisation.objects.values_list("kind", flat=True).get(id=account.organisation_id)


def _hidden(account: uuid.UUID) -> set[uuid.UUID]:
    walled = set(Wall.objects.filter(account_id=account).values_list("file_id", flat=True))
    made = Case.objects.filter(report_file_id__in=walled).values_list("file_id", flat=True)
    return walled | set(made)
