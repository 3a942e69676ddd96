"""Legal holds: what may not be erased until two people outside the force say that it may."""

import uuid

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact

# Of the salt that goes into a hash, so that nobody guesses what the hash stands for.
SALT_BYTES = 32
SCOPES = [("case", "One case"), ("force", "Everything of a force between two days")]


class LegalHold(models.Model):
    """Somebody of a body outside the force said that something stays: what, why and by what law."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scope = models.TextField(choices=SCOPES)
    # Of one case: its file. The report that it was made of is held with it.
    case_file_id = models.UUIDField(null=True, blank=True)
    # The force whose case it is, or of which everything is held.
    organisation_id = models.UUIDField()
    from_on = models.DateField(null=True, blank=True)
    # Empty: also what still comes in.
    until_on = models.DateField(null=True, blank=True)
    placed_on = models.DateField()
    placed_by = models.UUIDField()
    body_id = models.UUIDField()
    reason = models.TextField()
    basis = models.TextField()
    # In the hash of its leaf, and on no page.
    salt = models.BinaryField(max_length=SALT_BYTES)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    scope="case",
                    case_file_id__isnull=False,
                    from_on__isnull=True,
                    until_on__isnull=True,
                )
                | models.Q(scope="force", case_file_id__isnull=True, from_on__isnull=False),
                name="guard_legalhold_of_a_case_or_a_force",
            ),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True)
                | models.Q(until_on__gte=models.F("from_on")),
                name="guard_legalhold_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~models.Q(reason="") & ~models.Q(basis=""),
                name="guard_legalhold_has_a_reason_and_a_basis",
            ),
            models.CheckConstraint(
                condition=~models.Q(body_id=models.F("organisation_id")),
                name="guard_legalhold_is_placed_outside",
            ),
            models.CheckConstraint(
                condition=Exact(Length("salt"), SALT_BYTES), name="guard_legalhold_is_salted"
            ),
        ]

    class Privacy:
        official = (
            "id", "scope", "case_file_id", "organisation_id", "from_on", "until_on", "placed_on",
            "placed_by", "body_id", "reason", "basis",
        )  # fmt: skip
        secret = ("salt",)

    def __str__(self) -> str:
        return f"legal hold {self.id}"


class LegalHoldLift(models.Model):
    """One person's word that a hold may end; two are needed, one of the body that placed it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hold = models.ForeignKey(LegalHold, on_delete=models.PROTECT, related_name="lifts")
    lifted_on = models.DateField()
    lifted_by = models.UUIDField()
    body_id = models.UUIDField()
    reason = models.TextField()
    basis = models.TextField()
    # In the hash of its leaf, and on no page.
    salt = models.BinaryField(max_length=SALT_BYTES)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["hold", "lifted_by"], name="guard_legalholdlift_once_per_person"
            ),
            models.CheckConstraint(
                condition=~models.Q(reason="") & ~models.Q(basis=""),
                name="guard_legalholdlift_has_a_reason_and_a_basis",
            ),
            models.CheckConstraint(
                condition=Exact(Length("salt"), SALT_BYTES), name="guard_legalholdlift_is_salted"
            ),
        ]

    class Privacy:
        official = (
            "id", "hold", "lifted_on", "lifted_by", "body_id", "reason", "basis",
        )  # fmt: skip
        secret = ("salt",)

    def __str__(self) -> str:
        return f"word to lift legal hold {self.hold_id}"
