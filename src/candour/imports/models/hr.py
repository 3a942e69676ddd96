"""What HR did to people, by codes and days: compared by the worker, read by no site."""

import uuid

from django.db import models

from candour.imports.models.runs import Run
from candour.law.policies import retaliation as policy
from candour.people.models import Organisation, Person

KINDS = [(row.kind.value, row.name) for row in policy.KINDS]


class HrEvent(models.Model):
    """One event of HR's feed, never changed: what was planned and then done is two rows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    employer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    # HR's own reference.
    ref = models.TextField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=KINDS)
    happened_on = models.DateField()
    is_planned = models.BooleanField()
    # None where HR does not know.
    is_asked_for = models.BooleanField(null=True, blank=True)
    value = models.IntegerField(null=True, blank=True)
    recorded_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[code for code, _ in KINDS]),
                name="imports_hrevent_kind_known",
            ),
            models.UniqueConstraint(fields=["employer", "ref"], name="imports_hrevent_once"),
        ]
        indexes = [
            models.Index(fields=["person", "happened_on"], name="imports_hrevent_of_person"),
            models.Index(fields=["employer", "happened_on"], name="imports_hrevent_by_day"),
        ]

    class Privacy:
        official = ("id", "employer", "run", "ref", "recorded_on")
        personal = ("person", "kind", "happened_on", "is_planned", "is_asked_for", "value")

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_on}"
