"""The diary of an investigation and the contacts it had: rows that are only added to."""

from django.db import models
from django.db.models import F, Q

from candour.cases.models.case import known
from candour.cases.models.owed import NOTED, Noted

KINDS = [("decision", "Decision"), ("note", "Note"), ("correction", "Correction")]
WHOM = [
    ("reporter", "The person who reported"),
    ("subject", "The person complained of"),
    ("representative", "A representative"),
    ("witness", "A witness"),
    ("supporter", "Somebody who supports the reporter"),
    ("expert", "An expert or a laboratory"),
    ("body", "Another body or force"),
    ("colleague", "Somebody in the force"),
    ("other", "Somebody else"),
]
HOW = [
    ("telephone", "By telephone"),
    ("in_person", "In person"),
    ("video", "By video"),
    ("e_mail", "By e-mail"),
    ("letter", "By letter"),
    ("other", "In another way"),
]
OUTCOMES = [
    ("spoke", "We spoke, or they answered"),
    ("no_answer", "Nobody answered"),
    ("left_message", "A message was left, without saying what it is about"),
    ("refused", "They did not want to speak"),
    ("agreed_later", "A later time was agreed"),
]


class DiaryEntry(Noted):
    """What was decided or happened, when, and when it was written down."""

    number = models.SmallIntegerField()
    kind = models.TextField(choices=KINDS)
    happened_at = models.DateTimeField()
    # The entry that this one puts right; that one stays as it was written.
    corrects = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrections"
    )

    class Meta:
        constraints = [
            known("kind", KINDS, "cases_diaryentry_kind_known"),
            models.UniqueConstraint(
                fields=["file", "number"], name="cases_diaryentry_numbered_once"
            ),
            models.CheckConstraint(
                condition=Q(happened_at__lte=F("noted_at")),
                name="cases_diaryentry_written_afterwards",
            ),
            models.CheckConstraint(
                condition=Q(kind="correction", corrects__isnull=False)
                | (~Q(kind="correction") & Q(corrects__isnull=True)),
                name="cases_diaryentry_corrects_another",
            ),
        ]

    class Privacy:
        official = (*NOTED, "number", "kind", "happened_at", "corrects")

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Contact(Noted):
    """Whom the investigation spoke to or tried to, how, when and with what outcome."""

    number = models.SmallIntegerField()
    whom = models.TextField(choices=WHOM)
    how = models.TextField(choices=HOW)
    outcome = models.TextField(choices=OUTCOMES)
    happened_at = models.DateTimeField()

    class Meta:
        constraints = [
            known("whom", WHOM, "cases_contact_whom_known"),
            known("how", HOW, "cases_contact_how_known"),
            known("outcome", OUTCOMES, "cases_contact_outcome_known"),
            models.UniqueConstraint(fields=["file", "number"], name="cases_contact_numbered_once"),
            models.CheckConstraint(
                condition=Q(happened_at__lte=F("noted_at")),
                name="cases_contact_written_afterwards",
            ),
        ]

    class Privacy:
        official = (*NOTED, "number", "whom", "how", "outcome", "happened_at")

    def __str__(self) -> str:
        return f"contact {self.number}"
