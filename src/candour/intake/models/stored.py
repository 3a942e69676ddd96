"""Stored files that were sealed under a new key: what is owed, and under which name it was done."""

import uuid

from django.db import models

from candour.guard.models import File
from candour.intake.models.reports import Attachment


class SealingOwed(models.Model):
    """After a reader of a case was removed, this attached file must get a key that nobody knew."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The case whose reader was removed, whether the file came with it or with its report.
    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="+")
    organisation_id = models.UUIDField()
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="+")
    # Counts from one for each attached file; tables of reports hold no time.
    number = models.IntegerField()

    class Privacy:
        official = ("id", "file", "organisation_id", "attachment", "number")

    def __str__(self) -> str:
        return f"sealing owed to {self.attachment_id}"


class SealedAnew(models.Model):
    """An attached file was sealed under a new key; it is stored under this row's id since then."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="+")
    organisation_id = models.UUIDField()
    attachment = models.ForeignKey(Attachment, on_delete=models.PROTECT, related_name="+")
    number = models.IntegerField()
    owed = models.OneToOneField(SealingOwed, on_delete=models.PROTECT, related_name="done")
    # Whether its key came from an item of the case itself, or from one of its report alone.
    is_of_case = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attachment", "number"], name="intake_sealedanew_numbered_once"
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="intake_sealedanew_counts_from_one"
            ),
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "attachment", "number", "owed", "is_of_case",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.attachment_id} sealed anew, {self.number}"
