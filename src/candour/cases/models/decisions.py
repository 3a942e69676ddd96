"""Decisions: inserted, never updated. A change is a new row that supersedes the old one."""

from django.db import models

from candour.cases.models.case import Allegation, Described, InFile, known
from candour.guard.models import SealedItem
from candour.people.models import Person

ANSWERS = [("same", "Same person"), ("not_same", "Not the same"), ("cannot_say", "Can't say")]
BASES = [("facts", "On the facts alone"), ("history", "With the history")]


class Decision(InFile):
    """Who decided, when, why (sealed), and which decision it replaces."""

    decided_at = models.DateTimeField()
    decided_by = models.UUIDField(null=True, blank=True)
    reason_item = models.ForeignKey(
        SealedItem, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )

    class Meta:
        abstract = True


DECISION = (
    "id", "file", "organisation_id", "decided_at", "decided_by", "reason_item", "supersedes",
)  # fmt: skip


class Screening(InFile):
    """A described person was compared with the register: when, by whom, with which rules."""

    described = models.ForeignKey(Described, on_delete=models.PROTECT, related_name="+")
    completed_at = models.DateTimeField()
    completed_by = models.UUIDField(null=True, blank=True)
    rules = models.TextField()

    class Meta:
        indexes = [
            models.Index(fields=["described", "-completed_at"], name="cases_screening_latest")
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "described", "completed_at", "completed_by", "rules",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"screening {self.id}"


class Suggestion(InFile):
    """This person of the register may be the one described; the reasons are codes."""

    screening = models.ForeignKey(Screening, on_delete=models.PROTECT, related_name="+")
    described = models.ForeignKey(Described, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    weight = models.FloatField()
    because = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["described", "person"], name="cases_suggestion_once_per_person"
            )
        ]

    class Privacy:
        official = ("id", "file", "organisation_id", "screening", "described", "weight", "because")
        personal = ("person",)

    def __str__(self) -> str:
        return f"suggestion {self.id}"


class LinkDecision(Decision):
    """A named person says whether the suggestion is the person described."""

    suggestion = models.ForeignKey(Suggestion, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(choices=ANSWERS)

    class Meta:
        constraints = [
            known("answer", ANSWERS, "cases_linkdecision_answer_known"),
            models.UniqueConstraint(
                fields=["suggestion"],
                condition=models.Q(supersedes__isnull=True),
                name="cases_linkdecision_one_first",
            ),
        ]

    class Privacy:
        official = (*DECISION, "suggestion", "answer")

    def __str__(self) -> str:
        return f"{self.answer} {self.suggestion_id}"


class SeverityAssessment(Decision):
    """How serious an allegation is, on the facts alone and again with the history beside it."""

    allegation = models.ForeignKey(Allegation, on_delete=models.PROTECT, related_name="+")
    basis = models.TextField(choices=BASES)
    level = models.TextField()

    class Meta:
        constraints = [
            known("basis", BASES, "cases_severityassessment_basis_known"),
            models.UniqueConstraint(
                fields=["allegation", "basis"],
                condition=models.Q(supersedes__isnull=True),
                name="cases_severityassessment_one_first",
            ),
        ]

    class Privacy:
        official = (*DECISION, "allegation", "basis", "level")

    def __str__(self) -> str:
        return f"{self.level} {self.basis}"


class ReferralAssessment(Decision):
    """The coded facts of a case held against the mandatory-referral criteria."""

    answers = models.JSONField()
    criteria = models.JSONField()
    # None while an answer that matters is not known.
    is_required = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file"],
                condition=models.Q(supersedes__isnull=True),
                name="cases_referralassessment_one_first",
            )
        ]

    class Privacy:
        official = (*DECISION, "answers", "criteria", "is_required")

    def __str__(self) -> str:
        return f"referral assessment {self.id}"


class Referral(Decision):
    """The case was referred to the independent body, under these criteria."""

    criteria = models.JSONField()
    referred_on = models.DateField()

    class Privacy:
        official = (*DECISION, "criteria", "referred_on")

    def __str__(self) -> str:
        return f"referral {self.id}"


class Outcome(Decision):
    """The result of one allegation, and any sanction; one in force at a time."""

    allegation = models.ForeignKey(Allegation, on_delete=models.PROTECT, related_name="+")
    result = models.TextField()
    sanction = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)
    batch_id = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["allegation"],
                condition=models.Q(supersedes__isnull=True),
                name="cases_outcome_one_first",
            )
        ]

    class Privacy:
        official = (*DECISION, "allegation", "result", "sanction", "decided_on", "batch_id")

    def __str__(self) -> str:
        return f"{self.result} {self.allegation_id}"
