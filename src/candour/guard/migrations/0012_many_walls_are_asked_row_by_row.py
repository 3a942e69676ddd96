"""Who stands before thousands of walls is asked of each row's file, not for the set of all."""

import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("guard", "0011_a_reader_may_order_a_screening")]

    operations = [SQLFile(SQL / "visibility.sql"), SQLFile(SQL / "policies_by_row.sql")]
