"""A fact may be about one person, and then it moves that person's clocks alone."""

import pathlib

import django.db.models.deletion
from django.db import migrations, models

import candour.guard
from candour.guard.operations import Extend, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
OF_GUARD = pathlib.Path(candour.guard.__file__).parent / "sql"
WHOSE = ("subject_id",)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0018_steps_follow_a_table"),
        ("guard", "0009_looks_are_found_by_file"),
        ("people", "0004_people_attend_courses_and_ties_say_how_they_are_known"),
    ]

    operations = [
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
        Extend(table="cases_event", image=WHOSE),
        Extend(table="cases_clockescalation", image=WHOSE),
        SQLFile(OF_GUARD / "images.sql"),
        SQLFile(SQL / "work.sql"),
    ]
