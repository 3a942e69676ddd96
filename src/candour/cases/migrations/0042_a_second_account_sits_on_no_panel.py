"""Who has a part under one account sits under no other; who investigates staff has declared."""

import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0041_proceedings_against_staff_can_be_heard")]

    operations = [SQLFile(SQL / "proceeding.sql")]
