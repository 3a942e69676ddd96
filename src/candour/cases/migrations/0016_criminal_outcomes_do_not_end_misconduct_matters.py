import pathlib
import uuid

import django.db.models.deletion
from django.db import migrations, models

from candour.guard.operations import Allow, Protect, SQLFile

SQL = pathlib.Path(__file__).parent.parent / "sql"
IN_FILE = ("id", "file_id", "organisation_id")
DECISION = (*IN_FILE, "decided_at", "decided_by", "reason_item_id", "supersedes_id")
FEED_ROW = (
    *IN_FILE,
    "feed_id",
    "record_ref",
    "crime_ref",
    "kind",
    "offence",
    "civil_order",
    "is_domestic",
    "is_sexual",
    "happened_on",
    "came_on",
    "because",
    "recorded_at",
    "recorded_by",
    "item_id",
)
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
    "cases_grievanceitem": (
        *IN_FILE, "ref", "category", "result", "because", "told", "suggests", "received_on",
        "came_on", "due_on", "recorded_at", "recorded_by", "item_id",
    ),
    "cases_grievancedecision": (*DECISION, "asked_id", "answer", "goes_on", "case_file_id"),
    "cases_grievancereview": (
        *IN_FILE, "decision_id", "is_agreed", "reviewed_at", "reviewed_by", "item_id",
    ),
}  # fmt: skip
# What was screened of HR's register, by codes: no site reads a row of it.
SCREENED = (
    "id", "employer_id", "ref", "received_on", "category", "result", "rules", "mark",
    "screened_on", "file_id",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0013_two_people_are_two_persons"),
        ("guard", "0009_looks_are_found_by_file"),
        ("access", "0008_a_wall_is_about_a_person"),
        ("people", "0004_people_attend_courses_and_ties_say_how_they_are_known"),
    ]

    operations = [
        migrations.CreateModel(
            name="CrimeItem",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("feed_id", models.UUIDField()),
                ("record_ref", models.TextField()),
                ("crime_ref", models.TextField(blank=True)),
                (
                    "kind",
                    models.TextField(
                        choices=[
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
                    ),
                ),
                ("offence", models.TextField(blank=True)),
                ("civil_order", models.TextField(blank=True)),
                ("is_domestic", models.BooleanField(default=False)),
                ("is_sexual", models.BooleanField(default=False)),
                ("happened_on", models.DateField()),
                ("came_on", models.DateField()),
                ("because", models.JSONField()),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.UUIDField(blank=True, null=True)),
                ("due_on", models.DateField()),
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
            name="CrimeItemDecision",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("decided_at", models.DateTimeField()),
                ("decided_by", models.UUIDField(blank=True, null=True)),
                (
                    "answer",
                    models.TextField(
                        choices=[
                            ("same", "This person of the register"),
                            ("not_police", "Nobody who serves"),
                            ("ask", "Can't say: the crime side is asked"),
                        ]
                    ),
                ),
                ("case_file_id", models.UUIDField(blank=True, null=True)),
                (
                    "asked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="cases.crimeitem",
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
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "reason_item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
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
                        to="cases.crimeitemdecision",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CrimeRecord",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("feed_id", models.UUIDField()),
                ("record_ref", models.TextField()),
                ("crime_ref", models.TextField(blank=True)),
                (
                    "kind",
                    models.TextField(
                        choices=[
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
                    ),
                ),
                ("offence", models.TextField(blank=True)),
                ("civil_order", models.TextField(blank=True)),
                ("is_domestic", models.BooleanField(default=False)),
                ("is_sexual", models.BooleanField(default=False)),
                ("happened_on", models.DateField()),
                ("came_on", models.DateField()),
                ("because", models.JSONField()),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.UUIDField(blank=True, null=True)),
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
            name="CrimeTask",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                (
                    "owed",
                    models.TextField(
                        choices=[
                            ("interim", "Suspension, restricted duties, firearms authority"),
                            ("misconduct", "The misconduct question after a criminal outcome"),
                        ]
                    ),
                ),
                ("due_on", models.DateField()),
                ("owner_id", models.UUIDField(blank=True, null=True)),
                ("made_at", models.DateTimeField()),
                ("made_by", models.UUIDField(blank=True, null=True)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.file",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="cases.crimerecord",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Grievance",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("employer_id", models.UUIDField()),
                ("ref", models.TextField()),
                ("received_on", models.DateField()),
                ("category", models.TextField()),
                (
                    "result",
                    models.TextField(
                        choices=[
                            ("indicated", "Conduct indicated"),
                            ("look", "Look at it"),
                            ("not_indicated", "Not indicated"),
                        ]
                    ),
                ),
                ("rules", models.TextField()),
                ("mark", models.BinaryField(max_length=16)),
                ("screened_on", models.DateField()),
                ("file_id", models.UUIDField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("result__in", ["indicated", "look", "not_indicated"])),
                        name="cases_grievance_result_known",
                    ),
                    models.UniqueConstraint(
                        fields=("employer_id", "ref", "rules", "mark"),
                        name="cases_grievance_once_per_rules",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file_id__isnull", True), ("result", "not_indicated")),
                            models.Q(
                                models.Q(("result", "not_indicated"), _negated=True),
                                ("file_id__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="cases_grievance_indicated_waits",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GrievanceItem",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("ref", models.TextField()),
                ("category", models.TextField()),
                (
                    "result",
                    models.TextField(
                        choices=[
                            ("indicated", "Conduct indicated"),
                            ("look", "Look at it"),
                            ("not_indicated", "Not indicated"),
                        ]
                    ),
                ),
                ("because", models.JSONField()),
                ("told", models.JSONField()),
                ("suggests", models.JSONField()),
                ("received_on", models.DateField()),
                ("came_on", models.DateField()),
                ("due_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.UUIDField(blank=True, null=True)),
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
            name="GrievanceDecision",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("decided_at", models.DateTimeField()),
                ("decided_by", models.UUIDField(blank=True, null=True)),
                (
                    "answer",
                    models.TextField(
                        choices=[("conduct", "Moved to conduct"), ("stays", "Stays a grievance")]
                    ),
                ),
                (
                    "goes_on",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("yes", "Yes, it goes on as well"),
                            ("no", "No, the conduct matter takes its place"),
                            ("not_asked", "They have not been asked yet"),
                        ],
                    ),
                ),
                ("case_file_id", models.UUIDField(blank=True, null=True)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.file",
                    ),
                ),
                (
                    "reason_item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
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
                        to="cases.grievancedecision",
                    ),
                ),
                (
                    "asked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="cases.grievanceitem",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GrievanceReview",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("is_agreed", models.BooleanField()),
                ("reviewed_at", models.DateTimeField()),
                ("reviewed_by", models.UUIDField()),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review",
                        to="cases.grievancedecision",
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
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InterimDecision",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("decided_at", models.DateTimeField()),
                ("decided_by", models.UUIDField(blank=True, null=True)),
                (
                    "question",
                    models.TextField(
                        choices=[
                            ("suspension", "Suspension"),
                            ("restriction", "Restricted duties"),
                            ("firearms", "Firearms authority"),
                        ]
                    ),
                ),
                ("is_yes", models.BooleanField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.file",
                    ),
                ),
                (
                    "reason_item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
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
                        to="cases.interimdecision",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interim",
                        to="cases.crimetask",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MisconductDecision",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("organisation_id", models.UUIDField()),
                ("decided_at", models.DateTimeField()),
                ("decided_by", models.UUIDField(blank=True, null=True)),
                (
                    "answer",
                    models.TextField(
                        choices=[
                            ("go_on", "The misconduct question is handled now"),
                            ("stays_stopped", "The matter stays stopped for other proceedings"),
                        ]
                    ),
                ),
                ("decided_on", models.DateField()),
                (
                    "proceeding",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("other_charge", "Another charge against the same person"),
                            ("co_accused", "The trial of somebody charged with them"),
                            (
                                "victims_review",
                                "A review of the decision that the victim asked for",
                            ),
                            ("appeal", "An appeal against the conviction or the sentence"),
                            ("inquest", "An inquest"),
                        ],
                    ),
                ),
                ("review_on", models.DateField(blank=True, null=True)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.file",
                    ),
                ),
                (
                    "reason_item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
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
                        to="cases.misconductdecision",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="misconduct",
                        to="cases.crimetask",
                    ),
                ),
                (
                    "test_item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="guard.sealeditem",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="crimeitem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "arrest",
                            "named_suspect",
                            "crime_report",
                            "civil_order",
                            "charged",
                            "nfa",
                            "acquitted",
                            "discontinued",
                            "convicted",
                        ],
                    )
                ),
                name="cases_crimeitem_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="crimeitem",
            constraint=models.UniqueConstraint(
                fields=("feed_id", "record_ref", "kind"), name="cases_crimeitem_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="crimeitem",
            constraint=models.UniqueConstraint(
                fields=("file",), name="cases_crimeitem_one_in_a_file"
            ),
        ),
        migrations.AddConstraint(
            model_name="crimeitemdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ["same", "not_police", "ask"])),
                name="cases_crimeitemdecision_answer_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="crimeitemdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer", "same"),
                        ("case_file_id__isnull", False),
                        ("person__isnull", False),
                    ),
                    models.Q(
                        models.Q(("answer", "same"), _negated=True),
                        ("case_file_id__isnull", True),
                        ("person__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="cases_crimeitemdecision_same_is_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="crimeitemdecision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("supersedes__isnull", True)),
                fields=("asked",),
                name="cases_crimeitemdecision_one_first",
            ),
        ),
        migrations.AddIndex(
            model_name="crimerecord",
            index=models.Index(fields=["crime_ref"], name="cases_crimerecord_of_crime"),
        ),
        migrations.AddConstraint(
            model_name="crimerecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "arrest",
                            "named_suspect",
                            "crime_report",
                            "civil_order",
                            "charged",
                            "nfa",
                            "acquitted",
                            "discontinued",
                            "convicted",
                        ],
                    )
                ),
                name="cases_crimerecord_kind_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="crimerecord",
            constraint=models.UniqueConstraint(
                fields=("feed_id", "record_ref", "kind"), name="cases_crimerecord_once"
            ),
        ),
        migrations.AddIndex(
            model_name="crimetask",
            index=models.Index(fields=["due_on"], name="cases_crimetask_by_day"),
        ),
        migrations.AddConstraint(
            model_name="crimetask",
            constraint=models.CheckConstraint(
                condition=models.Q(("owed__in", ["interim", "misconduct"])),
                name="cases_crimetask_owed_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="grievanceitem",
            constraint=models.CheckConstraint(
                condition=models.Q(("result__in", ["indicated", "look", "not_indicated"])),
                name="cases_grievanceitem_result_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="grievanceitem",
            constraint=models.UniqueConstraint(
                fields=("file",), name="cases_grievanceitem_one_in_a_file"
            ),
        ),
        migrations.AddConstraint(
            model_name="grievancedecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer", "conduct"),
                        ("case_file_id__isnull", False),
                        ("goes_on__in", ["yes", "no", "not_asked"]),
                    ),
                    models.Q(("answer", "stays"), ("case_file_id__isnull", True), ("goes_on", "")),
                    _connector="OR",
                ),
                name="cases_grievancedecision_conduct_is_a_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="grievancedecision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("supersedes__isnull", True)),
                fields=("asked",),
                name="cases_grievancedecision_one_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="interimdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("question__in", ["suspension", "restriction", "firearms"])),
                name="cases_interimdecision_question_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="interimdecision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("supersedes__isnull", True)),
                fields=("task", "question"),
                name="cases_interimdecision_one_first",
            ),
        ),
        migrations.AddConstraint(
            model_name="misconductdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer__in", ["go_on", "stays_stopped"])),
                name="cases_misconductdecision_answer_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="misconductdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answer", "stays_stopped"),
                        (
                            "proceeding__in",
                            ["other_charge", "co_accused", "victims_review", "appeal", "inquest"],
                        ),
                        ("review_on__gt", models.F("decided_on")),
                        ("review_on__isnull", False),
                    ),
                    models.Q(
                        models.Q(("answer", "stays_stopped"), _negated=True),
                        ("proceeding", ""),
                        ("review_on__isnull", True),
                        ("test_item__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="cases_misconductdecision_stays_for_something_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="misconductdecision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("supersedes__isnull", True)),
                fields=("task",),
                name="cases_misconductdecision_one_first",
            ),
        ),
        *[Protect(table=table, reach="file", image=image) for table, image in IMAGES.items()],
        Protect(table="cases_grievance", reach="none", image=SCREENED, has_organisation=False),
        SQLFile(SQL / "crime.sql"),
        Allow(rights="select, insert", on=tuple(IMAGES), to=("casework", "worker")),
        Allow(rights="select, insert", on=("cases_grievance",), to=("worker",)),
    ]
