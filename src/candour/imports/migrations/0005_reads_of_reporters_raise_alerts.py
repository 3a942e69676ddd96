import pathlib
import uuid

import django.db.models.deletion
from django.db import migrations, models

from candour.guard.operations import Allow, Protect, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
IMAGES = {
    "imports_lookupalert": (
        "id", "file_id", "organisation_id", "run_id", "item_id", "raised_at", "raised_by",
    ),
    "imports_lookupdecision": (
        "id", "file_id", "organisation_id", "alert_id", "decision", "item_id", "decided_at",
        "decided_by",
    ),
}  # fmt: skip
CLOSED = ("imports_lookupprogress", "imports_lookupfinding")


class Migration(migrations.Migration):
    dependencies = [
        ("guard", "0004_seats_outside_the_handling_of_a_case"),
        ("imports", "0004_contacts_of_outside_lines_are_counted"),
        ("intake", "0009_terms_are_watched_until_she_erases_them"),
        ("access", "0005_walls_follow_roles_courses_and_decisions"),
        ("people", "0004_people_attend_courses_and_ties_say_how_they_are_known"),
    ]

    operations = [
        migrations.CreateModel(
            name="LookupProgress",
            fields=[
                (
                    "run",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="imports.run",
                    ),
                ),
                ("account_id", models.UUIDField()),
                ("ciphertext", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="LookupAlert",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("raised_at", models.DateTimeField()),
                ("raised_by", models.UUIDField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.file",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.sealeditem",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="imports.run",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LookupFinding",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("report_id", models.UUIDField()),
                ("epoch", models.IntegerField()),
                ("ciphertext", models.BinaryField()),
                ("found_at", models.DateTimeField()),
                (
                    "alert",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="imports.lookupalert",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="imports.run",
                    ),
                ),
                (
                    "watch",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="intake.watchedterms",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LookupDecision",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                (
                    "decision",
                    models.TextField(
                        choices=[
                            ("no_concern", "Explained: no concern"),
                            ("ask", "Ask the officer's supervisor outside the case for the task"),
                            ("matter", "Recorded as a conduct matter of its own"),
                            ("evidence", "Kept as evidence in this case"),
                        ]
                    ),
                ),
                ("decided_at", models.DateTimeField()),
                ("decided_by", models.UUIDField()),
                (
                    "alert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="imports.lookupalert",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.file",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.sealeditem",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decision__in", ["no_concern", "ask", "matter", "evidence"])
                        ),
                        name="imports_lookupdecision_known",
                    )
                ],
            },
        ),
        SQLFile(SQL / "lookups.sql"),
        *[Protect(table=table, reach="grant", image=columns) for table, columns in IMAGES.items()],
        *[Protect(table=table, reach="none", has_organisation=False) for table in CLOSED],
        Allow(rights="select, insert", on=tuple(IMAGES), to=("casework", "worker")),
        Allow(rights="select, insert, update, delete", on=CLOSED, to=("worker",)),
    ]
