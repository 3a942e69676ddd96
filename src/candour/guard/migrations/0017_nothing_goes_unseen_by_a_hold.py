"""Nothing is taken away by what reads the tables as of before a hold was placed."""

import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("guard", "0016_holds_stand_in_the_log")]

    operations = [SQLFile(SQL / "holds.sql")]
