"""Whoever stands by the other side of a case that was tied later is found, and gets nothing."""

import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0038_what_became_another_matter_owes_a_mode")]

    operations = [SQLFile(SQL / "parties.sql")]
