import pathlib
import uuid

import django.db.models.deletion
from django.db import migrations, models

from candour.guard.operations import Allow, Protect, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
IN_FILE = ("id", "file_id", "organisation_id")
SEEN = {
    "cases_custodytaking": (
        *IN_FILE,
        "request_id",
        "grant_id",
        "account_id",
        "taken_at",
        "until_at",
    ),
    "cases_accessend": (*IN_FILE, "taking_id", "ended_at"),
    "cases_harmtest": (*IN_FILE, "request_id", "item_id", "noted_at", "noted_by", "review_on"),
    "cases_harmreview": (*IN_FILE, "test_id", "noted_by", "reviewed_at", "reviewed_by"),
    "cases_accesstold": (*IN_FILE, "taking_id", "told_at", "letter_id"),
}


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_keys_are_asked_of_people_outside"),
    ]

    operations = [
        migrations.CreateModel(
            name="CustodyTaking",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("grant_id", models.UUIDField()),
                ("account_id", models.UUIDField()),
                ("taken_at", models.DateTimeField()),
                ("until_at", models.DateTimeField(blank=True, null=True)),
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
            ],
        ),
        migrations.CreateModel(
            name="AccessTold",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("told_at", models.DateTimeField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.file",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.sealeditem",
                    ),
                ),
                (
                    "taking",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.custodytaking",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AccessEnd",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("ended_at", models.DateTimeField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.file",
                    ),
                ),
                (
                    "taking",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.custodytaking",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HarmTest",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("noted_at", models.DateTimeField()),
                ("noted_by", models.UUIDField()),
                ("review_on", models.DateField()),
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
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.custodyrequest",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HarmReview",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("noted_by", models.UUIDField()),
                ("reviewed_at", models.DateTimeField()),
                ("reviewed_by", models.UUIDField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.file",
                    ),
                ),
                (
                    "test",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.harmtest",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="custodytaking",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until_at__isnull", True),
                    ("until_at__gt", models.F("taken_at")),
                    _connector="OR",
                ),
                name="cases_custodytaking_ends_later",
            ),
        ),
        migrations.AddConstraint(
            model_name="harmreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("reviewed_by", models.F("noted_by")), _negated=True),
                name="cases_harmreview_by_another",
            ),
        ),
        *[Protect(table=table, reach="file", image=columns) for table, columns in SEEN.items()],
        Allow(rights="select, insert", on=tuple(SEEN), to=("casework", "worker")),
        SQLFile(SQL / "custody.sql"),
    ]
