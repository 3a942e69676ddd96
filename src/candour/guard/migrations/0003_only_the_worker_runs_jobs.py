import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("guard", "0002_rows_hide_behind_walls"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]
    operations = [SQLFile(SQL / "jobs.sql")]
