"""Runs of imports, what became of each row; contacts of outside lines; look-ups of reporters."""

import uuid

from django.db import models

from candour.guard.models import File, SealedItem
from candour.imports.contacts import DISPOSITIONS, PASSED_ON, REFUSED
from candour.intake.models import WatchedTerms
from candour.people.models import Organisation

STATES = [
    ("running", "Running, or broken off and waiting to go on"),
    ("finished", "Finished"),
    ("given_up", "Broken off, and other files were imported since"),
]
REMARKS = [("rejected", "Not taken"), ("noted", "Taken, with a reservation")]

DECISIONS = [
    ("no_concern", "Explained: no concern"),
    ("ask", "Ask the officer's supervisor outside the case for the task"),
    ("matter", "Recorded as a conduct matter of its own"),
    ("evidence", "Kept as evidence in this case"),
]


class Run(models.Model):
    """One import of one set of files. `position` batches of it are committed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.TextField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    # Name, SHA-256 and encoding of each file.
    files = models.JSONField()
    # How the files were cut into batches; a run goes on only where the cut is the same.
    plan = models.TextField()
    state = models.TextField(choices=STATES)
    position = models.IntegerField(default=0)
    counts = models.JSONField(default=dict)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state for state, _ in STATES]),
                name="imports_run_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state="finished", finished_at__isnull=False)
                | (~models.Q(state="finished") & models.Q(finished_at__isnull=True)),
                name="imports_run_finished_has_an_end",
            ),
            models.UniqueConstraint(
                fields=["source", "organisation"],
                condition=models.Q(state="running"),
                name="imports_run_one_at_a_time",
            ),
        ]

    class Privacy:
        official = (
            "id", "source", "organisation", "files", "plan", "state", "position", "counts",
            "started_at", "finished_at",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.source} {self.started_at:%Y-%m-%d}"


class Remark(models.Model):
    """Why a row was not taken, or what was odd about one that was; never what the row says."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="+")
    kind = models.TextField(choices=REMARKS)
    table = models.TextField()
    row = models.IntegerField()
    reason = models.TextField()
    # The row it repeats or contradicts.
    other_row = models.IntegerField(null=True, blank=True)
    columns = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind for kind, _ in REMARKS]),
                name="imports_remark_kind_known",
            )
        ]
        indexes = [
            models.Index(fields=["run", "kind", "table", "row"], name="imports_remark_of_run")
        ]

    class Privacy:
        official = ("id", "run", "kind", "table", "row", "reason", "other_row", "columns")

    def __str__(self) -> str:
        return f"{self.kind} {self.table} {self.row}"


class Contact(models.Model):
    """One contact with an outside line: what became of it there. A later word supersedes, once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    force = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    # The line's own reference.
    ref = models.TextField()
    received_on = models.DateField()
    disposition = models.TextField(choices=DISPOSITIONS)
    reason = models.TextField(blank=True)
    category = models.TextField(blank=True)
    # The report that was made of it.
    report = models.OneToOneField(
        File, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    recorded_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(disposition__in=[code for code, _ in DISPOSITIONS]),
                name="imports_contact_disposition_known",
            ),
            models.CheckConstraint(
                condition=models.Q(disposition=REFUSED) & ~models.Q(reason="")
                | ~models.Q(disposition=REFUSED) & models.Q(reason=""),
                name="imports_contact_refused_has_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(disposition=PASSED_ON, report__isnull=False)
                | ~models.Q(disposition=PASSED_ON) & models.Q(report__isnull=True),
                name="imports_contact_passed_on_is_a_report",
            ),
            models.UniqueConstraint(
                fields=["body", "ref"],
                condition=models.Q(supersedes__isnull=True),
                name="imports_contact_begins_once",
            ),
        ]
        indexes = [models.Index(fields=["force", "received_on"], name="imports_contact_of_force")]

    class Privacy:
        official = (
            "id", "body", "force", "run", "ref", "received_on", "disposition", "reason",
            "category", "report", "supersedes", "recorded_on",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.disposition} {self.received_on}"


class ContactFile(models.Model):
    """A line's file of contacts: how many it holds, and how many the line says it holds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    run = models.OneToOneField(Run, on_delete=models.PROTECT, related_name="+")
    content_hash = models.BinaryField(max_length=32)
    imported_on = models.DateField()
    contacts = models.IntegerField()
    stated = models.IntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "content_hash"], name="imports_contactfile_once"
            )
        ]

    class Privacy:
        official = ("id", "body", "run", "content_hash", "imported_on", "contacts", "stated")

    def __str__(self) -> str:
        return f"{self.contacts} contacts on {self.imported_on}"


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
