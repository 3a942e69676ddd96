"""What the crime side tells, what is owed of it the same day, and what is decided."""

import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from candour.guard.operations import Allow, Protect

IN_FILE = ("id", "file_id", "organisation_id")
DECISION = (*IN_FILE, "decided_at", "decided_by", "reason_item_id", "supersedes_id")
FEED_ROW = (
    *IN_FILE, "feed_id", "record_ref", "crime_ref", "kind", "offence", "civil_order",
    "is_domestic", "is_sexual", "happened_on", "came_on", "because", "recorded_at", "recorded_by",
    "item_id",
)  # fmt: skip
IMAGES = {
    "cases_crimeitem": (*FEED_ROW, "due_on"),
    "cases_crimerecord": (*FEED_ROW, "person_id"),
    "cases_crimeitemdecision": (*DECISION, "asked_id", "answer", "person_id", "case_file_id"),
    "cases_crimetask": (
        *IN_FILE, "owed", "person_id", "record_id", "due_on", "owner_id", "made_at", "made_by",
    ),
    "cases_interimdecision": (*DECISION, "task_id", "question", "is_yes"),
    "cases_misconductdecision": (
        *DECISION, "task_id", "answer", "decided_on", "proceeding", "review_on", "test_item_id",
    ),
}  # fmt: skip
KINDS = [
    ("arrest", "Arrest"),
    ("named_suspect", "Named as a suspect"),
    ("crime_report", "Crime report"),
    ("civil_order", "Civil order"),
    ("charged", "Decision to charge"),
    ("nfa", "No further action"),
    ("acquitted", "Acquittal"),
    ("discontinued", "Discontinuance"),
    ("convicted", "Conviction"),
]
OWED = [
    ("interim", "Suspension, restricted duties, firearms authority"),
    ("misconduct", "The misconduct question after a criminal outcome"),
]
ITEM_ANSWERS = [
    ("same", "This person of the register"),
    ("not_police", "Nobody who serves"),
    ("ask", "Can't say: the crime side is asked"),
]
OUTCOME_ANSWERS = [
    ("go_on", "The misconduct question is handled now"),
    ("stays_stopped", "The matter stays stopped for other proceedings"),
]
QUESTIONS = [
    ("suspension", "Suspension"),
    ("restriction", "Restricted duties"),
    ("firearms", "Firearms authority"),
]
PROCEEDINGS = [
    ("other_charge", "Another charge against the same person"),
    ("co_accused", "The trial of somebody charged with them"),
    ("victims_review", "A review of the decision that the victim asked for"),
    ("appeal", "An appeal against the conviction or the sentence"),
    ("inquest", "An inquest"),
]
STAYS = Q(answer="stays_stopped")


def _own_key() -> models.UUIDField:
    return models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)


def _refers(to: str, *, is_optional: bool = False, name: str = "+") -> models.ForeignKey:
    optional = {"blank": True, "null": True} if is_optional else {}
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name=name, to=to, **optional
    )


def _in_file() -> list[tuple[str, models.Field]]:
    return [
        ("id", _own_key()),
        ("organisation_id", models.UUIDField()),
        ("file", _refers("guard.file")),
    ]


def _feed_row() -> list[tuple[str, models.Field]]:
    return [
        *_in_file(),
        ("feed_id", models.UUIDField()),
        ("record_ref", models.TextField()),
        ("crime_ref", models.TextField(blank=True)),
        ("kind", models.TextField(choices=KINDS)),
        ("offence", models.TextField(blank=True)),
        ("civil_order", models.TextField(blank=True)),
        ("is_domestic", models.BooleanField(default=False)),
        ("is_sexual", models.BooleanField(default=False)),
        ("happened_on", models.DateField()),
        ("came_on", models.DateField()),
        ("because", models.JSONField()),
        ("recorded_at", models.DateTimeField()),
        ("recorded_by", models.UUIDField(blank=True, null=True)),
        ("item", _refers("guard.sealeditem")),
    ]


def _decision(itself: str) -> list[tuple[str, models.Field]]:
    return [
        *_in_file(),
        ("decided_at", models.DateTimeField()),
        ("decided_by", models.UUIDField(blank=True, null=True)),
        ("reason_item", _refers("guard.sealeditem", is_optional=True)),
        (
            "supersedes",
            models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="superseded_by",
                to=itself,
            ),
        ),
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
        ("cases", "0015_formal_papers_are_only_added_to"),
        ("guard", "0009_looks_are_found_by_file"),
        ("access", "0008_a_wall_is_about_a_person"),
        ("people", "0004_people_attend_courses_and_ties_say_how_they_are_known"),
    ]

    operations = [
        migrations.CreateModel(
            name="CrimeItem",
            fields=[*_feed_row(), ("due_on", models.DateField())],
            options={
                "constraints": [
                    _known("kind", KINDS, "cases_crimeitem_kind_known"),
                    models.UniqueConstraint(
                        fields=("feed_id", "record_ref", "kind"), name="cases_crimeitem_once"
                    ),
                    models.UniqueConstraint(fields=("file",), name="cases_crimeitem_one_in_a_file"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CrimeRecord",
            fields=[*_feed_row(), ("person", _refers("people.person"))],
            options={
                "indexes": [models.Index(fields=["crime_ref"], name="cases_crimerecord_of_crime")],
                "constraints": [
                    _known("kind", KINDS, "cases_crimerecord_kind_known"),
                    models.UniqueConstraint(
                        fields=("feed_id", "record_ref", "kind"), name="cases_crimerecord_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CrimeItemDecision",
            fields=[
                *_decision("cases.crimeitemdecision"),
                ("answer", models.TextField(choices=ITEM_ANSWERS)),
                ("case_file_id", models.UUIDField(blank=True, null=True)),
                ("asked", _refers("cases.crimeitem", name="decisions")),
                ("person", _refers("people.person", is_optional=True)),
            ],
            options={
                "constraints": [
                    _known("answer", ITEM_ANSWERS, "cases_crimeitemdecision_answer_known"),
                    models.CheckConstraint(
                        condition=Q(answer="same", person__isnull=False, case_file_id__isnull=False)
                        | ~Q(answer="same") & Q(person__isnull=True, case_file_id__isnull=True),
                        name="cases_crimeitemdecision_same_is_somebody",
                    ),
                    _one_first("asked", name="cases_crimeitemdecision_one_first"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CrimeTask",
            fields=[
                *_in_file(),
                ("owed", models.TextField(choices=OWED)),
                ("due_on", models.DateField()),
                ("owner_id", models.UUIDField(blank=True, null=True)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.UUIDField(blank=True, null=True)),
                ("person", _refers("people.person", is_optional=True)),
                ("record", _refers("cases.crimerecord", is_optional=True, name="tasks")),
            ],
            options={
                "indexes": [models.Index(fields=["due_on"], name="cases_crimetask_by_day")],
                "constraints": [_known("owed", OWED, "cases_crimetask_owed_known")],
            },
        ),
        migrations.CreateModel(
            name="InterimDecision",
            fields=[
                *_decision("cases.interimdecision"),
                ("question", models.TextField(choices=QUESTIONS)),
                ("is_yes", models.BooleanField()),
                ("task", _refers("cases.crimetask", name="interim")),
            ],
            options={
                "constraints": [
                    _known("question", QUESTIONS, "cases_interimdecision_question_known"),
                    _one_first("task", "question", name="cases_interimdecision_one_first"),
                ],
            },
        ),
        migrations.CreateModel(
            name="MisconductDecision",
            fields=[
                *_decision("cases.misconductdecision"),
                ("answer", models.TextField(choices=OUTCOME_ANSWERS)),
                ("decided_on", models.DateField()),
                ("proceeding", models.TextField(blank=True, choices=PROCEEDINGS)),
                ("review_on", models.DateField(blank=True, null=True)),
                ("task", _refers("cases.crimetask", name="misconduct")),
                ("test_item", _refers("guard.sealeditem", is_optional=True)),
            ],
            options={
                "constraints": [
                    _known("answer", OUTCOME_ANSWERS, "cases_misconductdecision_answer_known"),
                    models.CheckConstraint(
                        condition=STAYS
                        & Q(
                            proceeding__in=[code for code, _ in PROCEEDINGS],
                            review_on__gt=F("decided_on"),
                            review_on__isnull=False,
                        )
                        | ~STAYS
                        & Q(proceeding="", review_on__isnull=True, test_item__isnull=False),
                        name="cases_misconductdecision_stays_for_something_named",
                    ),
                    _one_first("task", name="cases_misconductdecision_one_first"),
                ],
            },
        ),
        *[Protect(table=table, reach="file", image=image) for table, image in IMAGES.items()],
        Allow(rights="select, insert", on=tuple(IMAGES), to=("casework", "worker")),
    ]
