import pathlib

from django.db import migrations

from candour import guard
from candour.guard.operations import Reach, SQLFile

OF_GUARD = pathlib.Path(guard.__file__).parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0031_no_score_rests_on_a_link_of_one")]

    operations = [
        SQLFile(OF_GUARD / "visibility.sql"),
        Reach(table="intake_escalation", reach="seen"),
    ]
