"""A review that only policy gives has a named reviewer, from outside and with no other part."""

import pathlib

from django.db import migrations, models
from django.db.models import Q

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
PARTIES = [
    ("subject", "Subject"),
    ("representative", "Representative"),
    ("body", "Another body"),
    ("reviewer", "Reviewer"),
]
KNOWN = "cases_party_kind_known"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0035_a_history_says_who_was_told"),
        ("guard", "0014_a_reviewer_has_a_seat"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="party", name=KNOWN),
        migrations.AlterField(
            model_name="party", name="kind", field=models.TextField(choices=PARTIES)
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.CheckConstraint(
                condition=Q(kind__in=[code for code, _ in PARTIES]), name=KNOWN
            ),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.CheckConstraint(
                condition=~Q(kind="reviewer") | Q(side="none", client__isnull=True),
                name="cases_party_reviewer_has_no_side",
            ),
        ),
        SQLFile(SQL / "reviewers.sql"),
    ]
