"""Mailboxes, letters and what a reporter does from her mailbox; her words are kept nowhere."""

import uuid

from django.db import models

from candour.core.keys.box_keys import BOX_BYTES, BoxPlace
from candour.guard.models import File

STATES = [
    ("with_desk", "A reader of the receiving desk will open it"),
    ("read", "A reader of the receiving desk has opened it"),
    ("recorded", "It is being handled as a case"),
    ("referred", "It has been referred to an independent body"),
    ("investigating", "It is being investigated"),
    ("outcome_given", "The outcome has been given"),
    ("under_review", "The outcome is being reviewed"),
    ("handed_on", "The next body has it, since the first did not answer"),
    ("answered", "It has been answered without a case"),
    ("closed", "It is closed"),
]
EVENTS = [
    ("chased", "Had to chase"),
    ("check_in", "Answered a check-in"),
    ("discouraged", "Was told not to report, to withdraw or to keep it informal"),
    ("not_discouraged", "Was not told so"),
    ("confirmed", "Confirmed the allegation as recorded"),
    ("corrected", "Corrected the allegation as recorded"),
    ("review_asked", "Asked for a review"),
    ("withdrawal_wished", "Wishes to withdraw; takes effect later"),
    ("withdrawn", "Withdrew"),
    ("name_wished", "Wishes to give a name; takes effect later"),
    ("confidential", "Gave a name in confidence"),
    ("named", "Gave a name to the handlers"),
    ("anonymous", "Took the name back"),
    ("wish_cancelled", "Took a wish back before it took effect"),
    ("confidence", "Answered the confidence question"),
    ("words_replaced", "Replaced the words"),
    ("words_burnt", "Burnt the words: nobody reads the mailbox any more"),
]
LEVELS = [("authority", "Appropriate authority"), ("oversight", "Oversight")]


class Correspondent(models.Model):
    """A reporter as the file's handlers know her: a public key to seal letters to, nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="+")
    organisation_id = models.UUIDField()
    box_public = models.BinaryField(max_length=BOX_BYTES)
    # False where a report came without a mailbox: nobody could read a letter.
    is_reachable = models.BooleanField(default=True)

    class Privacy:
        official = ("id", "file", "organisation_id", "box_public", "is_reachable")

    def __str__(self) -> str:
        return f"correspondent {self.id}"

    def place(self) -> BoxPlace:
        """Return what the key of her mailbox must be stamped for."""
        return BoxPlace(file=self.file_id, correspondent=self.id)


class Mailbox(models.Model):
    """The way in with eight words: only the hash of the mailbox id is kept; nothing lists it."""

    mailbox_hash = models.BinaryField(primary_key=True, max_length=32)
    correspondent = models.OneToOneField(Correspondent, on_delete=models.CASCADE, related_name="+")
    leaf_hash = models.BinaryField(max_length=32)
    promised_on = models.DateField()
    proof = models.TextField(blank=True)
    # The file of the report itself, whichever file her correspondents have by now.
    report_id = models.UUIDField(null=True, blank=True)
    # Her own sealed copy: what the commitment opens to, so that new words lose nothing.
    kept = models.BinaryField(null=True, blank=True)
    # Somebody else knows the words (an operator): the first visit replaces them.
    must_change = models.BooleanField(default=False)
    # Letters are sealed to a key that a passphrase is needed for besides the words.
    is_locked = models.BooleanField(default=False)
    # Whether anybody outside the desk could keep a name that she gives in confidence.
    has_keepers = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["leaf_hash"], condition=models.Q(proof=""), name="intake_mailbox_unproved"
            )
        ]

    class Privacy:
        official = (
            "correspondent", "leaf_hash", "promised_on", "proof", "must_change", "is_locked",
            "has_keepers",
            "report_id",
        )  # fmt: skip
        secret = ("mailbox_hash", "kept")

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


class StagedLetter(models.Model):
    """A message of today from a reporter, or an act of hers, released with the reports."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mailbox_hash = models.BinaryField(max_length=32)
    day = models.DateField()
    # A wish waits until then, and can be taken back before.
    not_before = models.DateField(null=True, blank=True)
    package = models.JSONField()

    class Privacy:
        official = ("id", "day", "not_before")
        secret = ("mailbox_hash", "package")

    def __str__(self) -> str:
        return "staged letter"


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
                condition=models.Q(state__in=["answered", "closed"])
                | models.Q(next_on__isnull=False),
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


class BurntWords(models.Model):
    """A mailbox id that was given up: a report sent again with its words is no new report."""

    mailbox_hash = models.BinaryField(primary_key=True, max_length=32)
    # What had been sent with them, so that the same again is told from something new.
    leaf_hash = models.BinaryField(max_length=32, null=True, blank=True)
    day = models.DateField(null=True, blank=True)

    class Privacy:
        official = ("leaf_hash", "day")
        secret = ("mailbox_hash",)

    def __str__(self) -> str:
        return "burnt words"


class Supporter(models.Model):
    """Somebody the reporter trusts, with words of their own; she can take them back."""

    mailbox_hash = models.BinaryField(primary_key=True, max_length=32)
    correspondent = models.ForeignKey(Correspondent, on_delete=models.CASCADE, related_name="+")
    # The key of her letters, sealed to the supporter's own.
    access = models.BinaryField()
    since_on = models.DateField()

    class Privacy:
        official = ("correspondent", "since_on")
        secret = ("mailbox_hash", "access")

    def __str__(self) -> str:
        return "supporter"


class ReporterEvent(models.Model):
    """What a reporter did from her mailbox, as a code and a day; her words are sealed apart."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    correspondent = models.ForeignKey(Correspondent, on_delete=models.CASCADE, related_name="+")
    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="+")
    organisation_id = models.UUIDField()
    kind = models.TextField(choices=EVENTS)
    on_day = models.DateField()
    takes_effect_on = models.DateField(null=True, blank=True)
    # Codes only: which check-in, which kinds of detriment, perceived and actual apart.
    detail = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind for kind, _ in EVENTS]),
                name="intake_reporterevent_kind_known",
            )
        ]

    class Privacy:
        official = (
            "id", "correspondent", "file", "organisation_id", "kind", "on_day", "takes_effect_on",
        )  # fmt: skip
        personal = ("detail",)

    def __str__(self) -> str:
        return f"{self.kind} on {self.on_day}"


class Escalation(models.Model):
    """A report whose reporter had to chase, or heard nothing: put to somebody higher."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="+")
    organisation_id = models.UUIDField()
    level = models.TextField(choices=LEVELS)
    because = models.TextField(
        choices=[
            ("chased", "Chased twice"),
            ("missed_updates", "Two updates missed"),
            ("no_answer", "No answer from the body in time"),
            ("sudden_withdrawal", "Wishes to withdraw suddenly"),
            ("failure_unsent", "A manager's failure found nobody clean to read it"),
            ("look_unanswered", "Asked why somebody looked, and nobody has said"),
        ]
    )
    on_day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "level", "because", "on_day"], name="intake_escalation_once_a_day"
            )
        ]

    class Privacy:
        official = ("id", "file", "organisation_id", "level", "because", "on_day")

    def __str__(self) -> str:
        return f"{self.because} to {self.level}"


class LookInquiry(models.Model):
    """A reporter asks why somebody looked at her file: which look and whose, and no words of hers.

    It has the id of what she sent. Whoever looked never sees it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    correspondent = models.ForeignKey(Correspondent, on_delete=models.CASCADE, related_name="+")
    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="+")
    organisation_id = models.UUIDField()
    leaf_id = models.UUIDField()
    looker_id = models.UUIDField()
    asked_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["correspondent", "leaf_id"], name="intake_lookinquiry_once_per_look"
            )
        ]

    class Privacy:
        official = (
            "id", "correspondent", "file", "organisation_id", "leaf_id", "looker_id", "asked_on",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"inquiry {self.id}"
