import uuid

import django.db.models.deletion
from django.db import migrations, models

from candour.guard.operations import Allow, Protect

IN_FILE = ("id", "file_id", "organisation_id")
SEEN = {
    "cases_custodyrequest": (
        *IN_FILE,
        "kind",
        "purpose",
        "hours",
        "named_id",
        "asked_at",
        "asked_by",
    ),
    "cases_custodyanswer": (
        *IN_FILE,
        "ask_id",
        "request_id",
        "body_id",
        "is_given",
        "reason",
        "answered_at",
        "answered_by",
    ),
}
ASK = (
    *IN_FILE,
    "request_id",
    "account_id",
    "role",
    "body_id",
    "kind",
    "purpose",
    "hours",
    "asked_at",
    "named_public",
)
GIVEN = (
    *IN_FILE,
    "request_id",
    "account_id",
    "giver_id",
    "body_id",
    "file_key_id",
    "scheme",
    "number",
    "commitment",
)
OWN = ("cases_custodyask", "cases_givenshare")


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_what_reporters_are_owed_is_walled"),
        ("guard", "0007_keys_are_shared_among_custodians"),
        ("intake", "0008_reports_outlive_their_last_reader"),
    ]

    operations = [
        migrations.CreateModel(
            name="CustodyRequest",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                (
                    "kind",
                    models.TextField(
                        choices=[("recovery", "Recovery"), ("break_glass", "Urgent access")]
                    ),
                ),
                (
                    "purpose",
                    models.TextField(
                        choices=[
                            ("last_reader_gone", "The last person who could read the case is gone"),
                            ("phrases_lost", "Every reader has lost the six words"),
                            ("danger", "Somebody may be hurt"),
                            ("court", "A court has ordered it for today"),
                            ("evidence", "Evidence would be lost"),
                        ]
                    ),
                ),
                ("hours", models.IntegerField(blank=True, null=True)),
                ("named_id", models.UUIDField()),
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
            name="CustodyAsk",
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
                    "role",
                    models.TextField(choices=[("custodian", "Custodian"), ("named", "Named")]),
                ),
                ("body_id", models.UUIDField()),
                (
                    "kind",
                    models.TextField(
                        choices=[("recovery", "Recovery"), ("break_glass", "Urgent access")]
                    ),
                ),
                (
                    "purpose",
                    models.TextField(
                        choices=[
                            ("last_reader_gone", "The last person who could read the case is gone"),
                            ("phrases_lost", "Every reader has lost the six words"),
                            ("danger", "Somebody may be hurt"),
                            ("court", "A court has ordered it for today"),
                            ("evidence", "Evidence would be lost"),
                        ]
                    ),
                ),
                ("hours", models.IntegerField(blank=True, null=True)),
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
                        to="cases.custodyrequest",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CustodyAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("body_id", models.UUIDField()),
                ("is_given", models.BooleanField()),
                ("reason", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField()),
                ("answered_by", models.UUIDField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.file",
                    ),
                ),
                (
                    "ask",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.custodyask",
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
        ),
        migrations.CreateModel(
            name="GivenShare",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("account_id", models.UUIDField()),
                ("giver_id", models.UUIDField()),
                ("body_id", models.UUIDField()),
                ("scheme", models.TextField()),
                ("number", models.IntegerField()),
                ("commitment", models.BinaryField(max_length=32)),
                ("wrapped", models.BinaryField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.file",
                    ),
                ),
                (
                    "file_key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.filekey",
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
        ),
        migrations.AddConstraint(
            model_name="custodyrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["recovery", "break_glass"])),
                name="cases_custodyrequest_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="custodyrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "purpose__in",
                        ["last_reader_gone", "phrases_lost", "danger", "court", "evidence"],
                    )
                ),
                name="cases_custodyrequest_purpose_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="custodyrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("hours__isnull", True), ("kind", "recovery")),
                    models.Q(("hours__range", (1, 72)), ("kind", "break_glass")),
                    _connector="OR",
                ),
                name="cases_custodyrequest_urgent_access_ends",
            ),
        ),
        migrations.AddConstraint(
            model_name="custodyrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "recovery"),
                    models.Q(("named_id", models.F("asked_by")), _negated=True),
                    _connector="OR",
                ),
                name="cases_custodyrequest_for_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="custodyask",
            constraint=models.UniqueConstraint(
                fields=("request", "account_id"), name="cases_custodyask_once_each"
            ),
        ),
        migrations.AddConstraint(
            model_name="custodyanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_given", True), ("reason", "")),
                    models.Q(
                        ("is_given", False),
                        (
                            "reason__in",
                            [
                                "not_needed",
                                "wrong_person",
                                "unclear",
                                "not_verified",
                                "own_conflict",
                            ],
                        ),
                    ),
                    _connector="OR",
                ),
                name="cases_custodyanswer_declines_say_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="givenshare",
            constraint=models.UniqueConstraint(
                fields=("request", "giver_id", "file_key", "scheme"),
                name="cases_givenshare_once_each",
            ),
        ),
        *[Protect(table=table, reach="file", image=columns) for table, columns in SEEN.items()],
        Protect(table="cases_custodyask", reach="own", image=ASK),
        # Given shares are of no use once they were put together, and are removed then.
        Protect(table="cases_givenshare", reach="own", image=GIVEN, changes=("delete",)),
        Allow(rights="select, insert", on=(*SEEN, *OWN), to=("casework", "worker")),
        Allow(rights="delete", on=("cases_givenshare",), to=("casework", "worker")),
    ]
