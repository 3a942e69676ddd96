"""A file is a case or a report as a bare UUID: what grants, walls and keys attach to."""

import uuid

from django.db import models


class File(models.Model):
    """What may be opened or hidden. Without a computed wall it is visible to nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.TextField(choices=[("report", "Report"), ("case", "Case")])
    organisation_id = models.UUIDField()
    opened_on = models.DateField()
    # The number of the wall computed last; null until one has been.
    wall_epoch = models.IntegerField(null=True, blank=True)
    # The token of the transaction that opened it, which alone may fill it before the wall counts.
    opening = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["id", "organisation_id"], name="guard_file_organisation_is_referable"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["report", "case"]), name="guard_file_kind_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                condition=models.Q(wall_epoch__isnull=True),
                name="guard_file_without_wall",
            ),
            models.Index(
                fields=["opening"],
                condition=models.Q(opening__isnull=False),
                name="guard_file_by_opening",
            ),
        ]

    class Privacy:
        official = ("id", "kind", "organisation_id", "opened_on", "wall_epoch", "opening")

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Grant(models.Model):
    """An account may open a file, if no wall stands between them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="+")
    organisation_id = models.UUIDField()
    account_id = models.UUIDField()
    role = models.TextField()
    granted_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "account_id"], name="guard_grant_once_per_account"
            )
        ]
        # All that the set of an account's files needs, so that it is read from the index alone.
        indexes = [models.Index(fields=["account_id", "file"], name="guard_grant_of_account")]

    class Privacy:
        official = ("id", "file", "organisation_id", "account_id", "role", "granted_on")

    def __str__(self) -> str:
        return f"{self.account_id} may open {self.file_id}"


class Wall(models.Model):
    """An account may not open, count or suspect a file. The table is hidden from those walled."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="+")
    account_id = models.UUIDField()
    because = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "account_id", "because"], name="guard_wall_once_per_reason"
            )
        ]
        indexes = [models.Index(fields=["account_id", "file"], name="guard_wall_of_account")]

    class Privacy:
        personal = ("id", "file", "account_id", "because")

    def __str__(self) -> str:
        return f"{self.account_id} is walled from {self.file_id}"
