"""A gate that nobody decides in time stands among the late cases of the body that it was put to."""

import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0029_free_consent_is_recorded_outside_the_force")]

    operations = [
        # What is owed beside the clocks: gates, too.
        SQLFile(SQL / "work.sql"),
    ]
