import pathlib

from django.db import migrations

from candour.guard.operations import Allow, Protect, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
CLOSED = ("intake_staged", "intake_stagedletter", "intake_mailbox", "intake_letter", "intake_draft")


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0001_initial"),
        ("access", "0002_walls_are_computed_here"),
    ]
    operations = [
        SQLFile(SQL / "intake.sql"),
        *[Protect(table=table, reach="none", has_organisation=False) for table in CLOSED],
        Protect(
            table="intake_report",
            reach="grant",
            image=(
                "file_id",
                "organisation_id",
                "reference",
                "route",
                "received_on",
                "leaf_hash",
            ),
        ),
        Protect(table="intake_correspondent", reach="grant"),
        Protect(
            table="intake_progress",
            reach="grant",
            image=(
                "id",
                "correspondent_id",
                "file_id",
                "organisation_id",
                "number",
                "state",
                "since_on",
                "next_on",
            ),
        ),
        Allow(
            rights="select",
            on=("intake_report", "intake_correspondent", "intake_progress"),
            to=("casework",),
        ),
        Allow(rights="update", on=("intake_correspondent",), to=("casework",)),
        Allow(rights="insert", on=("intake_progress",), to=("casework",)),
        Allow(
            rights="select, insert, update, delete, truncate",
            on=(*CLOSED, "intake_report", "intake_correspondent", "intake_progress"),
            to=("worker",),
        ),
    ]
