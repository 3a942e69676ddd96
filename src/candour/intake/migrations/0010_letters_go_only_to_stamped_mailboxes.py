"""The key of a mailbox carries a stamp, and a mailbox is told the file that it belongs to."""

import pathlib

from django.db import migrations, models

from candour.guard.operations import SQLFile

APP = pathlib.Path(__file__).parent.parent


class Migration(migrations.Migration):
    dependencies = [("intake", "0009_terms_are_watched_until_she_erases_them")]

    operations = [
        migrations.AlterField("correspondent", "box_public", models.BinaryField(max_length=99)),
        SQLFile(APP / "sql" / "mailbox.sql"),
    ]
