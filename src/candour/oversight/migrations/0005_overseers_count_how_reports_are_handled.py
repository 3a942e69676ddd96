"""Overseers count themes of handling, and advice against reporting about the people of a unit."""

import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0027_strong_consequences_of_a_link_need_two"),
        ("intake", "0006_what_reporters_do_is_walled"),
        ("oversight", "0004_the_independent_body_sees_what_was_not_referred"),
    ]

    operations = [
        SQLFile(SQL / "handling.sql"),
    ]
