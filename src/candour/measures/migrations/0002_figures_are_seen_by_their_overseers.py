import pathlib

from django.db import migrations

from candour.guard.operations import Allow, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("measures", "0001_initial"),
        ("cases", "0002_decisions_are_only_added_to"),
    ]
    operations = [
        SQLFile(SQL / "pseudonym.sql"),
        SQLFile(SQL / "figures.sql"),
        Allow(rights="select", on=("measures_figure",), to=("oversight",)),
        Allow(rights="select, insert, delete", on=("measures_figure",), to=("worker",)),
    ]
