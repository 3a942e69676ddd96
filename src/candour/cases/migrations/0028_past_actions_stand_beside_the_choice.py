"""What followed for somebody before is read in one look, wherever an outcome is chosen."""

import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0027_strong_consequences_of_a_link_need_two")]

    operations = [SQLFile(SQL / "past.sql")]
