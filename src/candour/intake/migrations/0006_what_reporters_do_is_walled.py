import pathlib

from django.db import migrations

from candour.guard.operations import Allow, Protect, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
CLOSED = (
    "intake_reserve", "intake_blob", "intake_equalitypool", "intake_equalitycount",
    "intake_burntwords", "intake_supporter",
    "intake_keptname",
)  # fmt: skip
EVENT = (
    "id", "correspondent_id", "file_id", "organisation_id", "kind", "on_day", "takes_effect_on",
    "detail",
)  # fmt: skip
SEEN = ("intake_reporterevent", "intake_escalation", "intake_attachment")


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0005_reporters_act_from_their_mailbox"),
        ("access", "0003_outside_bodies_accept_reports"),
    ]
    operations = [
        # A message may now wait, and so has one more argument.
        migrations.RunSQL(
            "drop function if exists intake.write(bytea, uuid, date, jsonb)",
            migrations.RunSQL.noop,
        ),
        *[
            SQLFile(SQL / f"{name}.sql")
            for name in (
                "intake", "drafts", "release", "mailbox", "attachments", "equality", "appeals",
            )
        ],
        *[Protect(table=table, reach="none", has_organisation=False) for table in CLOSED],
        Protect(table="intake_reporterevent", reach="grant", image=EVENT),
        Protect(table="intake_attachment", reach="grant",
                image=("id", "file_id", "organisation_id", "on_day", "size"), changes=("update",)),
        Protect(table="intake_escalation", reach="file",
                image=("id", "file_id", "organisation_id", "level", "because", "on_day")),
        Allow(rights="select", on=SEEN, to=("casework",)),
        Allow(rights="insert", on=("intake_attachment",), to=("casework",)),
        Allow(rights="select", on=("intake_appeal",), to=("casework", "oversight")),
        Allow(
            rights="select, insert, update, delete, truncate",
            on=(*CLOSED, *SEEN, "intake_appeal"),
            to=("worker",),
        ),
    ]  # fmt: skip
