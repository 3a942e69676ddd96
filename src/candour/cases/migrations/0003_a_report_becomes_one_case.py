from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_decisions_are_only_added_to")]
    operations = [
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                condition=models.Q(("report_file_id__isnull", False)),
                fields=("report_file_id",),
                name="cases_case_once_per_report",
            ),
        ),
    ]
