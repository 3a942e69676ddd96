"""Who looked at a file and why: inquiries answered, looks withheld, letting in, alarms triaged."""

import uuid

from django.db import models

from candour.cases.models.case import InFile, known
from candour.guard.models import SealedItem
from candour.intake.models import LookInquiry
from candour.law.policies import looks

ASKED_FOR = [(row.code, row.name) for row in looks.ASKED_FOR]
ANSWERS = [(row.code, row.name) for row in looks.ANSWERS]
GROUNDS = [(row.code, row.name) for row in looks.GROUNDS]
OUTCOMES = [(row.code, row.name) for row in looks.OUTCOMES]
BECAUSE = [(row.code, row.name) for row in looks.BECAUSE]
PATTERNS = [
    ("walled", "A wall stands between them and the file"),
    ("same_unit", "No task, and the same unit as somebody close to the file"),
    ("no_task", "No task in the file"),
]
WAYS = [
    ("opened", "Tried to open it"),
    ("searched", "Searched for it"),
    ("inquiry", "No task was found when the reporter asked"),
]


class LookAsked(InFile):
    """A colleague without a role in a case asks to see it: why as a code, the words sealed."""

    account_id = models.UUIDField()
    asked_at = models.DateTimeField()
    reason = models.TextField(choices=ASKED_FOR)
    # Sealed to the case's readers, as an item of this compartment and epoch with the row's id.
    compartment = models.TextField(blank=True)
    epoch = models.IntegerField(null=True, blank=True)
    ciphertext = models.BinaryField(null=True, blank=True)

    class Meta:
        constraints = [known("reason", ASKED_FOR, "cases_lookasked_reason_known")]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "account_id", "asked_at", "reason", "compartment",
            "epoch",
        )  # fmt: skip
        secret = ("ciphertext",)

    def __str__(self) -> str:
        return f"asked to see {self.file_id}"


class LookPermit(InFile):
    """The case's authority lets a colleague in until a day, or does not."""

    asked = models.OneToOneField(LookAsked, on_delete=models.PROTECT, related_name="permit")
    is_allowed = models.BooleanField()
    until_on = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_allowed=True, until_on__isnull=False)
                | models.Q(is_allowed=False, until_on__isnull=True),
                name="cases_lookpermit_allowed_until_a_day",
            )
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "asked", "is_allowed", "until_on", "decided_at",
            "decided_by",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"permit {self.id}"


class Withholding(InFile):
    """Looks of one account at one file are kept from the reporter: on which ground, until when."""

    looker_id = models.UUIDField()
    ground = models.TextField(choices=GROUNDS)
    decided_at = models.DateTimeField()
    decided_by = models.UUIDField()
    item = models.ForeignKey(SealedItem, on_delete=models.PROTECT, related_name="+")
    # Shown again after this day unless a second person has upheld it.
    lapses_on = models.DateField()
    # Shown again after this day in any case.
    review_on = models.DateField()

    class Meta:
        constraints = [
            known("ground", GROUNDS, "cases_withholding_ground_known"),
            models.CheckConstraint(
                condition=models.Q(review_on__gte=models.F("lapses_on")),
                name="cases_withholding_reviewed_before_it_ends",
            ),
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "looker_id", "ground", "decided_at", "decided_by",
            "item", "lapses_on", "review_on",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"withholding {self.id}"


class WithholdingReview(InFile):
    """A second person upholds a harm test or undoes it."""

    withholding = models.OneToOneField(Withholding, on_delete=models.PROTECT, related_name="review")
    is_upheld = models.BooleanField()
    reviewed_at = models.DateTimeField()
    reviewed_by = models.UUIDField()

    class Privacy:
        official = (
            "id", "file", "organisation_id", "withholding", "is_upheld", "reviewed_at",
            "reviewed_by",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"review of {self.withholding_id}"


class InquiryAnswer(InFile):
    """A reporter was told why somebody looked; the words are in her mailbox alone."""

    inquiry = models.OneToOneField(LookInquiry, on_delete=models.PROTECT, related_name="answer")
    looker_id = models.UUIDField()
    code = models.TextField(choices=ANSWERS)
    letter_id = models.UUIDField()
    answered_at = models.DateTimeField()
    answered_by = models.UUIDField()

    class Meta:
        constraints = [
            known("code", ANSWERS, "cases_inquiryanswer_code_known"),
            models.CheckConstraint(
                condition=~models.Q(answered_by=models.F("looker_id")),
                name="cases_inquiryanswer_not_by_the_looker",
            ),
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "inquiry", "looker_id", "code", "letter_id",
            "answered_at", "answered_by",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"answer to {self.inquiry_id}"


class SoughtWords(models.Model):
    """What somebody searched for, sealed to the worker, which compares it once and deletes it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account_id = models.UUIDField()
    at = models.DateTimeField()
    ciphertext = models.BinaryField()

    class Privacy:
        official = ("id", "account_id", "at")
        secret = ("ciphertext",)

    def __str__(self) -> str:
        return "sought words"


class LookAlarm(InFile):
    """Somebody without a task tried to see a file: for triage by a clean person, no allegation."""

    account_id = models.UUIDField()
    pattern = models.TextField(choices=PATTERNS)
    raised_at = models.DateTimeField()

    class Meta:
        constraints = [known("pattern", PATTERNS, "cases_lookalarm_pattern_known")]
        indexes = [models.Index(fields=["account_id", "file"], name="cases_lookalarm_of_account")]

    class Privacy:
        official = ("id", "file", "organisation_id", "raised_at")
        personal = ("account_id", "pattern")

    def __str__(self) -> str:
        return f"alarm {self.id}"


class LookHit(models.Model):
    """One refused look or search that an alarm rests on."""

    # The leaf that logged it, or the search that was compared: never counted twice.
    id = models.UUIDField(primary_key=True, editable=False)
    alarm = models.ForeignKey(LookAlarm, on_delete=models.PROTECT, related_name="hits")
    way = models.TextField(choices=WAYS)
    at = models.DateTimeField()

    class Meta:
        constraints = [known("way", WAYS, "cases_lookhit_way_known")]

    class Privacy:
        official = ("id", "alarm", "way", "at")

    def __str__(self) -> str:
        return f"hit {self.id}"


class LookTriage(InFile):
    """What a clean person found of an alarm: a code, and on what it rests."""

    alarm = models.OneToOneField(LookAlarm, on_delete=models.PROTECT, related_name="triage")
    outcome = models.TextField(choices=OUTCOMES)
    because = models.TextField(choices=BECAUSE)
    settled_at = models.DateTimeField()
    settled_by = models.UUIDField()

    class Meta:
        constraints = [
            known("outcome", OUTCOMES, "cases_looktriage_outcome_known"),
            known("because", BECAUSE, "cases_looktriage_because_known"),
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "alarm", "outcome", "because", "settled_at",
            "settled_by",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.outcome} {self.alarm_id}"


class AlarmRound(models.Model):
    """How many leaves of the tree have been looked through for refused looks: one row."""

    only = models.BooleanField(primary_key=True, default=True)
    upto = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(only=True), name="cases_alarmround_one_row")
        ]

    class Privacy:
        official = ("only", "upto")

    def __str__(self) -> str:
        return f"{self.upto} leaves"
