"""Formal papers: letters as sealed bytes, their serving, schedules, redactions, publications."""

from django.db import models
from django.db.models import Q

from candour.cases.models.case import Event, InFile, known
from candour.cases.models.disclosure import STAGE_CODES, DisclosedCopy
from candour.cases.models.owed import NOTED, Noted
from candour.cases.models.parties import SafetyDecision
from candour.guard.models import SealedItem
from candour.law import events as law
from candour.law.policies.papers import ROUTES, WITHHELD

_TO = (
    law.Party.COMPLAINANT,
    law.Party.INTERESTED_PERSON,
    law.Party.SUBJECT,
    law.Party.LOCAL_POLICING_BODY,
    law.Party.INDEPENDENT_BODY,
    law.Party.COLLEGE,
)
_NAMES = {row.party: row.name for row in law.PARTIES}
ADDRESSEES = [(one.value, _NAMES[one]) for one in _TO]
ROUTE_CODES = [(row.code, row.name) for row in ROUTES]
REASONS = [(row.code, row.name) for row in WITHHELD]
USES = [("used", "Used"), ("unused", "Not used")]
ANSWERS = [("given", "Given"), ("redacted", "Given with words removed"), ("withheld", "Withheld")]
FORMS = [("text", "Text"), ("pdf", "PDF")]
ENDS = [("expired", "Its days are over"), ("withdrawn", "It was taken down")]


class FormalLetter(Noted):
    """A letter or report as it was issued: its bytes are sealed and never change."""

    number = models.IntegerField()
    template = models.TextField()
    addressee = models.TextField(choices=ADDRESSEES)
    # The stage at which the reporter must be safe before it reaches a subject.
    stage = models.TextField(blank=True)
    pdf_hash = models.BinaryField(max_length=32)
    pdf_size = models.IntegerField()

    class Meta:
        constraints = [
            known("addressee", ADDRESSEES, "cases_formalletter_addressee_known"),
            models.UniqueConstraint(
                fields=["file", "number"], name="cases_formalletter_numbered_once"
            ),
            models.CheckConstraint(
                condition=~Q(addressee="subject") | ~Q(stage=""),
                name="cases_formalletter_to_a_subject_has_a_stage",
            ),
        ]

    class Privacy:
        official = (
            *NOTED, "number", "template", "addressee", "stage", "pdf_hash", "pdf_size",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"letter {self.number}"


class LetterService(Noted):
    """A letter reached its addressee: by which route, on which day, and what that started."""

    letter = models.ForeignKey(FormalLetter, on_delete=models.PROTECT, related_name="services")
    route = models.TextField(choices=ROUTE_CODES)
    served_on = models.DateField()
    # What the mailbox or the seat was given; nothing where somebody did it by hand.
    mailbox_letter = models.ForeignKey(
        SealedItem, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    copy = models.ForeignKey(
        DisclosedCopy, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    event = models.ForeignKey(
        Event, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    safety = models.ForeignKey(
        SafetyDecision, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            known("route", ROUTE_CODES, "cases_letterservice_route_known"),
            models.CheckConstraint(
                condition=Q(route="mailbox", mailbox_letter__isnull=False, copy__isnull=True)
                | Q(route="seat", mailbox_letter__isnull=True, copy__isnull=False)
                | Q(
                    route__in=[row.code for row in ROUTES if row.is_by_hand],
                    mailbox_letter__isnull=True,
                    copy__isnull=True,
                ),
                name="cases_letterservice_leaves_what_it_gave",
            ),
        ]

    class Privacy:
        official = (
            *NOTED, "letter", "route", "served_on", "mailbox_letter", "copy", "event", "safety",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.route} {self.served_on}"


class Schedule(Noted):
    """One version of a stage's list of all material; its words are sealed in one item."""

    stage = models.TextField(choices=STAGE_CODES)
    version = models.IntegerField()
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )

    class Meta:
        constraints = [
            known("stage", STAGE_CODES, "cases_schedule_stage_known"),
            models.UniqueConstraint(
                fields=["file", "stage", "version"], name="cases_schedule_version_once"
            ),
            models.CheckConstraint(
                condition=Q(version=1, supersedes__isnull=True)
                | Q(version__gt=1, supersedes__isnull=False),
                name="cases_schedule_follows_another",
            ),
        ]

    class Privacy:
        official = (*NOTED, "stage", "version", "supersedes")

    def __str__(self) -> str:
        return f"{self.stage} schedule {self.version}"


class ScheduleLine(InFile):
    """One item of a schedule: used or not, given or not, and why not."""

    schedule = models.ForeignKey(Schedule, on_delete=models.PROTECT, related_name="lines")
    number = models.IntegerField()
    source_id = models.UUIDField()
    use = models.TextField(choices=USES)
    answer = models.TextField(choices=ANSWERS)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            known("use", USES, "cases_scheduleline_use_known"),
            known("answer", ANSWERS, "cases_scheduleline_answer_known"),
            models.UniqueConstraint(
                fields=["schedule", "number"], name="cases_scheduleline_numbered_once"
            ),
            models.UniqueConstraint(
                fields=["schedule", "source_id"], name="cases_scheduleline_listed_once"
            ),
            models.CheckConstraint(
                condition=Q(answer="given", reason="")
                | (~Q(answer="given") & Q(reason__in=[row.code for row in WITHHELD])),
                name="cases_scheduleline_withheld_for_a_reason",
            ),
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "schedule", "number", "source_id", "use", "answer",
            "reason",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"line {self.number}"


class Redaction(Noted):
    """A paper with words taken out: the result is sealed, and beside it which words they were."""

    number = models.IntegerField()
    form = models.TextField(choices=FORMS)
    source_id = models.UUIDField()
    source_hash = models.BinaryField(max_length=32)
    result_hash = models.BinaryField(max_length=32)
    places = models.IntegerField()
    result = models.ForeignKey(SealedItem, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            known("form", FORMS, "cases_redaction_form_known"),
            models.UniqueConstraint(
                fields=["file", "number"], name="cases_redaction_numbered_once"
            ),
        ]

    class Privacy:
        official = (
            *NOTED, "number", "form", "source_id", "source_hash", "result_hash", "places",
            "result",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"redaction {self.number}"


class Publication(Noted):
    """A text that somebody proposes to publish between two days; its words are sealed till then."""

    number = models.IntegerField()
    template = models.TextField()
    text_hash = models.BinaryField(max_length=32)
    from_on = models.DateField()
    until_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "number"], name="cases_publication_numbered_once"
            ),
            models.CheckConstraint(
                condition=Q(until_on__gt=models.F("from_on")),
                name="cases_publication_ends_after_it_begins",
            ),
        ]

    class Privacy:
        official = (*NOTED, "number", "template", "text_hash", "from_on", "until_on")

    def __str__(self) -> str:
        return f"publication {self.number}"


class PublicationCheck(Noted):
    """A second person's answer; with a yes, the page as everybody will read it."""

    publication = models.OneToOneField(
        Publication, on_delete=models.PROTECT, related_name="checked"
    )
    agrees = models.BooleanField()
    # Draws the address of the page; nothing of the case can be told from it.
    slug = models.TextField(blank=True)
    body = models.TextField(blank=True)
    body_hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(agrees=True) & ~Q(slug="") & ~Q(body=""))
                | Q(agrees=False, slug="", body=""),
                name="cases_publicationcheck_with_a_page_or_none",
            ),
            models.UniqueConstraint(
                fields=["slug"], condition=~Q(slug=""), name="cases_publicationcheck_slug_once"
            ),
        ]

    class Privacy:
        public = ("slug", "body")
        official = (*NOTED, "publication", "agrees", "body_hash")

    def __str__(self) -> str:
        return f"check of {self.publication_id}"


class PublicationEnd(InFile):
    """A page is no longer published: its days are over, or somebody took it down."""

    publication = models.OneToOneField(Publication, on_delete=models.PROTECT, related_name="end")
    why = models.TextField(choices=ENDS)
    ended_at = models.DateTimeField()
    ended_by = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            known("why", ENDS, "cases_publicationend_why_known"),
            models.CheckConstraint(
                condition=~Q(why="withdrawn") | Q(ended_by__isnull=False),
                name="cases_publicationend_withdrawn_by_somebody",
            ),
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "publication", "why", "ended_at", "ended_by",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"end of {self.publication_id}"
