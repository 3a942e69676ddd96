"""Somebody outside the force who reviews a case has a seat of their own."""

from django.db import migrations, models

SEATS = [
    ("desk_reader", "DESK_READER"),
    ("investigator", "INVESTIGATOR"),
    ("appropriate_authority", "APPROPRIATE_AUTHORITY"),
    ("oversight_reader", "OVERSIGHT_READER"),
    ("custodian", "CUSTODIAN"),
    ("subject", "SUBJECT"),
    ("representative", "REPRESENTATIVE"),
    ("reviewer", "REVIEWER"),
    ("service", "SERVICE"),
]


class Migration(migrations.Migration):
    dependencies = [("guard", "0013_what_is_held_is_not_erased")]

    operations = [
        migrations.AlterField(
            model_name="account", name="seat", field=models.TextField(choices=SEATS)
        )
    ]
