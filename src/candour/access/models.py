"""Desks that receive reports, and who a file involves: what walls are computed from."""

import uuid

from django.db import models

from candour.guard.models import Account, File
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
