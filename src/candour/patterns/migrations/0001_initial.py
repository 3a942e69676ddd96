import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("cases", "0021_an_investigation_has_a_plan_and_a_diary"),
        ("imports", "0006_case_systems_are_read_compared_and_given_back"),
        ("measures", "0002_figures_are_seen_by_their_overseers"),
    ]
    operations = [SQLFile(SQL / "patterns.sql")]
