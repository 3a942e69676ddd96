"""Look-backs: which closed matters are looked at again, by whom, and what was found."""

import uuid

from django.db import models

from candour.cases.models.case import Described, InFile, known
from candour.cases.models.decisions import DECISION, Decision
from candour.guard.models import WorkOrder
from candour.law.policies import lookbacks as policy
from candour.people.models import Organisation

RESULTS = [(row.code, row.name) for row in policy.RESULTS]
FLAGS = [(row.code, row.name) for row in policy.FLAGS]


class Lookback(models.Model):
    """One campaign: what its scope is, and by which seed its sample is drawn."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    # Days, categories, results and sources, as codes; an empty list leaves nothing out.
    scope = models.JSONField()
    seed = models.TextField()
    sample = models.IntegerField()
    begun_at = models.DateTimeField()
    begun_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], name="patterns_lookback_name_once"
            ),
            models.CheckConstraint(
                condition=models.Q(sample__gte=0) & ~models.Q(seed="") & ~models.Q(name=""),
                name="patterns_lookback_can_be_drawn_again",
            ),
        ]

    class Privacy:
        official = (
            "id", "organisation", "name", "scope", "seed", "sample", "begun_at", "begun_by",
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name


class LookbackFrozen(models.Model):
    """When the items of a look-back were listed, and how many they are: from then on all of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lookback = models.OneToOneField(Lookback, on_delete=models.PROTECT, related_name="frozen")
    number = models.IntegerField()
    frozen_at = models.DateTimeField()

    class Privacy:
        official = ("id", "lookback", "number", "frozen_at")

    def __str__(self) -> str:
        return f"{self.number} of {self.lookback_id}"


class LookbackItem(InFile):
    """One closed matter in the scope of a look-back."""

    lookback = models.ForeignKey(Lookback, on_delete=models.PROTECT, related_name="items")
    is_sampled = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lookback", "file"], name="patterns_lookbackitem_once")
        ]

    class Privacy:
        official = ("id", "file", "organisation_id", "lookback", "is_sampled")

    def __str__(self) -> str:
        return f"item {self.id}"


class LookbackAssignment(InFile):
    """Who looks at an item again: somebody not involved the first time."""

    looked = models.ForeignKey(LookbackItem, on_delete=models.PROTECT, related_name="assignments")
    account_id = models.UUIDField()
    assigned_at = models.DateTimeField()
    assigned_by = models.UUIDField()
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["looked"],
                condition=models.Q(supersedes__isnull=True),
                name="patterns_lookbackassignment_one_first",
            )
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "looked", "account_id", "assigned_at", "assigned_by",
            "supersedes",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"assignment {self.id}"


class LookbackResult(Decision):
    """What the second look found; a later one replaces it."""

    looked = models.ForeignKey(LookbackItem, on_delete=models.PROTECT, related_name="results")
    answer = models.TextField(choices=RESULTS)

    class Meta:
        constraints = [
            known("answer", RESULTS, "patterns_lookbackresult_answer_known"),
            models.CheckConstraint(
                condition=models.Q(reason_item__isnull=False, decided_by__isnull=False),
                name="patterns_lookbackresult_has_a_reason",
            ),
            models.UniqueConstraint(
                fields=["looked"],
                condition=models.Q(supersedes__isnull=True),
                name="patterns_lookbackresult_one_first",
            ),
        ]

    class Privacy:
        official = (*DECISION, "looked", "answer")

    def __str__(self) -> str:
        return f"{self.answer} {self.looked_id}"


class ScreeningFlag(InFile):
    """What a worker found of one described person under a reader's order: a code, never a word."""

    order = models.ForeignKey(WorkOrder, on_delete=models.PROTECT, related_name="+")
    described = models.ForeignKey(Described, on_delete=models.PROTECT, related_name="+")
    flag = models.TextField(choices=FLAGS)
    rules = models.TextField()
    flagged_at = models.DateTimeField()

    class Meta:
        constraints = [
            known("flag", FLAGS, "patterns_screeningflag_known"),
            models.UniqueConstraint(
                fields=["order", "described"], name="patterns_screeningflag_once"
            ),
        ]
        indexes = [
            models.Index(fields=["described", "-flagged_at"], name="patterns_screeningflag_newest")
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "order", "described", "flag", "rules", "flagged_at",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.flag} {self.described_id}"
