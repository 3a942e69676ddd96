import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("guard", "0003_only_the_worker_runs_jobs"),
        ("intake", "0004_what_cannot_be_sealed_is_set_aside"),
    ]

    operations = [
        migrations.CreateModel(
            name="Appeal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("force_id", models.UUIDField()),
                ("title", models.TextField()),
                ("about", models.TextField()),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("opened_on", models.DateField()),
                ("closes_on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("organisation_id", models.UUIDField()),
                ("on_day", models.DateField()),
                ("size", models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Blob",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("capability_hash", models.BinaryField(max_length=32)),
                ("size", models.BigIntegerField()),
                ("expires_on", models.DateField()),
                ("is_claimed", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="BurntWords",
            fields=[
                (
                    "mailbox_hash",
                    models.BinaryField(max_length=32, primary_key=True, serialize=False),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EqualityCount",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("month", models.DateField()),
                ("question", models.TextField()),
                ("answer", models.TextField()),
                ("number", models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="EqualityPool",
            fields=[
                ("id", models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                ("organisation_id", models.UUIDField()),
                ("month", models.DateField()),
                ("answers", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="Escalation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                (
                    "level",
                    models.TextField(
                        choices=[("authority", "Appropriate authority"), ("oversight", "Oversight")]
                    ),
                ),
                (
                    "because",
                    models.TextField(
                        choices=[
                            ("chased", "Chased twice"),
                            ("missed_updates", "Two updates missed"),
                            ("no_answer", "No answer from the body in time"),
                            ("sudden_withdrawal", "Wishes to withdraw suddenly"),
                            (
                                "failure_unsent",
                                "A manager's failure found nobody clean to read it",
                            ),
                        ]
                    ),
                ),
                ("on_day", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="ReporterEvent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("chased", "Had to chase"),
                            ("check_in", "Answered a check-in"),
                            (
                                "discouraged",
                                "Was told not to report, to withdraw or to keep it informal",
                            ),
                            ("not_discouraged", "Was not told so"),
                            ("confirmed", "Confirmed the allegation as recorded"),
                            ("corrected", "Corrected the allegation as recorded"),
                            ("review_asked", "Asked for a review"),
                            ("withdrawal_wished", "Wishes to withdraw; takes effect later"),
                            ("withdrawn", "Withdrew"),
                            ("name_wished", "Wishes to give a name; takes effect later"),
                            ("confidential", "Gave a name in confidence"),
                            ("named", "Gave a name to the handlers"),
                            ("anonymous", "Took the name back"),
                            ("wish_cancelled", "Took a wish back before it took effect"),
                            ("confidence", "Answered the confidence question"),
                            ("words_replaced", "Replaced the words"),
                            ("words_burnt", "Burnt the words: nobody reads the mailbox any more"),
                        ]
                    ),
                ),
                ("on_day", models.DateField()),
                ("takes_effect_on", models.DateField(blank=True, null=True)),
                ("detail", models.JSONField(blank=True, default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="Reserve",
            fields=[
                (
                    "mailbox_hash",
                    models.BinaryField(max_length=32, primary_key=True, serialize=False),
                ),
                ("file_id", models.UUIDField(unique=True)),
                ("organisation_id", models.UUIDField()),
                ("leaf_hash", models.BinaryField(max_length=32)),
                ("hand_on_on", models.DateField()),
                ("package", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="Supporter",
            fields=[
                (
                    "mailbox_hash",
                    models.BinaryField(max_length=32, primary_key=True, serialize=False),
                ),
                ("access", models.BinaryField()),
                ("since_on", models.DateField()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="progress",
            name="intake_progress_state_known",
        ),
        migrations.AddField(
            model_name="mailbox",
            name="is_locked",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="mailbox",
            name="kept",
            field=models.BinaryField(blank=True, null=True),
        ),
        migrations.CreateModel(
            name="KeptName",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("report_id", models.UUIDField()),
                ("epoch", models.IntegerField()),
                ("ciphertext", models.BinaryField()),
            ],
        ),
        migrations.AddField(
            model_name="burntwords",
            name="leaf_hash",
            field=models.BinaryField(blank=True, max_length=32, null=True),
        ),
        migrations.AddField(
            model_name="burntwords",
            name="day",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="quarantined",
            name="not_before",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField("correspondent", "is_reachable", models.BooleanField(default=True)),
        migrations.AddField(
            model_name="mailbox",
            name="has_keepers",
            field=models.BooleanField(default=False),
        ),
        migrations.RemoveConstraint(
            model_name="progress", name="intake_progress_open_has_next_date"
        ),
        migrations.AddConstraint(
            model_name="progress",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["answered", "closed"]),
                    ("next_on__isnull", False),
                    _connector="OR",
                ),
                name="intake_progress_open_has_next_date",
            ),
        ),
        migrations.AddField(
            model_name="mailbox",
            name="report_id",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="mailbox",
            name="must_change",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="report",
            name="appeal_id",
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="stagedletter",
            name="not_before",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="progress",
            name="state",
            field=models.TextField(
                choices=[
                    ("with_desk", "A reader of the receiving desk will open it"),
                    ("read", "A reader of the receiving desk has opened it"),
                    ("recorded", "It is being handled as a case"),
                    ("referred", "It has been referred to an independent body"),
                    ("investigating", "It is being investigated"),
                    ("outcome_given", "The outcome has been given"),
                    ("under_review", "The outcome is being reviewed"),
                    ("handed_on", "The next body has it, since the first did not answer"),
                    ("answered", "It has been answered without a case"),
                    ("closed", "It is closed"),
                ]
            ),
        ),
        migrations.AddConstraint(
            model_name="progress",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "with_desk",
                            "read",
                            "recorded",
                            "referred",
                            "investigating",
                            "outcome_given",
                            "under_review",
                            "handed_on",
                            "answered",
                            "closed",
                        ],
                    )
                ),
                name="intake_progress_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="appeal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until_on__gte", models.F("from_on")),
                    ("closes_on__gte", models.F("opened_on")),
                ),
                name="intake_appeal_ends_after_it_begins",
            ),
        ),
        migrations.AddField(
            model_name="attachment",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="guard.file"
            ),
        ),
        migrations.AddConstraint(
            model_name="equalitycount",
            constraint=models.UniqueConstraint(
                fields=("organisation_id", "month", "question", "answer"),
                name="intake_equalitycount_once",
            ),
        ),
        migrations.AddField(
            model_name="escalation",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="guard.file"
            ),
        ),
        migrations.AddField(
            model_name="reporterevent",
            name="correspondent",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="intake.correspondent",
            ),
        ),
        migrations.AddField(
            model_name="reporterevent",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="guard.file"
            ),
        ),
        migrations.AddField(
            model_name="supporter",
            name="correspondent",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="intake.correspondent",
            ),
        ),
        migrations.AddConstraint(
            model_name="escalation",
            constraint=models.UniqueConstraint(
                fields=("file", "level", "because", "on_day"), name="intake_escalation_once_a_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="reporterevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "chased",
                            "check_in",
                            "discouraged",
                            "not_discouraged",
                            "confirmed",
                            "corrected",
                            "review_asked",
                            "withdrawal_wished",
                            "withdrawn",
                            "name_wished",
                            "confidential",
                            "named",
                            "anonymous",
                            "wish_cancelled",
                            "confidence",
                            "words_replaced",
                            "words_burnt",
                        ],
                    )
                ),
                name="intake_reporterevent_kind_known",
            ),
        ),
    ]
