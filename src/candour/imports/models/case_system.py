"""What the force's present case system says of a case, what it is given, and where both differ."""

import uuid

from django.db import models

from candour.guard.models import File, SealedItem
from candour.imports.models.runs import Run
from candour.people.models import Organisation

WAITS, TAKEN, KNOWN, REFUSED, FAILED = "waits", "taken", "known", "refused", "failed"
FILE_STATES = [
    (WAITS, "Waits until it is whole"),
    (TAKEN, "Taken"),
    (KNOWN, "Taken before under another name"),
    (REFUSED, "Can't be read: nothing of it was taken"),
    (FAILED, "Put aside: taking it in broke off"),
]
ANSWERS = [
    ("ours", "Candour is right: the other system will be corrected"),
    ("theirs", "The other system is right: it is corrected here by its own step"),
    ("both", "Both are right: the two systems record it differently"),
]


def _one_of(field: str, choices: list[tuple[str, str]], name: str) -> models.CheckConstraint:
    known = [code for code, _ in choices]
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": known}), name=name)


class CaseFile(models.Model):
    """A file that lay in the folder of the case system: taken once, by its hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    # Empty while it may still grow: then only its size is known.
    content_hash = models.TextField(blank=True)
    size = models.BigIntegerField()
    state = models.TextField(choices=FILE_STATES)
    # Why it can't be read: a sentence of our own.
    said = models.TextField(blank=True)
    run = models.ForeignKey(Run, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    seen_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            _one_of("state", FILE_STATES, "imports_casefile_state_known"),
            models.CheckConstraint(
                condition=models.Q(state=WAITS, settled_at__isnull=True)
                | (~models.Q(state=WAITS) & models.Q(settled_at__isnull=False)),
                name="imports_casefile_settled_has_a_moment",
            ),
            models.UniqueConstraint(
                fields=["organisation", "name"],
                condition=models.Q(state=WAITS),
                name="imports_casefile_waits_once",
            ),
        ]

    class Privacy:
        official = (
            "id", "organisation", "name", "content_hash", "size", "state", "said", "run",
            "seen_at", "settled_at",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.name} {self.state}"


class StatedCase(models.Model):
    """What the case system last said of a case: codes, days and numbers, no words and no names."""

    file = models.OneToOneField(File, primary_key=True, on_delete=models.PROTECT, related_name="+")
    organisation_id = models.UUIDField()
    # The case system's own reference of it.
    reference = models.TextField()
    said = models.JSONField()
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    said_on = models.DateField()

    class Privacy:
        official = ("file", "organisation_id", "reference", "run", "said_on")
        personal = ("said",)

    def __str__(self) -> str:
        return self.reference


class Difference(models.Model):
    """A field of a case on which both systems differ, from the day it was found until it is gone.

    part: the number of an allegation, empty for the case itself. Other values are another row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    organisation_id = models.UUIDField()
    part = models.TextField(blank=True)
    field = models.TextField()
    theirs = models.TextField(blank=True)
    ours = models.TextField(blank=True)
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    found_on = models.DateField()
    gone_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(gone_on__isnull=True)
                | models.Q(gone_on__gte=models.F("found_on")),
                name="imports_difference_gone_after_found",
            ),
            models.UniqueConstraint(
                fields=["file", "part", "field"],
                condition=models.Q(gone_on__isnull=True),
                name="imports_difference_one_at_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation_id", "found_on", "id"],
                condition=models.Q(gone_on__isnull=True),
                name="imports_difference_standing",
            )
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "part", "field", "run", "found_on", "gone_on",
        )  # fmt: skip
        personal = ("theirs", "ours")

    def __str__(self) -> str:
        return f"{self.field} of {self.file_id}"


class Settlement(models.Model):
    """A named person says which of both is right, and why; it changes neither."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    organisation_id = models.UUIDField()
    difference = models.OneToOneField(
        Difference, on_delete=models.PROTECT, related_name="settlement"
    )
    answer = models.TextField(choices=ANSWERS)
    # The reason, sealed.
    item = models.ForeignKey(SealedItem, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField()
    settled_by = models.UUIDField()

    class Meta:
        constraints = [_one_of("answer", ANSWERS, "imports_settlement_answer_known")]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "difference", "answer", "item", "settled_at",
            "settled_by",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.answer} on {self.difference_id}"


class GivenBack(models.Model):
    """What was given back to the case system: since when, how much, under which hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    since_on = models.DateField()
    given_on = models.DateField()
    cases = models.IntegerField()
    rows = models.IntegerField()
    # The SHA-256 of the manifest, which holds those of the files.
    content_hash = models.TextField()
    given_at = models.DateTimeField()

    class Privacy:
        official = (
            "id", "organisation", "since_on", "given_on", "cases", "rows", "content_hash",
            "given_at",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.cases} cases on {self.given_on}"
