from django.db import migrations, models

KINDS = [
    ("police_force", "Police force"),
    ("independent_body", "Independent body"),
    ("local_policing_body", "Local policing body"),
    ("charity", "Charity or union"),
    ("reporting_line", "Outside reporting line"),
]
CONSTRAINT = "people_organisation_kind_known"


class Migration(migrations.Migration):
    dependencies = [("people", "0002_people_are_read_by_actors_only")]
    operations = [
        migrations.RemoveConstraint(model_name="organisation", name=CONSTRAINT),
        migrations.AlterField(
            model_name="organisation", name="kind", field=models.TextField(choices=KINDS)
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", [kind for kind, _ in KINDS])), name=CONSTRAINT
            ),
        ),
    ]
