"""A name given in confidence, asked for and answered: nothing here says whether there is one."""

from django.db import models

from candour.cases.models.case import InFile, known

PURPOSES = [
    ("safety", "To keep the reporter safe"),
    ("evidence", "To ask the reporter for a statement"),
    ("detriment", "To check what was done to the reporter since"),
    ("court", "A court has ordered it"),
]
REFUSALS = [
    ("not_needed", "It can be done without the name"),
    ("wrong_person", "The person named should not know it"),
    ("unclear", "The purpose is not clear"),
    ("danger", "It would put the reporter in danger"),
]
OUTCOMES = [("released", "Released"), ("refused", "Refused"), ("nothing", "Nothing to release")]
MOST_DAYS = 28


class NameRequest(InFile):
    """A handler asks the keepers to show the reporter's name to one person, for some days."""

    report_id = models.UUIDField()
    named_id = models.UUIDField()
    purpose = models.TextField(choices=PURPOSES)
    days = models.IntegerField()
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField()

    class Meta:
        constraints = [
            known("purpose", PURPOSES, "cases_namerequest_purpose_known"),
            models.CheckConstraint(
                condition=models.Q(days__range=(1, MOST_DAYS)), name="cases_namerequest_ends"
            ),
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "report_id", "named_id", "purpose", "days",
            "asked_at", "asked_by",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"name request {self.id}"


class NameAsk(InFile):
    """What one keeper is told of a request, sealed to her."""

    request = models.ForeignKey(NameRequest, on_delete=models.PROTECT, related_name="+")
    account_id = models.UUIDField()
    report_id = models.UUIDField()
    purpose = models.TextField(choices=PURPOSES)
    days = models.IntegerField()
    asked_at = models.DateTimeField()
    named_public = models.BinaryField(max_length=32)
    ciphertext = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request", "account_id"], name="cases_nameask_once_each"
            ),
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "request", "account_id", "report_id", "purpose",
            "days", "asked_at", "named_public",
        )  # fmt: skip
        secret = ("ciphertext",)

    def __str__(self) -> str:
        return f"name ask {self.id}"


class NameDecision(InFile):
    """What a keeper decided and why: for the keeper alone, since it tells of a name."""

    ask = models.OneToOneField(NameAsk, on_delete=models.PROTECT, related_name="+")
    account_id = models.UUIDField()
    outcome = models.TextField(choices=OUTCOMES)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome="refused", reason__in=[code for code, _ in REFUSALS])
                | models.Q(outcome__in=["released", "nothing"], reason=""),
                name="cases_namedecision_refusals_say_why",
            ),
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "ask", "account_id", "outcome", "reason",
            "decided_at",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"name decision {self.id}"


class NameAnswer(InFile):
    """The answer, sealed to the person named: a name, or that none is released. Alike outside."""

    request = models.OneToOneField(NameRequest, on_delete=models.PROTECT, related_name="+")
    account_id = models.UUIDField()
    # Not before the next day, whatever the answer.
    shown_on = models.DateField()
    until_on = models.DateField()
    ciphertext = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__gt=models.F("shown_on")),
                name="cases_nameanswer_ends_later",
            ),
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "request", "account_id", "shown_on", "until_on",
        )  # fmt: skip
        secret = ("ciphertext",)

    def __str__(self) -> str:
        return f"name answer {self.id}"


class NameEnd(InFile):
    """An answer was taken away when its days were over."""

    request = models.OneToOneField(NameRequest, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField()

    class Privacy:
        official = ("id", "file", "organisation_id", "request", "ended_at")

    def __str__(self) -> str:
        return f"name end {self.id}"
