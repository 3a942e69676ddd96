"""Whoever had a part under one account is no second person, and sits on no panel, under another."""

import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0043_a_walled_person_is_asked_no_consent")]

    operations = [SQLFile(SQL / "checks.sql"), SQLFile(SQL / "proceeding.sql")]
