"""Lends the tests of an investigator's records what forms send."""

import datetime

import pytest

from candour.cases.models import DiaryEntry, Exhibit, LineOfEnquiry
from cast import NOW

DAY = NOW.date()
LOCKERS = "Who had a key to the lockers that night?"
WHY = "The night list names four people."
BAG = "A green canvas bag with a broken strap."


def parts(name: str, on: datetime.date) -> dict[str, str]:
    """Return a date as the three boxes of a form send it."""
    return {
        f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year),
    }  # fmt: skip


def yesterday(**changes: str) -> dict[str, str]:
    """Return yesterday at half past two as the forms send it."""
    return {**parts("on", DAY - datetime.timedelta(days=1)), "time": "14:30", **changes}


def line_data(account, **changes: str) -> dict[str, str]:
    said = {
        "what": LOCKERS, "about": "whole", "code": "evidence", "account": str(account),
        **parts("due_on", DAY + datetime.timedelta(days=3)),
    }  # fmt: skip
    return {**said, **changes}


def entry_data(**changes: str) -> dict[str, str]:
    said = {"kind": "decision", "what": "The night list is asked for.", "why": WHY}
    return {**said, **yesterday(), **changes}


def exhibit_data(**changes: str) -> dict[str, str]:
    said = {"way": "seized", "what": BAG, "who": "The finder", "where": "Locker room"}
    return {**said, **yesterday(), **changes}


def move_data(**changes: str) -> dict[str, str]:
    said = {
        "to": "laboratory", "giver": "The storekeeper", "taker": "The examiner",
        "what": "Seal 4411, undamaged.",
    }  # fmt: skip
    return {**said, **yesterday(time="16:00"), **changes}


@pytest.fixture
def line(visit, case, world) -> LineOfEnquiry:
    visit("desk").post(f"/cases/{case}/plan/", line_data(world.accounts["desk"]))
    return LineOfEnquiry.objects.get(file_id=case)


@pytest.fixture
def entry(visit, case) -> DiaryEntry:
    visit("desk").post(f"/cases/{case}/diary/", entry_data())
    return DiaryEntry.objects.get(file_id=case)


@pytest.fixture
def exhibit(visit, case) -> Exhibit:
    visit("desk").post(f"/cases/{case}/exhibits/add/", exhibit_data())
    return Exhibit.objects.get(file_id=case)
