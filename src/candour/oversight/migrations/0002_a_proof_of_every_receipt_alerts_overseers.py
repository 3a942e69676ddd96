import pathlib
import uuid

import django.db.models.deletion
from django.db import migrations, models

from candour.guard.operations import Allow, Protect, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
KINDS = [
    ("log", "The log does not hold together"),
    ("row", "A record is not as the log says"),
    ("receipt", "A report lacks something that it must have"),
    ("more", "More was found than is listed"),
]
PROOF = ("id", "proved_on", "receipts", "rows", "leaves", "findings")
ALERT = (
    "id", "kind", "found_on", "organisation_id", "file_id", "reference", "place", "words",
)  # fmt: skip


def _own_key() -> models.UUIDField:
    return models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0001_overseers_count_waiting_reports"),
        ("imports", "0004_contacts_of_outside_lines_are_counted"),
        ("intake", "0006_what_reporters_do_is_walled"),
    ]
    operations = [
        migrations.CreateModel(
            name="Proof",
            fields=[
                ("id", _own_key()),
                ("proved_on", models.DateField(db_index=True)),
                ("receipts", models.BigIntegerField()),
                ("rows", models.BigIntegerField()),
                ("leaves", models.BigIntegerField()),
                ("findings", models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Alert",
            fields=[
                ("id", _own_key()),
                ("kind", models.TextField(choices=KINDS)),
                ("found_on", models.DateField()),
                ("organisation_id", models.UUIDField(blank=True, null=True)),
                ("file_id", models.UUIDField(blank=True, null=True)),
                ("reference", models.TextField(blank=True)),
                ("place", models.TextField()),
                ("words", models.TextField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", [kind for kind, _ in KINDS])),
                        name="oversight_alert_kind_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Settlement",
            fields=[
                ("id", _own_key()),
                ("settled_on", models.DateField()),
                ("settled_by", models.UUIDField()),
                ("reason", models.TextField()),
                (
                    "alert",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="oversight.alert",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="oversight_settlement_has_a_reason",
                    )
                ],
            },
        ),
        SQLFile(SQL / "receipts.sql"),
        SQLFile(SQL / "channels.sql"),
        Protect(table="oversight_proof", reach="none", image=PROOF, has_organisation=False),
        Protect(table="oversight_alert", reach="none", image=ALERT, has_organisation=False),
        Protect(table="oversight_settlement", reach="none", has_organisation=False),
        Allow(rights="select, insert", on=("oversight_proof", "oversight_alert"), to=("worker",)),
        Allow(rights="select", on=("oversight_settlement",), to=("worker",)),
    ]
