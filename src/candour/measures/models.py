"""Figures that were computed and kept, so that the oversight site needs no right on people."""

import uuid

from django.db import models


class Figure(models.Model):
    """A measure's result for one organisation in its usual window; a new one takes its place."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation_id = models.UUIDField()
    measure = models.TextField()
    as_of = models.DateField()
    computed_at = models.DateTimeField()
    # The snapshot's folder.
    snapshot = models.TextField()
    # The cases that are not counted in it, as a hash of their ids: whom a wall keeps from cases
    # sees the figure without them, and so can't tell that there are any. Empty: all are counted.
    without = models.TextField(blank=True)
    result = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "measure", "without"], name="measures_figure_is_one"
            )
        ]

    class Privacy:
        official = (
            "id", "organisation_id", "measure", "as_of", "computed_at", "snapshot", "without",
            "result",
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.measure} as of {self.as_of}"
