import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("imports", "0002_only_the_worker_imports"),
        ("cases", "0002_decisions_are_only_added_to"),
    ]
    operations = [SQLFile(SQL / "statistics.sql")]
