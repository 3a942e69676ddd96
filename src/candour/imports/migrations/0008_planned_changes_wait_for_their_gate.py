"""Changes that HR plans are kept until a gate has asked about them."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from candour.guard.operations import Allow, Protect


class Migration(migrations.Migration):
    dependencies = [("imports", "0007_hr_events_are_kept_for_comparison")]

    operations = [
        migrations.CreateModel(
            name="PlannedChange",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("ref", models.TextField()),
                ("number", models.TextField()),
                ("change", models.TextField()),
                ("planned_on", models.DateField()),
                ("came_on", models.DateField()),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.organisation",
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("employer", "ref"), name="imports_plannedchange_once"
                    )
                ]
            },
        ),
        Protect(table="imports_plannedchange", reach="none", has_organisation=False),
        Allow(rights="select, insert", on=("imports_plannedchange",), to=("worker",)),
    ]
