"""How long what a person harmed by police needs is followed."""

import datetime

from candour.cases.models import Case
from candour.core import calendar
from candour.law.clocks import Rule
from candour.law.policies.checks import FOLLOWED_MONTHS


def until_on(case: Case) -> datetime.date:
    """Return the last day on which a topic is followed."""
    found = calendar.due_on(rule=Rule.MONTHS, amount=FOLLOWED_MONTHS, event_on=case.received_on)
    return found or case.received_on
