"""Checks hold on every way to a result: second persons, separation, what is followed, learning."""

import datetime
import pathlib
import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from candour.guard.operations import Allow, Protect, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
IN_FILE = ("id", "file_id", "organisation_id")
DECISION = (*IN_FILE, "decided_at", "decided_by", "reason_item_id", "supersedes_id")
IMAGES = {
    "cases_nocasecheck": (*DECISION, "allegation_id", "answers"),
    "cases_secondask": (*DECISION, "what", "about_id"),
    "cases_secondanswer": (*DECISION, "asked_id", "agrees"),
    "cases_abusecheck": (*DECISION, "code", "answer", "evidence_id"),
    "cases_followup": (
        *DECISION, "topic", "state", "looked_on", "until_on", "owner_id", "next_on",
    ),
    "cases_learning": (*DECISION, "learned_on", "unit_id", "owner_id", "by_on"),
    "cases_learningend": (*DECISION, "learning_id", "code"),
}  # fmt: skip
MOVED = (*IN_FILE, "person_id", "due_on", "proposed_at", "told_id")
SECONDED = [
    ("withdraw_proceedings", "Withdraw the proceedings against somebody"),
    ("find_no_proceedings", "Find that there are no proceedings against somebody who has left"),
    (
        "no_case_staff_officer",
        "Decide on sexual conduct of an officer that police staff reported",
    ),
]
ITEMS = [
    ("risk", "Risk assessment"),
    ("weapons_or_threats", "Weapons and threats"),
    ("firearms", "Firearms authority"),
    ("systems", "Access to systems"),
    ("children", "Children"),
    ("home", "Home"),
    ("orders", "Civil orders"),
    ("investigator", "Separate investigator"),
    ("support", "Support service"),
    ("referral", "IOPC"),
]
ITEM_ANSWERS = [("yes", "Yes"), ("no", "No"), ("does_not_apply", "It does not apply here")]
TOPICS = [
    ("housing", "Housing"),
    ("children", "Children"),
    ("work", "Work"),
    ("support", "Support"),
]
FOLLOWED = [("goes_on", "It is followed further"), ("settled", "It is settled")]
LEARNED_ON = [
    ("policy", "A policy or practice"),
    ("unit", "A unit or team"),
    ("force", "The whole force"),
]
LEARNING_ENDS = [("done", "It was done"), ("not_done", "It will not be done")]


def _own_key() -> models.UUIDField:
    return models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)


def _refers(to: str, *, is_optional: bool = False) -> models.ForeignKey:
    optional = {"blank": True, "null": True} if is_optional else {}
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to, **optional
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


def _decision(name: str) -> list[tuple[str, models.Field]]:
    return [
        *_in_file(),
        ("decided_at", models.DateTimeField()),
        ("decided_by", models.UUIDField(blank=True, null=True)),
        ("reason_item", _refers("guard.sealeditem", is_optional=True)),
        ("supersedes", _refers_once(f"cases.{name}", "superseded_by", is_optional=True)),
    ]


def _known(field: str, choices: list[tuple[str, str]], name: str) -> models.CheckConstraint:
    condition = Q(**{f"{field}__in": [value for value, _ in choices]})
    return models.CheckConstraint(condition=condition, name=name)


def _one_first(name: str, *fields: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        fields=list(fields), condition=Q(supersedes__isnull=True), name=f"cases_{name}_one_first"
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0019_clocks_run_for_each_person")]

    operations = [
        migrations.CreateModel(
            name="NoCaseCheck",
            fields=[
                *_decision("nocasecheck"),
                ("allegation", _refers("cases.allegation")),
                ("answers", models.JSONField()),
            ],
            options={"constraints": [_one_first("nocasecheck", "allegation")]},
        ),
        migrations.CreateModel(
            name="SecondAsk",
            fields=[
                *_decision("secondask"),
                ("what", models.TextField(choices=SECONDED)),
                ("about", _refers("people.person", is_optional=True)),
            ],
            options={"constraints": [_known("what", SECONDED, "cases_secondask_known")]},
        ),
        migrations.CreateModel(
            name="SecondAnswer",
            fields=[
                *_decision("secondanswer"),
                ("asked", _refers_once("cases.secondask", "answer")),
                ("agrees", models.BooleanField()),
            ],
        ),
        migrations.CreateModel(
            name="SeparationDefault",
            fields=[
                *_in_file(),
                ("person", _refers("people.person")),
                ("due_on", models.DateField()),
                ("proposed_at", models.DateTimeField()),
                ("told_id", models.UUIDField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("file", "person", "due_on"), name="cases_separationdefault_once"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="AbuseCheck",
            fields=[
                *_decision("abusecheck"),
                ("code", models.TextField(choices=ITEMS)),
                ("answer", models.TextField(choices=ITEM_ANSWERS)),
                ("evidence_id", models.UUIDField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    _known("code", ITEMS, "cases_abusecheck_code_known"),
                    _known("answer", ITEM_ANSWERS, "cases_abusecheck_answer_known"),
                    models.CheckConstraint(
                        condition=Q(reason_item__isnull=False), name="cases_abusecheck_shown"
                    ),
                    _one_first("abusecheck", "file", "code"),
                ]
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                *_decision("followup"),
                ("topic", models.TextField(choices=TOPICS)),
                ("state", models.TextField(choices=FOLLOWED)),
                ("looked_on", models.DateField()),
                ("until_on", models.DateField()),
                ("owner_id", models.UUIDField(blank=True, null=True)),
                ("next_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["owner_id", "next_on"], name="cases_followup_of_owner")
                ],
                "constraints": [
                    _known("topic", TOPICS, "cases_followup_topic_known"),
                    _known("state", FOLLOWED, "cases_followup_state_known"),
                    models.CheckConstraint(
                        condition=Q(state="goes_on", owner_id__isnull=False, next_on__isnull=False)
                        | Q(state="settled", owner_id__isnull=True, next_on__isnull=True),
                        name="cases_followup_owner_and_day",
                    ),
                    models.CheckConstraint(
                        condition=Q(next_on__isnull=True)
                        | Q(
                            next_on__gt=F("looked_on"),
                            next_on__lte=F("looked_on") + datetime.timedelta(days=28),
                        ),
                        name="cases_followup_again_in_time",
                    ),
                    _one_first("followup", "file", "topic"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Learning",
            fields=[
                *_decision("learning"),
                ("learned_on", models.TextField(choices=LEARNED_ON)),
                ("unit_id", models.UUIDField(blank=True, null=True)),
                ("owner_id", models.UUIDField()),
                ("by_on", models.DateField()),
            ],
            options={
                "constraints": [
                    _known("learned_on", LEARNED_ON, "cases_learning_on_known"),
                    models.CheckConstraint(
                        condition=Q(learned_on="unit", unit_id__isnull=False)
                        | (~Q(learned_on="unit") & Q(unit_id__isnull=True)),
                        name="cases_learning_unit_is_named",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="LearningEnd",
            fields=[
                *_decision("learningend"),
                ("learning", _refers_once("cases.learning", "end")),
                ("code", models.TextField(choices=LEARNING_ENDS)),
            ],
            options={
                "constraints": [_known("code", LEARNING_ENDS, "cases_learningend_code_known")]
            },
        ),
        *[Protect(table=table, image=columns) for table, columns in IMAGES.items()],
        Protect(table="cases_separationdefault", image=MOVED),
        Allow(rights="select, insert", on=tuple(IMAGES), to=("casework", "worker")),
        Allow(rights="select, insert", on=("cases_separationdefault",), to=("worker",)),
        Allow(rights="select", on=("cases_separationdefault",), to=("casework",)),
        SQLFile(SQL / "proceeding.sql"),
        SQLFile(SQL / "checks.sql"),
    ]
