import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("guard", "0005_certificates_are_logged_and_keys_can_be_lost"),
    ]

    operations = [
        SQLFile(SQL / "visibility.sql"),
    ]
