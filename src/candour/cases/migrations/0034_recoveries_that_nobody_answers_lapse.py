"""A recovery that too few custodians answered in time is over, and what was given for it is gone."""

import pathlib
import uuid

import django.db.models.deletion
from django.db import migrations, models

from candour.guard.operations import Allow, Protect, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
LAPSE = "cases_custodylapse"


class Migration(migrations.Migration):
    dependencies = [("cases", "0033_files_are_given_in_marked_copies")]

    operations = [
        migrations.CreateModel(
            name="CustodyLapse",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.file",
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.custodyrequest",
                    ),
                ),
                ("given", models.IntegerField()),
                ("lapsed_at", models.DateTimeField()),
            ],
        ),
        Protect(
            table=LAPSE,
            reach="file",
            image=("id", "file_id", "organisation_id", "request_id", "given", "lapsed_at"),
        ),
        Allow(rights="select", on=(LAPSE,), to=("casework", "worker")),
        Allow(rights="insert", on=(LAPSE,), to=("worker",)),
        SQLFile(SQL / "lapses.sql"),
    ]
