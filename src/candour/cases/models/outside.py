"""Whether another force must investigate, which was asked, and what it answered."""

import uuid

from django.db import models

from candour.cases.models.case import InFile, known
from candour.law.independence import REFUSALS
from candour.people.models import Organisation

ANSWERS = [("accepted", "Accepted"), ("declined", "Declined")]
DECLINED = [(row.code, row.name) for row in REFUSALS]


class IndependenceCheck(InFile):
    """The rules of independence were held against a case; the newest check counts."""

    because = models.JSONField()
    is_required = models.BooleanField()
    # What the report says it is about, in codes; what was told once is not forgotten.
    told = models.JSONField()
    checked_at = models.DateTimeField()
    checked_by = models.UUIDField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["file", "-checked_at"], name="cases_independence_newest")]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "because", "is_required", "told", "checked_at",
            "checked_by",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"independence of {self.file_id}"


class ForceRequest(InFile):
    """Another force was asked to investigate: which, when, by whom and why, in codes."""

    force = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    because = models.JSONField()
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()

    class Privacy:
        official = (
            "id", "file", "organisation_id", "force", "because", "asked_at", "asked_by",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"request to {self.force_id}"


class ForceAnswer(models.Model):
    """What the force that was asked answered; it has no part in the file, and names none."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.OneToOneField(ForceRequest, on_delete=models.PROTECT, related_name="answer")
    answer = models.TextField(choices=ANSWERS)
    reason = models.TextField(choices=DECLINED, blank=True)
    answered_at = models.DateTimeField()
    answered_by = models.UUIDField()

    class Meta:
        constraints = [
            known("answer", ANSWERS, "cases_forceanswer_answer_known"),
            models.CheckConstraint(
                condition=models.Q(answer="accepted", reason="")
                | models.Q(answer="declined", reason__in=[code for code, _ in DECLINED]),
                name="cases_forceanswer_declined_for_a_reason",
            ),
        ]

    class Privacy:
        official = ("id", "request", "answer", "reason", "answered_at", "answered_by")

    def __str__(self) -> str:
        return f"{self.answer} {self.request_id}"
