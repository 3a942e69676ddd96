import pathlib

from django.db import migrations

from candour import guard
from candour.guard.operations import Reach, SQLFile

OF_GUARD = pathlib.Path(guard.__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0027_strong_consequences_of_a_link_need_two")]

    operations = [
        SQLFile(OF_GUARD / "visibility.sql"),
        Reach(table="intake_escalation", reach="seen"),
    ]
