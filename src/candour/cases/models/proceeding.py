"""Steps and checks: what a course allows, what was taken, and what decisions can't do without."""

import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from candour.cases.models.case import Allegation, InFile, known
from candour.cases.models.decisions import DECISION, Decision
from candour.guard.models import Account
from candour.law.policies import checks as policy
from candour.people.models import Person

HOLDERS = [("case", "The case"), ("subject", "One person in it")]
LONGEST_REVIEW_DAYS = 28
SECONDED = [(row.code, row.name) for row in policy.SECONDED]
ITEMS = [(row.code, row.name) for row in policy.ABUSE_ITEMS]
ITEM_ANSWERS = [("yes", "Yes"), ("no", "No"), ("does_not_apply", "It does not apply here")]
TOPICS = [(row.code, row.name) for row in policy.TOPICS]
FOLLOWED = [("goes_on", "It is followed further"), ("settled", "It is settled")]
LEARNED_ON = [("policy", "A policy or practice"), ("unit", "A unit or team"),
              ("force", "The whole force")]  # fmt: skip
LEARNING_ENDS = [("done", "It was done"), ("not_done", "It will not be done")]
_LONGEST = datetime.timedelta(days=policy.FOLLOWED_EVERY_DAYS)
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


class NoCaseCheck(Decision):
    """What was looked for before an allegation may end with no case to answer: codes alone."""

    allegation = models.ForeignKey(Allegation, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["allegation"],
                condition=Q(supersedes__isnull=True),
                name="cases_nocasecheck_one_first",
            )
        ]

    class Privacy:
        official = (*DECISION, "allegation", "answers")

    def __str__(self) -> str:
        return f"checks of {self.allegation_id}"


class SecondAsk(Decision):
    """Somebody proposes a decision that counts only with a second person: what, of whom, why."""

    what = models.TextField(choices=SECONDED)
    about = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # Who outside the force asks whoever reported, where nobody outside has a part in the case.
    outside = models.ForeignKey(
        Account, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            known("what", SECONDED, "cases_secondask_known"),
            models.CheckConstraint(
                condition=Q(outside__isnull=True) | Q(what="informal_consent"),
                name="cases_secondask_outside_asks_for_consent",
            ),
        ]

    class Privacy:
        official = (*DECISION, "what", "outside")
        personal = ("about",)

    def __str__(self) -> str:
        return f"{self.what} proposed"


class SecondAnswer(Decision):
    """A second person, who had no part in it before, agrees with what is proposed, or doesn't."""

    asked = models.OneToOneField(SecondAsk, on_delete=models.PROTECT, related_name="answer")
    agrees = models.BooleanField()

    class Privacy:
        official = (*DECISION, "asked", "agrees")

    def __str__(self) -> str:
        return f"agrees: {self.agrees}"


class SeparationDefault(InFile):
    """Nobody decided in time how two people are kept apart: the person complained of moves."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    proposed_at = models.DateTimeField()
    # Who of the authority was told; nobody where none is clean.
    told_id = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "person", "due_on"], name="cases_separationdefault_once"
            )
        ]

    class Privacy:
        official = ("id", "file", "organisation_id", "due_on", "proposed_at", "told_id")
        personal = ("person",)

    def __str__(self) -> str:
        return f"moves since {self.due_on}"


class AbuseCheck(Decision):
    """One line of the checklist for domestic abuse by police: its answer, and what shows it."""

    code = models.TextField(choices=ITEMS)
    answer = models.TextField(choices=ITEM_ANSWERS)
    # The attached file that shows it, if one does; the sealed reason says what shows it.
    evidence_id = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            known("code", ITEMS, "cases_abusecheck_code_known"),
            known("answer", ITEM_ANSWERS, "cases_abusecheck_answer_known"),
            models.CheckConstraint(
                condition=Q(reason_item__isnull=False), name="cases_abusecheck_shown"
            ),
            models.UniqueConstraint(
                fields=["file", "code"],
                condition=Q(supersedes__isnull=True),
                name="cases_abusecheck_one_first",
            ),
        ]

    class Privacy:
        official = (*DECISION, "code", "answer", "evidence_id")

    def __str__(self) -> str:
        return f"{self.code}: {self.answer}"


class FollowUp(Decision):
    """Where housing, children, work or support stand, whose it is, and when it is looked at again.

    The last one of a topic counts. It ends by being settled, or after twelve months.
    """

    topic = models.TextField(choices=TOPICS)
    state = models.TextField(choices=FOLLOWED)
    looked_on = models.DateField()
    until_on = models.DateField()
    owner_id = models.UUIDField(null=True, blank=True)
    next_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            known("topic", TOPICS, "cases_followup_topic_known"),
            known("state", FOLLOWED, "cases_followup_state_known"),
            models.CheckConstraint(
                condition=Q(state="goes_on", owner_id__isnull=False, next_on__isnull=False)
                | Q(state="settled", owner_id__isnull=True, next_on__isnull=True),
                name="cases_followup_owner_and_day",
            ),
            models.CheckConstraint(
                condition=Q(next_on__isnull=True)
                | Q(next_on__gt=F("looked_on"), next_on__lte=F("looked_on") + _LONGEST),
                name="cases_followup_again_in_time",
            ),
            models.UniqueConstraint(
                fields=["file", "topic"],
                condition=Q(supersedes__isnull=True),
                name="cases_followup_one_first",
            ),
        ]
        indexes = [models.Index(fields=["owner_id", "next_on"], name="cases_followup_of_owner")]

    class Privacy:
        official = (
            *DECISION, "topic", "state", "looked_on", "until_on", "owner_id", "next_on",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.topic} {self.state}"


class Learning(Decision):
    """What a force learns of a case: on a policy, a unit or itself, whose it is, and by when."""

    learned_on = models.TextField(choices=LEARNED_ON)
    unit_id = models.UUIDField(null=True, blank=True)
    owner_id = models.UUIDField()
    by_on = models.DateField()

    class Meta:
        constraints = [
            known("learned_on", LEARNED_ON, "cases_learning_on_known"),
            models.CheckConstraint(
                condition=Q(learned_on="unit", unit_id__isnull=False)
                | (~Q(learned_on="unit") & Q(unit_id__isnull=True)),
                name="cases_learning_unit_is_named",
            ),
        ]

    class Privacy:
        official = (*DECISION, "learned_on", "unit_id", "owner_id", "by_on")

    def __str__(self) -> str:
        return f"learning by {self.by_on}"


class LearningEnd(Decision):
    """What became of a piece of learning, and how anybody can see it."""

    learning = models.OneToOneField(Learning, on_delete=models.PROTECT, related_name="end")
    code = models.TextField(choices=LEARNING_ENDS)

    class Meta:
        constraints = [known("code", LEARNING_ENDS, "cases_learningend_code_known")]

    class Privacy:
        official = (*DECISION, "learning", "code")

    def __str__(self) -> str:
        return self.code
