"""Changes in somebody's work that are asked about before they are made, and what was decided."""

import uuid

from django.db import models
from django.db.models import Q

from candour.cases.models.case import InFile, known
from candour.cases.models.decisions import DECISION, Decision
from candour.law.policies import gates as policy
from candour.people.models import Organisation, Person

CHANGES = [(row.code, row.name) for row in policy.CHANGES]
GATE_ANSWERS = [(row.code, row.name) for row in policy.ANSWERS]
CLEAR, WAIT = "clear", "wait"
SAID = [(CLEAR, "Clear"), (WAIT, "Wait for a decision")]
WAYS = [("file", "A file of planned changes"), ("system", "HR's system"), ("form", "The form")]


class GateAsk(models.Model):
    """One question of HR, and the one word it got; no site reads a row of it.

    number: what HR calls somebody whom nobody here is known by; empty once somebody is.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    employer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    ref = models.TextField()
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    number = models.TextField(blank=True)
    change = models.TextField(choices=CHANGES)
    planned_on = models.DateField()
    way = models.TextField(choices=WAYS)
    said = models.TextField(choices=SAID)
    because = models.JSONField()
    asked_on = models.DateField()
    asked_by = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            known("change", CHANGES, "patterns_gateask_change_known"),
            known("way", WAYS, "patterns_gateask_way_known"),
            models.UniqueConstraint(fields=["employer", "ref"], name="patterns_gateask_once"),
            models.CheckConstraint(
                condition=Q(person__isnull=True, said=WAIT, because=[])
                | Q(person__isnull=False, number="", said=CLEAR, because=[])
                | (Q(person__isnull=False, number="", said=WAIT) & ~Q(because=[])),
                name="patterns_gateask_waits_for_a_cause",
            ),
        ]

    class Privacy:
        official = ("id", "employer", "ref", "change", "planned_on", "way", "asked_on", "asked_by")
        personal = ("person", "said", "because")
        identity = ("number",)

    def __str__(self) -> str:
        return f"gate question {self.id}"


class Gate(InFile):
    """A change that waits for a named decision, or that was made without one.

    ask: the question; none where the change was found made. made_on: the day it was made then.
    """

    ask = models.OneToOneField(
        GateAsk, null=True, blank=True, on_delete=models.PROTECT, related_name="gate"
    )
    reference = models.TextField(unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    change = models.TextField(choices=CHANGES)
    planned_on = models.DateField(null=True, blank=True)
    made_on = models.DateField(null=True, blank=True)
    because = models.JSONField()
    came_on = models.DateField()
    due_on = models.DateField()

    class Meta:
        constraints = [
            known("change", CHANGES, "patterns_gate_change_known"),
            models.UniqueConstraint(fields=["file"], name="patterns_gate_one_in_a_file"),
            models.CheckConstraint(
                condition=Q(ask__isnull=False, planned_on__isnull=False, made_on__isnull=True)
                | Q(ask__isnull=True, planned_on__isnull=True, made_on__isnull=False),
                name="patterns_gate_asked_or_passed",
            ),
            models.UniqueConstraint(
                fields=["person", "change", "made_on"],
                condition=Q(made_on__isnull=False),
                name="patterns_gate_passed_once",
            ),
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "ask", "reference", "change", "planned_on", "made_on",
            "came_on", "due_on",
        )  # fmt: skip
        personal = ("person", "because")

    def __str__(self) -> str:
        return self.reference


class GateDecision(Decision):
    """Whether a change may be made: by whom, by which coded reasons, on which conditions."""

    gate = models.ForeignKey(Gate, on_delete=models.PROTECT, related_name="decisions")
    answer = models.TextField(choices=GATE_ANSWERS)
    # Codes that the local policing body reads; the words are sealed beside them.
    reasons = models.JSONField()
    terms = models.JSONField()

    class Meta:
        constraints = [
            known("answer", GATE_ANSWERS, "patterns_gatedecision_answer_known"),
            models.CheckConstraint(
                condition=Q(reason_item__isnull=False, decided_by__isnull=False) & ~Q(reasons=[]),
                name="patterns_gatedecision_named_with_reasons",
            ),
            models.CheckConstraint(
                condition=(Q(answer=policy.CONDITIONS) & ~Q(terms=[]))
                | (~Q(answer=policy.CONDITIONS) & Q(terms=[])),
                name="patterns_gatedecision_conditions_are_named",
            ),
            models.UniqueConstraint(
                fields=["gate"],
                condition=Q(supersedes__isnull=True),
                name="patterns_gatedecision_one_first",
            ),
        ]

    class Privacy:
        official = (*DECISION, "gate", "answer", "reasons", "terms")

    def __str__(self) -> str:
        return f"{self.answer} {self.gate_id}"


class GateToken(models.Model):
    """What an HR system shows to ask; kept as a digest, read by the database's functions alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    employer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    digest = models.BinaryField(max_length=32, unique=True)
    made_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Privacy:
        official = ("id", "employer", "made_on", "ended_on")
        secret = ("digest",)

    def __str__(self) -> str:
        return f"token {self.id}"


class GateRound(models.Model):
    """One night's look at the changes that were made: from which day, how many, how many passed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    looked_on = models.DateField(unique=True)
    since_on = models.DateField()
    changes = models.IntegerField()
    passed = models.IntegerField()

    class Privacy:
        official = ("id", "looked_on", "since_on", "changes", "passed")

    def __str__(self) -> str:
        return f"round of {self.looked_on}"
