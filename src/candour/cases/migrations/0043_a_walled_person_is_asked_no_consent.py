"""Whoever a wall keeps out under one account is not asked about consent under another."""

import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0042_a_second_account_sits_on_no_panel")]

    operations = [SQLFile(SQL / "consents.sql")]
