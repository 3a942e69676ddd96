import pathlib
import uuid

import django.db.models.deletion
from django.db import migrations, models

from candour.guard.operations import Allow, Protect, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
NOTED = ("id", "file_id", "organisation_id", "noted_at", "noted_by", "item_id")
IMAGES = {
    "cases_managerwatch": (*NOTED, "person_id", "told_on"),
    "cases_watchsettlement": (*NOTED, "watch_id", "referral_file_id"),
    "cases_managerfailure": (
        "id", "file_id", "organisation_id", "watch_id", "kind", "queued_at", "report_file_id",
    ),
    "cases_reportanswer": (*NOTED, "reason", "letter_id"),
    "cases_advice": (*NOTED, "code", "on_day"),
    "cases_outsidesolution": (*NOTED, "solved_by", "case_file_id"),
    "cases_passedon": (*NOTED, "passed_file_id", "force_id"),
}  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_a_report_becomes_one_case"),
        ("intake", "0006_what_reporters_do_is_walled"),
        ("guard", "0003_only_the_worker_runs_jobs"),
        ("people", "0002_people_are_read_by_actors_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="ManagerWatch",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("noted_at", models.DateTimeField()),
                ("noted_by", models.UUIDField(blank=True, null=True)),
                ("told_on", models.DateField()),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ManagerFailure",
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
                        choices=[("failure_to_report", "Did not pass on what they were told")]
                    ),
                ),
                ("queued_at", models.DateTimeField()),
                ("report_file_id", models.UUIDField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.file",
                    ),
                ),
                (
                    "watch",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="failure",
                        to="cases.managerwatch",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OutsideSolution",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("noted_at", models.DateTimeField()),
                ("noted_by", models.UUIDField(blank=True, null=True)),
                (
                    "solved_by",
                    models.TextField(
                        choices=[
                            ("hse", "Health and Safety Executive"),
                            ("mp", "A Member of Parliament"),
                            ("tribunal", "An employment tribunal"),
                            ("civil_court", "A civil court"),
                            ("press", "The press"),
                            ("other", "Somebody else"),
                        ]
                    ),
                ),
                ("case_file_id", models.UUIDField()),
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
        ),
        migrations.CreateModel(
            name="PassedOn",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("noted_at", models.DateTimeField()),
                ("noted_by", models.UUIDField(blank=True, null=True)),
                ("passed_file_id", models.UUIDField()),
                ("force_id", models.UUIDField()),
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
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReportAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("noted_at", models.DateTimeField()),
                ("noted_by", models.UUIDField(blank=True, null=True)),
                (
                    "reason",
                    models.TextField(
                        choices=[
                            ("other_body", "Another body must deal with it"),
                            ("already_handled", "It is part of a case already"),
                            ("no_conduct", "It describes no conduct"),
                            ("own_wish", "The person asked for no more than to be heard"),
                            ("put_right", "It was put right, and they agree"),
                        ]
                    ),
                ),
                ("letter_id", models.UUIDField(blank=True, null=True)),
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
        ),
        migrations.CreateModel(
            name="WatchSettlement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("noted_at", models.DateTimeField()),
                ("noted_by", models.UUIDField(blank=True, null=True)),
                ("referral_file_id", models.UUIDField(blank=True, null=True)),
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
                    "watch",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settlement",
                        to="cases.managerwatch",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Advice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("noted_at", models.DateTimeField()),
                ("noted_by", models.UUIDField(blank=True, null=True)),
                (
                    "code",
                    models.TextField(
                        choices=[
                            ("wrong_way", "Another way was said to be the right one"),
                            ("career", "It would harm their work or career"),
                            ("no_evidence", "There would not be enough proof"),
                            ("informal", "It was better kept informal"),
                            ("loyalty", "Loyalty to colleagues or the force"),
                            ("no_reason", "No reason was given"),
                        ]
                    ),
                ),
                ("on_day", models.DateField()),
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
                            (
                                "code__in",
                                [
                                    "wrong_way",
                                    "career",
                                    "no_evidence",
                                    "informal",
                                    "loyalty",
                                    "no_reason",
                                ],
                            )
                        ),
                        name="cases_advice_code_known",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="managerwatch",
            constraint=models.UniqueConstraint(
                fields=("file", "person"), name="cases_managerwatch_once_per_manager"
            ),
        ),
        migrations.AddConstraint(
            model_name="managerfailure",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["failure_to_report"])),
                name="cases_managerfailure_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="outsidesolution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("solved_by__in", ["hse", "mp", "tribunal", "civil_court", "press", "other"])
                ),
                name="cases_outsidesolution_solver_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="outsidesolution",
            constraint=models.UniqueConstraint(
                fields=("file", "case_file_id"), name="cases_outsidesolution_once_per_case"
            ),
        ),
        migrations.AddConstraint(
            model_name="reportanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "reason__in",
                        ["other_body", "already_handled", "no_conduct", "own_wish", "put_right"],
                    )
                ),
                name="cases_reportanswer_reason_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportanswer",
            constraint=models.UniqueConstraint(
                fields=("file",), name="cases_reportanswer_once_per_report"
            ),
        ),
        SQLFile(SQL / "owed.sql"),
        *[Protect(table=table, reach="grant", image=columns) for table, columns in IMAGES.items()],
        Allow(rights="select, insert", on=tuple(IMAGES), to=("casework", "worker")),
    ]
