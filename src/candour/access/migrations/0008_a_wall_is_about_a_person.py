"""A wall that somebody decided on keeps out every account of the person."""

import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("access", "0007_a_wall_taken_away_shows_in_the_log")]

    operations = [SQLFile(SQL / "walls.sql"), SQLFile(SQL / "decided.sql")]
