import pathlib
import uuid

import django.db.models.deletion
from django.db import migrations, models

from candour.guard.operations import Allow, Protect, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
DISPOSITIONS = [
    ("passed_on", "Passed on to a receiving desk"),
    ("refused", "Refused, with a reason"),
    ("pending", "Not decided yet"),
]
PASSED_ON = models.Q(("disposition", "passed_on"))
REFUSED = models.Q(("disposition", "refused"))
CONTACT = (
    "id", "body_id", "force_id", "run_id", "ref", "received_on", "disposition", "reason",
    "category", "report_id", "supersedes_id", "recorded_on",
)  # fmt: skip
FILE = ("id", "body_id", "run_id", "content_hash", "imported_on", "contacts", "stated")


def _own_key() -> models.UUIDField:
    return models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)


def _refers(to: str, kind: type = models.ForeignKey, **options: object) -> models.Field:
    return kind(
        on_delete=django.db.models.deletion.PROTECT,
        to=to,
        **{"related_name": "+", **options},
    )


class Migration(migrations.Migration):
    dependencies = [
        ("guard", "0003_only_the_worker_runs_jobs"),
        ("imports", "0003_statistics_keep_up_with_imports"),
        ("intake", "0006_what_reporters_do_is_walled"),
        ("people", "0003_reporting_lines_are_organisations"),
    ]
    operations = [
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", _own_key()),
                ("ref", models.TextField()),
                ("received_on", models.DateField()),
                ("disposition", models.TextField(choices=DISPOSITIONS)),
                ("reason", models.TextField(blank=True)),
                ("category", models.TextField(blank=True)),
                ("recorded_on", models.DateField()),
                ("body", _refers("people.organisation")),
                ("force", _refers("people.organisation")),
                ("report", _refers("guard.file", models.OneToOneField, blank=True, null=True)),
                ("run", _refers("imports.run")),
                (
                    "supersedes",
                    _refers(
                        "imports.contact",
                        models.OneToOneField,
                        blank=True,
                        null=True,
                        related_name="superseded_by",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["force", "received_on"], name="imports_contact_of_force")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("disposition__in", [code for code, _ in DISPOSITIONS])),
                        name="imports_contact_disposition_known",
                    ),
                    models.CheckConstraint(
                        condition=REFUSED & ~models.Q(("reason", ""))
                        | ~REFUSED & models.Q(("reason", "")),
                        name="imports_contact_refused_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("disposition", "passed_on"), ("report__isnull", False))
                        | ~PASSED_ON & models.Q(("report__isnull", True)),
                        name="imports_contact_passed_on_is_a_report",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("supersedes__isnull", True)),
                        fields=("body", "ref"),
                        name="imports_contact_begins_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactFile",
            fields=[
                ("id", _own_key()),
                ("content_hash", models.BinaryField(max_length=32)),
                ("imported_on", models.DateField()),
                ("contacts", models.IntegerField()),
                ("stated", models.IntegerField(blank=True, null=True)),
                ("body", _refers("people.organisation")),
                ("run", _refers("imports.run", models.OneToOneField)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("body", "content_hash"), name="imports_contactfile_once"
                    )
                ],
            },
        ),
        SQLFile(SQL / "hotline.sql"),
        Protect(table="imports_contact", reach="none", image=CONTACT, has_organisation=False),
        Protect(table="imports_contactfile", reach="none", image=FILE, has_organisation=False),
        Allow(
            rights="select, insert",
            on=("imports_contact", "imports_contactfile"),
            to=("worker",),
        ),
    ]
