"""Where only the force has a case, somebody outside who is named records free consent."""

import pathlib

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from candour.guard.operations import Extend, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0036_a_reviewer_is_named_from_outside"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="secondask",
            name="outside",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="secondask",
            constraint=models.CheckConstraint(
                condition=Q(outside__isnull=True) | Q(what="informal_consent"),
                name="cases_secondask_outside_asks_for_consent",
            ),
        ),
        Extend(table="cases_secondask", image=("outside_id",)),
        SQLFile(SQL / "consents.sql"),
    ]
