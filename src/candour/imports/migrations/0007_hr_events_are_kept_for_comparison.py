"""What HR did to people is kept by codes and days, for the worker to compare."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from candour.guard.operations import Allow, Protect

HR_EVENT = (
    "id", "employer_id", "run_id", "ref", "person_id", "kind", "happened_on", "is_planned",
    "is_asked_for", "value", "recorded_on",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("imports", "0006_case_systems_are_read_compared_and_given_back"),
        ("people", "0004_people_attend_courses_and_ties_say_how_they_are_known"),
    ]

    operations = [
        migrations.CreateModel(
            name="HrEvent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("ref", models.TextField()),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("moved", "Moved to another posting"),
                            ("shift_changed", "Another shift pattern"),
                            ("appraisal", "Appraisal"),
                            ("overtime", "Overtime in a month"),
                            ("leave_refused", "Leave refused"),
                            ("discipline", "Discipline"),
                        ]
                    ),
                ),
                ("happened_on", models.DateField()),
                ("is_planned", models.BooleanField()),
                ("is_asked_for", models.BooleanField(blank=True, null=True)),
                ("value", models.IntegerField(blank=True, null=True)),
                ("recorded_on", models.DateField()),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
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
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="imports.run",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["person", "happened_on"], name="imports_hrevent_of_person"
                    ),
                    models.Index(fields=["employer", "happened_on"], name="imports_hrevent_by_day"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "moved",
                                    "shift_changed",
                                    "appraisal",
                                    "overtime",
                                    "leave_refused",
                                    "discipline",
                                ],
                            )
                        ),
                        name="imports_hrevent_kind_known",
                    ),
                    models.UniqueConstraint(
                        fields=("employer", "ref"), name="imports_hrevent_once"
                    ),
                ],
            },
        ),
        Protect(table="imports_hrevent", reach="none", image=HR_EVENT, has_organisation=False),
        Allow(rights="select, insert", on=("imports_hrevent",), to=("worker",)),
    ]
