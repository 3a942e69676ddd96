import pathlib

from django.db import migrations, models

from candour.guard.operations import Reach, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0007_names_are_released_to_one_person"),
        ("guard", "0006_sets_of_files_are_made_once"),
        ("intake", "0006_what_reporters_do_is_walled"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["-received_on", "file"], name="cases_newest_of_all"),
        ),
        Reach(table="intake_escalation", reach="file"),
        SQLFile(SQL / "owed.sql"),
    ]
