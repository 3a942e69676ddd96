"""Desks, whom a file concerns, walls that people decided on, and declarations of conflict."""

import uuid

from django.db import models

from candour.guard.models import Account, File, SealedItem
from candour.people.models import Organisation, Person

INVOLVEMENTS = [
    ("subject", "The person an allegation is about"),
    ("candidate", "May be the person described; not yet decided"),
    ("handler", "The person whose handling is complained of"),
    ("representative", "Stands by one side"),
    ("witness", "Says what they saw or heard"),
]


class DeskReader(models.Model):
    """One of the three to eight named people who receive an organisation's reports."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="+")

    class Privacy:
        official = ("id", "organisation", "account")

    def __str__(self) -> str:
        return f"desk reader {self.account_id}"


class Involvement(models.Model):
    """A person whom a file concerns, so that a wall can be drawn round them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="+")
    organisation_id = models.UUIDField()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    role = models.TextField(choices=INVOLVEMENTS)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "person", "role"], name="access_involvement_once_per_role"
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=[role for role, _ in INVOLVEMENTS]),
                name="access_involvement_role_known",
            ),
        ]

    class Privacy:
        official = ("id", "file", "organisation_id", "role")
        personal = ("person",)

    def __str__(self) -> str:
        return f"{self.role} of {self.file_id}"


BY_HAND = [
    ("added_by_hand", "A handler of the case added them"),
    ("removed_self", "They said that they should not be on it"),
    ("declared_conflict", "They declared a conflict of interest"),
]


class Walled(models.Model):
    """A wall that somebody decided on: who is kept out, by whom; the reason in words is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    organisation_id = models.UUIDField()
    account_id = models.UUIDField()
    because = models.TextField(choices=BY_HAND)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    item = models.ForeignKey(
        SealedItem, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(because__in=[code for code, _ in BY_HAND]),
                name="access_walled_reason_known",
            ),
            models.CheckConstraint(
                condition=models.Q(because="added_by_hand", item__isnull=False)
                & ~models.Q(account_id=models.F("made_by"))
                | ~models.Q(because="added_by_hand")
                & models.Q(item__isnull=True, account_id=models.F("made_by")),
                name="access_walled_for_others_with_a_reason",
            ),
        ]

    class Privacy:
        official = ("id", "file", "organisation_id", "made_at", "made_by", "item")
        personal = ("account_id", "because")

    def __str__(self) -> str:
        return f"wall {self.id}"


class WallLift(models.Model):
    """A second person, not walled by it, took such a wall away; why is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    organisation_id = models.UUIDField()
    wall = models.OneToOneField(Walled, on_delete=models.PROTECT, related_name="lift")
    lifted_at = models.DateTimeField()
    lifted_by = models.UUIDField()
    item = models.ForeignKey(SealedItem, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        official = ("id", "file", "organisation_id", "wall", "lifted_at", "lifted_by", "item")

    def __str__(self) -> str:
        return f"lift of {self.wall_id}"


class Declaration(models.Model):
    """An investigator's signed answers about each subject and about the case as a whole."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    organisation_id = models.UUIDField()
    account_id = models.UUIDField()
    # The subjects that were asked about, as text ids: another subject is another declaration.
    subjects = models.JSONField()
    # By subject, and under an empty key for the case, the codes that were answered with yes.
    conflicts = models.JSONField()
    has_conflict = models.BooleanField()
    questions = models.TextField()
    signed_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["file", "account_id"], name="access_declaration_of_one")]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "account_id", "has_conflict", "questions", "signed_at",
        )  # fmt: skip
        personal = ("subjects", "conflicts")

    def __str__(self) -> str:
        return f"declaration {self.id}"


class DrawnFile(models.Model):
    """A file whose walls were computed here, and so stand in the log."""

    file = models.OneToOneField(File, primary_key=True, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        official = ("file",)

    def __str__(self) -> str:
        return f"walls of {self.file_id}"


class Drawn(models.Model):
    """A view: what stands round a file, as two hashes over its walls and over whom it concerns.

    A leaf commits to it after each drawing, so that a wall taken away past the log is found.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    file_id = models.UUIDField()
    walls = models.TextField()
    people = models.TextField()

    class Meta:
        managed = False
        db_table = "access_drawn"

    class Privacy:
        official = ("id", "file_id", "walls", "people")

    def __str__(self) -> str:
        return f"walls of {self.file_id}"


class ChangedPerson(models.Model):
    """Something about this person changed that walls are computed from; the worker takes it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person_id = models.UUIDField()

    class Privacy:
        official = ("id", "person_id")

    def __str__(self) -> str:
        return f"change of {self.person_id}"


class DueFile(models.Model):
    """A file whose walls wait to be computed anew, a bounded number in each round."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file_id = models.UUIDField()

    class Privacy:
        official = ("id", "file_id")

    def __str__(self) -> str:
        return f"walls of {self.file_id} are due"


class Acceptance(models.Model):
    """A body outside a force that has agreed to take reports about it, and in which turn."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    force = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    # The first body is asked first; the next has its turn if the one before does not answer.
    turn = models.IntegerField()
    # What this body must pass on, and to whom, in words that a reporter reads before she sends.
    must_pass_on = models.TextField()
    accepted_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["force", "turn"],
                condition=models.Q(withdrawn_on__isnull=True),
                name="access_acceptance_one_in_each_turn",
            ),
            models.CheckConstraint(
                condition=~models.Q(body=models.F("force")), name="access_acceptance_is_outside"
            ),
        ]

    class Privacy:
        public = (
            "id", "body", "force", "turn", "must_pass_on", "accepted_on", "withdrawn_on",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.body_id} takes reports about {self.force_id}"
