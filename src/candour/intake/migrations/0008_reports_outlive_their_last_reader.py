import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

APP = pathlib.Path(__file__).parent.parent


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0007_reporters_ask_about_looks"),
        ("guard", "0007_keys_are_shared_among_custodians"),
        ("access", "0004_a_file_concerns_more_than_subjects"),
    ]

    operations = [
        SQLFile(APP.parent / "access" / "sql" / "custody.sql"),
        SQLFile(APP / "sql" / "custody.sql"),
        SQLFile(APP / "sql" / "release.sql"),
        # The system itself tells a reporter of urgent access to her case.
        SQLFile(APP / "sql" / "intake.sql"),
    ]
