import pathlib
import uuid

import django.db.models.deletion
from django.db import migrations, models

from candour.guard.operations import Allow, Protect, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("guard", "0006_sets_of_files_are_made_once"),
    ]

    operations = [
        migrations.CreateModel(
            name="KeyShare",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                (
                    "scheme",
                    models.TextField(
                        choices=[("recovery", "Recovery"), ("body", "Body"), ("asking", "Asking")]
                    ),
                ),
                ("number", models.IntegerField()),
                ("body_id", models.UUIDField()),
                ("account_id", models.UUIDField(db_index=True)),
                ("commitment", models.BinaryField(max_length=32)),
                ("sealed", models.BinaryField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="guard.file",
                    ),
                ),
                (
                    "file_key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="guard.filekey",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("file_key", "scheme", "account_id"),
                        name="guard_keyshare_once_per_holder",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("scheme__in", ["recovery", "body", "asking"])),
                        name="guard_keyshare_scheme_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__range", (1, 255))),
                        name="guard_keyshare_number_in_field",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkerKey",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("public_key", models.BinaryField(max_length=32)),
                ("signature", models.BinaryField(max_length=64)),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="WorkOrder",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("kind", models.TextField(choices=[("seal_again", "Seal items again")])),
                ("issued_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("item_count", models.IntegerField()),
                ("ciphertext", models.BinaryField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="guard.file",
                    ),
                ),
                (
                    "worker_key",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.workerkey",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WorkOrderEnd",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("outcome", models.TextField(choices=[("done", "Done"), ("refused", "Refused")])),
                ("ended_at", models.DateTimeField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="guard.file",
                    ),
                ),
                (
                    "order",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.workorder",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="workorder",
            constraint=models.CheckConstraint(
                condition=models.Q(("expires_at__gt", models.F("issued_at"))),
                name="guard_workorder_ends_later",
            ),
        ),
        migrations.AddConstraint(
            model_name="workorderend",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["done", "refused"])),
                name="guard_workorderend_outcome_known",
            ),
        ),
        SQLFile(SQL / "custody.sql"),
        Protect(
            table="guard_keyshare",
            reach="own",
            image=(
                "id",
                "file_id",
                "organisation_id",
                "file_key_id",
                "scheme",
                "number",
                "body_id",
                "account_id",
                "commitment",
            ),
            changes=("delete",),
        ),
        Allow(rights="select, insert", on=("guard_keyshare",), to=("casework",)),
        Allow(rights="select, insert, delete", on=("guard_keyshare",), to=("worker",)),
        Protect(
            table="guard_workorder",
            reach="file",
            image=(
                "id",
                "file_id",
                "organisation_id",
                "kind",
                "worker_key_id",
                "issued_at",
                "expires_at",
                "item_count",
            ),
        ),
        Protect(
            table="guard_workorderend",
            reach="file",
            image=("id", "file_id", "organisation_id", "order_id", "outcome", "ended_at"),
        ),
        Allow(rights="select, insert", on=("guard_workorder",), to=("casework",)),
        Allow(rights="select", on=("guard_workorderend", "guard_workerkey"), to=("casework",)),
        Allow(
            rights="select, insert",
            on=("guard_workorder", "guard_workorderend", "guard_workerkey"),
            to=("worker",),
        ),
        Allow(rights="delete", on=("guard_workerkey",), to=("worker",)),
    ]
