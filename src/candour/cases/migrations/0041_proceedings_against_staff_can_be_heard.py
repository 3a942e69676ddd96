"""The table of steps names a panel where police staff are heard: without one nobody could decide."""

import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0040_consent_carries_the_reporters_own_words")]

    operations = [SQLFile(SQL / "allowed_steps.sql")]
