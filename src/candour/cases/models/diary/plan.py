"""The plan of an investigation: lines of enquiry, the tasks that carry them, how they ended."""

from django.db import models

from candour.cases.models.case import Allegation, InFile, known
from candour.cases.models.owed import NOTED, Noted
from candour.cases.models.work import CaseTask

LINE_ENDS = [
    ("result", "It led to something"),
    ("no_result", "It led to nothing"),
    ("not_followed", "It is not followed any more"),
]


class LineOfEnquiry(Noted):
    """Something to be found out; what exactly is sealed."""

    number = models.SmallIntegerField()
    # What it is about, where it is about one allegation and not the whole case.
    allegation = models.ForeignKey(
        Allegation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "number"], name="cases_lineofenquiry_numbered_once"
            )
        ]

    class Privacy:
        official = (*NOTED, "number", "allegation")

    def __str__(self) -> str:
        return f"line {self.number}"


class LineTask(InFile):
    """A task carries a line: whose it is and by when. The newest counts."""

    line = models.ForeignKey(LineOfEnquiry, on_delete=models.PROTECT, related_name="tasks")
    task = models.OneToOneField(CaseTask, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["line", "-given_at"], name="cases_linetask_newest")]

    class Privacy:
        official = ("id", "file", "organisation_id", "line", "task", "given_at")

    def __str__(self) -> str:
        return f"task of line {self.line_id}"


class LineEnd(Noted):
    """A line of enquiry is closed: with a result or without, and why."""

    line = models.OneToOneField(LineOfEnquiry, on_delete=models.PROTECT, related_name="end")
    code = models.TextField(choices=LINE_ENDS)

    class Meta:
        constraints = [known("code", LINE_ENDS, "cases_lineend_code_known")]

    class Privacy:
        official = (*NOTED, "line", "code")

    def __str__(self) -> str:
        return f"{self.code} {self.line_id}"
