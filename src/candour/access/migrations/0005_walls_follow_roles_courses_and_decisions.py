import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0004_a_file_concerns_more_than_subjects"),
        ("people", "0004_people_attend_courses_and_ties_say_how_they_are_known"),
        ("cases", "0004_what_reporters_are_owed_is_walled"),
    ]
    operations = [
        # One function walls off for every reason that people give.
        migrations.RunSQL(
            "drop function if exists access.wall_off(uuid, uuid[]);"
            "drop function if exists access.wall_off_watched(uuid, uuid[]);"
            # It now asks who calls, which takes another language.
            "drop function if exists access.carry_named_walls(uuid, uuid);",
            migrations.RunSQL.noop,
        ),
        SQLFile(SQL / "near.sql"),
        SQLFile(SQL / "walls.sql"),
    ]
