import pathlib
import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from candour.guard.operations import Allow, Protect, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
NOTED = ("id", "file_id", "organisation_id", "noted_at", "noted_by", "item_id")
IMAGES = {
    "cases_party": (
        *NOTED, "kind", "side", "account_id", "person_id", "client_id", "body", "branch",
        "branch_key",
    ),
    "cases_partyend": (*NOTED, "party_id"),
    "cases_witness": (*NOTED, "letter"),
    "cases_protectionplan": (*NOTED, "witness_id", "made_on", "review_on", "supersedes_id"),
    "cases_witnesscheckin": (
        *NOTED, "witness_id", "day", "asked_on", "safe", "actual", "perceived",
    ),
    "cases_safetydecision": (*NOTED, "stage", "answer", "letter_id"),
    "cases_safetyreview": (*NOTED, "decision_id", "agrees"),
}  # fmt: skip


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
        ("cases", "0009_another_force_investigates_where_it_must"),
        ("guard", "0004_seats_outside_the_handling_of_a_case"),
        ("people", "0003_reporting_lines_are_organisations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Affiliation",
            fields=[
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("body", models.TextField()),
                ("branch", models.TextField(blank=True)),
                ("key", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Party",
            fields=[
                *_noted(),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("subject", "Subject"),
                            ("representative", "Representative"),
                            ("body", "Another body"),
                        ]
                    ),
                ),
                (
                    "side",
                    models.TextField(
                        choices=[
                            ("subject", "The subject's side"),
                            ("reporter", "The reporter's side"),
                            ("none", "None"),
                        ]
                    ),
                ),
                ("body", models.TextField(blank=True)),
                ("branch", models.TextField(blank=True)),
                ("branch_key", models.TextField(blank=True)),
                ("account", _to(settings.AUTH_USER_MODEL, is_optional=True)),
                ("client", _to("cases.party", is_optional=True)),
                ("person", _to("people.person", is_optional=True)),
            ],
        ),
        migrations.CreateModel(
            name="PartyEnd",
            fields=[
                *_noted(),
                (
                    "party",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="end",
                        to="cases.party",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RepresentativeRequest",
            fields=[
                *_row(),
                ("asked_at", models.DateTimeField()),
                ("account", _to(settings.AUTH_USER_MODEL)),
                ("party", _to("cases.party")),
            ],
        ),
        migrations.CreateModel(
            name="SafetyDecision",
            fields=[
                *_noted(),
                ("stage", models.TextField()),
                ("answer", models.TextField()),
                ("letter", _to("guard.sealeditem", is_optional=True)),
            ],
        ),
        migrations.CreateModel(
            name="SafetyReview",
            fields=[
                *_noted(),
                ("agrees", models.BooleanField()),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review",
                        to="cases.safetydecision",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Witness",
            fields=[
                *_noted(),
                ("letter", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="ProtectionPlan",
            fields=[
                *_noted(),
                ("made_on", models.DateField()),
                ("review_on", models.DateField()),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="cases.protectionplan",
                    ),
                ),
                (
                    "witness",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="cases.witness",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WitnessCheckIn",
            fields=[
                *_noted(),
                ("day", models.IntegerField()),
                ("asked_on", models.DateField()),
                (
                    "safe",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("yes", "Yes"),
                            ("no", "No"),
                            ("unsure", "Not sure"),
                            ("", "Not said"),
                        ],
                    ),
                ),
                ("actual", models.JSONField()),
                ("perceived", models.JSONField()),
                (
                    "witness",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="check_ins",
                        to="cases.witness",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["subject", "representative", "body"])),
                name="cases_party_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.CheckConstraint(
                condition=models.Q(("side__in", ["subject", "reporter", "none"])),
                name="cases_party_side_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("account__isnull", True), ("kind", "body"), ("side", "none")),
                    models.Q(models.Q(("kind", "body"), _negated=True), ("account__isnull", False)),
                    _connector="OR",
                ),
                name="cases_party_account_or_body",
            ),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "subject"), _negated=True),
                    models.Q(("person__isnull", False), ("side", "subject")),
                    _connector="OR",
                ),
                name="cases_party_subject_is_a_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="party",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "representative"), _negated=True),
                    models.Q(("client__isnull", False), ("side", "subject")),
                    models.Q(("client__isnull", True), ("side", "reporter")),
                    _connector="OR",
                ),
                name="cases_party_representative_has_a_side",
            ),
        ),
        migrations.AddConstraint(
            model_name="representativerequest",
            constraint=models.UniqueConstraint(
                fields=("party", "account"), name="cases_representativerequest_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="safetydecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ["told", "unreachable", "harm_test"])),
                name="cases_safetydecision_answer_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="safetydecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", "told"), ("letter__isnull", False)),
                    models.Q(models.Q(("answer", "told"), _negated=True), ("letter__isnull", True)),
                    _connector="OR",
                ),
                name="cases_safetydecision_told_by_letter",
            ),
        ),
        migrations.AddConstraint(
            model_name="witness",
            constraint=models.UniqueConstraint(
                fields=("file", "letter"), name="cases_witness_lettered_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="protectionplan",
            constraint=models.CheckConstraint(
                condition=models.Q(("review_on__gt", models.F("made_on"))),
                name="cases_protectionplan_reviewed_later",
            ),
        ),
        migrations.AddConstraint(
            model_name="witnesscheckin",
            constraint=models.CheckConstraint(
                condition=models.Q(("safe__in", ["yes", "no", "unsure", ""])),
                name="cases_witnesscheckin_safe_known",
            ),
        ),
        SQLFile(SQL / "parties.sql"),
        *[Protect(table=table, reach="grant", image=columns) for table, columns in IMAGES.items()],
        # What a subject asks comes without a leaf of a file that they must not know of.
        Protect(table="cases_representativerequest", reach="grant"),
        Allow(rights="select, insert", on=tuple(IMAGES), to=("casework", "worker")),
        Allow(
            rights="select",
            on=("cases_affiliation", "cases_representativerequest"),
            to=("casework",),
        ),
        Allow(rights="select, insert, update, delete", on=("cases_affiliation",), to=("worker",)),
        Allow(rights="select", on=("cases_representativerequest",), to=("worker",)),
    ]
