import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("measures", "0002_figures_are_seen_by_their_overseers"),
        ("intake", "0002_mailboxes_open_by_their_id_only"),
    ]
    operations = [SQLFile(SQL / "oversight.sql")]
