import pathlib

from django.db import migrations

from candour.guard.operations import Allow, Protect, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
IN_FILE = ("id", "file_id", "organisation_id")
DECISION = (*IN_FILE, "decided_at", "decided_by", "reason_item_id", "supersedes_id")
IMAGES = {
    "cases_case": (
        "file_id", "organisation_id", "reference", "kind", "source", "reporter_kind",
        "incident_on", "received_on", "closed_on", "is_closed_undated", "recorded_at",
        "recorded_by", "reason_item_id", "report_file_id", "batch_id", "source_name",
        "source_ref", "source_row", "source_category",
    ),
    "cases_described": (*IN_FILE, "number", "item_id"),
    "cases_allegation": (
        *IN_FILE, "number", "category", "described_id", "subject_id", "recorded_at", "batch_id",
        "source_ref", "source_row", "source_category",
    ),
    "cases_event": (*IN_FILE, "kind", "happened_on", "recorded_at", "recorded_by", "item_id"),
    "cases_screening": (*IN_FILE, "described_id", "completed_at", "completed_by", "rules"),
    "cases_suggestion": (
        *IN_FILE, "screening_id", "described_id", "person_id", "weight", "because",
    ),
    "cases_linkdecision": (*DECISION, "suggestion_id", "answer"),
    "cases_severityassessment": (*DECISION, "allegation_id", "basis", "level"),
    "cases_referralassessment": (*DECISION, "answers", "criteria", "is_required"),
    "cases_referral": (*DECISION, "criteria", "referred_on"),
    "cases_outcome": (
        *DECISION, "allegation_id", "result", "sanction", "decided_on", "batch_id",
    ),
}  # fmt: skip
TABLES = tuple(IMAGES)
# A case is closed, a subject is found; everything else is superseded, never changed.
CHANGES = {"cases_case": ("update",), "cases_allegation": ("update",)}


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0001_initial"),
        ("intake", "0002_mailboxes_open_by_their_id_only"),
    ]
    operations = [
        SQLFile(SQL / "cases.sql"),
        *[
            Protect(table=table, image=columns, changes=CHANGES.get(table, ()))
            for table, columns in IMAGES.items()
        ],
        Protect(table="cases_deadline"),
        Allow(rights="select, insert", on=TABLES, to=("casework",)),
        Allow(rights="update", on=tuple(CHANGES), to=("casework", "worker")),
        Allow(
            rights="select, insert, update, delete",
            on=("cases_deadline",),
            to=("casework", "worker"),
        ),
        Allow(rights="select, insert", on=TABLES, to=("worker",)),
        Allow(
            rights="select",
            on=(
                "cases_case",
                "cases_allegation",
                "cases_deadline",
                "cases_outcome",
                "cases_referral",
                "cases_referralassessment",
            ),
            to=("oversight",),
        ),
    ]
