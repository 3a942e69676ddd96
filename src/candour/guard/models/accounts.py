"""Accounts and the organisations an account may see as a whole."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from candour.guard.seats import Seat


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by user name, as Django's authentication expects."""


class Account(AbstractBaseUser):
    """Someone who signs in; the person behind it is a bare UUID, since people stand above."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    username = models.CharField(max_length=60, unique=True)
    person_id = models.UUIDField(null=True, blank=True)
    organisation_id = models.UUIDField()
    seat = models.TextField(choices=[(seat.value, seat.name) for seat in Seat])
    is_active = models.BooleanField(default=True)

    objects = AccountManager()
    USERNAME_FIELD = "username"

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person_id", "seat"],
                condition=models.Q(person_id__isnull=False),
                name="guard_account_one_seat_of_a_kind_per_person",
            )
        ]

    class Privacy:
        official = ("id", "organisation_id", "seat", "is_active", "last_login")
        identity = ("username", "person_id")
        secret = ("password",)

    def __str__(self) -> str:
        return f"{self.seat} {self.id}"


class Scope(models.Model):
    """An organisation whose cases an account sees as a whole, apart from those a wall hides."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    organisation_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "organisation_id"], name="guard_scope_is_given_once"
            )
        ]

    class Privacy:
        official = ("id", "account", "organisation_id")

    def __str__(self) -> str:
        return f"{self.account_id} sees {self.organisation_id}"


class Deployment(models.Model):
    """One row that says whether this database holds a demonstration or real people."""

    only = models.BooleanField(primary_key=True, default=True)
    kind = models.TextField(choices=[("demo", "Demonstration"), ("live", "Live")])

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(only=True), name="guard_deployment_one_row"),
            models.CheckConstraint(
                condition=models.Q(kind__in=["demo", "live"]), name="guard_deployment_kind_known"
            ),
        ]

    class Privacy:
        official = ("only", "kind")

    def __str__(self) -> str:
        return self.kind
