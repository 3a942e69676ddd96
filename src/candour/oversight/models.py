"""What the nightly proof found, and what overseers did about it; nothing is updated or removed."""

import uuid

from django.db import models

KINDS = [
    ("log", "The log does not hold together"),
    ("row", "A record is not as the log says"),
    ("receipt", "A report lacks something that it must have"),
    ("witness", "The log is not witnessed as it must be"),
    ("more", "More was found than is listed"),
]


class Proof(models.Model):
    """One look at every receipt and logged row: how much was looked at, and what was found."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proved_on = models.DateField(db_index=True)
    receipts = models.BigIntegerField()
    rows = models.BigIntegerField()
    leaves = models.BigIntegerField()
    findings = models.IntegerField()

    class Privacy:
        official = ("id", "proved_on", "receipts", "rows", "leaves", "findings")

    def __str__(self) -> str:
        return f"{self.findings} findings on {self.proved_on}"


class Alert(models.Model):
    """One thing that the proof found: what, where and whose, never what a report says."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.TextField(choices=KINDS)
    found_on = models.DateField()
    # Whose report it is and which one, where that can still be told.
    organisation_id = models.UUIDField(null=True, blank=True)
    file_id = models.UUIDField(null=True, blank=True)
    reference = models.TextField(blank=True)
    # The row or leaf: by it the same finding is known again the next night.
    place = models.TextField()
    words = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind for kind, _ in KINDS]),
                name="oversight_alert_kind_known",
            )
        ]

    class Privacy:
        official = (
            "id", "kind", "found_on", "organisation_id", "file_id", "reference", "place", "words",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} on {self.found_on}"


class Settlement(models.Model):
    """What an overseer says became of an alert; what is still wrong is found again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    alert = models.OneToOneField(Alert, on_delete=models.PROTECT, related_name="+")
    settled_on = models.DateField()
    settled_by = models.UUIDField()
    reason = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="oversight_settlement_has_a_reason"
            )
        ]

    class Privacy:
        official = ("id", "alert", "settled_on", "settled_by", "reason")

    def __str__(self) -> str:
        return f"settled on {self.settled_on}"
