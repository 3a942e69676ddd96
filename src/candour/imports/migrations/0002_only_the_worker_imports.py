import pathlib

from django.db import migrations

from candour.guard.operations import Allow, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("imports", "0001_initial"), ("guard", "0002_rows_hide_behind_walls")]
    operations = [
        Allow(rights="select, insert, update", on=("imports_run",), to=("worker",)),
        Allow(rights="select, insert", on=("imports_remark",), to=("worker",)),
        SQLFile(SQL / "temporary.sql"),
    ]
