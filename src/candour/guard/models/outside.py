"""What goes outside about the log and comes back: published heads, cosignatures, tombstones."""

import uuid

from django.db import models

KINDS = [("leaf", "The body of a leaf"), ("item", "The words of a sealed item")]


class Publication(models.Model):
    """A head that was shown to everyone, and the day; the log itself says so."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    size = models.BigIntegerField(unique=True)
    note = models.TextField()
    published_on = models.DateField(db_index=True)

    class Privacy:
        official = ("id", "size", "note", "published_on")

    def __str__(self) -> str:
        return f"head of {self.size} leaves, published on {self.published_on}"


class Cosignature(models.Model):
    """A witness's line under a published head; readers check it with the witness's key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    size = models.BigIntegerField()
    witness = models.TextField()
    line = models.TextField()
    taken_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["size", "witness"], name="guard_cosignature_once_per_head"
            )
        ]

    class Privacy:
        official = ("id", "size", "witness", "line", "taken_on")

    def __str__(self) -> str:
        return f"{self.witness} over {self.size} leaves"


class Tombstone(models.Model):
    """Why a leaf's body or a sealed item's words are gone, signed by officers of two bodies."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    what = models.TextField(choices=KINDS)
    # Of the leaf or the item; what is erased keeps its row.
    target = models.UUIDField(unique=True)
    # The tombstone's file as it was signed.
    signed = models.TextField()
    erased_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(what__in=[kind for kind, _ in KINDS]),
                name="guard_tombstone_what_known",
            )
        ]

    class Privacy:
        official = ("id", "what", "target", "signed", "erased_on")

    def __str__(self) -> str:
        return f"tombstone of {self.what} {self.target}"
