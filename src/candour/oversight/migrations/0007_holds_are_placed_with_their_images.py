"""Placing and lifting a hold tell the image of the row, which overseers can't ask for."""

import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parents[1] / "sql"
# What they return is another type now, which no function can change.
GONE = """
    drop function if exists
        oversight.place_hold(uuid, text, uuid, date, date, date, text, text, bytea),
        oversight.lift_hold(uuid, uuid, date, text, text, bytea)
"""


class Migration(migrations.Migration):
    dependencies = [
        ("guard", "0016_holds_stand_in_the_log"),
        ("oversight", "0006_what_is_held_stays"),
    ]

    operations = [
        migrations.RunSQL(GONE, migrations.RunSQL.noop),
        SQLFile(SQL / "holds.sql"),
    ]
