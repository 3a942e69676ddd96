"""Changes that HR plans: they wait here for the gate that asks about them."""

import uuid

from django.db import models

from candour.imports.models.runs import Run
from candour.people.models import Organisation


class PlannedChange(models.Model):
    """One planned change of a file, once for each reference of HR's."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    employer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    ref = models.TextField()
    number = models.TextField()
    change = models.TextField()
    planned_on = models.DateField()
    came_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["employer", "ref"], name="imports_plannedchange_once")
        ]

    class Privacy:
        official = ("id", "employer", "run", "ref", "change", "planned_on", "came_on")
        identity = ("number",)

    def __str__(self) -> str:
        return f"planned change {self.id}"
