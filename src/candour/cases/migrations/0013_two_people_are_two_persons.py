"""Who reviews is another person, and cases with witnesses are recovered and handed over."""

import pathlib

from django.db import migrations

from candour.guard.operations import SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0012_looks_are_asked_about_and_triaged"),
        ("access", "0008_a_wall_is_about_a_person"),
    ]

    operations = [
        SQLFile(SQL / "custody.sql"),
        migrations.RunSQL(
            "create trigger cases_harmreview_is_by_another before insert on cases_harmreview"
            " for each row execute function cases.refuse_own_harm_review()",
            "drop trigger cases_harmreview_is_by_another on cases_harmreview",
        ),
        SQLFile(SQL / "outside.sql"),
        SQLFile(SQL / "parties.sql"),
        SQLFile(SQL / "disclosure.sql"),
    ]
