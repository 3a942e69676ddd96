import pathlib

from django.db import migrations

from candour.guard.operations import Allow, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
REGISTER = (
    "people_association",
    "people_identifier",
    "people_organisation",
    "people_organisationname",
    "people_person",
    "people_personname",
    "people_posting",
    "people_service",
    "people_succession",
    "people_unit",
)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("guard", "0002_rows_hide_behind_walls"),
    ]
    operations = [
        SQLFile(SQL / "candidates.sql"),
        SQLFile(SQL / "policies.sql"),
        Allow(rights="select", on=REGISTER, to=("casework",)),
        Allow(
            rights="select",
            on=("people_organisation", "people_organisationname", "people_unit"),
            to=("oversight",),
        ),
        Allow(
            rights="select, insert, update, delete",
            on=(*REGISTER, "people_characteristic"),
            to=("worker",),
        ),
    ]
