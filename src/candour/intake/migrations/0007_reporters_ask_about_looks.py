import pathlib
import uuid

import django.db.models.deletion
from django.db import migrations, models

from candour.guard.operations import Allow, Protect, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
COLUMNS = (
    "id", "correspondent_id", "file_id", "organisation_id", "leaf_id", "looker_id", "asked_on",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0006_what_reporters_do_is_walled"),
        ("guard", "0009_looks_are_found_by_file"),
    ]

    operations = [
        migrations.AlterField(
            model_name="escalation",
            name="because",
            field=models.TextField(
                choices=[
                    ("chased", "Chased twice"),
                    ("missed_updates", "Two updates missed"),
                    ("no_answer", "No answer from the body in time"),
                    ("sudden_withdrawal", "Wishes to withdraw suddenly"),
                    ("failure_unsent", "A manager's failure found nobody clean to read it"),
                    ("look_unanswered", "Asked why somebody looked, and nobody has said"),
                ]
            ),
        ),
        migrations.CreateModel(
            name="LookInquiry",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("leaf_id", models.UUIDField()),
                ("looker_id", models.UUIDField()),
                ("asked_on", models.DateField()),
                (
                    "correspondent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="intake.correspondent",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="guard.file",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("correspondent", "leaf_id"),
                        name="intake_lookinquiry_once_per_look",
                    )
                ],
            },
        ),
        Protect(table="intake_lookinquiry", reach="file", image=COLUMNS),
        SQLFile(SQL / "lookers.sql"),
        SQLFile(SQL / "release.sql"),
        Allow(rights="select", on=("intake_lookinquiry",), to=("casework",)),
        Allow(rights="select, insert, update, delete", on=("intake_lookinquiry",), to=("worker",)),
    ]
