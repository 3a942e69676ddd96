"""The log: leaves, the tree they are moved into, its tiles and checkpoints, and row images."""

import uuid

from django.db import models


class Leaf(models.Model):
    """One thing that happened. The body may be erased one day; the hash is for good."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.BinaryField(null=True, blank=True)
    leaf_hash = models.BinaryField(max_length=32)
    # The file that the body names, whether or not there is one: what one file's looks are found by.
    file_id = models.UUIDField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["file_id"],
                condition=models.Q(file_id__isnull=False),
                name="guard_leaf_of_file",
            )
        ]

    class Privacy:
        official = ("id", "leaf_hash", "file_id")
        personal = ("body",)

    def __str__(self) -> str:
        return f"leaf {self.id}"


class PendingLeaf(models.Model):
    """A leaf that waits for the sequencer; it has no place and no order yet."""

    leaf = models.OneToOneField(Leaf, primary_key=True, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        official = ("leaf",)

    def __str__(self) -> str:
        return f"pending {self.leaf_id}"


class TreeLeaf(models.Model):
    """The place of a leaf in the tree, from 0 without a gap."""

    index = models.BigIntegerField(primary_key=True)
    leaf = models.OneToOneField(Leaf, on_delete=models.PROTECT, related_name="+")
    leaf_hash = models.BinaryField(max_length=32)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(index__gte=0), name="guard_treeleaf_from_zero"
            )
        ]
        indexes = [models.Index(fields=["leaf_hash"], name="guard_treeleaf_by_hash")]

    class Privacy:
        official = ("index", "leaf", "leaf_hash")

    def __str__(self) -> str:
        return f"leaf {self.index}"


class Tile(models.Model):
    """Up to 256 hashes of one level (C2SP tlog-tiles), so that a proof needs a few short reads."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["level", "index"], name="guard_tile_once_per_place")
        ]

    class Privacy:
        official = ("id", "level", "index", "hashes")

    def __str__(self) -> str:
        return f"tile {self.level}/{self.index}"


class Checkpoint(models.Model):
    """A signed head of the tree: so many leaves, this root."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    note = models.TextField()
    # Shown to everyone: only heads made right after a sealing, since others tell who worked when.
    is_published = models.BooleanField(default=False)

    class Privacy:
        official = ("size", "root", "note", "is_published")

    def __str__(self) -> str:
        return f"checkpoint {self.size}"


class ImageColumns(models.Model):
    """Which columns a table's row images cover; one got later is marked as such."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    table_name = models.TextField()
    version = models.IntegerField()
    columns = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["table_name", "version"], name="guard_imagecolumns_once_per_version"
            )
        ]

    class Privacy:
        official = ("id", "table_name", "version", "columns")

    def __str__(self) -> str:
        return f"{self.table_name} {self.version}"


class Batch(models.Model):
    """Rows that came in together from another system: their source, and one leaf for them all."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.TextField()
    content_hash = models.BinaryField(max_length=32)
    opened_on = models.DateField()

    class Privacy:
        official = ("id", "source", "content_hash", "opened_on")

    def __str__(self) -> str:
        return f"{self.source} {self.id}"


class BatchImage(models.Model):
    """The image of one row as a batch wrote it; the batch's leaf commits to all of them."""

    id = models.BigAutoField(primary_key=True)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+")
    table_name = models.TextField()
    version = models.IntegerField()
    row_id = models.UUIDField()
    image = models.BinaryField(max_length=32)

    class Meta:
        indexes = [models.Index(fields=["table_name", "row_id"], name="guard_batchimage_of_row")]

    class Privacy:
        official = ("id", "batch", "table_name", "version", "row_id", "image")

    def __str__(self) -> str:
        return f"image of {self.table_name} {self.row_id}"
