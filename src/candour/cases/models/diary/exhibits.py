"""Exhibits and their continuity: where each thing was at every moment since it was taken."""

from django.db import models
from django.db.models import F, Q

from candour.cases.models.case import known
from candour.cases.models.owed import NOTED, Noted

WAYS = [
    ("seized", "Seized"),
    ("handed_over", "Handed over by somebody"),
    ("produced", "Made during the investigation"),
    ("downloaded", "Downloaded or copied from a system"),
]
PLACES = [
    ("store", "A secure store"),
    ("person", "Somebody who works on the case"),
    ("laboratory", "A laboratory or an expert"),
    ("other_body", "Another body or force"),
    ("hearing", "A court or a hearing"),
    ("returned", "Given back to its owner"),
    ("destroyed", "Destroyed"),
]


class Exhibit(Noted):
    """A thing or a record that was taken: its number in the case, how and when; what is sealed."""

    number = models.SmallIntegerField()
    way = models.TextField(choices=WAYS)
    taken_at = models.DateTimeField()
    # An attached file of the case that it is, where it is one.
    attachment_id = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            known("way", WAYS, "cases_exhibit_way_known"),
            models.UniqueConstraint(fields=["file", "number"], name="cases_exhibit_numbered_once"),
            models.UniqueConstraint(
                fields=["file", "attachment_id"],
                condition=Q(attachment_id__isnull=False),
                name="cases_exhibit_once_per_attachment",
            ),
            models.CheckConstraint(
                condition=Q(taken_at__lte=F("noted_at")), name="cases_exhibit_written_afterwards"
            ),
        ]

    class Privacy:
        official = (*NOTED, "number", "way", "taken_at", "attachment_id")

    def __str__(self) -> str:
        return f"exhibit {self.number}"


class ExhibitMove(Noted):
    """An exhibit changed hands: where it went and when; between whom, and its state, is sealed."""

    exhibit = models.ForeignKey(Exhibit, on_delete=models.PROTECT, related_name="moves")
    number = models.SmallIntegerField()
    to = models.TextField(choices=PLACES)
    moved_at = models.DateTimeField()

    class Meta:
        constraints = [
            known("to", PLACES, "cases_exhibitmove_place_known"),
            models.UniqueConstraint(
                fields=["exhibit", "number"], name="cases_exhibitmove_numbered_once"
            ),
            models.CheckConstraint(
                condition=Q(moved_at__lte=F("noted_at")),
                name="cases_exhibitmove_written_afterwards",
            ),
        ]

    class Privacy:
        official = (*NOTED, "exhibit", "number", "to", "moved_at")

    def __str__(self) -> str:
        return f"{self.to} {self.exhibit_id}"
