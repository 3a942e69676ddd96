"""A case with a supervisor who knew waits for a decision; a third action of a kind for a reason."""

import pathlib
import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from candour.guard.operations import Allow, Protect, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
NOTED = ("id", "file_id", "organisation_id", "noted_at", "noted_by", "item_id")
IMAGES = {
    "cases_supervisornoted": (*NOTED, "person_id"),
    "cases_supervisordecision": (
        "id", "file_id", "organisation_id", "decided_at", "decided_by", "reason_item_id",
        "supersedes_id", "noted_id", "answer",
    ),
    "cases_ladderreason": (*NOTED, "person_id", "rung"),
}  # fmt: skip
ANSWERS = [
    ("failed_to_report", "They knew and did not report it"),
    ("failed_to_challenge", "They knew and did not challenge it"),
    ("acted", "They knew, and did what they had to"),
    ("not_shown", "The evidence does not show that they knew"),
]
RUNGS = [
    ("reflective_practice", "Reflective practice"),
    ("management_action", "Management action"),
]


def _refers(to: str, *, is_optional: bool = False, name: str = "+") -> models.ForeignKey:
    optional = {"blank": True, "null": True} if is_optional else {}
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name=name, to=to, **optional
    )


def _in_file() -> list[tuple[str, models.Field]]:
    key = models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)
    return [("id", key), ("organisation_id", models.UUIDField()), ("file", _refers("guard.file"))]


def _noted() -> list[tuple[str, models.Field]]:
    return [
        *_in_file(),
        ("noted_at", models.DateTimeField()),
        ("noted_by", models.UUIDField(blank=True, null=True)),
        ("item", _refers("guard.sealeditem")),
        ("person", _refers("people.person")),
    ]


class Migration(migrations.Migration):
    dependencies = [("cases", "0021_an_investigation_has_a_plan_and_a_diary")]

    operations = [
        migrations.CreateModel(
            name="SupervisorNoted",
            fields=_noted(),
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("file", "person"), name="cases_supervisornoted_once_in_a_case"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="SupervisorDecision",
            fields=[
                *_in_file(),
                ("decided_at", models.DateTimeField()),
                ("decided_by", models.UUIDField(blank=True, null=True)),
                ("reason_item", _refers("guard.sealeditem", is_optional=True)),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="cases.supervisordecision",
                    ),
                ),
                ("noted", _refers("cases.supervisornoted", name="decisions")),
                ("answer", models.TextField(choices=ANSWERS)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(answer__in=[code for code, _ in ANSWERS]),
                        name="cases_supervisordecision_answer_known",
                    ),
                    models.CheckConstraint(
                        condition=Q(reason_item__isnull=False, decided_by__isnull=False),
                        name="cases_supervisordecision_has_a_reason",
                    ),
                    models.UniqueConstraint(
                        condition=Q(supersedes__isnull=True),
                        fields=("noted",),
                        name="cases_supervisordecision_one_first",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="LadderReason",
            fields=[*_noted(), ("rung", models.TextField(choices=RUNGS))],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(rung__in=[code for code, _ in RUNGS]),
                        name="cases_ladderreason_rung_known",
                    ),
                    models.UniqueConstraint(
                        fields=("file", "person", "rung"), name="cases_ladderreason_once"
                    ),
                ]
            },
        ),
        *[Protect(table=table, image=image) for table, image in IMAGES.items()],
        Allow(rights="select, insert", on=tuple(IMAGES), to=("casework", "worker")),
        SQLFile(SQL / "supervisors.sql"),
    ]
