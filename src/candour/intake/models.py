"""Reports, mailboxes, letters and drafts; until the daily sealing a submission is staged only."""

import uuid

from django.db import models

from candour.guard.models import File

STATES = [
    ("with_desk", "A reader of the receiving desk will open it"),
    ("recorded", "It is being handled as a case"),
    ("outcome_given", "The outcome has been given"),
    ("closed", "It is closed"),
]


class Staged(models.Model):
    """A submission of today: sealed, without a time, and rewritten in hash order when released."""

    mailbox_hash = models.BinaryField(primary_key=True, max_length=32)
    day = models.DateField()
    leaf_body = models.BinaryField()
    leaf_hash = models.BinaryField(max_length=32)
    # Everything that the release turns into rows: file, keys, wraps, items. Null once released.
    package = models.JSONField(null=True, blank=True)

    class Privacy:
        official = ("day", "leaf_body", "leaf_hash")
        secret = ("mailbox_hash", "package")

    def __str__(self) -> str:
        return "staged report"


class StagedLetter(models.Model):
    """A message of today from a reporter, released with the reports."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mailbox_hash = models.BinaryField(max_length=32)
    day = models.DateField()
    package = models.JSONField()

    class Privacy:
        official = ("id", "day")
        secret = ("mailbox_hash", "package")

    def __str__(self) -> str:
        return "staged letter"


class Quarantined(models.Model):
    """A report or letter that a sealing could not release: kept whole, so that nothing is lost."""

    # A letter's own id; for a report a new one.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.TextField(choices=[("report", "Report"), ("letter", "Letter")])
    mailbox_hash = models.BinaryField(max_length=32)
    day = models.DateField()
    leaf_body = models.BinaryField(null=True, blank=True)
    leaf_hash = models.BinaryField(max_length=32, null=True, blank=True)
    package = models.JSONField()

    class Privacy:
        official = ("id", "kind", "day", "leaf_body", "leaf_hash")
        secret = ("mailbox_hash", "package")

    def __str__(self) -> str:
        return f"{self.kind} set aside"


class SealedDay(models.Model):
    """A day whose one sealing is done: what comes later waits for the next day's."""

    day = models.DateField(primary_key=True)

    class Privacy:
        official = ("day",)

    def __str__(self) -> str:
        return str(self.day)


class Report(models.Model):
    """What came in, after the daily sealing: its route, its day, its leaf; the words are sealed."""

    file = models.OneToOneField(File, primary_key=True, on_delete=models.CASCADE, related_name="+")
    organisation_id = models.UUIDField()
    reference = models.TextField(unique=True)
    route = models.TextField()
    received_on = models.DateField()
    leaf_hash = models.BinaryField(max_length=32)

    class Privacy:
        official = ("file", "organisation_id", "reference", "route", "received_on", "leaf_hash")

    def __str__(self) -> str:
        return self.reference


class Correspondent(models.Model):
    """A reporter as the file's handlers know her: a public key to seal letters to, nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="+")
    organisation_id = models.UUIDField()
    box_public = models.BinaryField(max_length=32)

    class Privacy:
        official = ("id", "file", "organisation_id", "box_public")

    def __str__(self) -> str:
        return f"correspondent {self.id}"


class Mailbox(models.Model):
    """The way in with eight words: only the hash of the mailbox id is kept; nothing lists it."""

    mailbox_hash = models.BinaryField(primary_key=True, max_length=32)
    correspondent = models.OneToOneField(Correspondent, on_delete=models.CASCADE, related_name="+")
    leaf_hash = models.BinaryField(max_length=32)
    promised_on = models.DateField()
    proof = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["leaf_hash"], condition=models.Q(proof=""), name="intake_mailbox_unproved"
            )
        ]

    class Privacy:
        official = ("correspondent", "leaf_hash", "promised_on", "proof")
        secret = ("mailbox_hash",)

    def __str__(self) -> str:
        return "mailbox"


class Letter(models.Model):
    """The reporter's own copy of a message, either way, sealed to her public key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    correspondent = models.ForeignKey(Correspondent, on_delete=models.CASCADE, related_name="+")
    number = models.IntegerField()
    is_from_reporter = models.BooleanField()
    written_on = models.DateField()
    ciphertext = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["correspondent", "number"], name="intake_letter_numbered_once"
            )
        ]

    class Privacy:
        official = ("id", "correspondent", "number", "is_from_reporter", "written_on")
        secret = ("ciphertext",)

    def __str__(self) -> str:
        return f"letter {self.id}"


class Progress(models.Model):
    """Where a report stands: one current state, an owner and a next date; never updated."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    correspondent = models.ForeignKey(Correspondent, on_delete=models.CASCADE, related_name="+")
    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="+")
    organisation_id = models.UUIDField()
    number = models.IntegerField()
    state = models.TextField(choices=STATES)
    since_on = models.DateField()
    next_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["correspondent", "number"], name="intake_progress_numbered_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[state for state, _ in STATES]),
                name="intake_progress_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state="closed") | models.Q(next_on__isnull=False),
                name="intake_progress_open_has_next_date",
            ),
        ]

    class Privacy:
        official = (
            "id", "correspondent", "file", "organisation_id", "number", "state", "since_on",
            "next_on",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.state} since {self.since_on}"


class Draft(models.Model):
    """An unfinished report under its own words: nobody reads it, and it is not a report."""

    draft_hash = models.BinaryField(primary_key=True, max_length=32)
    ciphertext = models.BinaryField()
    expires_on = models.DateField()

    class Privacy:
        official = ("expires_on",)
        secret = ("draft_hash", "ciphertext")

    def __str__(self) -> str:
        return "draft"
