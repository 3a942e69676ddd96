"""What keeps a case moving: whom it waits for, why it is late, to whom that was put, and tasks."""

import datetime
import uuid

from django.db import models
from django.db.models import F, Q

from candour.cases.models.case import InFile, known
from candour.cases.models.owed import NOTED, Noted
from candour.guard.models import Account, SealedItem
from candour.law.clocks import CLOCKS
from candour.law.events import PARTIES
from candour.law.policies import escalation, ownership
from candour.people.models import Person

OWNERS = [(row.owner.value, row.name) for row in ownership.OWNERS]
BODIES = [(rung.to.value, rung.to.name) for rung in escalation.LADDER]
CAUSES = [(row.because.value, row.name) for row in escalation.CAUSES]
WAYS = [(way.value, way.name) for way in escalation.Way]
DELAYS = [(row.code, row.name) for row in escalation.DELAYS]
ANSWERS = [(row.code, row.name) for row in escalation.ANSWERS]
NO_ACTIONS = [("", "None"), *((row.code, row.name) for row in escalation.NO_ACTION_REASONS)]
TASKS = [(row.code, row.name) for row in escalation.TASKS]
_PARTIES = {row.party: row.name for row in PARTIES}
EXTENDING = sorted(
    {(party.value, _PARTIES[party]) for clock in CLOCKS for party in clock.extended_by}
)
TASK_ENDS = [(row.code, row.name) for row in escalation.TASK_ENDS]
_LONGEST = datetime.timedelta(days=escalation.REVIEW_DAYS)


class Hold(Noted):
    """From a day on somebody has the case; whoever else than the force has it, a person watches."""

    owner = models.TextField(choices=OWNERS)
    since_on = models.DateField()
    made_on = models.DateField()
    # Who sees to it while it waits, and by when they look again; nobody once the force has it.
    keeper_id = models.UUIDField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            known("owner", OWNERS, "cases_hold_owner_known"),
            models.CheckConstraint(
                condition=Q(owner="force", keeper_id__isnull=True, review_on__isnull=True)
                | (~Q(owner="force") & Q(keeper_id__isnull=False, review_on__isnull=False)),
                name="cases_hold_waits_with_keeper_and_review",
            ),
            models.CheckConstraint(
                condition=Q(review_on__isnull=True) | Q(review_on__lte=F("made_on") + _LONGEST),
                name="cases_hold_reviewed_soon",
            ),
        ]
        indexes = [models.Index(fields=["file", "-noted_at"], name="cases_hold_newest")]

    class Privacy:
        official = (*NOTED, "owner", "since_on", "made_on", "keeper_id", "review_on")

    def __str__(self) -> str:
        return f"{self.owner} since {self.since_on}"


class LifeRisk(Noted):
    """Somebody said that a life may be at risk in a case, or that it is not any more."""

    is_at_risk = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["file", "-noted_at"], name="cases_liferisk_newest")]

    class Privacy:
        official = (*NOTED, "is_at_risk")

    def __str__(self) -> str:
        return f"at risk: {self.is_at_risk}"


class DelayReason(Noted):
    """Why a case takes so long, as a code and in sealed words, and by when it goes on."""

    code = models.TextField(choices=DELAYS)
    plan_on = models.DateField()

    class Meta:
        constraints = [known("code", DELAYS, "cases_delayreason_code_known")]
        indexes = [models.Index(fields=["file", "-noted_at"], name="cases_delayreason_newest")]

    class Privacy:
        official = (*NOTED, "code", "plan_on")

    def __str__(self) -> str:
        return f"{self.code}, by {self.plan_on}"


class ClockExtension(Noted):
    """Somebody whom the law names gave more time for one period of a clock, before it ran out."""

    clock = models.TextField()
    started_on = models.DateField()
    subject = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    until_on = models.DateField()
    granted_on = models.DateField()
    granted_by = models.TextField(choices=EXTENDING)

    class Meta:
        constraints = [
            known("granted_by", EXTENDING, "cases_clockextension_party_known"),
            models.CheckConstraint(
                condition=Q(until_on__gt=F("granted_on"), granted_on__gte=F("started_on")),
                name="cases_clockextension_lies_ahead",
            ),
        ]
        indexes = [models.Index(fields=["file"], name="cases_clockextension_of_file")]

    class Privacy:
        official = (*NOTED, "clock", "started_on", "until_on", "granted_on", "granted_by")
        personal = ("subject",)

    def __str__(self) -> str:
        return f"{self.clock} until {self.until_on}"


class ClockEscalation(InFile):
    """A late case was put to a body: why, for which step, on which day and by which way."""

    to = models.TextField(choices=BODIES)
    because = models.TextField(choices=CAUSES)
    # Of a step; empty where the reason is the age of the case or a force's silence.
    clock = models.TextField(blank=True)
    started_on = models.DateField()
    way = models.TextField(choices=WAYS)
    raised_on = models.DateField()
    raised_at = models.DateTimeField()
    # Whose step it is; empty where it is the case's.
    subject = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            known("to", BODIES, "cases_clockescalation_body_known"),
            known("because", CAUSES, "cases_clockescalation_cause_known"),
            known("way", WAYS, "cases_clockescalation_way_known"),
            models.UniqueConstraint(
                fields=["file", "to", "because", "clock", "started_on", "subject"],
                name="cases_clockescalation_once",
                nulls_distinct=False,
            ),
        ]
        indexes = [
            models.Index(fields=["organisation_id", "to"], name="cases_clockescalation_body")
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "to", "because", "clock", "started_on", "way",
            "raised_on", "raised_at",
        )  # fmt: skip
        personal = ("subject",)

    def __str__(self) -> str:
        return f"{self.because} to {self.to}"


class EscalationAnswer(InFile):
    """What a body said of a late case that was put to it: codes alone."""

    escalation = models.ForeignKey(ClockEscalation, on_delete=models.PROTECT, related_name="+")
    code = models.TextField(choices=ANSWERS)
    because = models.TextField(choices=NO_ACTIONS, blank=True)
    answered_at = models.DateTimeField()
    answered_by = models.UUIDField()
    # By when the force replies, where it was asked.
    reply_due_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            known("code", ANSWERS, "cases_escalationanswer_code_known"),
            known("because", NO_ACTIONS, "cases_escalationanswer_reason_known"),
            models.CheckConstraint(
                condition=(Q(code="no_action") & ~Q(because=""))
                | (~Q(code="no_action") & Q(because="")),
                name="cases_escalationanswer_reason_for_no_action",
            ),
            models.CheckConstraint(
                condition=Q(code="asks_force", reply_due_on__isnull=False)
                | (~Q(code="asks_force") & Q(reply_due_on__isnull=True)),
                name="cases_escalationanswer_reply_if_asked",
            ),
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "escalation", "code", "because", "answered_at",
            "answered_by", "reply_due_on",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.code} {self.escalation_id}"


class CaseTask(InFile):
    """Something to be done in a case by a day; what exactly is sealed, what kind is a code."""

    code = models.TextField(choices=TASKS)
    # Whose it is; empty where whoever has the case must see to it.
    account_id = models.UUIDField(null=True, blank=True)
    due_on = models.DateField()
    made_at = models.DateTimeField()
    # Empty where Candour itself set it.
    made_by = models.UUIDField(null=True, blank=True)
    item = models.ForeignKey(
        SealedItem, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            known("code", TASKS, "cases_casetask_code_known"),
            models.UniqueConstraint(
                fields=["file", "code", "due_on"],
                condition=Q(made_by__isnull=True),
                name="cases_casetask_set_once",
            ),
        ]
        indexes = [models.Index(fields=["account_id", "due_on"], name="cases_casetask_of_account")]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "code", "account_id", "due_on", "made_at", "made_by",
            "item",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.code} by {self.due_on}"


class TaskEnd(InFile):
    """A task is done, or not needed any more."""

    task = models.OneToOneField(CaseTask, on_delete=models.PROTECT, related_name="end")
    code = models.TextField(choices=TASK_ENDS)
    ended_at = models.DateTimeField()
    ended_by = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [known("code", TASK_ENDS, "cases_taskend_code_known")]

    class Privacy:
        official = ("id", "file", "organisation_id", "task", "code", "ended_at", "ended_by")

    def __str__(self) -> str:
        return f"{self.code} {self.task_id}"


class WaitingMail(models.Model):
    """Where somebody is written to that something waits, and nothing else."""

    account = models.OneToOneField(
        Account, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    address = models.TextField()

    class Privacy:
        official = ("account",)
        identity = ("address",)

    def __str__(self) -> str:
        return f"mail of {self.account_id}"


class MailSent(models.Model):
    """Somebody was written to on a day; nobody is written to twice on one."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    sent_on = models.DateField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "sent_on"], name="cases_mailsent_once_a_day")
        ]

    class Privacy:
        official = ("id", "account", "sent_on", "sent_at")

    def __str__(self) -> str:
        return f"written to on {self.sent_on}"
