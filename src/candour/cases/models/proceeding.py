"""Steps: what each course of a matter allows, and every step that was taken on one."""

import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from candour.cases.models.case import known
from candour.cases.models.decisions import DECISION, Decision
from candour.people.models import Person

HOLDERS = [("case", "The case"), ("subject", "One person in it")]
LONGEST_REVIEW_DAYS = 28
_LONGEST_REVIEW = datetime.timedelta(days=LONGEST_REVIEW_DAYS)


class Course(models.Model):
    """One machine of the law file: of what it is held, and where it begins."""

    machine = models.TextField(primary_key=True)
    holder = models.TextField(choices=HOLDERS)
    initial = models.TextField()

    class Meta:
        constraints = [known("holder", HOLDERS, "cases_course_holder_known")]

    class Privacy:
        public = ("machine", "holder", "initial")

    def __str__(self) -> str:
        return self.machine


class AllowedStep(models.Model):
    """One row of the table of steps, as the database checks it; generated from the law file."""

    id = models.SmallIntegerField(primary_key=True)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="+")
    sources = ArrayField(models.TextField())
    step = models.TextField()
    # Empty where the course stays where it stands.
    target = models.TextField(blank=True)
    parties = ArrayField(models.TextField())
    # Facts that must all hold, and facts of which none may.
    needs = ArrayField(models.TextField())
    forbids = ArrayField(models.TextField())
    opens = ArrayField(models.TextField())

    class Meta:
        indexes = [models.Index(fields=["course", "step"], name="cases_allowed_step")]

    class Privacy:
        public = (
            "id", "course", "sources", "step", "target", "parties", "needs", "forbids", "opens",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.course_id}: {self.step} to {self.target}"


class StepTaken(Decision):
    """One step on one course of a case: from where to where, when, by whom, on which facts."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="+")
    # Whose course it is; nobody where it is the case's own.
    subject = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Whom a step of the case's own course is about: a notice, an interview, a suspension.
    about = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    number = models.SmallIntegerField()
    step = models.TextField()
    party = models.TextField()
    from_state = models.TextField()
    to_state = models.TextField()
    happened_on = models.DateField()
    # The facts that held, as codes; what else was answered on the form, as codes and days.
    facts = ArrayField(models.TextField())
    answers = models.JSONField()
    # Who has the matter while it rests, and when that is looked at again.
    owner = models.TextField(blank=True)
    review_on = models.DateField(null=True, blank=True)
    # The page of the case whose decision this step only writes down; empty for Next steps.
    written_with = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "course", "subject", "number"],
                nulls_distinct=False,
                name="cases_steptaken_once_each",
            ),
            models.CheckConstraint(
                condition=Q(subject__isnull=True) | Q(about__isnull=True),
                name="cases_steptaken_subject_or_about",
            ),
            models.CheckConstraint(
                condition=Q(review_on__isnull=True) | Q(review_on__gte=models.F("happened_on")),
                name="cases_steptaken_reviewed_later",
            ),
            models.CheckConstraint(
                condition=Q(review_on__isnull=True)
                | Q(review_on__lte=models.F("happened_on") + _LONGEST_REVIEW),
                name="cases_steptaken_reviewed_soon",
            ),
            models.CheckConstraint(
                condition=(Q(owner="") & Q(review_on__isnull=True))
                | (~Q(owner="") & Q(review_on__isnull=False)),
                name="cases_steptaken_owner_and_review",
            ),
            models.CheckConstraint(
                condition=~Q(step__in=["suspend_for_criminal", "suspend_from_duty"]) | ~Q(owner=""),
                name="cases_steptaken_rests_with_owner",
            ),
        ]

    class Privacy:
        official = (
            *DECISION, "course", "number", "step", "party", "from_state", "to_state",
            "happened_on", "facts", "owner", "review_on", "written_with",
        )  # fmt: skip
        personal = ("subject", "about", "answers")

    def __str__(self) -> str:
        return f"{self.step} to {self.to_state}"
