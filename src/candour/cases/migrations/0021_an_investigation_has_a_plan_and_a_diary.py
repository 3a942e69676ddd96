"""An investigation has a plan, a diary, contacts and exhibits, which are only added to."""

import pathlib
import uuid

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

from candour.guard.operations import Allow, Protect, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
IN_FILE = ("id", "file_id", "organisation_id")
NOTED = (*IN_FILE, "noted_at", "noted_by", "item_id")
IMAGES = {
    "cases_lineofenquiry": (*NOTED, "number", "allegation_id"),
    "cases_linetask": (*IN_FILE, "line_id", "task_id", "given_at"),
    "cases_lineend": (*NOTED, "line_id", "code"),
    "cases_diaryentry": (*NOTED, "number", "kind", "happened_at", "corrects_id"),
    "cases_contact": (*NOTED, "number", "whom", "how", "outcome", "happened_at"),
    "cases_exhibit": (*NOTED, "number", "way", "taken_at", "attachment_id"),
    "cases_exhibitmove": (*NOTED, "exhibit_id", "number", "to", "moved_at"),
}
LINE_ENDS = [
    ("result", "It led to something"),
    ("no_result", "It led to nothing"),
    ("not_followed", "It is not followed any more"),
]
KINDS = [("decision", "Decision"), ("note", "Note"), ("correction", "Correction")]
WHOM = [
    ("reporter", "The person who reported"),
    ("subject", "The person complained of"),
    ("representative", "A representative"),
    ("witness", "A witness"),
    ("supporter", "Somebody who supports the reporter"),
    ("expert", "An expert or a laboratory"),
    ("body", "Another body or force"),
    ("colleague", "Somebody in the force"),
    ("other", "Somebody else"),
]
HOW = [
    ("telephone", "By telephone"),
    ("in_person", "In person"),
    ("video", "By video"),
    ("e_mail", "By e-mail"),
    ("letter", "By letter"),
    ("other", "In another way"),
]
OUTCOMES = [
    ("spoke", "We spoke, or they answered"),
    ("no_answer", "Nobody answered"),
    ("left_message", "A message was left, without saying what it is about"),
    ("refused", "They did not want to speak"),
    ("agreed_later", "A later time was agreed"),
]
WAYS = [
    ("seized", "Seized"),
    ("handed_over", "Handed over by somebody"),
    ("produced", "Made during the investigation"),
    ("downloaded", "Downloaded or copied from a system"),
]
PLACES = [
    ("store", "A secure store"),
    ("person", "Somebody who works on the case"),
    ("laboratory", "A laboratory or an expert"),
    ("other_body", "Another body or force"),
    ("hearing", "A court or a hearing"),
    ("returned", "Given back to its owner"),
    ("destroyed", "Destroyed"),
]


def _refers(to: str, *, name: str = "+", is_optional: bool = False) -> models.ForeignKey:
    optional = {"blank": True, "null": True} if is_optional else {}
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, related_name=name, to=to, **optional
    )


def _refers_once(to: str, *, name: str = "+") -> models.OneToOneField:
    return models.OneToOneField(
        on_delete=django.db.models.deletion.PROTECT, related_name=name, to=to
    )


def _in_file() -> list[tuple[str, models.Field]]:
    key = models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)
    return [
        ("id", key),
        ("organisation_id", models.UUIDField()),
        ("file", _refers("guard.file")),
    ]


def _noted() -> list[tuple[str, models.Field]]:
    return [
        *_in_file(),
        ("noted_at", models.DateTimeField()),
        ("noted_by", models.UUIDField(blank=True, null=True)),
        ("item", _refers("guard.sealeditem")),
    ]


def _number() -> tuple[str, models.Field]:
    return "number", models.SmallIntegerField()


def _code(name: str, choices: list[tuple[str, str]]) -> tuple[str, models.Field]:
    return name, models.TextField(choices=choices)


def _add(model: str, constraint: models.BaseConstraint) -> migrations.AddConstraint:
    return migrations.AddConstraint(model_name=model, constraint=constraint)


def _known(
    model: str, field: str, choices: list[tuple[str, str]], name: str
) -> migrations.AddConstraint:
    condition = Q((f"{field}__in", [code for code, _ in choices]))
    return _add(model, models.CheckConstraint(condition=condition, name=f"cases_{model}_{name}"))


def _numbered(model: str, *, within: str = "file") -> migrations.AddConstraint:
    name = f"cases_{model}_numbered_once"
    return _add(model, models.UniqueConstraint(fields=(within, "number"), name=name))


def _afterwards(model: str, field: str) -> migrations.AddConstraint:
    name = f"cases_{model}_written_afterwards"
    condition = Q((f"{field}__lte", F("noted_at")))
    return _add(model, models.CheckConstraint(condition=condition, name=name))


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0020_checks_hold_on_every_way"),
        ("guard", "0009_looks_are_found_by_file"),
    ]

    operations = [
        migrations.CreateModel(
            name="Exhibit",
            fields=[
                *_noted(),
                _number(),
                _code("way", WAYS),
                ("taken_at", models.DateTimeField()),
                ("attachment_id", models.UUIDField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ExhibitMove",
            fields=[
                *_noted(),
                _number(),
                _code("to", PLACES),
                ("moved_at", models.DateTimeField()),
                ("exhibit", _refers("cases.exhibit", name="moves")),
            ],
        ),
        migrations.CreateModel(
            name="LineOfEnquiry",
            fields=[
                *_noted(),
                _number(),
                ("allegation", _refers("cases.allegation", is_optional=True)),
            ],
        ),
        migrations.CreateModel(
            name="LineEnd",
            fields=[
                *_noted(),
                _code("code", LINE_ENDS),
                ("line", _refers_once("cases.lineofenquiry", name="end")),
            ],
        ),
        migrations.CreateModel(
            name="LineTask",
            fields=[
                *_in_file(),
                ("given_at", models.DateTimeField()),
                ("line", _refers("cases.lineofenquiry", name="tasks")),
                ("task", _refers_once("cases.casetask")),
            ],
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                *_noted(),
                _number(),
                _code("whom", WHOM),
                _code("how", HOW),
                _code("outcome", OUTCOMES),
                ("happened_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="DiaryEntry",
            fields=[
                *_noted(),
                _number(),
                _code("kind", KINDS),
                ("happened_at", models.DateTimeField()),
                ("corrects", _refers("cases.diaryentry", name="corrections", is_optional=True)),
            ],
        ),
        _known("exhibit", "way", WAYS, "way_known"),
        _numbered("exhibit"),
        _add(
            "exhibit",
            models.UniqueConstraint(
                fields=("file", "attachment_id"),
                condition=Q(("attachment_id__isnull", False)),
                name="cases_exhibit_once_per_attachment",
            ),
        ),
        _afterwards("exhibit", "taken_at"),
        _known("exhibitmove", "to", PLACES, "place_known"),
        _numbered("exhibitmove", within="exhibit"),
        _afterwards("exhibitmove", "moved_at"),
        _numbered("lineofenquiry"),
        _known("lineend", "code", LINE_ENDS, "code_known"),
        migrations.AddIndex(
            model_name="linetask",
            index=models.Index(fields=["line", "-given_at"], name="cases_linetask_newest"),
        ),
        _known("contact", "whom", WHOM, "whom_known"),
        _known("contact", "how", HOW, "how_known"),
        _known("contact", "outcome", OUTCOMES, "outcome_known"),
        _numbered("contact"),
        _afterwards("contact", "happened_at"),
        _known("diaryentry", "kind", KINDS, "kind_known"),
        _numbered("diaryentry"),
        _afterwards("diaryentry", "happened_at"),
        _add(
            "diaryentry",
            models.CheckConstraint(
                condition=Q(
                    Q(("corrects__isnull", False), ("kind", "correction")),
                    Q(Q(("kind", "correction"), _negated=True), ("corrects__isnull", True)),
                    _connector="OR",
                ),
                name="cases_diaryentry_corrects_another",
            ),
        ),
        *[Protect(table=table, image=columns) for table, columns in IMAGES.items()],
        Allow(rights="select, insert", on=tuple(IMAGES), to=("casework", "worker")),
        SQLFile(SQL / "diary.sql"),
        SQLFile(SQL / "seeking.sql"),
    ]
