import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_names_are_counted"),
    ]

    operations = [
        SQLFile(SQL / "likely.sql"),
        SQLFile(SQL / "units.sql"),
    ]
