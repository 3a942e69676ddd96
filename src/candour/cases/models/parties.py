"""The sides of a case: seats of subjects, representatives, other bodies, witnesses kept apart."""

from django.db import models
from django.db.models import F, Q

from candour.cases.models.case import InFile, known
from candour.cases.models.owed import NOTED, Noted
from candour.guard.models import Account, SealedItem
from candour.people.models import Person

PARTIES = [
    ("subject", "Subject"),
    ("representative", "Representative"),
    ("body", "Another body"),
    ("reviewer", "Reviewer"),
]
SIDES = [("subject", "The subject's side"), ("reporter", "The reporter's side"), ("none", "None")]
SAFE = [("yes", "Yes"), ("no", "No"), ("unsure", "Not sure"), ("", "Not said")]
LONGEST_PLAN_DAYS = 28


class Affiliation(models.Model):
    """For which body, and for which of its branches, an account represents people."""

    account = models.OneToOneField(
        Account, primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    body = models.TextField()
    branch = models.TextField(blank=True)
    # Body and branch as they are compared: without case, marks and spaces.
    key = models.TextField()

    class Privacy:
        official = ("account", "body", "branch", "key")

    def __str__(self) -> str:
        return f"{self.body}, {self.branch}" if self.branch else self.body


class Party(Noted):
    """Somebody who is given things in a case and never the case: on which side, for whom."""

    kind = models.TextField(choices=PARTIES)
    side = models.TextField(choices=SIDES)
    account = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Whom a representative stands by; nobody on the reporter's side, which has a mailbox.
    client = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    body = models.TextField(blank=True)
    branch = models.TextField(blank=True)
    branch_key = models.TextField(blank=True)

    class Meta:
        constraints = [
            known("kind", PARTIES, "cases_party_kind_known"),
            known("side", SIDES, "cases_party_side_known"),
            models.CheckConstraint(
                condition=Q(kind="body", account__isnull=True, side="none")
                | (~Q(kind="body") & Q(account__isnull=False)),
                name="cases_party_account_or_body",
            ),
            models.CheckConstraint(
                condition=~Q(kind="subject") | Q(side="subject", person__isnull=False),
                name="cases_party_subject_is_a_person",
            ),
            models.CheckConstraint(
                condition=~Q(kind="representative")
                | Q(side="subject", client__isnull=False)
                | Q(side="reporter", client__isnull=True),
                name="cases_party_representative_has_a_side",
            ),
            models.CheckConstraint(
                condition=~Q(kind="reviewer") | Q(side="none", client__isnull=True),
                name="cases_party_reviewer_has_no_side",
            ),
        ]

    class Privacy:
        official = (*NOTED, "kind", "side", "account", "client", "body", "branch", "branch_key")
        personal = ("person",)

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class PartyEnd(Noted):
    """A party has nothing more to be given, and what it was given is taken off its pages."""

    party = models.OneToOneField(Party, on_delete=models.PROTECT, related_name="end")

    class Privacy:
        official = (*NOTED, "party")

    def __str__(self) -> str:
        return f"end of {self.party_id}"


class RepresentativeRequest(InFile):
    """A subject asked from their seat for a representative; whoever handles the case answers."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["party", "account"], name="cases_representativerequest_once"
            )
        ]

    class Privacy:
        official = ("id", "file", "organisation_id", "party", "account", "asked_at")

    def __str__(self) -> str:
        return f"request {self.id}"


class Witness(Noted):
    """Somebody who says what they saw: a letter everywhere, and a name for few named readers."""

    letter = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "letter"], name="cases_witness_lettered_once")
        ]

    class Privacy:
        official = (*NOTED, "letter")

    def __str__(self) -> str:
        return f"Witness {self.letter}"


class ProtectionPlan(Noted):
    """Who does what to keep a witness safe, and when that is looked at again."""

    witness = models.ForeignKey(Witness, on_delete=models.PROTECT, related_name="plans")
    made_on = models.DateField()
    review_on = models.DateField()
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(review_on__gt=F("made_on")),
                name="cases_protectionplan_reviewed_later",
            )
        ]

    class Privacy:
        official = (*NOTED, "witness", "made_on", "review_on", "supersedes")

    def __str__(self) -> str:
        return f"plan until {self.review_on}"


class WitnessCheckIn(Noted):
    """How a witness fares at one of the set days: what happened and what is feared, apart."""

    witness = models.ForeignKey(Witness, on_delete=models.PROTECT, related_name="check_ins")
    day = models.IntegerField()
    asked_on = models.DateField()
    safe = models.TextField(choices=SAFE, blank=True)
    actual = models.JSONField()
    perceived = models.JSONField()

    class Meta:
        constraints = [known("safe", SAFE, "cases_witnesscheckin_safe_known")]

    class Privacy:
        official = (*NOTED, "witness", "day", "asked_on")
        personal = ("safe", "actual", "perceived")

    def __str__(self) -> str:
        return f"check-in of day {self.day}"


class SafetyDecision(Noted):
    """Whether the reporter is safe if a subject is given things at a stage, and how she knows."""

    stage = models.TextField()
    answer = models.TextField()
    letter = models.ForeignKey(
        SealedItem, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__in=["told", "unreachable", "harm_test"]),
                name="cases_safetydecision_answer_known",
            ),
            models.CheckConstraint(
                condition=Q(answer="told", letter__isnull=False)
                | (~Q(answer="told") & Q(letter__isnull=True)),
                name="cases_safetydecision_told_by_letter",
            ),
        ]

    class Privacy:
        official = (*NOTED, "stage", "answer", "letter")

    def __str__(self) -> str:
        return f"{self.answer} at {self.stage}"


class SafetyReview(Noted):
    """A second person's answer to a decision that the reporter is not told before."""

    decision = models.OneToOneField(SafetyDecision, on_delete=models.PROTECT, related_name="review")
    agrees = models.BooleanField()

    class Privacy:
        official = (*NOTED, "decision", "agrees")

    def __str__(self) -> str:
        return f"review of {self.decision_id}"
