"""A file of a case system that fails is put aside by name and reason until somebody looks at it."""

import pathlib

from django.db import migrations, models
from django.db.models import Q

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
STATES = [
    ("waits", "Waits until it is whole"),
    ("taken", "Taken"),
    ("known", "Taken before under another name"),
    ("refused", "Can't be read: nothing of it was taken"),
    ("failed", "Put aside: taking it in broke off"),
]
NAME = "imports_casefile_state_known"


class Migration(migrations.Migration):
    dependencies = [("imports", "0008_planned_changes_wait_for_their_gate")]

    operations = [
        migrations.RemoveConstraint(model_name="casefile", name=NAME),
        migrations.AlterField(
            model_name="casefile", name="state", field=models.TextField(choices=STATES)
        ),
        migrations.AddConstraint(
            model_name="casefile",
            constraint=models.CheckConstraint(
                condition=Q(state__in=[code for code, _ in STATES]), name=NAME
            ),
        ),
        SQLFile(SQL / "put_aside.sql"),
    ]
