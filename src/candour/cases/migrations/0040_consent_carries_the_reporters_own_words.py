"""With free consent, or without it, whoever reported may say something in words of their own."""

import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0039_a_later_part_on_the_other_side_must_end")]

    operations = [SQLFile(SQL / "consents.sql")]
