import django.db.models.deletion
import pathlib
import uuid
from django.db import migrations, models

from candour.guard.operations import Allow, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0002_walls_are_computed_here"),
        ("people", "0002_people_are_read_by_actors_only"),
    ]

    operations = [
        migrations.CreateModel(
            name="Acceptance",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("turn", models.IntegerField()),
                ("must_pass_on", models.TextField()),
                ("accepted_on", models.DateField()),
                ("withdrawn_on", models.DateField(blank=True, null=True)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
                (
                    "force",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_on__isnull", True)),
                        fields=("force", "turn"),
                        name="access_acceptance_one_in_each_turn",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("body", models.F("force")), _negated=True),
                        name="access_acceptance_is_outside",
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "insert into access_acceptance"
            " (id, body_id, force_id, turn, must_pass_on, accepted_on)"
            " select gen_random_uuid(), outside_body_id, id, 1, '', current_date"
            " from people_organisation where outside_body_id is not null",
            migrations.RunSQL.noop,
        ),
        # It now tells of every body that takes reports, in turn: another shape of row.
        migrations.RunSQL("drop function if exists access.receivers()", migrations.RunSQL.noop),
        SQLFile(SQL / "desks.sql"),
        Allow(rights="select", on=("access_acceptance",), to=("casework", "oversight")),
        Allow(rights="select, insert, update, delete", on=("access_acceptance",), to=("worker",)),
    ]
