import pathlib
import uuid

import django.db.models.deletion
from django.db import migrations, models

from candour.guard.operations import Allow, Protect, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
IMAGES = {
    "patterns_warninground": (
        "id", "as_of", "card", "people", "flagged", "sampled", "computed_at",
    ),
    "patterns_warningflag": (
        "id", "round_id", "organisation_id", "person_id", "raised_at", "incidents_short",
        "incidents", "independent", "proven", "years", "peers", "expected", "rate", "rate_low",
        "rate_high", "severity",
    ),
    "patterns_warningorigin": ("flag_id", "because", "is_sample"),
    "patterns_warningevidence": ("id", "flag_id", "file_id"),
    "patterns_warningview": ("id", "flag_id", "view", "viewed_by", "viewed_at"),
    "patterns_warningdecision": (
        "id", "flag_id", "decision", "reasons", "review_on", "decided_by", "decided_at",
    ),
    "patterns_warningeffect": ("id", "decision_id", "measured_on", "days", "before", "after"),
    "patterns_warningaudit": (
        "id", "round_id", "organisation_id", "kind", "name", "people", "happened", "flagged",
        "false_flags", "missed", "expected",
    ),
}  # fmt: skip
SEEN = (
    "patterns_warninground", "patterns_warningflag", "patterns_warningevidence",
    "patterns_warningeffect",
)  # fmt: skip
GIVEN = ("patterns_warningview", "patterns_warningdecision")
EVERY = (*IMAGES, "patterns_warningwall")


class Migration(migrations.Migration):
    dependencies = [
        ("guard", "0010_one_file_is_asked_about_in_one_time"),
        ("patterns", "0001_initial"),
        ("people", "0004_people_attend_courses_and_ties_say_how_they_are_known"),
    ]

    operations = [
        migrations.CreateModel(
            name="WarningDecision",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "decision",
                    models.TextField(
                        choices=[
                            ("no_concern", "No concern"),
                            ("support", "Support or training, agreed with the person"),
                            ("supervision", "Closer supervision for a time"),
                            ("assess", "Ask for the open matters to be assessed together"),
                            ("vetting", "Ask for a vetting review"),
                        ]
                    ),
                ),
                ("reasons", models.JSONField()),
                ("review_on", models.DateField()),
                ("decided_by", models.UUIDField()),
                ("decided_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="WarningFlag",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("raised_at", models.DateTimeField()),
                ("incidents_short", models.IntegerField()),
                ("incidents", models.IntegerField()),
                ("independent", models.IntegerField()),
                ("proven", models.IntegerField()),
                ("years", models.FloatField()),
                ("peers", models.TextField()),
                ("expected", models.FloatField()),
                ("rate", models.FloatField()),
                ("rate_low", models.FloatField()),
                ("rate_high", models.FloatField()),
                ("severity", models.FloatField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WarningRound",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("as_of", models.DateField(unique=True)),
                ("card", models.TextField()),
                ("people", models.IntegerField()),
                ("flagged", models.IntegerField()),
                ("sampled", models.IntegerField()),
                ("computed_at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="WarningEffect",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("measured_on", models.DateField()),
                ("days", models.IntegerField()),
                ("before", models.IntegerField()),
                ("after", models.IntegerField()),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="patterns.warningdecision",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="warningdecision",
            name="flag",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="patterns.warningflag",
            ),
        ),
        migrations.AddField(
            model_name="warningflag",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="patterns.warninground",
            ),
        ),
        migrations.CreateModel(
            name="WarningAudit",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("kind", models.TextField()),
                ("name", models.TextField()),
                ("people", models.IntegerField()),
                ("happened", models.IntegerField()),
                ("flagged", models.IntegerField()),
                ("false_flags", models.IntegerField()),
                ("missed", models.IntegerField()),
                ("expected", models.FloatField()),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="patterns.warninground",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WarningView",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "view",
                    models.TextField(
                        choices=[
                            ("concern", "The incidents taken together are a concern"),
                            ("work_explains", "The work or the post explains the number"),
                            ("one_dispute", "They come from one dispute or one source"),
                            ("too_little", "There is too little to say"),
                        ]
                    ),
                ),
                ("viewed_by", models.UUIDField()),
                ("viewed_at", models.DateTimeField()),
                (
                    "flag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="patterns.warningflag",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WarningWall",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("account_id", models.UUIDField()),
                (
                    "flag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="patterns.warningflag",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WarningOrigin",
            fields=[
                (
                    "flag",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="patterns.warningflag",
                    ),
                ),
                ("because", models.TextField(blank=True)),
                ("is_sample", models.BooleanField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("because", ""), ("is_sample", True)),
                            models.Q(
                                ("is_sample", False), models.Q(("because", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="patterns_warningorigin_a_rule_or_chance",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WarningEvidence",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
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
                    "flag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="patterns.warningflag",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("flag", "file"), name="patterns_warningevidence_counted_once"
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="warningdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decision__in", ["no_concern", "support", "supervision", "assess", "vetting"])
                ),
                name="patterns_warningdecision_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="warningdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("reasons", []), _negated=True),
                name="patterns_warningdecision_has_reasons",
            ),
        ),
        migrations.AddConstraint(
            model_name="warningflag",
            constraint=models.UniqueConstraint(
                fields=("round", "person"), name="patterns_warningflag_once_a_round"
            ),
        ),
        migrations.AddConstraint(
            model_name="warningflag",
            constraint=models.CheckConstraint(
                condition=models.Q(("independent__gte", 2)),
                name="patterns_warningflag_two_independent_incidents",
            ),
        ),
        migrations.AddConstraint(
            model_name="warningaudit",
            constraint=models.UniqueConstraint(
                fields=("round", "organisation_id", "kind", "name"),
                name="patterns_warningaudit_once_for_a_group",
            ),
        ),
        migrations.AddConstraint(
            model_name="warningview",
            constraint=models.UniqueConstraint(
                fields=("flag", "viewed_by"), name="patterns_warningview_one_each"
            ),
        ),
        migrations.AddConstraint(
            model_name="warningview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("view__in", ["concern", "work_explains", "one_dispute", "too_little"])
                ),
                name="patterns_warningview_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="warningwall",
            constraint=models.UniqueConstraint(
                fields=("flag", "account_id"), name="patterns_warningwall_stands_once"
            ),
        ),
        *[
            Protect(table=table, reach="none", image=IMAGES.get(table, ()), has_organisation=False)
            for table in EVERY
        ],
        SQLFile(SQL / "warning.sql"),
        Allow(rights="select, insert", on=EVERY, to=("worker",)),
        Allow(rights="select", on=SEEN, to=("casework",)),
        Allow(rights="select, insert", on=GIVEN, to=("casework",)),
        Allow(
            rights="select",
            on=("patterns_warninground", "patterns_warningaudit"),
            to=("oversight",),
        ),
    ]
