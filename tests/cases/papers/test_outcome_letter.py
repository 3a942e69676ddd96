"""The outcome is told with the same right of review, in the same words, by every route."""

import pytest

from candour.cases.models import Case, Event, FormalLetter
from candour.law.events import EventKind
from cases.papers.conftest import day
from cases.test_pages_outcome import assessed, decide_all
from cast import NOW

__all__ = ["assessed"]
TYPED = {"party": "complainant", "reasons": "Two accounts were weighed.", "done": "Training."}
TOLD = (EventKind.OUTCOME_NOTIFIED.value, EventKind.REVIEW_INFORMATION_GIVEN.value)


@pytest.fixture
def decided(visit, assessed):
    """A case whose allegations all have an outcome."""
    decide_all(assessed, visit("desk"), result="no_case_to_answer")
    return assessed


def look(visitor, case) -> str:
    place = f"/cases/{case}/papers/write/outcome_notice/"
    return visitor.post(place, {**TYPED, "go": "look"}).text


@pytest.mark.scenario("SC-34", part="letter")
@pytest.mark.parametrize(
    ("kind", "footing"),
    [
        ("public", "The law gives you this right"),
        ("police_staff_same_force", "The law does not give you this right. We give it to you"),
        ("police_officer_same_force", "The law does not give you this right. We give it to you"),
    ],
)
def test_each_kind_of_reporter_is_told_of_the_same_right_and_of_its_footing(
    visit, decided, kind, footing
):
    Case.objects.filter(file_id=decided).update(reporter_kind=kind)

    text = look(visit("desk"), decided)
    assert "You may ask for a review of this outcome by" in text
    assert footing in text
    assert "No case to answer" in text


@pytest.mark.parametrize("route", ["mailbox", "post"])
def test_telling_it_starts_the_window_of_the_review_once(visit, decided, issue, route):
    letter: FormalLetter = issue(decided, "outcome_notice", **TYPED)
    data = {"route": route, "how": "Signed for.", **day("served_on", NOW.date())}
    place = f"/cases/{decided}/papers/letters/{letter.id}/"

    assert visit("desk").post(place, data).status == 302
    kinds = Event.objects.filter(file_id=decided, kind__in=TOLD).values_list("kind", flat=True)
    assert sorted(kinds) == sorted(TOLD)
