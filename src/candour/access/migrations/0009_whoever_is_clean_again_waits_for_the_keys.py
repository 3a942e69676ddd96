"""Whoever a computed wall kept out waits for the keys once it has fallen, and is shown to readers."""

import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("access", "0008_a_wall_is_about_a_person")]

    operations = [SQLFile(SQL / "walls.sql")]
