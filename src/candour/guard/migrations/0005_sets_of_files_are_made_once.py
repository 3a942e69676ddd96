import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("guard", "0004_seats_outside_the_handling_of_a_case"),
    ]

    operations = [
        SQLFile(SQL / "visibility.sql"),
    ]
