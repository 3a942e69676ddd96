"""HR's system shows a token and gets one word: the same for everybody, and never why."""

import json

import planning
import pytest
from django.test import Client

from candour.guard.actors import service
from candour.guard.models import Account, Leaf
from candour.patterns.gates.actions.make_token import make_token
from candour.patterns.models import GateAsk, GateToken
from candour.people.models import OrganisationName
from cast import NOW
from patterns.gates.test_asking_before_a_change import never_drawn, officer

__all__ = ["never_drawn", "officer"]


@pytest.fixture
def ask(world, as_role, settings):
    """Ask as HR's system does, at the casework site: ask(token=..., number=...) -> the answer."""
    settings.ROOT_URLCONF = "candour.sites.casework.urls"

    def run(token="", **said):
        body = {
            "reference": "H1", "number": "4471", "change": "promotion",
            "planned_on": planning.SOON.isoformat(), **said,
        }  # fmt: skip
        client = Client(HTTP_HOST="casework.localhost", enforce_csrf_checks=True)
        with as_role("casework"):
            return client.post(
                "/api/hr/gates/",
                json.dumps(body),
                content_type="application/json",
                headers={"Authorization": f"Bearer {token}"},
            )

    return run


@pytest.fixture
def token(world, as_role):
    """The token of the invented force's HR system."""
    employer = OrganisationName.objects.get(name=planning.EMPLOYER).organisation_id
    with as_role("worker"):
        return make_token(employer=employer, by=service("hr"), at=NOW)


@pytest.mark.scenario("SC-46", part="system")
def test_a_system_with_its_token_gets_one_word_and_never_why(ask, token, officer, never_drawn):
    subject = Account.objects.get(username="subject").person_id
    planning.matter(of=subject)
    waits = ask(token, reference="H1", number=planning.number_of(subject))
    clear = ask(token, reference="H2", number=planning.number_of(officer))
    unknown = ask(token, reference="H3", number="NOBODY-1")
    assert waits.json() == {"answer": "wait", "conditions": []}
    assert clear.json() == {"answer": "clear", "conditions": []}
    assert (unknown.status_code, unknown.content) == (200, waits.content)
    assert set(waits.headers) == set(unknown.headers) == set(clear.headers)
    assert not waits.cookies


@pytest.mark.scenario("SC-46", part="system")
@pytest.mark.parametrize("shown", ["", "not-a-token"])
def test_without_the_token_nothing_is_asked_and_nothing_told(ask, token, shown):
    answered = ask(shown)
    assert answered.status_code == 404
    assert not GateAsk.objects.exists()


def test_a_new_token_ends_the_one_before_and_only_a_digest_is_kept(ask, token, as_role):
    assert token.encode() not in b"".join(
        bytes(one) for one in GateToken.objects.values_list("digest", flat=True)
    )
    assert ask(token).status_code == 200


@pytest.mark.parametrize(
    "said",
    [{"change": "gossip"}, {"planned_on": "soon"}, {"number": ""}, {"reference": "x" * 81}],
)
def test_what_is_no_question_is_refused(ask, token, said):
    assert ask(token, **said).status_code == 400
    assert not GateAsk.objects.exists()


def test_a_register_cannot_be_read_out_through_the_gate(ask, token, monkeypatch):
    monkeypatch.setattr("candour.law.policies.gates.MOST_A_DAY", 2)
    answered = [ask(token, reference=f"H{number}").status_code for number in range(4)]
    assert answered == [200, 200, 429, 429]
    assert GateAsk.objects.count() == 2


def test_no_leaf_holds_the_number_that_was_asked_about(ask, token):
    known = set(Leaf.objects.values_list("id", flat=True))
    ask(token, number="NOBODY-77")
    bodies = b"".join(
        bytes(body) for body in Leaf.objects.exclude(id__in=known).values_list("body", flat=True)
    )
    assert b"patterns.answer_system" in bodies
    assert b"NOBODY-77" not in bodies
