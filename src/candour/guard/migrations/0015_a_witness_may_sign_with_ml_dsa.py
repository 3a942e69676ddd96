import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("guard", "0014_a_reviewer_has_a_seat"),
    ]

    operations = [
        SQLFile(SQL / "witnessing.sql"),
    ]
