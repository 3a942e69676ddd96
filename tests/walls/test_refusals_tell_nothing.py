"""A refusal and a search do the same work and leave the same, whatever is hidden behind them."""

import pytest
from django.db import connection

import browsing
from browsing import at_casework, case, report, visit
from candour.cases.models import Case, SoughtWords
from candour.guard.models import Leaf

__all__ = ["at_casework", "case", "report", "visit"]


@pytest.fixture
def hidden(visit, case):
    """A case that a wall keeps from the subject's team."""
    browsing.rule_out(case, visit("desk"), but="subject")
    return case


@pytest.mark.scenario("SC-21", part="no-tell")
@pytest.mark.parametrize("username", ["colleague", "subject", "line-manager"])
def test_hidden_and_absent_take_the_same_statements(visit, hidden, username):
    visitor = visit(username)
    visitor.get(f"/cases/{hidden}/")

    of_hidden = browsing.queries_of(visitor, f"/cases/{hidden}/")
    of_absent = browsing.queries_of(visitor, f"/cases/{browsing.NOWHERE}/")

    assert of_hidden == of_absent


@pytest.mark.scenario("SC-21", part="no-tell")
def test_hidden_and_absent_leave_one_identical_leaf_filed_alike(visit, hidden):
    visitor = visit("colleague")
    visitor.get(f"/cases/{hidden}/")
    visitor.get(f"/cases/{browsing.NOWHERE}/")

    of_hidden, of_absent = browsing.denials()
    assert of_hidden == of_absent
    filed = [Leaf.objects.filter(file_id=one) for one in (hidden, browsing.NOWHERE)]
    assert [sum(b'"denied"' in bytes(leaf.body) for leaf in one) for one in filed] == [1, 1]


@pytest.mark.scenario("SC-21", part="no-tell")
def test_a_search_that_hits_what_is_hidden_does_the_work_of_one_that_hits_nothing(visit, hidden):
    visitor = visit("colleague")
    reference = Case.objects.get(file_id=hidden).reference
    visitor.get("/cases/?text=C-0000-0000")

    aimed = browsing.queries_of(visitor, f"/cases/?text={reference}")
    idle = browsing.queries_of(visitor, "/cases/?text=C-0000-0000")

    assert aimed == idle
    assert len({len(bytes(one.ciphertext)) for one in SoughtWords.objects.all()}) == 1


def test_nobody_at_the_site_reads_alarms_hits_or_what_was_searched_for(world, as_role, account_of):
    with as_role("casework", actor=account_of("authority")), connection.cursor() as cursor:
        cursor.execute(
            "select has_table_privilege('cases_lookalarm', 'select'),"
            " has_table_privilege('cases_lookhit', 'select'),"
            " has_table_privilege('cases_soughtwords', 'select')"
        )
        assert cursor.fetchone() == (False, False, False)


@pytest.fixture
def account_of(world):
    return lambda username: world.accounts[username]
