"""Runs of imports, what became of each row, and the contacts of outside lines."""

import uuid

from django.db import models

from candour.guard.models import File
from candour.imports.contacts import DISPOSITIONS, PASSED_ON, REFUSED
from candour.people.models import Organisation

STATES = [
    ("running", "Running, or broken off and waiting to go on"),
    ("finished", "Finished"),
    ("given_up", "Broken off, and other files were imported since"),
]
REMARKS = [("rejected", "Not taken"), ("noted", "Taken, with a reservation")]


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
