"""Whoever reads the whole register can tell which links one person alone has confirmed."""

import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0030_late_gates_are_put_to_bodies_outside")]

    operations = [SQLFile(SQL / "links.sql")]
