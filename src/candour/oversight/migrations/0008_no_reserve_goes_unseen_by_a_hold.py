"""No second sealing is taken away by what reads the tables as of before a hold was placed."""

import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("guard", "0017_nothing_goes_unseen_by_a_hold"),
        ("oversight", "0007_holds_are_placed_with_their_images"),
    ]

    operations = [SQLFile(SQL / "holds.sql")]
