import pathlib
import uuid

import django.db.models.deletion
from django.db import migrations, models

from candour.guard.operations import Allow, Protect, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
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
    "cases_accesstold": (*IN_FILE, "taking_id", "told_at", "letter_id"),
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
NAMES = {
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
NAME_ANSWER = (*IN_FILE, "request_id", "account_id", "shown_on", "until_on")


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_what_reporters_are_owed_is_walled"),
        ("guard", "0006_keys_are_shared_among_custodians"),
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
            model_name="givenshare",
            constraint=models.UniqueConstraint(
                fields=("request", "giver_id", "file_key", "scheme"),
                name="cases_givenshare_once_each",
            ),
        ),
        migrations.AddConstraint(
            model_name="harmreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("reviewed_by", models.F("noted_by")), _negated=True),
                name="cases_harmreview_by_another",
            ),
        ),
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
        Protect(table="cases_custodyask", reach="own", image=ASK),
        # Given shares are of no use once they were put together, and are removed then.
        Protect(table="cases_givenshare", reach="own", image=GIVEN, changes=("delete",)),
        *[Protect(table=table, reach="own", image=columns) for table, columns in NAMES.items()],
        # Taken away when its days are over.
        Protect(table="cases_nameanswer", reach="own", image=NAME_ANSWER, changes=("delete",)),
        SQLFile(SQL / "custody.sql"),
        SQLFile(SQL / "names.sql"),
        Allow(rights="select, insert", on=(*NAMES, "cases_nameanswer"), to=("casework", "worker")),
        Allow(rights="delete", on=("cases_nameanswer",), to=("worker",)),
        Allow(rights="select, insert", on=(*SEEN, *OWN), to=("casework", "worker")),
        Allow(rights="delete", on=("cases_givenshare",), to=("casework", "worker")),
    ]
