"""What waits on the way to a certificate: new keys, colleagues without keys, first sign-ins."""

import uuid

from django.db import models

from candour.guard.models.accounts import Account
from candour.guard.models.files import File


class KeyRequest(models.Model):
    """A key that its holder has made and two officers have not certified yet; unused until then."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="+")
    public_key = models.BinaryField(max_length=32)
    sealed_private_key = models.BinaryField()
    made_on = models.DateField()

    class Privacy:
        official = ("id", "account", "public_key", "made_on")
        secret = ("sealed_private_key",)

    def __str__(self) -> str:
        return f"request for a key of {self.account_id}"


class KeyWait(models.Model):
    """An account has a new key, and no key of this file yet: a reader of the file can give it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="+")
    organisation_id = models.UUIDField()
    account_id = models.UUIDField(db_index=True)
    compartment = models.TextField()
    since_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["file", "compartment", "account_id"], name="guard_keywait_once"
            )
        ]

    class Privacy:
        official = ("id", "file", "organisation_id", "account_id", "compartment", "since_on")

    def __str__(self) -> str:
        return f"{self.account_id} waits for {self.compartment} of {self.file_id}"


class SetUpCode(models.Model):
    """A code that lets an account choose its password once; only its hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="+")
    code_hash = models.BinaryField(max_length=32)
    expires_on = models.DateField()

    class Privacy:
        official = ("id", "account", "expires_on")
        secret = ("code_hash",)

    def __str__(self) -> str:
        return f"set-up code of {self.account_id}"
