"""Words that come in wait to be held against earlier cases, and each pair is compared once."""

import pathlib
import uuid

import django.db.models.deletion
from django.db import migrations, models

from candour.guard.operations import Allow, Protect, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
IN_FILE = ("id", "file_id", "organisation_id")
IMAGES = {
    "cases_passagewait": (*IN_FILE, "source", "item_id", "appeared_on", "since"),
    "cases_leaktriage": (
        *IN_FILE,
        "alert_id",
        "outcome",
        "item_id",
        "settled_at",
        "settled_by",
    ),
    "cases_passagecheck": (*IN_FILE, "wait_id", "earlier_file_id", "checked_at", "checked_by"),
}


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0022_supervisors_who_knew_have_a_decision"),
        ("guard", "0011_a_reader_may_order_a_screening"),
    ]

    operations = [
        migrations.CreateModel(
            name="PassageWait",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                (
                    "source",
                    models.TextField(
                        choices=[
                            ("recorded", "A matter that was recorded"),
                            ("response", "A response or representation"),
                        ]
                    ),
                ),
                ("appeared_on", models.DateField()),
                ("since", models.DateTimeField()),
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.sealeditem",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PassageCheck",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("earlier_file_id", models.UUIDField()),
                ("checked_at", models.DateTimeField()),
                ("checked_by", models.UUIDField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.file",
                    ),
                ),
                (
                    "wait",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="cases.passagewait",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LeakTriage",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                (
                    "outcome",
                    models.TextField(
                        choices=[
                            ("explained", "Explained"),
                            ("advice", "Advice was given"),
                            ("watch", "Nothing now"),
                            ("referred", "Passed on to be assessed"),
                        ]
                    ),
                ),
                ("settled_at", models.DateTimeField()),
                ("settled_by", models.UUIDField()),
                (
                    "alert",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="triage",
                        to="cases.leakalert",
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
                            outcome__in=["explained", "advice", "watch", "referred"]
                        ),
                        name="cases_leaktriage_outcome_known",
                    )
                ]
            },
        ),
        migrations.AddConstraint(
            model_name="passagewait",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["recorded", "response"])),
                name="cases_passagewait_source_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="passagewait",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("item__isnull", False), ("source", "response")),
                    models.Q(("item__isnull", True), ("source", "recorded")),
                    _connector="OR",
                ),
                name="cases_passagewait_response_has_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="passagecheck",
            constraint=models.UniqueConstraint(
                fields=("wait", "earlier_file_id"), name="cases_passagecheck_once"
            ),
        ),
        *[Protect(table=table, image=image) for table, image in IMAGES.items()],
        Allow(rights="select, insert", on=tuple(IMAGES), to=("casework", "worker")),
        SQLFile(SQL / "passages.sql"),
    ]
