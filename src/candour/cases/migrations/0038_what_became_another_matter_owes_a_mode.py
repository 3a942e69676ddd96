"""Whatever became another matter has a task until the mode of its investigation is decided anew."""

from django.db import migrations, models
from django.db.models import Q

TASKS = [
    ("dormant", "Say who owns this waiting case, and when it is looked at again"),
    ("review", "Look again at what this case waits for"),
    ("reply", "Reply to the body that asks why it is late"),
    ("reasons", "Give written reasons and a plan"),
    ("mode", "Have it decided anew how this is investigated: it became another matter"),
    ("interview", "Talk to somebody"),
    ("evidence", "Get evidence or a record"),
    ("write", "Write to somebody"),
    ("check", "Check something"),
    ("other", "Something else"),
]
NAME = "cases_casetask_code_known"


class Migration(migrations.Migration):
    dependencies = [("cases", "0037_consent_is_asked_by_somebody_named_outside")]

    operations = [
        migrations.RemoveConstraint(model_name="casetask", name=NAME),
        migrations.AlterField(
            model_name="casetask", name="code", field=models.TextField(choices=TASKS)
        ),
        migrations.AddConstraint(
            model_name="casetask",
            constraint=models.CheckConstraint(
                condition=Q(code__in=[code for code, _ in TASKS]), name=NAME
            ),
        ),
    ]
