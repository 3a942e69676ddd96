"""Steps towards a case with sides: a subject with a seat, a safe reporter, representatives."""

import uuid
from collections.abc import Callable

import pytest

import browsing
from browsing import Page
from candour.cases.models import Party
from cast import OTHER_BODY, REPRESENTATIVE, SUBJECT_SEAT

REPORTER = "reporter"
NOTICE = "You are told that an allegation was made about your conduct on the third of May."


@pytest.fixture
def identified(visit, case) -> uuid.UUID:
    """A case whose subject the desk has found in the register."""
    browsing.rule_out(case, visit("desk"), but="subject")
    return case


@pytest.fixture
def seated(visit, identified, world) -> uuid.UUID:
    """The same, and the subject has a seat."""
    data = {"account": str(world.accounts[SUBJECT_SEAT]), "why": "The notice is due."}
    visit("desk").post(f"/cases/{identified}/parties/seat/", data)
    return identified


@pytest.fixture
def safe(visit, seated) -> uuid.UUID:
    """The same, and the reporter was told before the notice goes out."""
    data = {
        "stage": "notice",
        "answer": "told",
        "letter": "He is told on Friday. Call us if you are afraid.",
        "why": "She wrote that she is ready.",
    }
    visit("desk").post(f"/cases/{seated}/parties/safety/", data)
    return seated


@pytest.fixture
def named(visit, safe) -> uuid.UUID:
    """The same, with somebody to stand by the subject and somebody else by the reporter."""
    stands_by(visit("desk"), safe, REPRESENTATIVE, by=party(safe, SUBJECT_SEAT))
    stands_by(visit("desk"), safe, OTHER_BODY, by=REPORTER)
    return safe


@pytest.fixture
def side(visit) -> Callable[..., Page]:
    """Give a written notice, or whatever `data` says: side(case, "subject-seat", **data)."""

    def give(case: uuid.UUID, username: str, **data: object) -> Page:
        typed = {
            "party": str(party(case, username)),
            "stage": "notice",
            "title": "Notice of investigation",
            "text": NOTICE,
            **data,
        }
        return visit("desk").post(f"/cases/{case}/disclosure/give/", typed)

    return give


def party(case: uuid.UUID, username: str) -> uuid.UUID:
    return Party.objects.get(file_id=case, account__username=username, end__isnull=True).id


def stands_by(visitor, case: uuid.UUID, username: str, *, by: object) -> Page:
    account = browsing.Account.objects.get(username=username).id
    data = {"side": str(by), "account": str(account), "why": "Asked for by that side."}
    return visitor.post(f"/cases/{case}/parties/representative/", data)
