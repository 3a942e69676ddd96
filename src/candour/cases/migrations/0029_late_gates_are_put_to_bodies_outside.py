"""A gate that nobody decides in time stands among the late cases of the body that it was put to."""

import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0027_strong_consequences_of_a_link_need_two")]

    operations = [
        # What is owed beside the clocks: gates, too.
        SQLFile(SQL / "work.sql"),
    ]
