"""Who reported is a keyed mark; what follows is put to a named person; one team never has both."""

import pathlib
import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

import candour.access
from candour.guard.operations import Allow, Protect, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
WALLS = pathlib.Path(candour.access.__file__).parent / "sql" / "walls.sql"
IN_FILE = ("id", "file_id", "organisation_id")
DECISION = (*IN_FILE, "decided_at", "decided_by", "reason_item_id", "supersedes_id")
NOTED = (*IN_FILE, "noted_at", "noted_by", "item_id")
IMAGES = {
    "patterns_knownreporter": (*NOTED, "mark", "how", "knower_id", "since_on"),
    "patterns_proposal": (
        *IN_FILE, "reporter_id", "kind", "later_file_id", "event_id", "what", "happened_on",
        "because", "found_at", "knower_id",
    ),
    "patterns_proposaldecision": (*DECISION, "proposal_id", "answer", "comes_from"),
    "patterns_apart": (*IN_FILE, "first_file_id", "decision_id", "since_at"),
    "patterns_evidenceorigin": (*NOTED, "system", "obtained_on"),
    "patterns_actiondecision": (*DECISION, "reporter_id", "action", "answer", "consents"),
}  # fmt: skip


KINDS = [("counter", "A matter about them"), ("hr", "Something that HR did")]
HOW = [
    ("open", "They agreed that whoever decides about them may know that they reported"),
    ("kept", "One person alone was told, to keep them safe"),
]
ANSWERS = [
    ("linked", "It may answer the report: another team handles it"),
    ("not_linked", "It has nothing to do with the report"),
    ("matter", "It is to be recorded as a matter of its own"),
    ("no_matter", "It had another reason"),
]
SOURCES = [
    ("subject", "The person whom the first case is about"),
    ("associate", "Somebody close to that person"),
    ("unit", "Somebody of that person's unit or line"),
    ("unknown", "It is not known"),
    ("other", "Somebody else, and it is known who"),
]
SYSTEMS = [
    ("crime", "Crime and intelligence systems"),
    ("custody", "Custody records"),
    ("body_worn", "Body-worn or other video"),
    ("messages", "Messages, mail or a telephone"),
    ("hr", "HR records"),
    ("person", "What somebody said or handed over"),
    ("other", "Another place: say which"),
]
ACTIONS = [("moved", "Move them"), ("discipline", "Discipline them")]
ACTION_ANSWERS = [("allowed", "It may be done"), ("refused", "It must not be done")]


def _own_key() -> models.UUIDField:
    return models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)


def _maybe_id() -> models.UUIDField:
    return models.UUIDField(blank=True, null=True)


def _refers(to: str, *, is_optional: bool = False, name: str = "+") -> models.ForeignKey:
    optional = {"blank": True, "null": True} if is_optional else {}
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name=name, to=to, **optional
    )


def _refers_once(to: str, name: str, *, is_optional: bool = False) -> models.OneToOneField:
    optional = {"blank": True, "null": True} if is_optional else {}
    return models.OneToOneField(
        on_delete=django.db.models.deletion.PROTECT, related_name=name, to=to, **optional
    )


def _in_file() -> list[tuple[str, models.Field]]:
    return [
        ("id", _own_key()),
        ("organisation_id", models.UUIDField()),
        ("file", _refers("guard.file")),
    ]


def _decision(to: str) -> list[tuple[str, models.Field]]:
    return [
        *_in_file(),
        ("decided_at", models.DateTimeField()),
        ("decided_by", _maybe_id()),
        ("reason_item", _refers("guard.sealeditem", is_optional=True)),
        ("supersedes", _refers_once(to, "superseded_by", is_optional=True)),
    ]


def _known(field: str, choices: list[tuple[str, str]], name: str) -> models.CheckConstraint:
    codes = [code for code, _ in choices]
    return models.CheckConstraint(condition=Q((f"{field}__in", codes)), name=name)


def _one_first(*fields: str, name: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        condition=Q(("supersedes__isnull", True)), fields=fields, name=name
    )


class Migration(migrations.Migration):
    dependencies = [
        ("guard", "0010_one_file_is_asked_about_in_one_time"),
        ("imports", "0007_hr_events_are_kept_for_comparison"),
        ("patterns", "0002_a_panel_decides_on_early_warnings"),
    ]

    operations = [
        migrations.CreateModel(
            name="ExcessTest",
            fields=[
                ("id", _own_key()),
                ("organisation_id", models.UUIDField()),
                ("month_on", models.DateField()),
                ("what", models.TextField(choices=KINDS)),
                *[
                    (name, models.IntegerField())
                    for name in ("people", "before", "after", "days_before", "days_after")
                ],
                ("p", models.FloatField(blank=True, null=True)),
                ("p_trend", models.FloatField(blank=True, null=True)),
                ("made_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    _known("what", KINDS, "patterns_excesstest_what_known"),
                    models.UniqueConstraint(
                        fields=("organisation_id", "month_on", "what"),
                        name="patterns_excesstest_monthly",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KnownReporter",
            fields=[
                *_in_file(),
                ("mark", models.BinaryField(max_length=32)),
                ("how", models.TextField(choices=HOW)),
                ("knower_id", _maybe_id()),
                ("since_on", models.DateField()),
                ("noted_at", models.DateTimeField()),
                ("noted_by", models.UUIDField()),
                ("item", _refers("guard.sealeditem", is_optional=True)),
            ],
            options={
                "indexes": [models.Index(fields=["mark"], name="patterns_knownreporter_mark")],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(how="open", knower_id__isnull=True, item__isnull=False)
                        | Q(how="kept", knower_id__isnull=False, item__isnull=True),
                        name="patterns_knownreporter_kept_by_one",
                    ),
                    models.UniqueConstraint(
                        fields=("file", "mark", "knower_id"),
                        nulls_distinct=False,
                        name="patterns_knownreporter_once_in_a_case",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActionDecision",
            fields=[
                *_decision("patterns.actiondecision"),
                ("action", models.TextField(choices=ACTIONS)),
                ("answer", models.TextField(choices=ACTION_ANSWERS)),
                ("consents", models.BooleanField()),
                ("reporter", _refers("patterns.knownreporter", name="actions")),
            ],
            options={
                "constraints": [
                    _known("action", ACTIONS, "patterns_actiondecision_action_known"),
                    _known("answer", ACTION_ANSWERS, "patterns_actiondecision_answer_known"),
                    models.CheckConstraint(
                        condition=~Q(action="moved", answer="allowed") | Q(consents=True),
                        name="patterns_actiondecision_moves_with_consent",
                    ),
                    _one_first("reporter", "action", name="patterns_actiondecision_one_first"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                *_in_file(),
                ("kind", models.TextField(choices=KINDS)),
                ("later_file_id", _maybe_id()),
                ("event_id", _maybe_id()),
                ("what", models.TextField(blank=True)),
                ("happened_on", models.DateField()),
                ("because", models.JSONField()),
                ("found_at", models.DateTimeField()),
                ("knower_id", _maybe_id()),
                ("reporter", _refers("patterns.knownreporter", name="proposals")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(
                            kind="counter", later_file_id__isnull=False, event_id__isnull=True
                        )
                        | Q(kind="hr", later_file_id__isnull=True, event_id__isnull=False),
                        name="patterns_proposal_of_one_thing",
                    ),
                    models.UniqueConstraint(
                        fields=("reporter", "later_file_id"),
                        condition=Q(later_file_id__isnull=False),
                        name="patterns_proposal_once_per_file",
                    ),
                    models.UniqueConstraint(
                        fields=("reporter", "event_id"),
                        condition=Q(event_id__isnull=False),
                        name="patterns_proposal_once_per_event",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProposalDecision",
            fields=[
                *_decision("patterns.proposaldecision"),
                ("answer", models.TextField(choices=ANSWERS)),
                ("comes_from", models.TextField(blank=True, choices=SOURCES)),
                ("proposal", _refers("patterns.proposal", name="decisions")),
            ],
            options={
                "constraints": [
                    _known("answer", ANSWERS, "patterns_proposaldecision_answer_known"),
                    models.CheckConstraint(
                        condition=Q(
                            answer__in=("linked", "not_linked"),
                            comes_from__in=[code for code, _ in SOURCES],
                        )
                        | Q(answer__in=("matter", "no_matter"), comes_from=""),
                        name="patterns_proposaldecision_says_where_from",
                    ),
                    _one_first("proposal", name="patterns_proposaldecision_one_first"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Apart",
            fields=[
                *_in_file(),
                ("first_file_id", models.UUIDField()),
                ("since_at", models.DateTimeField()),
                ("decision", _refers_once("patterns.proposaldecision", "apart")),
            ],
            options={
                "indexes": [models.Index(fields=["first_file_id"], name="patterns_apart_first")],
                "constraints": [
                    models.CheckConstraint(
                        condition=~Q(first_file_id=models.F("file_id")),
                        name="patterns_apart_of_two",
                    ),
                    models.UniqueConstraint(
                        fields=("file", "first_file_id"), name="patterns_apart_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EvidenceOrigin",
            fields=[
                *_in_file(),
                ("noted_at", models.DateTimeField()),
                ("noted_by", _maybe_id()),
                ("item", _refers("guard.sealeditem")),
                ("system", models.TextField(choices=SYSTEMS)),
                ("obtained_on", models.DateField()),
            ],
            options={
                "constraints": [_known("system", SYSTEMS, "patterns_evidenceorigin_system_known")],
            },
        ),
        *[Protect(table=table, reach="file", image=image) for table, image in IMAGES.items()],
        Protect(table="patterns_excesstest", reach="none", has_organisation=False),
        SQLFile(WALLS),
        SQLFile(SQL / "retaliation.sql"),
        Allow(rights="select, insert", on=tuple(IMAGES), to=("casework", "worker")),
        Allow(rights="select, insert", on=("patterns_excesstest",), to=("worker",)),
    ]
