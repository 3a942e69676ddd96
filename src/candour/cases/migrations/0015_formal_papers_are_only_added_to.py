"""Letters, schedules, redactions and publications are rows that are only added to."""

import pathlib
import uuid

import django.db.models.deletion
from django.db import migrations, models

from candour.guard.operations import Allow, Protect, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
NOTED = ("id", "file_id", "organisation_id", "noted_at", "noted_by", "item_id")
IMAGES = {
    "cases_formalletter": (
        *NOTED, "number", "template", "addressee", "stage", "pdf_hash", "pdf_size",
    ),
    "cases_letterservice": (
        *NOTED, "letter_id", "route", "served_on", "mailbox_letter_id", "copy_id", "event_id",
        "safety_id",
    ),
    "cases_schedule": (*NOTED, "stage", "version", "supersedes_id"),
    "cases_scheduleline": (
        "id", "file_id", "organisation_id", "schedule_id", "number", "source_id", "use", "answer",
        "reason",
    ),
    "cases_redaction": (
        *NOTED, "number", "form", "source_id", "source_hash", "result_hash", "places",
        "result_id",
    ),
    "cases_publication": (*NOTED, "number", "template", "text_hash", "from_on", "until_on"),
    "cases_publicationcheck": (
        *NOTED, "publication_id", "agrees", "slug", "body", "body_hash",
    ),
    "cases_publicationend": (
        "id", "file_id", "organisation_id", "publication_id", "why", "ended_at", "ended_by",
    ),
}  # fmt: skip


def _to(
    model: str, *, is_optional: bool = False, called: str = "+", is_only: bool = False
) -> models.Field:  # type: ignore[type-arg]
    # Rows of a case are kept for as long as what they speak of.
    kind = models.OneToOneField if is_only else models.ForeignKey
    return kind(
        blank=is_optional,
        null=is_optional,
        on_delete=django.db.models.deletion.PROTECT,
        related_name=called,
        to=model,
    )


def _row() -> list[tuple[str, models.Field]]:  # type: ignore[type-arg]
    return [
        (
            "id",
            models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
        ),
        ("organisation_id", models.UUIDField()),
        ("file", _to("guard.file")),
    ]


def _noted() -> list[tuple[str, models.Field]]:  # type: ignore[type-arg]
    return [
        *_row(),
        ("noted_at", models.DateTimeField()),
        ("noted_by", models.UUIDField(blank=True, null=True)),
        ("item", _to("guard.sealeditem")),
    ]


def _one_of(field: str, choices: list[tuple[str, str]], name: str) -> models.CheckConstraint:
    codes = [code for code, _ in choices]
    return models.CheckConstraint(condition=models.Q((f"{field}__in", codes)), name=name)


def _once(name: str, *fields: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(fields=fields, name=name)


def _either(name: str, *conditions: models.Q | tuple[str, bool]) -> models.CheckConstraint:
    return models.CheckConstraint(condition=models.Q(*conditions, _connector="OR"), name=name)


def _not(field: str, value: str) -> models.Q:
    return models.Q((field, value), _negated=True)


ADDRESSEES = [
    ("complainant", "Complainant"),
    ("interested_person", "Interested person"),
    ("subject", "Person complained of"),
    ("local_policing_body", "Local policing body"),
    ("independent_body", "IOPC Director General"),
    ("college", "College of Policing"),
]
ROUTES = [
    ("mailbox", "The reporter's mailbox"),
    ("seat", "Their page here"),
    ("post", "Post"),
    ("email", "E-mail"),
    ("in_person", "By hand"),
]
STAGES = [
    ("notice", "Notice of investigation"),
    ("before_interview", "Before an interview"),
    ("proceedings", "Notice of referral to proceedings"),
    ("other", "Given for another purpose"),
]
USES = [("used", "Used"), ("unused", "Not used")]
ANSWERS = [("given", "Given"), ("redacted", "Given with words removed"), ("withheld", "Withheld")]
REASONS = [
    "prejudice", "safety", "identity", "third_party", "privilege", "national_security", "later",
    "not_relevant",
]  # fmt: skip
FORMS = [("text", "Text"), ("pdf", "PDF")]
ENDS = [("expired", "Its days are over"), ("withdrawn", "It was taken down")]


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0014_every_day_of_a_case_has_an_owner"),
        ("guard", "0009_looks_are_found_by_file"),
    ]

    operations = [
        migrations.CreateModel(
            name="FormalLetter",
            fields=[
                *_noted(),
                ("number", models.IntegerField()),
                ("template", models.TextField()),
                ("addressee", models.TextField(choices=ADDRESSEES)),
                ("stage", models.TextField(blank=True)),
                ("pdf_hash", models.BinaryField(max_length=32)),
                ("pdf_size", models.IntegerField()),
            ],
            options={
                "constraints": [
                    _one_of("addressee", ADDRESSEES, "cases_formalletter_addressee_known"),
                    _once("cases_formalletter_numbered_once", "file", "number"),
                    _either(
                        "cases_formalletter_to_a_subject_has_a_stage",
                        _not("addressee", "subject"),
                        _not("stage", ""),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterService",
            fields=[
                *_noted(),
                ("letter", _to("cases.formalletter", called="services")),
                ("route", models.TextField(choices=ROUTES)),
                ("served_on", models.DateField()),
                ("mailbox_letter", _to("guard.sealeditem", is_optional=True)),
                ("copy", _to("cases.disclosedcopy", is_optional=True)),
                ("event", _to("cases.event", is_optional=True)),
                ("safety", _to("cases.safetydecision", is_optional=True)),
            ],
            options={
                "constraints": [
                    _one_of("route", ROUTES, "cases_letterservice_route_known"),
                    _either(
                        "cases_letterservice_leaves_what_it_gave",
                        models.Q(copy__isnull=True, mailbox_letter__isnull=False, route="mailbox"),
                        models.Q(copy__isnull=False, mailbox_letter__isnull=True, route="seat"),
                        models.Q(
                            copy__isnull=True,
                            mailbox_letter__isnull=True,
                            route__in=["post", "email", "in_person"],
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Schedule",
            fields=[
                *_noted(),
                ("stage", models.TextField(choices=STAGES)),
                ("version", models.IntegerField()),
                (
                    "supersedes",
                    _to("cases.schedule", is_optional=True, called="superseded_by", is_only=True),
                ),
            ],
            options={
                "constraints": [
                    _one_of("stage", STAGES, "cases_schedule_stage_known"),
                    _once("cases_schedule_version_once", "file", "stage", "version"),
                    _either(
                        "cases_schedule_follows_another",
                        models.Q(supersedes__isnull=True, version=1),
                        models.Q(supersedes__isnull=False, version__gt=1),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScheduleLine",
            fields=[
                *_row(),
                ("schedule", _to("cases.schedule", called="lines")),
                ("number", models.IntegerField()),
                ("source_id", models.UUIDField()),
                ("use", models.TextField(choices=USES)),
                ("answer", models.TextField(choices=ANSWERS)),
                ("reason", models.TextField(blank=True)),
            ],
            options={
                "constraints": [
                    _one_of("use", USES, "cases_scheduleline_use_known"),
                    _one_of("answer", ANSWERS, "cases_scheduleline_answer_known"),
                    _once("cases_scheduleline_numbered_once", "schedule", "number"),
                    _once("cases_scheduleline_listed_once", "schedule", "source_id"),
                    _either(
                        "cases_scheduleline_withheld_for_a_reason",
                        models.Q(answer="given", reason=""),
                        models.Q(_not("answer", "given"), ("reason__in", REASONS)),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Redaction",
            fields=[
                *_noted(),
                ("number", models.IntegerField()),
                ("form", models.TextField(choices=FORMS)),
                ("source_id", models.UUIDField()),
                ("source_hash", models.BinaryField(max_length=32)),
                ("result_hash", models.BinaryField(max_length=32)),
                ("places", models.IntegerField()),
                ("result", _to("guard.sealeditem")),
            ],
            options={
                "constraints": [
                    _one_of("form", FORMS, "cases_redaction_form_known"),
                    _once("cases_redaction_numbered_once", "file", "number"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                *_noted(),
                ("number", models.IntegerField()),
                ("template", models.TextField()),
                ("text_hash", models.BinaryField(max_length=32)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
            ],
            options={
                "constraints": [
                    _once("cases_publication_numbered_once", "file", "number"),
                    models.CheckConstraint(
                        condition=models.Q(until_on__gt=models.F("from_on")),
                        name="cases_publication_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicationCheck",
            fields=[
                *_noted(),
                ("publication", _to("cases.publication", called="checked", is_only=True)),
                ("agrees", models.BooleanField()),
                ("slug", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                ("body_hash", models.BinaryField(max_length=32)),
            ],
            options={
                "constraints": [
                    _either(
                        "cases_publicationcheck_with_a_page_or_none",
                        models.Q(("agrees", True), _not("slug", ""), _not("body", "")),
                        models.Q(agrees=False, body="", slug=""),
                    ),
                    models.UniqueConstraint(
                        condition=_not("slug", ""),
                        fields=("slug",),
                        name="cases_publicationcheck_slug_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicationEnd",
            fields=[
                *_row(),
                ("publication", _to("cases.publication", called="end", is_only=True)),
                ("why", models.TextField(choices=ENDS)),
                ("ended_at", models.DateTimeField()),
                ("ended_by", models.UUIDField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    _one_of("why", ENDS, "cases_publicationend_why_known"),
                    _either(
                        "cases_publicationend_withdrawn_by_somebody",
                        _not("why", "withdrawn"),
                        ("ended_by__isnull", False),
                    ),
                ],
            },
        ),
        *[Protect(table=table, reach="grant", image=columns) for table, columns in IMAGES.items()],
        Allow(rights="select, insert", on=tuple(IMAGES), to=("casework", "worker")),
        SQLFile(SQL / "papers.sql"),
    ]
