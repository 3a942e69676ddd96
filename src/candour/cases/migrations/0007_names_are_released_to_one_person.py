import pathlib
import uuid

import django.db.models.deletion
from django.db import migrations, models

from candour.guard.operations import Allow, Protect, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
IN_FILE = ("id", "file_id", "organisation_id")
SEEN = {
    "cases_namerequest": (
        *IN_FILE,
        "report_id",
        "named_id",
        "purpose",
        "days",
        "asked_at",
        "asked_by",
    ),
    "cases_nameend": (*IN_FILE, "request_id", "ended_at"),
}
OWN = {
    "cases_nameask": (
        *IN_FILE,
        "request_id",
        "account_id",
        "report_id",
        "purpose",
        "days",
        "asked_at",
        "named_public",
    ),
    "cases_namedecision": (*IN_FILE, "ask_id", "account_id", "outcome", "reason", "decided_at"),
}
ANSWER = (*IN_FILE, "request_id", "account_id", "shown_on", "until_on")


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_urgent_access_ends_and_is_told"),
    ]

    operations = [
        migrations.CreateModel(
            name="NameRequest",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("report_id", models.UUIDField()),
                ("named_id", models.UUIDField()),
                (
                    "purpose",
                    models.TextField(
                        choices=[
                            ("safety", "To keep the reporter safe"),
                            ("evidence", "To ask the reporter for a statement"),
                            ("detriment", "To check what was done to the reporter since"),
                            ("court", "A court has ordered it"),
                        ]
                    ),
                ),
                ("days", models.IntegerField()),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.UUIDField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.file",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NameEnd",
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
                    "request",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.namerequest",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="NameAsk",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("account_id", models.UUIDField()),
                ("report_id", models.UUIDField()),
                (
                    "purpose",
                    models.TextField(
                        choices=[
                            ("safety", "To keep the reporter safe"),
                            ("evidence", "To ask the reporter for a statement"),
                            ("detriment", "To check what was done to the reporter since"),
                            ("court", "A court has ordered it"),
                        ]
                    ),
                ),
                ("days", models.IntegerField()),
                ("asked_at", models.DateTimeField()),
                ("named_public", models.BinaryField(max_length=32)),
                ("ciphertext", models.BinaryField()),
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
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.namerequest",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NameAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("account_id", models.UUIDField()),
                ("shown_on", models.DateField()),
                ("until_on", models.DateField()),
                ("ciphertext", models.BinaryField()),
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
                        to="cases.namerequest",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NameDecision",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("account_id", models.UUIDField()),
                (
                    "outcome",
                    models.TextField(
                        choices=[
                            ("released", "Released"),
                            ("refused", "Refused"),
                            ("nothing", "Nothing to release"),
                        ]
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField()),
                (
                    "ask",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.nameask",
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
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("outcome", "refused"),
                                ("reason__in", ["not_needed", "wrong_person", "unclear", "danger"]),
                            ),
                            models.Q(("outcome__in", ["released", "nothing"]), ("reason", "")),
                            _connector="OR",
                        ),
                        name="cases_namedecision_refusals_say_why",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="namerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("purpose__in", ["safety", "evidence", "detriment", "court"])),
                name="cases_namerequest_purpose_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="namerequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("days__range", (1, 28))), name="cases_namerequest_ends"
            ),
        ),
        migrations.AddConstraint(
            model_name="nameask",
            constraint=models.UniqueConstraint(
                fields=("request", "account_id"), name="cases_nameask_once_each"
            ),
        ),
        migrations.AddConstraint(
            model_name="nameanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on__gt", models.F("shown_on"))),
                name="cases_nameanswer_ends_later",
            ),
        ),
        *[Protect(table=table, reach="file", image=columns) for table, columns in SEEN.items()],
        *[Protect(table=table, reach="own", image=columns) for table, columns in OWN.items()],
        # Taken away when its days are over.
        Protect(table="cases_nameanswer", reach="own", image=ANSWER, changes=("delete",)),
        Allow(
            rights="select, insert",
            on=(*SEEN, *OWN, "cases_nameanswer"),
            to=("casework", "worker"),
        ),
        Allow(rights="delete", on=("cases_nameanswer",), to=("worker",)),
        SQLFile(SQL / "names.sql"),
    ]
