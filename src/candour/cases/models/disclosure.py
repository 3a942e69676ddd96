"""What was given to whom: the ledger of copies, drafts of reports with findings, leaks found."""

import uuid

from django.db import models
from django.db.models import Q

from candour.cases.models.case import Allegation, InFile, known
from candour.cases.models.owed import NOTED, Noted
from candour.cases.models.parties import Party, SafetyDecision
from candour.guard.models import Account, SealedItem
from candour.law.disclosure import FINDINGS, FOUND, STAGES
from candour.law.policies import looks

ITEMS = [
    ("statement", "The reporter's statement"),
    ("letter", "A letter"),
    ("paper", "A paper"),
    ("report", "An investigation report"),
]
FILE = "file"
GIVEN = [*ITEMS, (FILE, "An attached file")]
OUTCOMES = [(row.code, row.name) for row in looks.OUTCOMES]
RECORDED, RESPONSE = "recorded", "response"
SOURCES = [
    (RECORDED, "A matter that was recorded"),
    (RESPONSE, "A response or representation"),
]
STAGE_CODES = [(row.code, row.name) for row in STAGES]
ABOUT = [(row.code, row.name) for row in FINDINGS]
RESULTS = [(row.code, row.name) for row in FOUND]


class DisclosedCopy(InFile):
    """One marked copy of one thing, given to one recipient: a row of the disclosure ledger."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="copies")
    stage = models.TextField(choices=STAGE_CODES)
    kind = models.TextField(choices=GIVEN)
    # The item, letter, attached file or redaction that it is a copy of.
    source_id = models.UUIDField()
    number = models.IntegerField()
    code = models.TextField(unique=True)
    # The copy as it was given, and the key of its marks: sealed to the case's readers.
    item = models.ForeignKey(SealedItem, on_delete=models.PROTECT, related_name="+")
    copy_hash = models.BinaryField(max_length=32)
    served_at = models.DateTimeField()
    served_by = models.UUIDField()
    safety = models.ForeignKey(
        SafetyDecision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            known("stage", STAGE_CODES, "cases_disclosedcopy_stage_known"),
            known("kind", GIVEN, "cases_disclosedcopy_kind_known"),
            models.UniqueConstraint(
                fields=["file", "number"], name="cases_disclosedcopy_numbered_once"
            ),
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "party", "stage", "kind", "source_id", "number",
            "code", "item", "copy_hash", "served_at", "served_by", "safety",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"copy {self.number}"


class ServedCopy(models.Model):
    """A copy as its recipient has it: sealed to one account, and tied to no file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    reference = models.TextField()
    stage = models.TextField()
    kind = models.TextField()
    code = models.TextField()
    served_at = models.DateTimeField()
    ciphertext = models.BinaryField()

    class Privacy:
        official = ("id", "account", "reference", "stage", "kind", "code", "served_at")
        secret = ("ciphertext",)

    def __str__(self) -> str:
        return f"served copy {self.id}"


class Draft(InFile):
    """One version of the investigation report; it is never changed, only followed by another."""

    number = models.IntegerField()
    written_at = models.DateTimeField()
    written_by = models.UUIDField()
    item = models.ForeignKey(SealedItem, on_delete=models.PROTECT, related_name="+")
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="cases_draft_numbered_once"),
            models.CheckConstraint(
                condition=Q(number=1, supersedes__isnull=True)
                | Q(number__gt=1, supersedes__isnull=False),
                name="cases_draft_follows_another",
            ),
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "number", "written_at", "written_by", "item",
            "supersedes",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"version {self.number}"


class Finding(InFile):
    """What one version of the report finds: about which matter or allegation, with what result."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="findings")
    allegation = models.ForeignKey(
        Allegation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    about = models.TextField(choices=ABOUT)
    result = models.TextField(choices=RESULTS)

    class Meta:
        constraints = [
            known("about", ABOUT, "cases_finding_about_known"),
            known("result", RESULTS, "cases_finding_result_known"),
            models.UniqueConstraint(
                fields=["draft", "about", "allegation"],
                name="cases_finding_once_per_matter",
                nulls_distinct=False,
            ),
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "draft", "allegation", "about", "result",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.about}: {self.result}"


class RemovedFinding(Noted):
    """A finding of the version before that a version lacks: who left it out, when, and why."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="removals")
    finding = models.OneToOneField(Finding, on_delete=models.PROTECT, related_name="removal")

    class Privacy:
        official = (*NOTED, "draft", "finding")

    def __str__(self) -> str:
        return f"removal of {self.finding_id}"


class PassageWait(InFile):
    """Words that came in and are held against earlier cases, as soon as somebody opens both."""

    source = models.TextField(choices=SOURCES)
    # The words; none where they are the file's own story.
    item = models.ForeignKey(
        SealedItem, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    appeared_on = models.DateField()
    since = models.DateTimeField()

    class Meta:
        constraints = [
            known("source", SOURCES, "cases_passagewait_source_known"),
            models.CheckConstraint(
                condition=Q(source="response", item__isnull=False)
                | Q(source="recorded", item__isnull=True),
                name="cases_passagewait_response_has_words",
            ),
        ]

    class Privacy:
        official = ("id", "file", "organisation_id", "source", "item", "appeared_on", "since")

    def __str__(self) -> str:
        return f"{self.source} {self.id}"


class PassageCheck(InFile):
    """That waiting words were held against one earlier case, by whose key; nothing of the words."""

    wait = models.ForeignKey(PassageWait, on_delete=models.PROTECT, related_name="checks")
    earlier_file_id = models.UUIDField()
    checked_at = models.DateTimeField()
    checked_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wait", "earlier_file_id"], name="cases_passagecheck_once"
            )
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "wait", "earlier_file_id", "checked_at", "checked_by",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"check {self.id}"


class LeakAlert(InFile):
    """Words of this case that stood in another file before anybody was given them: codes only."""

    other_file_id = models.UUIDField()
    source_kind = models.TextField(choices=ITEMS)
    source_id = models.UUIDField()
    passages = models.IntegerField()
    longest = models.IntegerField()
    appeared_on = models.DateField()
    # The first day on which the subject's side was given them; none if it never was.
    disclosed_on = models.DateField(null=True, blank=True)
    found_at = models.DateTimeField()
    found_by = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "other_file_id", "source_id"], name="cases_leakalert_once"
            ),
            models.CheckConstraint(
                condition=Q(disclosed_on__isnull=True)
                | Q(appeared_on__lt=models.F("disclosed_on")),
                name="cases_leakalert_before_disclosure",
            ),
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "other_file_id", "source_kind", "source_id",
            "passages", "longest", "appeared_on", "disclosed_on", "found_at", "found_by",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"leak {self.id}"


class LeakTriage(InFile):
    """What somebody found of an alert: a code, and why in sealed words; it accuses nobody."""

    alert = models.OneToOneField(LeakAlert, on_delete=models.PROTECT, related_name="triage")
    outcome = models.TextField(choices=OUTCOMES)
    item = models.ForeignKey(SealedItem, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField()
    settled_by = models.UUIDField()

    class Meta:
        constraints = [known("outcome", OUTCOMES, "cases_leaktriage_outcome_known")]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "alert", "outcome", "item", "settled_at",
            "settled_by",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.outcome} {self.alert_id}"
