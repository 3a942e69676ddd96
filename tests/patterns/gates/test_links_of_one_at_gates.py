"""A gate waits for a link that one person alone confirmed, as walls do; and says that it is one."""

import planning
import pytest

import browsing
import seconding
from browsing import at_casework, case, report, visit
from candour.guard.models import Account
from patterns.gates.test_asking_before_a_change import never_drawn, planned

__all__ = ["at_casework", "case", "never_drawn", "planned", "report", "visit"]

# Two allegations of the case are about him.
BY_ONE = "One person alone has confirmed that 2 of these are about"


@pytest.fixture
def subject(visit, case):
    """Somebody of whom one person alone has said that they are the person described."""
    browsing.rule_out(case, visit("desk"), but="subject")
    return Account.objects.get(username="subject").person_id


def shown(visit, planned, subject):
    """Ask about a promotion, and return what the authority reads before it decides."""
    gate = planned(planning.row(number=planning.number_of(subject)))
    return visit("authority").get(f"/gates/{gate.file_id}/").text


@pytest.mark.scenario("SC-43", part="two-people")
def test_a_gate_waits_for_a_link_of_one_and_says_so(visit, subject, planned, never_drawn):
    page = shown(visit, planned, subject)

    assert "A matter is open" in page
    assert BY_ONE in page


def test_nothing_of_it_is_said_once_two_have_confirmed(visit, case, subject, planned, never_drawn):
    seconding.confirm(visit, case, subject)

    assert BY_ONE not in shown(visit, planned, subject)
