import pathlib

from django.db import migrations

from candour.guard.operations import Allow, Protect, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        ("people", "0002_people_are_read_by_actors_only"),
    ]
    operations = [
        SQLFile(SQL / "walls.sql"),
        SQLFile(SQL / "desks.sql"),
        Protect(table="access_involvement"),
        Allow(rights="select", on=("access_deskreader",), to=("casework",)),
        Allow(rights="select, insert, delete", on=("access_involvement",), to=("casework",)),
        Allow(
            rights="select, insert, update, delete",
            on=("access_deskreader", "access_involvement"),
            to=("worker",),
        ),
    ]
