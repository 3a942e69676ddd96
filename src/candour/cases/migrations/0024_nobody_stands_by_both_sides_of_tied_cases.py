"""A representative refused for one side of a case is refused in the cases tied to it, too."""

import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0023_words_that_come_in_are_compared")]

    operations = [SQLFile(SQL / "parties.sql")]
