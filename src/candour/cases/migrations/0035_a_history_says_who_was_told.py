"""A history says who was told; of a link that was taken back nothing counts or is shown."""

import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0034_recoveries_that_nobody_answers_lapse")]

    operations = [
        SQLFile(SQL / "earlier.sql"),
        SQLFile(SQL / "past.sql"),
        SQLFile(SQL / "supervisors.sql"),
        SQLFile(SQL / "lapses.sql"),
    ]
