"""Grievances of HR's register: what the screening said of each, and what was decided of it."""

import uuid

from django.db import models

from candour.cases.models.case import InFile, known
from candour.cases.models.decisions import DECISION, Decision
from candour.guard.models import SealedItem
from candour.law.policies.grievances import GOES_ON, Result

RESULTS = [
    (Result.INDICATED.value, "Conduct indicated"),
    (Result.LOOK.value, "Look at it"),
    (Result.NOT_INDICATED.value, "Not indicated"),
]
ANSWERS = [("conduct", "Moved to conduct"), ("stays", "Stays a grievance")]


class Grievance(models.Model):
    """One line of HR's register by its codes: nobody reads it, numbers come of it.

    What doesn't indicate conduct is kept no further than this: no word and no name of it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    employer_id = models.UUIDField()
    ref = models.TextField()
    received_on = models.DateField()
    category = models.TextField()
    result = models.TextField(choices=RESULTS)
    # The edition of the rules it was screened under.
    rules = models.TextField()
    # A keyed mark of category and words: a row that HR changes is screened again.
    mark = models.BinaryField(max_length=16)
    screened_on = models.DateField()
    file_id = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            known("result", RESULTS, "cases_grievance_result_known"),
            models.UniqueConstraint(
                fields=["employer_id", "ref", "rules", "mark"],
                name="cases_grievance_once_per_rules",
            ),
            models.CheckConstraint(
                condition=models.Q(result=Result.NOT_INDICATED.value, file_id__isnull=True)
                | ~models.Q(result=Result.NOT_INDICATED.value) & models.Q(file_id__isnull=False),
                name="cases_grievance_indicated_waits",
            ),
        ]

    class Privacy:
        official = (
            "id", "employer_id", "ref", "received_on", "category", "result", "rules",
            "screened_on", "file_id",
        )  # fmt: skip
        secret = ("mark",)

    def __str__(self) -> str:
        return f"{self.result} {self.screened_on}"


class GrievanceItem(InFile):
    """A grievance that may be about conduct: it waits, in a file of its own, for two days."""

    ref = models.TextField()
    category = models.TextField()
    result = models.TextField(choices=RESULTS)
    because = models.JSONField()
    told = models.JSONField()
    suggests = models.JSONField()
    received_on = models.DateField()
    came_on = models.DateField()
    due_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True, blank=True)
    # Who raised it, about whom, and the short text.
    item = models.ForeignKey(SealedItem, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            known("result", RESULTS, "cases_grievanceitem_result_known"),
            models.UniqueConstraint(fields=["file"], name="cases_grievanceitem_one_in_a_file"),
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "ref", "category", "result", "because", "told",
            "suggests", "received_on", "came_on", "due_on", "recorded_at", "recorded_by", "item",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"grievance {self.id}"


class GrievanceDecision(Decision):
    """A named person moves a grievance to conduct, or says why it stays one."""

    asked = models.ForeignKey(GrievanceItem, on_delete=models.PROTECT, related_name="decisions")
    answer = models.TextField(choices=ANSWERS)
    goes_on = models.TextField(choices=GOES_ON, blank=True)
    case_file_id = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    answer="conduct",
                    case_file_id__isnull=False,
                    goes_on__in=[code for code, _ in GOES_ON],
                )
                | models.Q(answer="stays", case_file_id__isnull=True, goes_on=""),
                name="cases_grievancedecision_conduct_is_a_case",
            ),
            models.UniqueConstraint(
                fields=["asked"],
                condition=models.Q(supersedes__isnull=True),
                name="cases_grievancedecision_one_first",
            ),
        ]

    class Privacy:
        official = (*DECISION, "asked", "answer", "goes_on", "case_file_id")

    def __str__(self) -> str:
        return f"{self.answer} {self.asked_id}"


class GrievanceReview(InFile):
    """A second person agrees that a grievance stays one, or doesn't; without one nothing stays."""

    decision = models.OneToOneField(
        GrievanceDecision, on_delete=models.PROTECT, related_name="review"
    )
    is_agreed = models.BooleanField()
    reviewed_at = models.DateTimeField()
    reviewed_by = models.UUIDField()
    item = models.ForeignKey(SealedItem, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        official = (
            "id", "file", "organisation_id", "decision", "is_agreed", "reviewed_at",
            "reviewed_by", "item",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{'agreed' if self.is_agreed else 'not agreed'} {self.decision_id}"
