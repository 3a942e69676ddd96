"""A list of a large unit's cases is found in indexes, with what the row policy asks for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0025_a_lower_level_takes_two_people")]

    operations = [
        migrations.AddIndex(
            model_name="allegation",
            index=models.Index(
                fields=["subject"],
                include=("file", "organisation_id"),
                name="cases_allegation_files_of",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=["file"],
                include=("organisation_id", "received_on", "incident_on"),
                name="cases_days_of_file",
            ),
        ),
    ]
