"""A colleague who sees that a case exists and has no role in it says why, and is refused."""

import datetime

import pytest

import browsing
from candour import clock
from candour.cases.lookers.actions.end_permits import end_permits
from candour.cases.models import LookAsked, LookPermit
from candour.guard.actors import service
from candour.guard.models import Grant, Scope

WORDS = "My sergeant asked me to find out for a friend of his."


def ask(visitor: browsing.Visitor, case, **changes: str) -> browsing.Page:
    return visitor.post(f"/cases/{case}/ask/", {"reason": "supervision", "words": WORDS, **changes})


@pytest.mark.scenario("SC-21", part="reason")
def test_the_case_in_the_list_opens_as_a_question_what_it_is_needed_for(visit, case, colleague):
    visitor = visit(colleague)
    assert f"/cases/{case}/" in visitor.get("/cases/").body

    opened = visitor.get(f"/cases/{case}/")

    assert (opened.status, opened.location) == (302, f"/cases/{case}/ask/")
    assert "You have no role in this case" in visitor.get(opened.location).text
    assert [one["what"] for one in browsing.denials()] == ["cases.read"]


def test_nothing_is_asked_for_without_a_reason_and_words(visit, case, colleague):
    answered = visit(colleague).post(f"/cases/{case}/ask/", {"go": "ask"})

    assert answered.errors == ["Choose what you need it for", "Give your reason"]
    assert not LookAsked.objects.exists()


@pytest.mark.scenario("SC-21", part="refused")
def test_no_page_of_the_case_opens_after_asking_alone(visit, case, colleague):
    visitor = visit(colleague)
    ask(visitor, case)

    assert visitor.statuses(browsing.case_paths(case)) == {302}
    assert ask(visitor, case).errors == [
        "You have asked already. The case's authority has not decided yet."
    ]


def test_the_words_are_sealed_to_the_cases_readers(visit, case, colleague):
    ask(visit(colleague), case)
    asked = LookAsked.objects.get()

    assert WORDS.encode() not in bytes(asked.ciphertext)
    assert WORDS in visit("authority").get(f"/cases/{case}/asked/{asked.id}/").text


@pytest.mark.scenario("SC-21", part="refused")
def test_the_authority_lets_in_for_days_and_the_worker_ends_it(visit, case, colleague, as_role):
    visitor, authority = visit(colleague), visit("authority")
    ask(visitor, case)
    asked = LookAsked.objects.get()
    assert "Nadia Bhatt" in authority.get("/looks/").text

    authority.post(f"/cases/{case}/asked/{asked.id}/", {"days": "3"})
    assert visitor.get(f"/cases/{case}/").status == 200
    assert visitor.get(f"/cases/{case}/words/").text.count("locker") == 0

    later = clock.now() + datetime.timedelta(days=4)
    with as_role("worker"):
        assert end_permits(by=service("sweeping"), at=later) == 1
        assert end_permits(by=service("sweeping"), at=later) == 0
    assert visitor.get(f"/cases/{case}/").status == 302
    assert not Grant.objects.filter(file_id=case, role="permitted").exists()


def test_the_authority_may_leave_it_closed(visit, case, colleague):
    ask(visit(colleague), case)
    asked = LookAsked.objects.get()

    visit("authority").post(f"/cases/{case}/asked/{asked.id}/", {"days": "no"})

    assert not LookPermit.objects.get().is_allowed
    assert visit(colleague).get(f"/cases/{case}/").status == 302


@pytest.mark.parametrize("username", ["stranger", "subject", "colleague"])
def test_who_does_not_see_the_case_can_not_ask_for_it_either(visit, case, username):
    hidden = visit(username).get(f"/cases/{case}/ask/")
    absent = visit(username).get(f"/cases/{browsing.NOWHERE}/ask/")

    assert (hidden.status, hidden.body) == (404, absent.body)


def test_a_reader_with_a_scope_besides_is_asked_nothing(visit, case, world, account_of):
    Scope.objects.create(
        account_id=account_of("desk"), organisation_id=world.organisations["Northfold Police"]
    )
    assert visit("desk").get(f"/cases/{case}/").status == 200
