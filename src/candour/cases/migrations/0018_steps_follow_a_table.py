"""Every step on a case follows the table of steps, in the database too."""

import pathlib
import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from candour.guard.operations import Allow, Protect, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
TABLES = ("cases_course", "cases_allowedstep")
STEP = (
    "id", "file_id", "organisation_id", "decided_at", "decided_by", "reason_item_id",
    "supersedes_id", "course_id", "subject_id", "about_id", "number", "step", "party",
    "from_state", "to_state", "happened_on", "facts", "answers", "owner", "review_on",
    "written_with",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0017_grievances_wait_for_a_second_person"),
        ("guard", "0009_looks_are_found_by_file"),
        ("people", "0004_people_attend_courses_and_ties_say_how_they_are_known"),
    ]

    operations = [
        migrations.CreateModel(
            name="Course",
            fields=[
                ("machine", models.TextField(primary_key=True, serialize=False)),
                (
                    "holder",
                    models.TextField(
                        choices=[("case", "The case"), ("subject", "One person in it")]
                    ),
                ),
                ("initial", models.TextField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("holder__in", ["case", "subject"])),
                        name="cases_course_holder_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="AllowedStep",
            fields=[
                ("id", models.SmallIntegerField(primary_key=True, serialize=False)),
                (
                    "sources",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                ("step", models.TextField()),
                ("target", models.TextField(blank=True)),
                (
                    "parties",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                (
                    "needs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                (
                    "forbids",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                (
                    "opens",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.course",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["course", "step"], name="cases_allowed_step")],
            },
        ),
        migrations.CreateModel(
            name="StepTaken",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("decided_at", models.DateTimeField()),
                ("decided_by", models.UUIDField(blank=True, null=True)),
                ("number", models.SmallIntegerField()),
                ("step", models.TextField()),
                ("party", models.TextField()),
                ("from_state", models.TextField()),
                ("to_state", models.TextField()),
                ("happened_on", models.DateField()),
                (
                    "facts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                ("answers", models.JSONField()),
                ("owner", models.TextField(blank=True)),
                ("review_on", models.DateField(blank=True, null=True)),
                ("written_with", models.TextField(blank=True)),
                (
                    "about",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.course",
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
                    "reason_item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.sealeditem",
                    ),
                ),
                (
                    "subject",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="cases.steptaken",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("file", "course", "subject", "number"),
                        name="cases_steptaken_once_each",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("subject__isnull", True), ("about__isnull", True), _connector="OR"
                        ),
                        name="cases_steptaken_subject_or_about",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("review_on__isnull", True),
                            ("review_on__gte", models.F("happened_on")),
                            _connector="OR",
                        ),
                        name="cases_steptaken_reviewed_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("owner", ""), ("review_on__isnull", True)),
                            models.Q(
                                models.Q(("owner", ""), _negated=True), ("review_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="cases_steptaken_owner_and_review",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("step__in", ["suspend_for_criminal", "suspend_from_duty"]),
                                _negated=True,
                            ),
                            models.Q(("owner", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="cases_steptaken_rests_with_owner",
                    ),
                ],
            },
        ),
        Protect(table="cases_steptaken", image=STEP),
        Allow(rights="select, insert", on=("cases_steptaken",), to=("casework", "worker")),
        Allow(rights="select", on=TABLES, to=("casework", "oversight", "worker")),
        SQLFile(SQL / "proceeding.sql"),
        SQLFile(SQL / "allowed_steps.sql"),
    ]
