"""What is owed to reporters and by whom: answers, watches on managers, parts passed on, advice."""

import datetime

from django.db import models

from candour.cases.models.case import InFile, known
from candour.guard.models import SealedItem
from candour.law.duties import MANAGER_REFERRAL
from candour.law.no_action import ADVICE, REASONS
from candour.people.models import Person

ANSWER_REASONS = [(row.code, row.name) for row in REASONS]
ADVICE_GIVEN = [(row.code, row.name) for row in ADVICE]
FAILURES = [("failure_to_report", "Did not pass on what they were told")]
OUTSIDE = [
    ("hse", "Health and Safety Executive"),
    ("mp", "A Member of Parliament"),
    ("tribunal", "An employment tribunal"),
    ("civil_court", "A civil court"),
    ("press", "The press"),
    ("other", "Somebody else"),
]


class Noted(InFile):
    """Who wrote it down and when, and the words that go with it, sealed."""

    noted_at = models.DateTimeField()
    noted_by = models.UUIDField(null=True, blank=True)
    item = models.ForeignKey(SealedItem, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


NOTED = ("id", "file", "organisation_id", "noted_at", "noted_by", "item")


class ManagerWatch(Noted):
    """A manager was told of what a report says: 72 hours from the end of that day to refer it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    told_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "person"], name="cases_managerwatch_once_per_manager"
            )
        ]

    class Privacy:
        official = (*NOTED, "told_on")
        personal = ("person",)

    def __str__(self) -> str:
        return f"manager watch {self.id}"

    def due_at(self, zone: datetime.tzinfo | None) -> datetime.datetime:
        """Return when the hours are over; they begin with the day after the manager was told."""
        begins = datetime.datetime.combine(
            self.told_on + datetime.timedelta(days=1), datetime.time.min, zone
        ).astimezone(datetime.UTC)
        return begins + datetime.timedelta(hours=MANAGER_REFERRAL.number)


class WatchSettlement(Noted):
    """The manager's own referral settles the watch; without one there was nothing to watch."""

    watch = models.OneToOneField(ManagerWatch, on_delete=models.PROTECT, related_name="settlement")
    referral_file_id = models.UUIDField(null=True, blank=True)

    class Privacy:
        official = (*NOTED, "watch", "referral_file_id")

    def __str__(self) -> str:
        return f"settlement of {self.watch_id}"


class ManagerFailure(InFile):
    """The 72 hours passed without a referral: the manager's own failure waits to be recorded."""

    watch = models.OneToOneField(ManagerWatch, on_delete=models.PROTECT, related_name="failure")
    kind = models.TextField(choices=FAILURES)
    queued_at = models.DateTimeField()
    # The report that Candour made of it, for a desk that is clean for the manager.
    report_file_id = models.UUIDField()

    class Meta:
        constraints = [known("kind", FAILURES, "cases_managerfailure_kind_known")]

    class Privacy:
        official = ("id", "file", "organisation_id", "watch", "kind", "queued_at", "report_file_id")

    def __str__(self) -> str:
        return f"{self.kind} {self.watch_id}"


class ReportAnswer(Noted):
    """A report was answered without a case: for which reason, and with which letter."""

    reason = models.TextField(choices=ANSWER_REASONS)
    # None where the report came without a mailbox.
    letter_id = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            known("reason", ANSWER_REASONS, "cases_reportanswer_reason_known"),
            models.UniqueConstraint(fields=["file"], name="cases_reportanswer_once_per_report"),
        ]

    class Privacy:
        official = (*NOTED, "reason", "letter_id")

    def __str__(self) -> str:
        return f"answered: {self.reason}"


class Advice(Noted):
    """Somebody advised against reporting: who and in which words is sealed, the code is not."""

    code = models.TextField(choices=ADVICE_GIVEN)
    on_day = models.DateField()

    class Meta:
        constraints = [known("code", ADVICE_GIVEN, "cases_advice_code_known")]

    class Privacy:
        official = (*NOTED, "code", "on_day")

    def __str__(self) -> str:
        return f"advised against: {self.code}"


class OutsideSolution(Noted):
    """A matter that only somebody outside put right, tied to the handling that failed."""

    solved_by = models.TextField(choices=OUTSIDE)
    case_file_id = models.UUIDField()

    class Meta:
        constraints = [
            known("solved_by", OUTSIDE, "cases_outsidesolution_solver_known"),
            models.UniqueConstraint(
                fields=["file", "case_file_id"], name="cases_outsidesolution_once_per_case"
            ),
        ]

    class Privacy:
        official = (*NOTED, "solved_by", "case_file_id")

    def __str__(self) -> str:
        return f"solved by {self.solved_by}"


class PassedOn(Noted):
    """A part of a report was passed on to a force, as a report of its own there."""

    passed_file_id = models.UUIDField()
    force_id = models.UUIDField()

    class Privacy:
        official = (*NOTED, "passed_file_id", "force_id")

    def __str__(self) -> str:
        return f"passed on {self.id}"
