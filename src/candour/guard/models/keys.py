"""Keys of people and of files, certificates, sealed items: ciphertext and public halves only."""

import uuid

from django.db import models

from candour.guard.models.accounts import Account
from candour.guard.models.files import File


class VaultKey(models.Model):
    """An account's X25519 pair: the private half sealed under the holder's own passphrase."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    public_key = models.BinaryField(max_length=32)
    sealed_private_key = models.BinaryField()
    made_on = models.DateField()
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=models.Q(retired_on__isnull=True),
                name="guard_vaultkey_one_in_use",
            )
        ]

    class Privacy:
        official = ("id", "account", "public_key", "made_on", "retired_on")
        secret = ("sealed_private_key",)

    def __str__(self) -> str:
        return f"key {self.id}"


class OfficerCertificate(models.Model):
    """A certifying officer, signed by the offline root whose public half is pinned in a file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    body = models.BinaryField()
    signature = models.BinaryField()

    class Privacy:
        official = ("id", "body", "signature")

    def __str__(self) -> str:
        return f"officer certificate {self.id}"


REVOCATIONS = [
    ("replaced", "A newer certificate of the same account took its place"),
    ("lost_passphrase", "The holder has lost the six words"),
    ("leaver", "The holder has left"),
    ("takeover", "Somebody else may have used the account"),
    ("mistake", "It should not have been given"),
]


class SeatCertificate(models.Model):
    """Two officers of different bodies confirm that a public key belongs to a seat."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    body = models.BinaryField()
    signatures = models.JSONField()
    revoked_on = models.DateField(null=True, blank=True)
    revoked_because = models.TextField(blank=True, choices=REVOCATIONS)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=models.Q(revoked_on__isnull=True),
                name="guard_seatcertificate_one_in_use",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_on__isnull=True, revoked_because="")
                | models.Q(
                    revoked_on__isnull=False,
                    revoked_because__in=[reason for reason, _ in REVOCATIONS],
                ),
                name="guard_seatcertificate_revoked_for_a_reason",
            ),
        ]

    class Privacy:
        official = ("id", "account", "body", "signatures", "revoked_on", "revoked_because")

    def __str__(self) -> str:
        return f"seat certificate {self.id}"


class Unlock(models.Model):
    """An unlocked vault: the private key under a key that only the holder's cookie carries."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    ciphertext = models.BinaryField()
    opened_at = models.DateTimeField()
    used_at = models.DateTimeField()

    class Privacy:
        official = ("id", "account", "opened_at", "used_at")
        secret = ("ciphertext",)

    def __str__(self) -> str:
        return f"unlock {self.id}"


class FileKey(models.Model):
    """The public half of one compartment of a file in one epoch; anyone may seal to it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="+")
    organisation_id = models.UUIDField()
    compartment = models.TextField()
    epoch = models.IntegerField()
    # With the stamp of the process that made it (core/keys/file_keys.py).
    public_key = models.BinaryField(max_length=67)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "compartment", "epoch"], name="guard_filekey_once_per_epoch"
            ),
            models.CheckConstraint(
                condition=models.Q(epoch__gte=1), name="guard_filekey_epochs_from_one"
            ),
        ]

    class Privacy:
        official = ("id", "file", "organisation_id", "compartment", "epoch", "public_key")

    def __str__(self) -> str:
        return f"{self.compartment} key {self.epoch} of {self.file_id}"


class KeyWrap(models.Model):
    """The private half of a file key, sealed to one certified reader. No wrap, no access."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file_key = models.ForeignKey(FileKey, on_delete=models.CASCADE, related_name="+")
    account_id = models.UUIDField(db_index=True)
    wrapped = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file_key", "account_id"], name="guard_keywrap_once_per_reader"
            )
        ]

    class Privacy:
        official = ("id", "file_key", "account_id")
        secret = ("wrapped",)

    def __str__(self) -> str:
        return f"wrap {self.id}"


class KeyShare(models.Model):
    """One share of a file key's private half, sealed to one holder outside; alone it is noise."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="+")
    organisation_id = models.UUIDField()
    file_key = models.ForeignKey(FileKey, on_delete=models.CASCADE, related_name="+")
    # Of three for recovery, of two bodies for break-glass, or the part of whoever asks for that.
    scheme = models.TextField(
        choices=[("recovery", "Recovery"), ("body", "Body"), ("asking", "Asking")]
    )
    number = models.IntegerField()
    body_id = models.UUIDField()
    account_id = models.UUIDField(db_index=True)
    # Names a wrong share; of 32 random bytes, a hash tells nothing.
    commitment = models.BinaryField(max_length=32)
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file_key", "scheme", "account_id"], name="guard_keyshare_once_per_holder"
            ),
            models.CheckConstraint(
                condition=models.Q(scheme__in=["recovery", "body", "asking"]),
                name="guard_keyshare_scheme_known",
            ),
            models.CheckConstraint(
                condition=models.Q(number__range=(1, 255)), name="guard_keyshare_number_in_field"
            ),
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "file_key", "scheme", "number", "body_id",
            "account_id", "commitment",
        )  # fmt: skip
        secret = ("sealed",)

    def __str__(self) -> str:
        return f"{self.scheme} share {self.id}"


class SealedItem(models.Model):
    """A narrative, description, message or letter, sealed to one file key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="+")
    organisation_id = models.UUIDField()
    compartment = models.TextField()
    epoch = models.IntegerField()
    kind = models.TextField()
    ciphertext = models.BinaryField()

    class Privacy:
        official = ("id", "file", "organisation_id", "compartment", "epoch", "kind")
        secret = ("ciphertext",)

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class WorkerKey(models.Model):
    """The public half of a key that a worker holds in memory alone, signed with the log key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    public_key = models.BinaryField(max_length=32)
    signature = models.BinaryField(max_length=64)
    made_at = models.DateTimeField()

    class Privacy:
        official = ("id", "public_key", "signature", "made_at")

    def __str__(self) -> str:
        return f"worker key {self.id}"


ORDERS = [
    ("seal_again", "Seal items again"),
    ("screen_again", "Compare who is described with the register again"),
]


class WorkOrder(models.Model):
    """Keys of named items, sealed to one worker for minutes; nobody else can open it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="+")
    organisation_id = models.UUIDField()
    kind = models.TextField(choices=ORDERS)
    worker_key = models.ForeignKey(WorkerKey, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    item_count = models.IntegerField()
    ciphertext = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("issued_at")),
                name="guard_workorder_ends_later",
            ),
        ]

    class Privacy:
        official = (
            "id", "file", "organisation_id", "kind", "worker_key", "issued_at", "expires_at",
            "item_count",
        )  # fmt: skip
        secret = ("ciphertext",)

    def __str__(self) -> str:
        return f"work order {self.id}"


class WorkOrderEnd(models.Model):
    """An order was carried out or refused: once, and never again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="+")
    organisation_id = models.UUIDField()
    order = models.OneToOneField(WorkOrder, on_delete=models.PROTECT, related_name="+")
    outcome = models.TextField(choices=[("done", "Done"), ("refused", "Refused")])
    ended_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=["done", "refused"]),
                name="guard_workorderend_outcome_known",
            ),
        ]

    class Privacy:
        official = ("id", "file", "organisation_id", "order", "outcome", "ended_at")

    def __str__(self) -> str:
        return f"end of work order {self.order_id}"
