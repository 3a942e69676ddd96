"""The independent body sees what it should have been sent; overseers count referrals by month."""

import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0027_strong_consequences_of_a_link_need_two"),
        ("oversight", "0003_overseers_see_who_witnesses_the_log"),
    ]

    operations = [
        SQLFile(SQL / "referrals.sql"),
    ]
