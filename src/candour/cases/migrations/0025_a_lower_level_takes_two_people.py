"""A level that is lower than the facts alone, or than before, stands once a second person agrees."""

import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0024_nobody_stands_by_both_sides_of_tied_cases")]

    operations = [SQLFile(SQL / "checks.sql")]
