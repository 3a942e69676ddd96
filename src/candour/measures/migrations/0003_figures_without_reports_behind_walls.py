import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("measures", "0002_figures_are_seen_by_their_overseers"),
        ("intake", "0006_what_reporters_do_is_walled"),
    ]
    operations = [
        SQLFile(SQL / "figures.sql"),
    ]
