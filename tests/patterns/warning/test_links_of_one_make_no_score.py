"""Early warning counts a link from the day on which two people have confirmed it."""

import pytest

import browsing
import seconding
from browsing import at_casework, case, report, visit
from candour.cases.models import Allegation
from candour.guard.actors import service
from candour.guard.models import Account
from candour.patterns.warning.known import register
from cast import NOW

__all__ = ["at_casework", "case", "report", "visit"]


@pytest.fixture
def subject(visit, case):
    """Somebody of whom one person alone has said that they are the person described."""
    browsing.rule_out(case, visit("desk"), but="subject")
    return Account.objects.get(username="subject").person_id


def counted(as_role, case):
    """Return whose matters of this case early warning counts."""
    with as_role("worker"):
        found = register.read(by=service("command line"), at=NOW)
    return {one.person for one in found.matters if one.case == str(case)}


@pytest.mark.scenario("SC-43", part="two-people")
def test_a_link_is_counted_once_two_have_confirmed_it(visit, case, subject, as_role):
    by_one = counted(as_role, case)

    seconding.confirm(visit, case, subject)

    assert by_one == set()
    assert counted(as_role, case) == {str(subject)}


def test_a_second_person_who_disagrees_lets_nothing_be_counted(visit, case, subject, as_role):
    seconding.confirm(visit, case, subject, agrees="no")

    assert counted(as_role, case) == set()


def test_what_an_import_says_of_its_own_subject_counts_at_once(visit, case, subject, as_role):
    known = Allegation.objects.filter(subject_id=subject).exclude(file_id=case)

    with as_role("worker"):
        found = register.read(by=service("command line"), at=NOW)

    counted = [one for one in found.matters if one.person == str(subject)]
    assert len(counted) == known.count() == 11
