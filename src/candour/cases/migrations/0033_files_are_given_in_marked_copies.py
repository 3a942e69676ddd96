"""An attached file, as readers see it or with words removed, is a thing that the ledger knows."""

import pathlib

from django.db import migrations, models
from django.db.models import Q

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
GIVEN = [
    ("statement", "The reporter's statement"),
    ("letter", "A letter"),
    ("paper", "A paper"),
    ("report", "An investigation report"),
    ("file", "An attached file"),
]
NAME = "cases_disclosedcopy_kind_known"


class Migration(migrations.Migration):
    dependencies = [("cases", "0032_what_was_put_to_oversight_is_a_short_read")]

    operations = [
        migrations.RemoveConstraint(model_name="disclosedcopy", name=NAME),
        migrations.AlterField(
            model_name="disclosedcopy", name="kind", field=models.TextField(choices=GIVEN)
        ),
        migrations.AddConstraint(
            model_name="disclosedcopy",
            constraint=models.CheckConstraint(
                condition=Q(kind__in=[code for code, _ in GIVEN]), name=NAME
            ),
        ),
        # A file alone is no notice, and so opens no list of who looked.
        SQLFile(SQL / "lookers.sql"),
    ]
