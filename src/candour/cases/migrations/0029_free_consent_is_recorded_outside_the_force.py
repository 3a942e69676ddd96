"""Free consent to an informal end is recorded by somebody outside the force, or does not count."""

import pathlib

from django.db import migrations, models
from django.db.models import Q

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parents[1] / "sql"
SECONDED = [
    ("withdraw_proceedings", "Withdraw the proceedings against somebody"),
    ("find_no_proceedings", "Find that there are no proceedings against somebody who has left"),
    (
        "no_case_staff_officer",
        "Decide on sexual conduct of an officer that police staff reported",
    ),
    ("act_on_link", "Let consequences follow from a link: this is the person described"),
    ("informal_consent", "Settle it informally, since whoever reported consents freely"),
]


class Migration(migrations.Migration):
    dependencies = [("cases", "0028_past_actions_stand_beside_the_choice")]

    operations = [
        migrations.RemoveConstraint(model_name="secondask", name="cases_secondask_known"),
        migrations.AlterField(
            model_name="secondask", name="what", field=models.TextField(choices=SECONDED)
        ),
        migrations.AddConstraint(
            model_name="secondask",
            constraint=models.CheckConstraint(
                condition=Q(what__in=[code for code, _ in SECONDED]), name="cases_secondask_known"
            ),
        ),
        SQLFile(SQL / "checks.sql"),
    ]
