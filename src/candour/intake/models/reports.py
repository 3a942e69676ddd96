"""What comes in: staged until the daily sealing, then a report; what waits for another body."""

import uuid

from django.db import models

from candour.guard.models import File


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


class Quarantined(models.Model):
    """A report or letter that a sealing could not release: kept whole, so that nothing is lost."""

    # A letter's own id; for a report a new one.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.TextField(choices=[("report", "Report"), ("letter", "Letter")])
    mailbox_hash = models.BinaryField(max_length=32)
    day = models.DateField()
    leaf_body = models.BinaryField(null=True, blank=True)
    leaf_hash = models.BinaryField(max_length=32, null=True, blank=True)
    not_before = models.DateField(null=True, blank=True)
    package = models.JSONField()

    class Privacy:
        official = ("id", "kind", "day", "leaf_body", "leaf_hash", "not_before")
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
    # The appeal for witnesses that it answers, if any.
    appeal_id = models.UUIDField(null=True, blank=True)

    class Privacy:
        official = (
            "file", "organisation_id", "reference", "route", "received_on", "leaf_hash",
            "appeal_id",
        )  # fmt: skip

    def __str__(self) -> str:
        return self.reference


class Reserve(models.Model):
    """A second sealing of a report, for the next body if the first one does not answer in time.

    It is sealed to that body's readers when she sends it: nobody could seal it later.
    """

    mailbox_hash = models.BinaryField(primary_key=True, max_length=32)
    # The body that has it first, and the file there.
    file_id = models.UUIDField(unique=True)
    organisation_id = models.UUIDField()
    leaf_hash = models.BinaryField(max_length=32)
    hand_on_on = models.DateField()
    package = models.JSONField()

    class Privacy:
        official = ("file_id", "organisation_id", "leaf_hash", "hand_on_on")
        secret = ("mailbox_hash", "package")

    def __str__(self) -> str:
        return "reserve"


class KeptName(models.Model):
    """A name given in confidence, sealed to its keepers: no row that handlers see tells of it."""

    id = models.UUIDField(primary_key=True, editable=False)
    report_id = models.UUIDField()
    epoch = models.IntegerField()
    ciphertext = models.BinaryField()

    class Privacy:
        official = ("id", "report_id", "epoch")
        secret = ("ciphertext",)

    def __str__(self) -> str:
        return "kept name"


class WatchedTerms(models.Model):
    """What a reporter asked to have watched, sealed to the keepers of her name; hers to erase."""

    id = models.UUIDField(primary_key=True, editable=False)
    # One at a time: new terms take the place of the old ones.
    report_id = models.UUIDField(unique=True)
    epoch = models.IntegerField()
    ciphertext = models.BinaryField()

    class Privacy:
        official = ("id", "report_id", "epoch")
        secret = ("ciphertext",)

    def __str__(self) -> str:
        return "watched terms"


class Appeal(models.Model):
    """An outside body's public appeal for witnesses: to whom, about when, until when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation_id = models.UUIDField()
    force_id = models.UUIDField()
    title = models.TextField()
    about = models.TextField()
    from_on = models.DateField()
    until_on = models.DateField()
    opened_on = models.DateField()
    closes_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__gte=models.F("from_on"))
                & models.Q(closes_on__gte=models.F("opened_on")),
                name="intake_appeal_ends_after_it_begins",
            )
        ]

    class Privacy:
        public = (
            "id", "organisation_id", "force_id", "title", "about", "from_on", "until_on",
            "opened_on", "closes_on",
        )  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Blob(models.Model):
    """A sealed file as it was uploaded; its key is held by the page, then by the handlers."""

    id = models.UUIDField(primary_key=True, editable=False)
    capability_hash = models.BinaryField(max_length=32)
    size = models.BigIntegerField()
    expires_on = models.DateField()
    is_claimed = models.BooleanField(default=False)

    class Privacy:
        official = ("id", "size", "expires_on", "is_claimed")
        secret = ("capability_hash",)

    def __str__(self) -> str:
        return f"blob {self.id}"


class Attachment(models.Model):
    """A sealed file that belongs to a report or a message; its name and key are sealed apart."""

    id = models.UUIDField(primary_key=True, editable=False)
    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="+")
    organisation_id = models.UUIDField()
    on_day = models.DateField()
    size = models.BigIntegerField()

    class Privacy:
        official = ("id", "file", "organisation_id", "on_day", "size")

    def __str__(self) -> str:
        return f"attachment {self.id}"


class EqualityPool(models.Model):
    """Answers about equality or handling that wait until enough others are there to be counted."""

    id = models.BinaryField(primary_key=True, max_length=32)
    organisation_id = models.UUIDField()
    month = models.DateField()
    answers = models.JSONField()

    class Privacy:
        official = ("organisation_id", "month")
        secret = ("id",)
        special_category = ("answers",)

    def __str__(self) -> str:
        return "equality answers"


class EqualityCount(models.Model):
    """How often an answer about equality or handling was given: no row is about a person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation_id = models.UUIDField()
    month = models.DateField()
    question = models.TextField()
    answer = models.TextField()
    number = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "month", "question", "answer"],
                name="intake_equalitycount_once",
            )
        ]

    class Privacy:
        official = ("id", "organisation_id", "month", "question", "answer", "number")

    def __str__(self) -> str:
        return f"{self.question}: {self.answer}"
