"""Who is known to have reported, what followed it, and what a named person decided of that."""

import uuid

from django.db import models
from django.db.models import Q

from candour.cases.models.case import InFile, known
from candour.cases.models.decisions import DECISION, Decision
from candour.cases.models.owed import NOTED, Noted
from candour.guard.models import SealedItem
from candour.law.policies import retaliation as policy

HOW = [
    ("open", "They agreed that whoever decides about them may know that they reported"),
    ("kept", "One person alone was told, to keep them safe"),
]
KINDS = [("counter", "A matter about them"), ("hr", "Something that HR did")]
ANSWERS = [
    ("linked", "It may answer the report: another team handles it"),
    ("not_linked", "It has nothing to do with the report"),
    ("matter", "It is to be recorded as a matter of its own"),
    ("no_matter", "It had another reason"),
]
OF_KIND = {"counter": ("linked", "not_linked"), "hr": ("matter", "no_matter")}
SOURCES = [(row.code, row.name) for row in policy.SOURCES]
SYSTEMS = [(row.code, row.name) for row in policy.SYSTEMS]
ACTIONS = [(row.code, row.name) for row in policy.ACTIONS]
ACTION_ANSWERS = [("allowed", "It may be done"), ("refused", "It must not be done")]


class KnownReporter(InFile):
    """Who reported a case, as a keyed mark: nobody reads a name or an id here.

    Of a kept one, only the account that was told sees the row and what follows from it, and no word
    of it is sealed to anybody else.
    """

    mark = models.BinaryField(max_length=32)
    how = models.TextField(choices=HOW)
    knower_id = models.UUIDField(null=True, blank=True)
    since_on = models.DateField()
    noted_at = models.DateTimeField()
    noted_by = models.UUIDField()
    # Who it is, for the readers of the case; nothing of a kept one.
    item = models.ForeignKey(
        SealedItem, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(how="open", knower_id__isnull=True, item__isnull=False)
                | Q(how="kept", knower_id__isnull=False, item__isnull=True),
                name="patterns_knownreporter_kept_by_one",
            ),
            models.UniqueConstraint(
                fields=["file", "mark", "knower_id"],
                nulls_distinct=False,
                name="patterns_knownreporter_once_in_a_case",
            ),
        ]
        indexes = [models.Index(fields=["mark"], name="patterns_knownreporter_mark")]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "how", "knower_id", "since_on", "noted_at",
            "noted_by", "item",
        )  # fmt: skip
        secret = ("mark",)

    def __str__(self) -> str:
        return f"reporter of {self.file_id}"


class Proposal(InFile):
    """Something followed a report and is put to a named person; never that it was because of it."""

    reporter = models.ForeignKey(KnownReporter, on_delete=models.PROTECT, related_name="proposals")
    kind = models.TextField(choices=KINDS)
    # The later report or case about whoever reported; or the event of HR's feed.
    later_file_id = models.UUIDField(null=True, blank=True)
    event_id = models.UUIDField(null=True, blank=True)
    what = models.TextField(blank=True)
    happened_on = models.DateField()
    because = models.JSONField()
    found_at = models.DateTimeField()
    knower_id = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="counter", later_file_id__isnull=False, event_id__isnull=True)
                | Q(kind="hr", later_file_id__isnull=True, event_id__isnull=False),
                name="patterns_proposal_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["reporter", "later_file_id"],
                condition=Q(later_file_id__isnull=False),
                name="patterns_proposal_once_per_file",
            ),
            models.UniqueConstraint(
                fields=["reporter", "event_id"],
                condition=Q(event_id__isnull=False),
                name="patterns_proposal_once_per_event",
            ),
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "reporter", "kind", "later_file_id", "event_id",
            "because", "found_at", "knower_id",
        )  # fmt: skip
        personal = ("what", "happened_on")

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class ProposalDecision(Decision):
    """A named person considered the link and decided; a change is another row."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="decisions")
    answer = models.TextField(choices=ANSWERS)
    comes_from = models.TextField(choices=SOURCES, blank=True)

    class Meta:
        constraints = [
            known("answer", ANSWERS, "patterns_proposaldecision_answer_known"),
            models.CheckConstraint(
                condition=Q(answer__in=OF_KIND["counter"], comes_from__in=[a for a, _ in SOURCES])
                | Q(answer__in=OF_KIND["hr"], comes_from=""),
                name="patterns_proposaldecision_says_where_from",
            ),
            models.UniqueConstraint(
                fields=["proposal"],
                condition=Q(supersedes__isnull=True),
                name="patterns_proposaldecision_one_first",
            ),
        ]

    class Privacy:
        official = (*DECISION, "proposal", "answer", "comes_from")

    def __str__(self) -> str:
        return f"{self.answer} {self.proposal_id}"


class Apart(InFile):
    """Two cases that no one person handles: the later one may answer what the first reports."""

    first_file_id = models.UUIDField()
    decision = models.OneToOneField(
        ProposalDecision, on_delete=models.PROTECT, related_name="apart"
    )
    since_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(first_file_id=models.F("file_id")), name="patterns_apart_of_two"
            ),
            models.UniqueConstraint(fields=["file", "first_file_id"], name="patterns_apart_once"),
        ]
        indexes = [models.Index(fields=["first_file_id"], name="patterns_apart_first")]

    class Privacy:
        official = ("id", "file", "organisation_id", "first_file_id", "decision", "since_at")

    def __str__(self) -> str:
        return f"apart {self.id}"


class EvidenceOrigin(Noted):
    """How a piece of evidence in the later case was got: from which system, when; who and why."""

    system = models.TextField(choices=SYSTEMS)
    obtained_on = models.DateField()

    class Meta:
        constraints = [known("system", SYSTEMS, "patterns_evidenceorigin_system_known")]

    class Privacy:
        official = (*NOTED, "system", "obtained_on")

    def __str__(self) -> str:
        return f"from {self.system}"


class ActionDecision(Decision):
    """Whether somebody who reported may be moved or disciplined: decided beside the report."""

    reporter = models.ForeignKey(KnownReporter, on_delete=models.PROTECT, related_name="actions")
    action = models.TextField(choices=ACTIONS)
    answer = models.TextField(choices=ACTION_ANSWERS)
    consents = models.BooleanField()

    class Meta:
        constraints = [
            known("action", ACTIONS, "patterns_actiondecision_action_known"),
            known("answer", ACTION_ANSWERS, "patterns_actiondecision_answer_known"),
            models.CheckConstraint(
                condition=~Q(action="moved", answer="allowed") | Q(consents=True),
                name="patterns_actiondecision_moves_with_consent",
            ),
            models.UniqueConstraint(
                fields=["reporter", "action"],
                condition=Q(supersedes__isnull=True),
                name="patterns_actiondecision_one_first",
            ),
        ]

    class Privacy:
        official = (*DECISION, "reporter", "action", "answer", "consents")

    def __str__(self) -> str:
        return f"{self.answer}: {self.action}"


class ExcessTest(models.Model):
    """One force's test of a month: events of people who reported, after and before; no person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation_id = models.UUIDField()
    month_on = models.DateField()
    what = models.TextField(choices=KINDS)
    people = models.IntegerField()
    before = models.IntegerField()
    after = models.IntegerField()
    days_before = models.IntegerField()
    days_after = models.IntegerField()
    p = models.FloatField(null=True, blank=True)
    p_trend = models.FloatField(null=True, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            known("what", KINDS, "patterns_excesstest_what_known"),
            models.UniqueConstraint(
                fields=["organisation_id", "month_on", "what"], name="patterns_excesstest_monthly"
            ),
        ]

    class Privacy:
        official = (
            "id", "organisation_id", "month_on", "what", "people", "before", "after",
            "days_before", "days_after", "p", "p_trend", "made_at",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.what} {self.month_on}"
