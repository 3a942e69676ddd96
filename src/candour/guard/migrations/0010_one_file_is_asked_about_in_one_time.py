"""Whether somebody sees a file is found in the same steps, whether it is hidden or not there."""

import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("guard", "0009_looks_are_found_by_file"),
    ]

    operations = [SQLFile(SQL / "visibility.sql")]
