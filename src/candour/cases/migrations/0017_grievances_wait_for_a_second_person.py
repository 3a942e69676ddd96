"""Grievances that may be about conduct wait; and what the database refuses of both registers."""

import pathlib
import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from candour.guard.operations import Allow, Protect, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
IN_FILE = ("id", "file_id", "organisation_id")
DECISION = (*IN_FILE, "decided_at", "decided_by", "reason_item_id", "supersedes_id")
IMAGES = {
    "cases_grievanceitem": (
        *IN_FILE, "ref", "category", "result", "because", "told", "suggests", "received_on",
        "came_on", "due_on", "recorded_at", "recorded_by", "item_id",
    ),
    "cases_grievancedecision": (*DECISION, "asked_id", "answer", "goes_on", "case_file_id"),
    "cases_grievancereview": (
        *IN_FILE, "decision_id", "is_agreed", "reviewed_at", "reviewed_by", "item_id",
    ),
}  # fmt: skip
# What was screened of HR's register, by codes: no site reads a row of it.
SCREENED = (
    "id", "employer_id", "ref", "received_on", "category", "result", "rules", "mark",
    "screened_on", "file_id",
)  # fmt: skip
RESULTS = [
    ("indicated", "Conduct indicated"),
    ("look", "Look at it"),
    ("not_indicated", "Not indicated"),
]
ANSWERS = [("conduct", "Moved to conduct"), ("stays", "Stays a grievance")]
GOES_ON = (
    ("yes", "Yes, it goes on as well"),
    ("no", "No, the conduct matter takes its place"),
    ("not_asked", "They have not been asked yet"),
)
KNOWN = Q(("result__in", [code for code, _ in RESULTS]))
NOTHING = Q(result="not_indicated")


def _own_key() -> models.UUIDField:
    return models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)


def _refers(to: str, *, is_optional: bool = False, name: str = "+") -> models.ForeignKey:
    optional = {"blank": True, "null": True} if is_optional else {}
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name=name, to=to, **optional
    )


def _refers_once(to: str, name: str, *, is_optional: bool = False) -> models.OneToOneField:
    optional = {"blank": True, "null": True} if is_optional else {}
    return models.OneToOneField(
        on_delete=django.db.models.deletion.PROTECT, related_name=name, to=to, **optional
    )


def _in_file() -> list[tuple[str, models.Field]]:
    return [
        ("id", _own_key()),
        ("organisation_id", models.UUIDField()),
        ("file", _refers("guard.file")),
    ]


class Migration(migrations.Migration):
    dependencies = [("cases", "0016_criminal_outcomes_do_not_end_misconduct_matters")]

    operations = [
        migrations.CreateModel(
            name="Grievance",
            fields=[
                ("id", _own_key()),
                ("employer_id", models.UUIDField()),
                ("ref", models.TextField()),
                ("received_on", models.DateField()),
                ("category", models.TextField()),
                ("result", models.TextField(choices=RESULTS)),
                ("rules", models.TextField()),
                ("mark", models.BinaryField(max_length=16)),
                ("screened_on", models.DateField()),
                ("file_id", models.UUIDField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=KNOWN, name="cases_grievance_result_known"),
                    models.UniqueConstraint(
                        fields=("employer_id", "ref", "rules", "mark"),
                        name="cases_grievance_once_per_rules",
                    ),
                    models.CheckConstraint(
                        condition=Q(result="not_indicated", file_id__isnull=True)
                        | ~NOTHING & Q(file_id__isnull=False),
                        name="cases_grievance_indicated_waits",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GrievanceItem",
            fields=[
                *_in_file(),
                ("ref", models.TextField()),
                ("category", models.TextField()),
                ("result", models.TextField(choices=RESULTS)),
                ("because", models.JSONField()),
                ("told", models.JSONField()),
                ("suggests", models.JSONField()),
                ("received_on", models.DateField()),
                ("came_on", models.DateField()),
                ("due_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.UUIDField(blank=True, null=True)),
                ("item", _refers("guard.sealeditem")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=KNOWN, name="cases_grievanceitem_result_known"
                    ),
                    models.UniqueConstraint(
                        fields=("file",), name="cases_grievanceitem_one_in_a_file"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GrievanceDecision",
            fields=[
                *_in_file(),
                ("decided_at", models.DateTimeField()),
                ("decided_by", models.UUIDField(blank=True, null=True)),
                ("reason_item", _refers("guard.sealeditem", is_optional=True)),
                (
                    "supersedes",
                    _refers_once("cases.grievancedecision", "superseded_by", is_optional=True),
                ),
                ("answer", models.TextField(choices=ANSWERS)),
                ("goes_on", models.TextField(blank=True, choices=GOES_ON)),
                ("case_file_id", models.UUIDField(blank=True, null=True)),
                ("asked", _refers("cases.grievanceitem", name="decisions")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(
                            answer="conduct",
                            case_file_id__isnull=False,
                            goes_on__in=[code for code, _ in GOES_ON],
                        )
                        | Q(answer="stays", case_file_id__isnull=True, goes_on=""),
                        name="cases_grievancedecision_conduct_is_a_case",
                    ),
                    models.UniqueConstraint(
                        condition=Q(("supersedes__isnull", True)),
                        fields=("asked",),
                        name="cases_grievancedecision_one_first",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GrievanceReview",
            fields=[
                *_in_file(),
                ("is_agreed", models.BooleanField()),
                ("reviewed_at", models.DateTimeField()),
                ("reviewed_by", models.UUIDField()),
                ("decision", _refers_once("cases.grievancedecision", "review")),
                ("item", _refers("guard.sealeditem")),
            ],
        ),
        *[Protect(table=table, reach="file", image=image) for table, image in IMAGES.items()],
        Protect(table="cases_grievance", reach="none", image=SCREENED, has_organisation=False),
        SQLFile(SQL / "crime.sql"),
        Allow(rights="select, insert", on=tuple(IMAGES), to=("casework", "worker")),
        Allow(rights="select, insert", on=("cases_grievance",), to=("worker",)),
    ]
