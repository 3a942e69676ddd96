"""Runs of imports: what was read, what became of each row, and where a broken run goes on."""

import uuid

from django.db import models

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
