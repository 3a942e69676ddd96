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


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0013_two_people_are_two_persons"),
        ("guard", "0009_looks_are_found_by_file"),
    ]

    operations = [
        migrations.CreateModel(
            name="FormalLetter",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("noted_at", models.DateTimeField()),
                ("noted_by", models.UUIDField(blank=True, null=True)),
                ("number", models.IntegerField()),
                ("template", models.TextField()),
                (
                    "addressee",
                    models.TextField(
                        choices=[
                            ("complainant", "Complainant"),
                            ("interested_person", "Interested person"),
                            ("subject", "Person complained of"),
                            ("local_policing_body", "Local policing body"),
                            ("independent_body", "IOPC Director General"),
                            ("college", "College of Policing"),
                        ]
                    ),
                ),
                ("stage", models.TextField(blank=True)),
                ("pdf_hash", models.BinaryField(max_length=32)),
                ("pdf_size", models.IntegerField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.file",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.sealeditem",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LetterService",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("noted_at", models.DateTimeField()),
                ("noted_by", models.UUIDField(blank=True, null=True)),
                (
                    "route",
                    models.TextField(
                        choices=[
                            ("mailbox", "The reporter's mailbox"),
                            ("seat", "Their page here"),
                            ("post", "Post"),
                            ("email", "E-mail"),
                            ("in_person", "By hand"),
                        ]
                    ),
                ),
                ("served_on", models.DateField()),
                (
                    "copy",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.disclosedcopy",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.event",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.file",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.sealeditem",
                    ),
                ),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="cases.formalletter",
                    ),
                ),
                (
                    "mailbox_letter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.sealeditem",
                    ),
                ),
                (
                    "safety",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.safetydecision",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("noted_at", models.DateTimeField()),
                ("noted_by", models.UUIDField(blank=True, null=True)),
                ("number", models.IntegerField()),
                ("template", models.TextField()),
                ("text_hash", models.BinaryField(max_length=32)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.file",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.sealeditem",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PublicationCheck",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("noted_at", models.DateTimeField()),
                ("noted_by", models.UUIDField(blank=True, null=True)),
                ("agrees", models.BooleanField()),
                ("slug", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                ("body_hash", models.BinaryField(max_length=32)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.file",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.sealeditem",
                    ),
                ),
                (
                    "publication",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checked",
                        to="cases.publication",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PublicationEnd",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                (
                    "why",
                    models.TextField(
                        choices=[
                            ("expired", "Its days are over"),
                            ("withdrawn", "It was taken down"),
                        ]
                    ),
                ),
                ("ended_at", models.DateTimeField()),
                ("ended_by", models.UUIDField(blank=True, null=True)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.file",
                    ),
                ),
                (
                    "publication",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="end",
                        to="cases.publication",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Redaction",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("noted_at", models.DateTimeField()),
                ("noted_by", models.UUIDField(blank=True, null=True)),
                ("number", models.IntegerField()),
                ("form", models.TextField(choices=[("text", "Text"), ("pdf", "PDF")])),
                ("source_id", models.UUIDField()),
                ("source_hash", models.BinaryField(max_length=32)),
                ("result_hash", models.BinaryField(max_length=32)),
                ("places", models.IntegerField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.file",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.sealeditem",
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.sealeditem",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Schedule",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("noted_at", models.DateTimeField()),
                ("noted_by", models.UUIDField(blank=True, null=True)),
                (
                    "stage",
                    models.TextField(
                        choices=[
                            ("notice", "Notice of investigation"),
                            ("before_interview", "Before an interview"),
                            ("proceedings", "Notice of referral to proceedings"),
                            ("other", "Given for another purpose"),
                        ]
                    ),
                ),
                ("version", models.IntegerField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.file",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.sealeditem",
                    ),
                ),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="cases.schedule",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ScheduleLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("number", models.IntegerField()),
                ("source_id", models.UUIDField()),
                ("use", models.TextField(choices=[("used", "Used"), ("unused", "Not used")])),
                (
                    "answer",
                    models.TextField(
                        choices=[
                            ("given", "Given"),
                            ("redacted", "Given with words removed"),
                            ("withheld", "Withheld"),
                        ]
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.file",
                    ),
                ),
                (
                    "schedule",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="cases.schedule",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="formalletter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "addressee__in",
                        [
                            "complainant",
                            "interested_person",
                            "subject",
                            "local_policing_body",
                            "independent_body",
                            "college",
                        ],
                    )
                ),
                name="cases_formalletter_addressee_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="formalletter",
            constraint=models.UniqueConstraint(
                fields=("file", "number"), name="cases_formalletter_numbered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="formalletter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("addressee", "subject"), _negated=True),
                    models.Q(("stage", ""), _negated=True),
                    _connector="OR",
                ),
                name="cases_formalletter_to_a_subject_has_a_stage",
            ),
        ),
        migrations.AddConstraint(
            model_name="letterservice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("route__in", ["mailbox", "seat", "post", "email", "in_person"])
                ),
                name="cases_letterservice_route_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="letterservice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("copy__isnull", True),
                        ("mailbox_letter__isnull", False),
                        ("route", "mailbox"),
                    ),
                    models.Q(
                        ("copy__isnull", False), ("mailbox_letter__isnull", True), ("route", "seat")
                    ),
                    models.Q(
                        ("copy__isnull", True),
                        ("mailbox_letter__isnull", True),
                        ("route__in", ["post", "email", "in_person"]),
                    ),
                    _connector="OR",
                ),
                name="cases_letterservice_leaves_what_it_gave",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.UniqueConstraint(
                fields=("file", "number"), name="cases_publication_numbered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on__gt", models.F("from_on"))),
                name="cases_publication_ends_after_it_begins",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicationcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("agrees", True),
                        models.Q(("slug", ""), _negated=True),
                        models.Q(("body", ""), _negated=True),
                    ),
                    models.Q(("agrees", False), ("body", ""), ("slug", "")),
                    _connector="OR",
                ),
                name="cases_publicationcheck_with_a_page_or_none",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicationcheck",
            constraint=models.UniqueConstraint(
                condition=models.Q(("slug", ""), _negated=True),
                fields=("slug",),
                name="cases_publicationcheck_slug_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicationend",
            constraint=models.CheckConstraint(
                condition=models.Q(("why__in", ["expired", "withdrawn"])),
                name="cases_publicationend_why_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicationend",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("why", "withdrawn"), _negated=True),
                    ("ended_by__isnull", False),
                    _connector="OR",
                ),
                name="cases_publicationend_withdrawn_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="redaction",
            constraint=models.CheckConstraint(
                condition=models.Q(("form__in", ["text", "pdf"])), name="cases_redaction_form_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="redaction",
            constraint=models.UniqueConstraint(
                fields=("file", "number"), name="cases_redaction_numbered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("stage__in", ["notice", "before_interview", "proceedings", "other"])
                ),
                name="cases_schedule_stage_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.UniqueConstraint(
                fields=("file", "stage", "version"), name="cases_schedule_version_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("supersedes__isnull", True), ("version", 1)),
                    models.Q(("supersedes__isnull", False), ("version__gt", 1)),
                    _connector="OR",
                ),
                name="cases_schedule_follows_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="scheduleline",
            constraint=models.CheckConstraint(
                condition=models.Q(("use__in", ["used", "unused"])),
                name="cases_scheduleline_use_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="scheduleline",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ["given", "redacted", "withheld"])),
                name="cases_scheduleline_answer_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="scheduleline",
            constraint=models.UniqueConstraint(
                fields=("schedule", "number"), name="cases_scheduleline_numbered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="scheduleline",
            constraint=models.UniqueConstraint(
                fields=("schedule", "source_id"), name="cases_scheduleline_listed_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="scheduleline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "given"), ("reason", "")),
                    models.Q(
                        models.Q(("answer", "given"), _negated=True),
                        (
                            "reason__in",
                            [
                                "prejudice",
                                "safety",
                                "identity",
                                "third_party",
                                "privilege",
                                "national_security",
                                "later",
                                "not_relevant",
                            ],
                        ),
                    ),
                    _connector="OR",
                ),
                name="cases_scheduleline_withheld_for_a_reason",
            ),
        ),
        *[Protect(table=table, reach="grant", image=columns) for table, columns in IMAGES.items()],
        Allow(rights="select, insert", on=tuple(IMAGES), to=("casework", "worker")),
        SQLFile(SQL / "papers.sql"),
    ]
