"""Small folders of public records with a past and a future, and visitors of the pages."""

import pathlib
import random
import sys

import pytest

from browsing import at_casework, visit
from candour.guard.actors import service
from candour.patterns.models import WarningFlag
from candour.patterns.warning.actions.propose_flags import propose_flags
from cast import NOW, World

# The invented folders are those of the imports' tests.
sys.path.append(str(pathlib.Path(__file__).parents[2] / "imports"))

__all__ = ["at_casework", "visit"]
BY = service("early warning")


@pytest.fixture
def put_forward(world: World, as_role) -> WarningFlag:
    """The flag of the person with eleven allegations, after one round over the invented force."""
    from candour.guard.models import Account

    with as_role("worker"):
        propose_flags(by=BY, at=NOW, dice=random.Random(5))
    subject = Account.objects.get(username="subject").person_id
    return WarningFlag.objects.get(person_id=subject)
