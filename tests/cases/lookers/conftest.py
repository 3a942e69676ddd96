"""Lends the tests of looks a case, a colleague without a role, and the worker's rounds."""

import datetime
import uuid
from collections.abc import Callable

import pytest

from browsing import at_casework, case, report, visit
from candour import clock
from candour.cases.lookers.actions.raise_alarms import raise_alarms
from candour.guard.actors import service
from candour.guard.models import Account, Scope
from candour.ops import work
from candour.people.models import Posting

__all__ = ["at_casework", "case", "report", "visit"]


@pytest.fixture
def colleague(world) -> str:
    """Somebody of another team who sees the force's list of cases and has a role in none."""
    account = Account.objects.get(username="investigator")
    Scope.objects.create(account=account, organisation_id=account.organisation_id)
    return account.username


@pytest.fixture
def friend(colleague) -> str:
    """The same, now serving in the unit of somebody whom a wall keeps out."""
    own = Account.objects.get(username=colleague)
    walled = Account.objects.get(username="line-manager")
    unit = Posting.objects.filter(person_id=walled.person_id, until_on__isnull=True).first().unit
    Posting.objects.filter(person_id=own.person_id).update(unit=unit)
    return colleague


@pytest.fixture
def worker_round(as_role) -> Callable[..., int]:
    """Let the worker do its next round: move leaves, compare what is new."""

    def run(*, at: datetime.datetime | None = None) -> int:
        with as_role("worker"):
            work.sequence()
            return raise_alarms(by=service("alarms"), at=at or clock.now())

    return run


@pytest.fixture
def account_of(world) -> Callable[[str], uuid.UUID]:
    return lambda username: world.accounts[username]
