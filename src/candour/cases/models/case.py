"""The case, its allegations, the people described in it, its events and its deadlines."""

import uuid

from django.db import models

from candour.guard.models import File, SealedItem
from candour.people.models import Person

ONCE_PER_REPORT = "cases_case_once_per_report"
KINDS = [
    ("complaint", "Complaint"),
    ("conduct_matter", "Conduct matter"),
    ("dsi_matter", "Death or serious injury matter"),
]
SOURCES = [
    ("public", "Public"),
    ("internal", "Internal"),
    ("crime_side", "Crime side"),
    ("hotline", "Hotline"),
    ("other_system", "Another system"),
]


def known(field: str, choices: list[tuple[str, str]], name: str) -> models.CheckConstraint:
    """Return the constraint that a field holds one of its choices."""
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": [value for value, _ in choices]}), name=name
    )


class InFile(models.Model):
    """A row that belongs to a file and is seen by whoever may see the file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    organisation_id = models.UUIDField()

    class Meta:
        abstract = True


class Case(models.Model):
    """A complaint, conduct matter or DSI matter: codes and dates; words are sealed elsewhere."""

    file = models.OneToOneField(File, primary_key=True, on_delete=models.PROTECT, related_name="+")
    organisation_id = models.UUIDField()
    reference = models.TextField(unique=True)
    kind = models.TextField(choices=KINDS)
    source = models.TextField(choices=SOURCES)
    reporter_kind = models.TextField(blank=True)
    incident_on = models.DateField(null=True, blank=True)
    # When the complaint was made or the matter came to attention: every duration starts here.
    received_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    # Closed at a date that can't be right (before receipt) or that the source doesn't give.
    is_closed_undated = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True, blank=True)
    reason_item = models.ForeignKey(
        SealedItem, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    report_file_id = models.UUIDField(null=True, blank=True)
    batch_id = models.UUIDField(null=True, blank=True)
    source_name = models.TextField(blank=True)
    source_ref = models.TextField(blank=True)
    source_row = models.IntegerField(null=True, blank=True)
    source_category = models.TextField(blank=True)

    class Meta:
        constraints = [
            known("kind", KINDS, "cases_case_kind_known"),
            known("source", SOURCES, "cases_case_source_known"),
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True)
                | models.Q(closed_on__gte=models.F("received_on")),
                name="cases_case_closed_after_receipt",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True) | models.Q(is_closed_undated=False),
                name="cases_case_closed_dated_or_not",
            ),
            models.UniqueConstraint(
                fields=["organisation_id", "source_name", "source_ref"],
                condition=~models.Q(source_ref=""),
                name="cases_case_source_ref_once",
            ),
            models.UniqueConstraint(
                fields=["report_file_id"],
                condition=models.Q(report_file_id__isnull=False),
                name=ONCE_PER_REPORT,
            ),
        ]
        indexes = [
            models.Index(fields=["organisation_id", "-received_on", "file"], name="cases_newest"),
            models.Index(fields=["-received_on", "file"], name="cases_newest_of_all"),
            # The days of many cases, and their policy, without a look at the rows themselves.
            models.Index(
                fields=["file"],
                include=["organisation_id", "received_on", "incident_on"],
                name="cases_days_of_file",
            ),
            models.Index(
                fields=["organisation_id", "received_on"],
                condition=models.Q(closed_on__isnull=True, is_closed_undated=False),
                name="cases_open_oldest",
            ),
        ]

    class Privacy:
        official = (
            "file", "organisation_id", "reference", "kind", "source", "reporter_kind",
            "incident_on", "received_on", "closed_on", "is_closed_undated", "recorded_at",
            "recorded_by", "reason_item", "report_file_id", "batch_id", "source_name",
            "source_ref", "source_row", "source_category",
        )  # fmt: skip

    def __str__(self) -> str:
        return self.reference


class Described(InFile):
    """Someone a report describes; what was said of them is a sealed item."""

    number = models.SmallIntegerField()
    item = models.ForeignKey(
        SealedItem, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="cases_described_numbered_once")
        ]

    class Privacy:
        official = ("id", "file", "organisation_id", "number", "item")

    def __str__(self) -> str:
        return f"person {self.number}"


class Allegation(InFile):
    """One allegation of one category about one subject, who may be unidentified."""

    number = models.SmallIntegerField()
    category = models.TextField()
    # The person described, where a report described one; the subject once a link is confirmed.
    described = models.ForeignKey(
        Described, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    subject = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()
    batch_id = models.UUIDField(null=True, blank=True)
    source_ref = models.TextField(blank=True)
    source_row = models.IntegerField(null=True, blank=True)
    source_category = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "category", "described"],
                condition=models.Q(described__isnull=False),
                name="cases_allegation_once_per_described",
            ),
            models.UniqueConstraint(
                fields=["file", "category", "subject"],
                condition=models.Q(described__isnull=True, subject__isnull=False),
                name="cases_allegation_once_per_subject",
            ),
            models.UniqueConstraint(
                fields=["file", "number"], name="cases_allegation_numbered_once"
            ),
        ]
        indexes = [
            # Every case of many people, and its policy, without a look at the rows themselves.
            models.Index(
                fields=["subject"],
                include=["file", "organisation_id"],
                name="cases_allegation_files_of",
            )
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "number", "category", "described", "recorded_at",
            "batch_id", "source_ref", "source_row", "source_category",
        )  # fmt: skip
        personal = ("subject",)

    def __str__(self) -> str:
        return f"allegation {self.number}"


class Event(InFile):
    """Something that happened to a case, on a day; clocks are computed from these."""

    kind = models.TextField()
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True, blank=True)
    item = models.ForeignKey(
        SealedItem, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Of the person whose clocks it moves; empty where it counts for the case and everybody in it.
    subject = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        indexes = [
            models.Index(fields=["file", "happened_on"], name="cases_event_of_file"),
            models.Index(
                fields=["subject"],
                condition=models.Q(subject__isnull=False),
                name="cases_event_of_subject",
            ),
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "kind", "happened_on", "recorded_at", "recorded_by",
            "item",
        )  # fmt: skip
        personal = ("subject",)

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_on}"


class Deadline(InFile):
    """When a clock runs out: a cache of what `cases.deadlines` computes, rebuilt at any time."""

    clock = models.TextField()
    started_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    met_on = models.DateField(null=True, blank=True)
    stopped_on = models.DateField(null=True, blank=True)
    # The last day in time; empty where nothing makes it late. What hangs on the case, as a weight.
    late_after = models.DateField(null=True, blank=True)
    risk = models.SmallIntegerField(default=2)
    # Whose clock it is; empty where it runs for the case.
    subject = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "clock", "started_on", "subject"],
                name="cases_deadline_once_per_start",
                nulls_distinct=False,
            )
        ]
        indexes = [
            models.Index(
                fields=["organisation_id", "-risk", "late_after", "id"],
                condition=models.Q(met_on__isnull=True, late_after__isnull=False),
                name="cases_deadline_worklist",
            ),
            models.Index(
                fields=["organisation_id", "due_on"],
                condition=models.Q(met_on__isnull=True, stopped_on__isnull=True),
                name="cases_deadline_running",
            ),
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "clock", "started_on", "due_on", "met_on",
            "stopped_on", "late_after", "risk",
        )  # fmt: skip
        personal = ("subject",)

    def __str__(self) -> str:
        return f"{self.clock} due {self.due_on}"
