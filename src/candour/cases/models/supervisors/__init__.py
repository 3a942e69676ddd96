"""Supervisors who knew and did not act, what was decided of each, and why an action comes again."""

from django.db import models

from candour.cases.models.case import known
from candour.cases.models.decisions import DECISION, Decision
from candour.cases.models.owed import NOTED, Noted
from candour.law.policies import ladder
from candour.people.models import Person

SUPERVISOR_ANSWERS = [(row.code, row.name) for row in ladder.SUPERVISORS]
RUNGS = [(row.code, row.name) for row in ladder.RUNGS]


class SupervisorNoted(Noted):
    """The evidence of a case says that this supervisor knew; which evidence is sealed."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "person"], name="cases_supervisornoted_once_in_a_case"
            )
        ]

    class Privacy:
        official = NOTED
        personal = ("person",)

    def __str__(self) -> str:
        return f"supervisor {self.id}"


class SupervisorDecision(Decision):
    """Whether a supervisor who was noted failed to report or to challenge; one in force."""

    noted = models.ForeignKey(SupervisorNoted, on_delete=models.PROTECT, related_name="decisions")
    answer = models.TextField(choices=SUPERVISOR_ANSWERS)

    class Meta:
        constraints = [
            known("answer", SUPERVISOR_ANSWERS, "cases_supervisordecision_answer_known"),
            models.CheckConstraint(
                condition=models.Q(reason_item__isnull=False, decided_by__isnull=False),
                name="cases_supervisordecision_has_a_reason",
            ),
            models.UniqueConstraint(
                fields=["noted"],
                condition=models.Q(supersedes__isnull=True),
                name="cases_supervisordecision_one_first",
            ),
        ]

    class Privacy:
        official = (*DECISION, "noted", "answer")

    def __str__(self) -> str:
        return f"{self.answer} {self.noted_id}"


class LadderReason(Noted):
    """Why the same kind of action is taken of one person again; without it the third is refused."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    rung = models.TextField(choices=RUNGS)

    class Meta:
        constraints = [
            known("rung", RUNGS, "cases_ladderreason_rung_known"),
            models.UniqueConstraint(
                fields=["file", "person", "rung"], name="cases_ladderreason_once"
            ),
        ]

    class Privacy:
        official = (*NOTED, "rung")
        personal = ("person",)

    def __str__(self) -> str:
        return f"{self.rung} again {self.id}"
