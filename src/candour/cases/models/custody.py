"""Keys given by people outside: who asked for whom and why, who gave, and what ended when."""

from django.db import models

from candour.cases.models.case import InFile, known
from candour.guard.models import FileKey, SealedItem

RECOVERY = "recovery"
BREAK_GLASS = "break_glass"
KINDS = [(RECOVERY, "Recovery"), (BREAK_GLASS, "Urgent access")]
PURPOSES = [
    ("last_reader_gone", "The last person who could read the case is gone"),
    ("phrases_lost", "Every reader has lost the six words"),
    ("danger", "Somebody may be hurt"),
    ("court", "A court has ordered it for today"),
    ("evidence", "Evidence would be lost"),
]
FOR_RECOVERY = ("last_reader_gone", "phrases_lost")
DECLINES = [
    ("not_needed", "Somebody else can do it without this"),
    ("wrong_person", "The person named should not have it"),
    ("unclear", "The purpose is not clear"),
    ("not_verified", "I could not make sure who asks"),
    ("own_conflict", "I am too close to it"),
]
CUSTODIAN, NAMED = "custodian", "named"


class CustodyRequest(InFile):
    """An authority or outside body asks custodians to give one person the keys of one case."""

    kind = models.TextField(choices=KINDS)
    purpose = models.TextField(choices=PURPOSES)
    # For urgent access: for how long.
    hours = models.IntegerField(null=True, blank=True)
    named_id = models.UUIDField()
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()

    class Meta:
        constraints = [
            known("kind", KINDS, "cases_custodyrequest_kind_known"),
            known("purpose", PURPOSES, "cases_custodyrequest_purpose_known"),
            models.CheckConstraint(
                condition=models.Q(kind=RECOVERY, hours__isnull=True)
                | models.Q(kind=BREAK_GLASS, hours__range=(1, 72)),
                name="cases_custodyrequest_urgent_access_ends",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=RECOVERY) | ~models.Q(named_id=models.F("asked_by")),
                name="cases_custodyrequest_for_another",
            ),
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "kind", "purpose", "hours", "named_id", "asked_at",
            "asked_by",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"custody request {self.id}"


class CustodyAsk(InFile):
    """What one custodian, or the person named, is told of a request: the words sealed to them."""

    request = models.ForeignKey(CustodyRequest, on_delete=models.PROTECT, related_name="+")
    account_id = models.UUIDField()
    role = models.TextField(choices=[(CUSTODIAN, "Custodian"), (NAMED, "Named")])
    body_id = models.UUIDField()
    kind = models.TextField(choices=KINDS)
    purpose = models.TextField(choices=PURPOSES)
    hours = models.IntegerField(null=True, blank=True)
    asked_at = models.DateTimeField()
    # The key that what is given must be sealed to, as it was certified when it was asked.
    named_public = models.BinaryField(max_length=32)
    ciphertext = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "account_id"], name="cases_custodyask_once_each"
            ),
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "request", "account_id", "role", "body_id", "kind",
            "purpose", "hours", "asked_at", "named_public",
        )  # fmt: skip
        secret = ("ciphertext",)

    def __str__(self) -> str:
        return f"custody ask {self.id}"


class CustodyAnswer(InFile):
    """A custodian gave the shares, or declined and said why."""

    ask = models.OneToOneField(CustodyAsk, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(CustodyRequest, on_delete=models.PROTECT, related_name="+")
    body_id = models.UUIDField()
    is_given = models.BooleanField()
    reason = models.TextField(blank=True)
    answered_at = models.DateTimeField()
    answered_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_given=True, reason="")
                | models.Q(is_given=False, reason__in=[code for code, _ in DECLINES]),
                name="cases_custodyanswer_declines_say_why",
            ),
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "ask", "request", "body_id", "is_given", "reason",
            "answered_at", "answered_by",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"custody answer {self.id}"


class GivenShare(InFile):
    """A share that was given for one request, sealed to the person named in it."""

    request = models.ForeignKey(CustodyRequest, on_delete=models.PROTECT, related_name="+")
    account_id = models.UUIDField()
    giver_id = models.UUIDField()
    body_id = models.UUIDField()
    file_key = models.ForeignKey(FileKey, on_delete=models.PROTECT, related_name="+")
    scheme = models.TextField()
    number = models.IntegerField()
    commitment = models.BinaryField(max_length=32)
    wrapped = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "giver_id", "file_key", "scheme"],
                name="cases_givenshare_once_each",
            ),
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "request", "account_id", "giver_id", "body_id",
            "file_key", "scheme", "number", "commitment",
        )  # fmt: skip
        secret = ("wrapped",)

    def __str__(self) -> str:
        return f"given share {self.id}"


class CustodyTaking(InFile):
    """The person named put the shares together: from when, and for urgent access until when."""

    request = models.OneToOneField(CustodyRequest, on_delete=models.PROTECT, related_name="+")
    grant_id = models.UUIDField()
    account_id = models.UUIDField()
    taken_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_at__isnull=True)
                | models.Q(until_at__gt=models.F("taken_at")),
                name="cases_custodytaking_ends_later",
            ),
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "request", "grant_id", "account_id", "taken_at",
            "until_at",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"custody taking {self.id}"


class CustodyLapse(InFile):
    """A recovery ended by itself: its time was over, and fewer shares were given than it takes."""

    request = models.OneToOneField(CustodyRequest, on_delete=models.PROTECT, related_name="+")
    given = models.IntegerField()
    lapsed_at = models.DateTimeField()

    class Privacy:
        official = ("id", "file", "organisation_id", "request", "given", "lapsed_at")

    def __str__(self) -> str:
        return f"custody lapse {self.id}"


class AccessEnd(InFile):
    """Urgent access ended by itself; from then on no key of the person named opens anything new."""

    taking = models.OneToOneField(CustodyTaking, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField()

    class Privacy:
        official = ("id", "file", "organisation_id", "taking", "ended_at")

    def __str__(self) -> str:
        return f"access end {self.id}"


class HarmTest(InFile):
    """Why telling a reporter of urgent access would harm somebody, sealed; until its review."""

    request = models.ForeignKey(CustodyRequest, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(SealedItem, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    noted_by = models.UUIDField()
    review_on = models.DateField()

    class Privacy:
        official = (
            "id", "file", "organisation_id", "request", "item", "noted_at", "noted_by",
            "review_on",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"harm test {self.id}"


class HarmReview(InFile):
    """Somebody else than who wrote a harm test agrees to it; without this it forbids nothing."""

    test = models.OneToOneField(HarmTest, on_delete=models.PROTECT, related_name="+")
    noted_by = models.UUIDField()
    reviewed_at = models.DateTimeField()
    reviewed_by = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reviewed_by=models.F("noted_by")),
                name="cases_harmreview_by_another",
            ),
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "test", "noted_by", "reviewed_at", "reviewed_by",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"harm review {self.id}"


class AccessTold(InFile):
    """The reporter was told of urgent access to her case."""

    taking = models.OneToOneField(CustodyTaking, on_delete=models.PROTECT, related_name="+")
    told_at = models.DateTimeField()
    letter = models.ForeignKey(
        SealedItem, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Privacy:
        official = ("id", "file", "organisation_id", "taking", "told_at", "letter")

    def __str__(self) -> str:
        return f"access told {self.id}"
