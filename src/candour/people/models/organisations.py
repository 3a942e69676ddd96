"""Organisations and units: dated, since they merge, change name and are disbanded."""

import uuid

from django.db import models

ORGANISATION_KINDS = [
    ("police_force", "Police force"),
    ("independent_body", "Independent body"),
    ("local_policing_body", "Local policing body"),
    ("charity", "Charity or union"),
    ("reporting_line", "Outside reporting line"),
]


def ends_after_start(name: str) -> models.CheckConstraint:
    """Return the constraint that a dated row doesn't end before it starts."""
    return models.CheckConstraint(
        condition=models.Q(from_on__isnull=True)
        | models.Q(until_on__isnull=True)
        | models.Q(until_on__gte=models.F("from_on")),
        name=name,
    )


class Organisation(models.Model):
    """A force, a watchdog or another body that employs, oversees or receives."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.TextField(choices=ORGANISATION_KINDS)
    # The body that reviews what this one decides; who takes reports about it is in `access`.
    outside_body = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind for kind, _ in ORGANISATION_KINDS]),
                name="people_organisation_kind_known",
            )
        ]

    class Privacy:
        public = ("id", "kind", "outside_body")

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class OrganisationName(models.Model):
    """What an organisation was called, and when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    name = models.TextField()
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [ends_after_start("people_organisationname_dates_in_order")]

    class Privacy:
        public = ("id", "organisation", "name", "from_on", "until_on")

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """One organisation became, or became part of, another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    before = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    happened_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["before", "after"], name="people_succession_once"),
            models.CheckConstraint(
                condition=~models.Q(before=models.F("after")),
                name="people_succession_to_another",
            ),
        ]

    class Privacy:
        public = ("id", "before", "after", "happened_on")

    def __str__(self) -> str:
        return f"{self.before_id} became {self.after_id}"


class Unit(models.Model):
    """The smallest posted team with its supervisors; it keeps its identity when disbanded."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    code = models.TextField()
    name = models.TextField()
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="people_unit_code_once"),
            ends_after_start("people_unit_dates_in_order"),
        ]

    class Privacy:
        official = ("id", "organisation", "code", "name", "from_on", "until_on")

    def __str__(self) -> str:
        return self.name
