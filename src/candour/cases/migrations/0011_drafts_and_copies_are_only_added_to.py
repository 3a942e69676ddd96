import pathlib
import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from candour.guard.operations import Allow, Protect, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
IN_FILE = ("id", "file_id", "organisation_id")
IMAGES = {
    "cases_draft": (*IN_FILE, "number", "written_at", "written_by", "item_id", "supersedes_id"),
    "cases_finding": (*IN_FILE, "draft_id", "allegation_id", "about", "result"),
    "cases_removedfinding": (
        *IN_FILE, "noted_at", "noted_by", "item_id", "draft_id", "finding_id",
    ),
    "cases_disclosedcopy": (
        *IN_FILE, "party_id", "stage", "kind", "source_id", "number", "code", "item_id",
        "copy_hash", "served_at", "served_by", "safety_id",
    ),
    "cases_leakalert": (
        *IN_FILE, "other_file_id", "source_kind", "source_id", "passages", "longest",
        "appeared_on", "disclosed_on", "found_at", "found_by",
    ),
}  # fmt: skip
SERVED = "cases_servedcopy"


def _to(model: str, *, is_optional: bool = False) -> models.ForeignKey:  # type: ignore[type-arg]
    # Rows of a case are kept for as long as what they speak of.
    return models.ForeignKey(
        blank=is_optional,
        null=is_optional,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
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


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0010_sides_of_a_case_have_seats"),
        ("guard", "0004_seats_outside_the_handling_of_a_case"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                *_row(),
                ("number", models.IntegerField()),
                ("written_at", models.DateTimeField()),
                ("written_by", models.UUIDField()),
                ("item", _to("guard.sealeditem")),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="cases.draft",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                *_row(),
                (
                    "about",
                    models.TextField(
                        choices=[
                            ("allegation", "An allegation"),
                            ("discrimination", "Discrimination"),
                            ("harassment", "Harassment or bullying"),
                            ("victimisation", "Victimisation of somebody who reported"),
                            ("dishonesty", "Dishonesty or lack of integrity"),
                            ("abuse_of_position", "Abuse of position for a sexual purpose"),
                            ("failure_to_act", "Failure of those in charge to act"),
                            ("learning", "A failing of the organisation"),
                        ]
                    ),
                ),
                (
                    "result",
                    models.TextField(
                        choices=[
                            ("made_out", "Made out"),
                            ("not_made_out", "Not made out"),
                            ("cannot_say", "The evidence does not say"),
                        ]
                    ),
                ),
                ("allegation", _to("cases.allegation", is_optional=True)),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="cases.draft",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LeakAlert",
            fields=[
                *_row(),
                ("other_file_id", models.UUIDField()),
                (
                    "source_kind",
                    models.TextField(
                        choices=[
                            ("statement", "The reporter's statement"),
                            ("letter", "A letter"),
                            ("paper", "A paper"),
                            ("report", "An investigation report"),
                        ]
                    ),
                ),
                ("source_id", models.UUIDField()),
                ("passages", models.IntegerField()),
                ("longest", models.IntegerField()),
                ("appeared_on", models.DateField()),
                ("disclosed_on", models.DateField(blank=True, null=True)),
                ("found_at", models.DateTimeField()),
                ("found_by", models.UUIDField()),
            ],
        ),
        migrations.CreateModel(
            name="RemovedFinding",
            fields=[
                *_noted(),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="removals",
                        to="cases.draft",
                    ),
                ),
                (
                    "finding",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="removal",
                        to="cases.finding",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ServedCopy",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("reference", models.TextField()),
                ("stage", models.TextField()),
                ("kind", models.TextField()),
                ("code", models.TextField()),
                ("served_at", models.DateTimeField()),
                ("ciphertext", models.BinaryField()),
                ("account", _to(settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name="DisclosedCopy",
            fields=[
                *_row(),
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
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("statement", "The reporter's statement"),
                            ("letter", "A letter"),
                            ("paper", "A paper"),
                            ("report", "An investigation report"),
                        ]
                    ),
                ),
                ("source_id", models.UUIDField()),
                ("number", models.IntegerField()),
                ("code", models.TextField(unique=True)),
                ("copy_hash", models.BinaryField(max_length=32)),
                ("served_at", models.DateTimeField()),
                ("served_by", models.UUIDField()),
                ("item", _to("guard.sealeditem")),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copies",
                        to="cases.party",
                    ),
                ),
                ("safety", _to("cases.safetydecision", is_optional=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stage__in", ["notice", "before_interview", "proceedings", "other"])
                        ),
                        name="cases_disclosedcopy_stage_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["statement", "letter", "paper", "report"])
                        ),
                        name="cases_disclosedcopy_kind_known",
                    ),
                    models.UniqueConstraint(
                        fields=("file", "number"), name="cases_disclosedcopy_numbered_once"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.UniqueConstraint(
                fields=("file", "number"), name="cases_draft_numbered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("number", 1), ("supersedes__isnull", True)),
                    models.Q(("number__gt", 1), ("supersedes__isnull", False)),
                    _connector="OR",
                ),
                name="cases_draft_follows_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "about__in",
                        [
                            "allegation",
                            "discrimination",
                            "harassment",
                            "victimisation",
                            "dishonesty",
                            "abuse_of_position",
                            "failure_to_act",
                            "learning",
                        ],
                    )
                ),
                name="cases_finding_about_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(("result__in", ["made_out", "not_made_out", "cannot_say"])),
                name="cases_finding_result_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.UniqueConstraint(
                fields=("draft", "about", "allegation"),
                name="cases_finding_once_per_matter",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="leakalert",
            constraint=models.UniqueConstraint(
                fields=("file", "other_file_id", "source_id"), name="cases_leakalert_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="leakalert",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("disclosed_on__isnull", True),
                    ("appeared_on__lt", models.F("disclosed_on")),
                    _connector="OR",
                ),
                name="cases_leakalert_before_disclosure",
            ),
        ),
        SQLFile(SQL / "disclosure.sql"),
        *[Protect(table=table, reach="grant", image=columns) for table, columns in IMAGES.items()],
        # A recipient's own row: it names no file, and only the definer functions write it.
        Protect(table=SERVED, reach="own", has_organisation=False),
        Allow(rights="select, insert", on=tuple(IMAGES), to=("casework", "worker")),
        Allow(rights="select", on=(SERVED,), to=("casework", "worker")),
    ]
