"""A work order may ask a worker to compare who is described with the register again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("guard", "0010_one_file_is_asked_about_in_one_time")]

    operations = [
        migrations.AlterField(
            model_name="workorder",
            name="kind",
            field=models.TextField(
                choices=[
                    ("seal_again", "Seal items again"),
                    ("screen_again", "Compare who is described with the register again"),
                ]
            ),
        ),
    ]
