"""Look-ups of reporters: how far a run has come, what was found, what was decided on it."""

import uuid

from django.db import models

from candour.guard.models import File, SealedItem
from candour.imports.models.runs import Run
from candour.intake.models import WatchedTerms

DECISIONS = [
    ("no_concern", "Explained: no concern"),
    ("ask", "Ask the officer's supervisor outside the case for the task"),
    ("matter", "Recorded as a conduct matter of its own"),
    ("evidence", "Kept as evidence in this case"),
]


class LookupProgress(models.Model):
    """How far a run has come, sealed to whoever started it; gone when the run is finished."""

    run = models.OneToOneField(Run, primary_key=True, on_delete=models.CASCADE, related_name="+")
    account_id = models.UUIDField()
    ciphertext = models.BinaryField()

    class Privacy:
        official = ("run", "account_id")
        secret = ("ciphertext",)

    def __str__(self) -> str:
        return "progress of a run"


class LookupAlert(models.Model):
    """Reads that somebody should ask about, for those who handle the file: who and when is sealed.

    It names the file, the run and the day; the item holds the officer and the card.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    organisation_id = models.UUIDField()
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(SealedItem, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    raised_by = models.UUIDField()

    class Privacy:
        official = ("id", "file", "organisation_id", "run", "item", "raised_at", "raised_by")

    def __str__(self) -> str:
        return f"alert {self.id}"


class LookupDecision(models.Model):
    """What was decided on an alert, and by whom; a change is another row, the newest counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    organisation_id = models.UUIDField()
    alert = models.ForeignKey(LookupAlert, on_delete=models.PROTECT, related_name="decisions")
    decision = models.TextField(choices=DECISIONS)
    # The reasons, sealed.
    item = models.ForeignKey(SealedItem, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    decided_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decision__in=[code for code, _ in DECISIONS]),
                name="imports_lookupdecision_known",
            )
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "alert", "decision", "item", "decided_at",
            "decided_by",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.decision} on {self.alert_id}"


class LookupFinding(models.Model):
    """The same, whole, for the readers outside the force who hold her terms; erased with them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The database cascades, since what she ends is erased there.
    watch = models.ForeignKey(
        WatchedTerms, on_delete=models.CASCADE, related_name="+", db_constraint=False
    )
    report_id = models.UUIDField()
    epoch = models.IntegerField()
    ciphertext = models.BinaryField()
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    # Null where she did not want the force's people to know.
    alert = models.OneToOneField(
        LookupAlert, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    found_at = models.DateTimeField()

    class Privacy:
        official = ("id", "watch", "report_id", "epoch", "run", "alert", "found_at")
        secret = ("ciphertext",)

    def __str__(self) -> str:
        return f"finding {self.id}"
