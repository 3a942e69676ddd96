import pathlib
import uuid

from django.db import migrations, models

from candour.guard.operations import Allow, Protect, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
ADDED = ("intake_quarantined", "intake_sealedday")


class Migration(migrations.Migration):
    dependencies = [("intake", "0003_mailboxes_without_proof_are_found")]
    operations = [
        migrations.CreateModel(
            name="Quarantined",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.TextField(choices=[("report", "Report"), ("letter", "Letter")]),
                ),
                ("mailbox_hash", models.BinaryField(max_length=32)),
                ("day", models.DateField()),
                ("leaf_body", models.BinaryField(blank=True, null=True)),
                ("leaf_hash", models.BinaryField(blank=True, max_length=32, null=True)),
                ("package", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="SealedDay",
            fields=[("day", models.DateField(primary_key=True, serialize=False))],
        ),
        SQLFile(SQL / "intake.sql"),
        *[Protect(table=table, reach="none", has_organisation=False) for table in ADDED],
        Allow(rights="select, insert, update, delete", on=ADDED, to=("worker",)),
    ]
