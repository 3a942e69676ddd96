"""A fact may be about one person, and then it moves that person's clocks alone."""

import pathlib
import datetime
import django.db.models.deletion
import django.db.models.expressions
import uuid
from django.db import migrations, models

import candour.guard
from candour.guard.operations import Allow, Extend, Protect, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
OF_GUARD = pathlib.Path(candour.guard.__file__).parent / "sql"
WHOSE = ("subject_id",)
MORE_TIME = (
    "id", "file_id", "organisation_id", "noted_at", "noted_by", "item_id", "clock", "started_on",
    "subject_id", "until_on", "granted_on", "granted_by",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0018_steps_follow_a_table"),
        ("guard", "0010_one_file_is_asked_about_in_one_time"),
        ("people", "0004_people_attend_courses_and_ties_say_how_they_are_known"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClockExtension",
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
                ("clock", models.TextField()),
                ("started_on", models.DateField()),
                ("until_on", models.DateField()),
                ("granted_on", models.DateField()),
                (
                    "granted_by",
                    models.TextField(
                        choices=[
                            ("chair", "Chair of the proceedings"),
                            ("investigator", "Investigator"),
                        ]
                    ),
                ),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="clockescalation",
            name="cases_clockescalation_once",
        ),
        migrations.RemoveConstraint(
            model_name="deadline",
            name="cases_deadline_once_per_start",
        ),
        migrations.AddField(
            model_name="clockescalation",
            name="subject",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="deadline",
            name="subject",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="subject",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                condition=models.Q(("subject__isnull", False)),
                fields=["subject"],
                name="cases_event_of_subject",
            ),
        ),
        migrations.AddConstraint(
            model_name="clockescalation",
            constraint=models.UniqueConstraint(
                fields=("file", "to", "because", "clock", "started_on", "subject"),
                name="cases_clockescalation_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.UniqueConstraint(
                fields=("file", "clock", "started_on", "subject"),
                name="cases_deadline_once_per_start",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="steptaken",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("review_on__isnull", True),
                    (
                        "review_on__lte",
                        django.db.models.expressions.CombinedExpression(
                            models.F("happened_on"), "+", models.Value(datetime.timedelta(days=28))
                        ),
                    ),
                    _connector="OR",
                ),
                name="cases_steptaken_reviewed_soon",
            ),
        ),
        migrations.AddField(
            model_name="clockextension",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="guard.file"
            ),
        ),
        migrations.AddField(
            model_name="clockextension",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="guard.sealeditem"
            ),
        ),
        migrations.AddField(
            model_name="clockextension",
            name="subject",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
            ),
        ),
        migrations.AddIndex(
            model_name="clockextension",
            index=models.Index(fields=["file"], name="cases_clockextension_of_file"),
        ),
        migrations.AddConstraint(
            model_name="clockextension",
            constraint=models.CheckConstraint(
                condition=models.Q(("granted_by__in", ["chair", "investigator"])),
                name="cases_clockextension_party_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="clockextension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("granted_on__gte", models.F("started_on")),
                    ("until_on__gt", models.F("granted_on")),
                ),
                name="cases_clockextension_lies_ahead",
            ),
        ),
        Extend(table="cases_event", image=WHOSE),
        Extend(table="cases_clockescalation", image=WHOSE),
        Protect(table="cases_clockextension", image=MORE_TIME),
        Allow(rights="select, insert", on=("cases_clockextension",), to=("casework",)),
        Allow(rights="select", on=("cases_clockextension",), to=("worker",)),
        SQLFile(OF_GUARD / "images.sql"),
        SQLFile(OF_GUARD / "visibility.sql"),
        SQLFile(SQL / "work.sql"),
    ]
