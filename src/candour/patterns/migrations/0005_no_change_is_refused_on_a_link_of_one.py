"""A change is not refused where all that is known rests on links that one person confirmed."""

import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0037_consent_is_asked_by_somebody_named_outside"),
        ("patterns", "0004_changes_wait_and_closed_matters_are_looked_at_again"),
    ]

    operations = [SQLFile(SQL / "gate_links.sql")]
