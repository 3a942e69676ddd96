import pathlib
import uuid

import django.db.models.deletion
from django.db import migrations, models

from candour.guard.operations import Allow, Protect, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
IMAGES = {
    "imports_settlement": (
        "id", "file_id", "organisation_id", "difference_id", "answer", "item_id", "settled_at",
        "settled_by",
    ),
    "imports_givenback": (
        "id", "organisation_id", "since_on", "given_on", "cases", "rows", "content_hash",
        "given_at",
    ),
}  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0018_steps_follow_a_table"),
        ("guard", "0009_looks_are_found_by_file"),
        ("imports", "0005_reads_of_reporters_raise_alerts"),
        ("people", "0004_people_attend_courses_and_ties_say_how_they_are_known"),
    ]

    operations = [
        migrations.CreateModel(
            name="Difference",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("part", models.TextField(blank=True)),
                ("field", models.TextField()),
                ("theirs", models.TextField(blank=True)),
                ("ours", models.TextField(blank=True)),
                ("found_on", models.DateField()),
                ("gone_on", models.DateField(blank=True, null=True)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.file",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="imports.run",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GivenBack",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("since_on", models.DateField()),
                ("given_on", models.DateField()),
                ("cases", models.IntegerField()),
                ("rows", models.IntegerField()),
                ("content_hash", models.TextField()),
                ("given_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Settlement",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                (
                    "answer",
                    models.TextField(
                        choices=[
                            ("ours", "Candour is right: the other system will be corrected"),
                            (
                                "theirs",
                                "The other system is right: it is corrected here by its own step",
                            ),
                            ("both", "Both are right: the two systems record it differently"),
                        ]
                    ),
                ),
                ("settled_at", models.DateTimeField()),
                ("settled_by", models.UUIDField()),
                (
                    "difference",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settlement",
                        to="imports.difference",
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
            name="StatedCase",
            fields=[
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="guard.file",
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("reference", models.TextField()),
                ("said", models.JSONField()),
                ("said_on", models.DateField()),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="imports.run",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CaseFile",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.TextField()),
                ("content_hash", models.TextField(blank=True)),
                ("size", models.BigIntegerField()),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("waits", "Waits until it is whole"),
                            ("taken", "Taken"),
                            ("known", "Taken before under another name"),
                            ("refused", "Can't be read: nothing of it was taken"),
                        ]
                    ),
                ),
                ("said", models.TextField(blank=True)),
                ("seen_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="imports.run",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waits", "taken", "known", "refused"])),
                        name="imports_casefile_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", True), ("state", "waits")),
                            models.Q(
                                models.Q(("state", "waits"), _negated=True),
                                ("settled_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="imports_casefile_settled_has_a_moment",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waits")),
                        fields=("organisation", "name"),
                        name="imports_casefile_waits_once",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="difference",
            index=models.Index(
                condition=models.Q(("gone_on__isnull", True)),
                fields=["organisation_id", "found_on", "id"],
                name="imports_difference_standing",
            ),
        ),
        migrations.AddConstraint(
            model_name="difference",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("gone_on__isnull", True),
                    ("gone_on__gte", models.F("found_on")),
                    _connector="OR",
                ),
                name="imports_difference_gone_after_found",
            ),
        ),
        migrations.AddConstraint(
            model_name="difference",
            constraint=models.UniqueConstraint(
                condition=models.Q(("gone_on__isnull", True)),
                fields=("file", "part", "field"),
                name="imports_difference_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="settlement",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ["ours", "theirs", "both"])),
                name="imports_settlement_answer_known",
            ),
        ),
        SQLFile(SQL / "case_system.sql"),
        Protect(table="imports_casefile", reach="none", has_organisation=False),
        Protect(
            table="imports_givenback",
            reach="none",
            image=IMAGES["imports_givenback"],
            has_organisation=False,
        ),
        Protect(table="imports_statedcase"),
        Protect(table="imports_difference"),
        Protect(table="imports_settlement", image=IMAGES["imports_settlement"]),
        Allow(
            rights="select, insert, update",
            on=("imports_casefile", "imports_statedcase", "imports_difference"),
            to=("worker",),
        ),
        Allow(rights="select, insert", on=("imports_givenback",), to=("worker",)),
        Allow(
            rights="select",
            on=("imports_statedcase", "imports_difference"),
            to=("casework",),
        ),
        Allow(rights="select, insert", on=("imports_settlement",), to=("casework", "worker")),
    ]
