"""A change in somebody's work waits for a named decision; closed matters are looked at again."""

import pathlib
import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from candour.guard.operations import Allow, Protect, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
IN_FILE = ("id", "file_id", "organisation_id")
DECISION = (*IN_FILE, "decided_at", "decided_by", "reason_item_id", "supersedes_id")
# Beside a file, and seen by whoever sees the file.
IMAGES = {
    "patterns_gate": (
        *IN_FILE, "ask_id", "reference", "person_id", "change", "planned_on", "made_on", "because",
        "came_on", "due_on",
    ),
    "patterns_gatedecision": (*DECISION, "gate_id", "answer", "reasons", "terms"),
    "patterns_lookbackitem": (*IN_FILE, "lookback_id", "is_sampled"),
    "patterns_lookbackassignment": (
        *IN_FILE, "looked_id", "account_id", "assigned_at", "assigned_by", "supersedes_id",
    ),
    "patterns_lookbackresult": (*DECISION, "looked_id", "answer"),
    "patterns_screeningflag": (
        *IN_FILE, "order_id", "described_id", "flag", "rules", "flagged_at",
    ),
}  # fmt: skip
# Of no file: no site reads a row of it.
CLOSED = {
    "patterns_gateask": (
        "id", "employer_id", "ref", "person_id", "number", "change", "planned_on", "way", "said",
        "because", "asked_on", "asked_by",
    ),
    "patterns_gatetoken": ("id", "employer_id", "digest", "made_on", "ended_on"),
    "patterns_gateround": ("id", "looked_on", "since_on", "changes", "passed"),
    "patterns_lookback": (
        "id", "organisation_id", "name", "scope", "seed", "sample", "begun_at", "begun_by",
    ),
    "patterns_lookbackfrozen": ("id", "lookback_id", "number", "frozen_at"),
}  # fmt: skip
CHANGES = [
    ("promotion", "Promotion"),
    ("acting", "Acting role"),
    ("course", "Course"),
    ("posting_firearms", "Posting: firearms"),
    ("posting_abuse", "Posting: domestic abuse or sexual violence"),
    ("posting_custody", "Posting: custody"),
    ("posting_training", "Posting: training"),
    ("posting_standards", "Posting: professional standards"),
    ("transfer", "Transfer"),
    ("vetting", "Renewal of vetting"),
    ("firearms_authority", "Firearms authority"),
]
ANSWERS = [
    ("go_ahead", "The change may be made"),
    ("conditions", "The change may be made on conditions"),
    ("not_now", "The change is not made now"),
]
SAID = [("clear", "Clear"), ("wait", "Wait for a decision")]
WAYS = [("file", "A file of planned changes"), ("system", "HR's system"), ("form", "The form")]
FLAGS = [
    ("somebody_new", "Somebody fits who was not suggested yet: screen it again first"),
    ("nothing_new", "Nobody new fits"),
    ("no_clue", "No name and no number was said"),
]
RESULTS = [
    ("sound", "Sound"),
    ("missed_line", "A line was missed"),
    ("risk_review", "Risk review"),
]


def _own_key() -> models.UUIDField:
    return models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)


def _refers(to: str, *, is_optional: bool = False, name: str = "+") -> models.ForeignKey:
    optional = {"blank": True, "null": True} if is_optional else {}
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name=name, to=to, **optional
    )


def _refers_once(to: str, name: str, *, is_optional: bool = True) -> models.OneToOneField:
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


def _decision(name: str) -> list[tuple[str, models.Field]]:
    return [
        *_in_file(),
        ("decided_at", models.DateTimeField()),
        ("decided_by", models.UUIDField(blank=True, null=True)),
        ("reason_item", _refers("guard.sealeditem", is_optional=True)),
        ("supersedes", _refers_once(f"patterns.{name}", "superseded_by")),
    ]


def _known(field: str, choices: list[tuple[str, str]], name: str) -> models.CheckConstraint:
    condition = Q(**{f"{field}__in": [value for value, _ in choices]})
    return models.CheckConstraint(condition=condition, name=name)


def _one_first(name: str, field: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        condition=Q(supersedes__isnull=True), fields=(field,), name=f"patterns_{name}_one_first"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("patterns", "0003_who_reports_is_watched_over"),
        ("cases", "0022_supervisors_who_knew_have_a_decision"),
        ("guard", "0011_a_reader_may_order_a_screening"),
    ]

    operations = [
        migrations.CreateModel(
            name="GateAsk",
            fields=[
                ("id", _own_key()),
                ("ref", models.TextField()),
                ("number", models.TextField(blank=True)),
                ("change", models.TextField(choices=CHANGES)),
                ("planned_on", models.DateField()),
                ("way", models.TextField(choices=WAYS)),
                ("said", models.TextField(choices=SAID)),
                ("because", models.JSONField()),
                ("asked_on", models.DateField()),
                ("asked_by", models.UUIDField(blank=True, null=True)),
                ("employer", _refers("people.organisation")),
                ("person", _refers("people.person", is_optional=True)),
            ],
            options={
                "constraints": [
                    _known("change", CHANGES, "patterns_gateask_change_known"),
                    _known("way", WAYS, "patterns_gateask_way_known"),
                    models.UniqueConstraint(
                        fields=("employer", "ref"), name="patterns_gateask_once"
                    ),
                    models.CheckConstraint(
                        condition=Q(person__isnull=True, said="wait", because=[])
                        | Q(person__isnull=False, number="", said="clear", because=[])
                        | (Q(person__isnull=False, number="", said="wait") & ~Q(because=[])),
                        name="patterns_gateask_waits_for_a_cause",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="Gate",
            fields=[
                *_in_file(),
                ("reference", models.TextField(unique=True)),
                ("change", models.TextField(choices=CHANGES)),
                ("planned_on", models.DateField(blank=True, null=True)),
                ("made_on", models.DateField(blank=True, null=True)),
                ("because", models.JSONField()),
                ("came_on", models.DateField()),
                ("due_on", models.DateField()),
                ("ask", _refers_once("patterns.gateask", "gate")),
                ("person", _refers("people.person")),
            ],
            options={
                "constraints": [
                    _known("change", CHANGES, "patterns_gate_change_known"),
                    models.UniqueConstraint(fields=("file",), name="patterns_gate_one_in_a_file"),
                    models.CheckConstraint(
                        condition=Q(
                            ask__isnull=False, planned_on__isnull=False, made_on__isnull=True
                        )
                        | Q(ask__isnull=True, planned_on__isnull=True, made_on__isnull=False),
                        name="patterns_gate_asked_or_passed",
                    ),
                    models.UniqueConstraint(
                        condition=Q(made_on__isnull=False),
                        fields=("person", "change", "made_on"),
                        name="patterns_gate_passed_once",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="GateDecision",
            fields=[
                *_decision("gatedecision"),
                ("answer", models.TextField(choices=ANSWERS)),
                ("reasons", models.JSONField()),
                ("terms", models.JSONField()),
                ("gate", _refers("patterns.gate", name="decisions")),
            ],
            options={
                "constraints": [
                    _known("answer", ANSWERS, "patterns_gatedecision_answer_known"),
                    models.CheckConstraint(
                        condition=Q(reason_item__isnull=False, decided_by__isnull=False)
                        & ~Q(reasons=[]),
                        name="patterns_gatedecision_named_with_reasons",
                    ),
                    models.CheckConstraint(
                        condition=(Q(answer="conditions") & ~Q(terms=[]))
                        | (~Q(answer="conditions") & Q(terms=[])),
                        name="patterns_gatedecision_conditions_are_named",
                    ),
                    _one_first("gatedecision", "gate"),
                ]
            },
        ),
        migrations.CreateModel(
            name="GateToken",
            fields=[
                ("id", _own_key()),
                ("digest", models.BinaryField(max_length=32, unique=True)),
                ("made_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("employer", _refers("people.organisation")),
            ],
        ),
        migrations.CreateModel(
            name="GateRound",
            fields=[
                ("id", _own_key()),
                ("looked_on", models.DateField(unique=True)),
                ("since_on", models.DateField()),
                ("changes", models.IntegerField()),
                ("passed", models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Lookback",
            fields=[
                ("id", _own_key()),
                ("name", models.TextField()),
                ("scope", models.JSONField()),
                ("seed", models.TextField()),
                ("sample", models.IntegerField()),
                ("begun_at", models.DateTimeField()),
                ("begun_by", models.UUIDField()),
                ("organisation", _refers("people.organisation")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "name"), name="patterns_lookback_name_once"
                    ),
                    models.CheckConstraint(
                        condition=Q(sample__gte=0) & ~Q(seed="") & ~Q(name=""),
                        name="patterns_lookback_can_be_drawn_again",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="LookbackFrozen",
            fields=[
                ("id", _own_key()),
                ("number", models.IntegerField()),
                ("frozen_at", models.DateTimeField()),
                ("lookback", _refers_once("patterns.lookback", "frozen", is_optional=False)),
            ],
        ),
        migrations.CreateModel(
            name="LookbackItem",
            fields=[
                *_in_file(),
                ("is_sampled", models.BooleanField()),
                ("lookback", _refers("patterns.lookback", name="items")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("lookback", "file"), name="patterns_lookbackitem_once"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="LookbackAssignment",
            fields=[
                *_in_file(),
                ("account_id", models.UUIDField()),
                ("assigned_at", models.DateTimeField()),
                ("assigned_by", models.UUIDField()),
                ("looked", _refers("patterns.lookbackitem", name="assignments")),
                ("supersedes", _refers_once("patterns.lookbackassignment", "superseded_by")),
            ],
            options={"constraints": [_one_first("lookbackassignment", "looked")]},
        ),
        migrations.CreateModel(
            name="LookbackResult",
            fields=[
                *_decision("lookbackresult"),
                ("answer", models.TextField(choices=RESULTS)),
                ("looked", _refers("patterns.lookbackitem", name="results")),
            ],
            options={
                "constraints": [
                    _known("answer", RESULTS, "patterns_lookbackresult_answer_known"),
                    models.CheckConstraint(
                        condition=Q(reason_item__isnull=False, decided_by__isnull=False),
                        name="patterns_lookbackresult_has_a_reason",
                    ),
                    _one_first("lookbackresult", "looked"),
                ]
            },
        ),
        migrations.CreateModel(
            name="ScreeningFlag",
            fields=[
                *_in_file(),
                ("flag", models.TextField(choices=FLAGS)),
                ("rules", models.TextField()),
                ("flagged_at", models.DateTimeField()),
                ("order", _refers("guard.workorder")),
                ("described", _refers("cases.described")),
            ],
            options={
                "constraints": [
                    _known("flag", FLAGS, "patterns_screeningflag_known"),
                    models.UniqueConstraint(
                        fields=("order", "described"), name="patterns_screeningflag_once"
                    ),
                ],
                "indexes": [
                    models.Index(
                        fields=["described", "-flagged_at"], name="patterns_screeningflag_newest"
                    )
                ],
            },
        ),
        *[Protect(table=table, reach="file", image=image) for table, image in IMAGES.items()],
        *[
            Protect(
                table=table,
                reach="none",
                image=image,
                has_organisation=False,
                # A token ends; everything else of these is added once and stays.
                changes=("update",) if table == "patterns_gatetoken" else (),
            )
            for table, image in CLOSED.items()
        ],
        Allow(rights="select, insert", on=tuple(IMAGES), to=("casework", "worker")),
        Allow(rights="select, insert", on=tuple(CLOSED), to=("worker",)),
        Allow(rights="update", on=("patterns_gatetoken",), to=("worker",)),
        SQLFile(SQL / "gates.sql"),
        SQLFile(SQL / "lookback.sql"),
    ]
