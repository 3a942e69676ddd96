"""What the crime side told of people who serve, what is owed of it, and what was decided."""

from django.db import models

from candour.cases.models.case import InFile, known
from candour.cases.models.decisions import DECISION, Decision
from candour.guard.models import SealedItem
from candour.law.policies.crime_side import KINDS, PROCEEDINGS, QUESTIONS, Owed
from candour.people.models import Person

ROW_KINDS = [(row.kind.value, row.name) for row in KINDS]
OWED = [
    (Owed.INTERIM.value, "Suspension, restricted duties, firearms authority"),
    (Owed.MISCONDUCT.value, "The misconduct question after a criminal outcome"),
]
ITEM_ANSWERS = [
    ("same", "This person of the register"),
    ("not_police", "Nobody who serves"),
    ("ask", "Can't say: the crime side is asked"),
]
GO_ON, STAYS_STOPPED = "go_on", "stays_stopped"
OUTCOME_ANSWERS = [
    (GO_ON, "The misconduct question is handled now"),
    (STAYS_STOPPED, "The matter stays stopped for other proceedings"),
]
_ASKED = [(row.code, row.name) for row in QUESTIONS]
_WAITED_FOR = [(row.code, row.name) for row in PROCEEDINGS]
_STAYS = models.Q(answer=STAYS_STOPPED)


class FeedRow(InFile):
    """A row of the feed by its codes and days; its words, and whose they are, are sealed."""

    # Whose feed: a row has its number there, and may be about another force's officer.
    feed_id = models.UUIDField()
    record_ref = models.TextField()
    crime_ref = models.TextField(blank=True)
    kind = models.TextField(choices=ROW_KINDS)
    offence = models.TextField(blank=True)
    civil_order = models.TextField(blank=True)
    is_domestic = models.BooleanField(default=False)
    is_sexual = models.BooleanField(default=False)
    happened_on = models.DateField()
    came_on = models.DateField()
    # Levels of agreement, or doubts.
    because = models.JSONField()
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True, blank=True)
    item = models.ForeignKey(SealedItem, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


FEED_ROW = (
    "id", "file", "organisation_id", "feed_id", "record_ref", "crime_ref", "kind", "offence",
    "civil_order", "is_domestic", "is_sexual", "happened_on", "came_on", "because", "recorded_at",
    "recorded_by", "item",
)  # fmt: skip


class CrimeItem(FeedRow):
    """A row that is about nobody for certain: it waits, in a file of its own, for a decision."""

    due_on = models.DateField()

    class Meta:
        constraints = [
            known("kind", ROW_KINDS, "cases_crimeitem_kind_known"),
            models.UniqueConstraint(
                fields=["feed_id", "record_ref", "kind"], name="cases_crimeitem_once"
            ),
            models.UniqueConstraint(fields=["file"], name="cases_crimeitem_one_in_a_file"),
        ]

    class Privacy:
        official = (*FEED_ROW, "due_on")

    def __str__(self) -> str:
        return f"{self.kind} waits {self.id}"


class CrimeRecord(FeedRow):
    """A row that belongs to a case, about one of its subjects."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            known("kind", ROW_KINDS, "cases_crimerecord_kind_known"),
            models.UniqueConstraint(
                fields=["feed_id", "record_ref", "kind"], name="cases_crimerecord_once"
            ),
        ]
        indexes = [models.Index(fields=["crime_ref"], name="cases_crimerecord_of_crime")]

    class Privacy:
        official = FEED_ROW
        personal = ("person",)

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class CrimeItemDecision(Decision):
    """A named person says who a row is about, or that it is about nobody who serves."""

    asked = models.ForeignKey(CrimeItem, on_delete=models.PROTECT, related_name="decisions")
    answer = models.TextField(choices=ITEM_ANSWERS)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # The case that was made of it, or that it was added to.
    case_file_id = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            known("answer", ITEM_ANSWERS, "cases_crimeitemdecision_answer_known"),
            models.CheckConstraint(
                condition=models.Q(answer="same", person__isnull=False, case_file_id__isnull=False)
                | ~models.Q(answer="same")
                & models.Q(person__isnull=True, case_file_id__isnull=True),
                name="cases_crimeitemdecision_same_is_somebody",
            ),
            models.UniqueConstraint(
                fields=["asked"],
                condition=models.Q(supersedes__isnull=True),
                name="cases_crimeitemdecision_one_first",
            ),
        ]

    class Privacy:
        official = (*DECISION, "asked", "answer", "case_file_id")
        personal = ("person",)

    def __str__(self) -> str:
        return f"{self.answer} {self.asked_id}"


class CrimeTask(InFile):
    """Something owed the same day about one subject of a case: what, by whom, since what row."""

    owed = models.TextField(choices=OWED)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # None where the criminal outcome was entered by hand.
    record = models.ForeignKey(
        CrimeRecord, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks"
    )
    due_on = models.DateField()
    # An account of the appropriate authority; None where no clean one is left.
    owner_id = models.UUIDField(null=True, blank=True)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [known("owed", OWED, "cases_crimetask_owed_known")]
        indexes = [models.Index(fields=["due_on"], name="cases_crimetask_by_day")]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "owed", "record", "due_on", "owner_id", "made_at",
            "made_by",
        )  # fmt: skip
        personal = ("person",)

    def __str__(self) -> str:
        return f"{self.owed} due {self.due_on}"


class InterimDecision(Decision):
    """One of the decisions for the time being: yes or no, with reasons."""

    task = models.ForeignKey(CrimeTask, on_delete=models.PROTECT, related_name="interim")
    question = models.TextField(choices=_ASKED)
    is_yes = models.BooleanField()

    class Meta:
        constraints = [
            known("question", _ASKED, "cases_interimdecision_question_known"),
            models.UniqueConstraint(
                fields=["task", "question"],
                condition=models.Q(supersedes__isnull=True),
                name="cases_interimdecision_one_first",
            ),
        ]

    class Privacy:
        official = (*DECISION, "task", "question", "is_yes")

    def __str__(self) -> str:
        return f"{self.question}: {'yes' if self.is_yes else 'no'}"


class MisconductDecision(Decision):
    """What becomes of the misconduct question once a criminal outcome is known; it isn't ended."""

    task = models.ForeignKey(CrimeTask, on_delete=models.PROTECT, related_name="misconduct")
    answer = models.TextField(choices=OUTCOME_ANSWERS)
    decided_on = models.DateField()
    proceeding = models.TextField(choices=_WAITED_FOR, blank=True)
    review_on = models.DateField(null=True, blank=True)
    # What could be proven on the balance of probabilities, and the least that is done now.
    test_item = models.ForeignKey(
        SealedItem, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            known("answer", OUTCOME_ANSWERS, "cases_misconductdecision_answer_known"),
            models.CheckConstraint(
                condition=_STAYS
                & models.Q(
                    proceeding__in=[code for code, _ in _WAITED_FOR],
                    review_on__gt=models.F("decided_on"),
                    review_on__isnull=False,
                )
                | ~_STAYS
                & models.Q(proceeding="", review_on__isnull=True, test_item__isnull=False),
                name="cases_misconductdecision_stays_for_something_named",
            ),
            models.UniqueConstraint(
                fields=["task"],
                condition=models.Q(supersedes__isnull=True),
                name="cases_misconductdecision_one_first",
            ),
        ]

    class Privacy:
        official = (
            *DECISION, "task", "answer", "decided_on", "proceeding", "review_on", "test_item",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.answer} {self.task_id}"
