"""Words that come in are compared by themselves, by whoever opens both files and nobody else."""

import uuid

import pytest
from disclosure_words import COUNTER, OWN_WORDS, PASSAGE, SOMEBODY, STATEMENT, days_before
from django.db import transaction

import story
from candour import clock
from candour.cases import words
from candour.cases.disclosure import waiting
from candour.cases.models import Allegation, Case, LeakAlert, LeakTriage, PassageCheck, PassageWait
from candour.guard import keys
from candour.guard.models import KeyWrap
from cast import NOW


@pytest.fixture
def report(world, as_role):
    """The statement."""
    return story.reported(world, as_role, story=STATEMENT).file


@pytest.fixture
def safe(safe):
    """The case made of it, received forty days ago, whose own story has been compared."""
    Case.objects.filter(file_id=safe).update(received_on=days_before(40))
    return safe


@pytest.fixture
def counter(world, as_role):
    """Record a counter-allegation without an open vault: counter(text)."""

    def record(text: str = COUNTER) -> uuid.UUID:
        sent = story.reported(world, as_role, story=text, people=(SOMEBODY,))
        return story.record(world, as_role, report=sent.file, categories=(("H5",),)).file

    return record


def lose_keys(file: uuid.UUID) -> None:
    KeyWrap.objects.filter(file_key__file_id=file).delete()


@pytest.mark.scenario("SC-25", part="by-itself")
def test_recording_a_matter_compares_it_at_once_while_the_reader_is_unlocked(
    visit, safe, world, as_role
):
    sent = story.reported(world, as_role, story=COUNTER, people=(SOMEBODY,))
    data = {
        "kind": "complaint",
        "reason": "He complains of her.",
        "reporter_kind": "police_officer_same_force",
        "schedule_3": "yes",
        "categories_1": ["H5"],
    }

    visit("desk").post(f"/reports/{sent.file}/record/", data)

    made = Case.objects.get(report_file_id=sent.file)
    alert = LeakAlert.objects.get(file_id=safe)
    assert (alert.other_file_id, alert.disclosed_on) == (made.file_id, None)


@pytest.mark.scenario("SC-25", part="by-itself")
@pytest.mark.parametrize("which", ["earlier", "later"])
def test_a_matter_that_was_not_compared_waits_for_the_next_session_of_either_file(
    visit, safe, counter, which
):
    later = counter()
    assert not LeakAlert.objects.exists()
    file = {"earlier": safe, "later": later}[which]

    visit("desk").get(f"/cases/{file}/words/")

    assert LeakAlert.objects.get(file_id=safe).other_file_id == later
    check = PassageCheck.objects.get(earlier_file_id=safe, wait__source="recorded")
    assert check.file_id == later


@pytest.mark.scenario("SC-25", part="by-itself")
@pytest.mark.parametrize("lost", ["earlier", "later"])
def test_readers_of_one_side_compare_nothing_and_learn_of_nothing(visit, safe, counter, lost):
    later = counter()
    lose_keys({"earlier": safe, "later": later}[lost])
    seen, hidden = (later, safe) if lost == "earlier" else (safe, later)

    pages = [visit("desk").get(f"/cases/{seen}/{page}") for page in ("words/", "disclosure/leaks/")]

    assert not PassageCheck.objects.filter(wait__file_id=later, earlier_file_id=safe).exists()
    assert not LeakAlert.objects.exists()
    reference = Case.objects.get(file_id=hidden).reference
    assert not any(reference in page.text or "waits" in page.text for page in pages)


def test_other_words_are_compared_and_raise_nothing(visit, safe, counter):
    counter(OWN_WORDS)

    visit("desk").get(f"/cases/{safe}/words/")

    assert PassageCheck.objects.filter(earlier_file_id=safe).exists()
    assert not LeakAlert.objects.exists()


def test_the_same_pair_is_compared_once(visit, safe, counter):
    counter()

    for _ in range(2):
        visit("desk").get(f"/cases/{safe}/words/")

    assert PassageCheck.objects.filter(earlier_file_id=safe).count() == 1
    assert LeakAlert.objects.filter(file_id=safe).count() == 1


def test_a_story_is_never_held_against_itself(visit, safe):
    visit("desk").get(f"/cases/{safe}/words/")

    assert PassageWait.objects.filter(file_id=safe).exists()
    assert not PassageCheck.objects.exists()


@pytest.mark.scenario("SC-25", part="by-itself")
def test_an_alert_is_no_allegation(visit, safe, counter):
    counter()
    before = Allegation.objects.count(), Case.objects.count()

    page = visit("desk").get(f"/cases/{safe}/disclosure/leaks/")

    assert PASSAGE in page.text
    assert (Allegation.objects.count(), Case.objects.count()) == before


@pytest.mark.scenario("SC-25", part="by-itself")
def test_a_response_in_the_reporters_undisclosed_words_is_raised_in_its_own_case(
    visit, safe, world, as_role
):
    case = Case.objects.get(file_id=safe)
    with as_role("casework", actor=world.accounts["desk"]), transaction.atomic():
        place = words.narrative(case.file_id, case.organisation_id)
        item = keys.seal(place=place, kind=words.REASON, text=COUNTER)
        waiting.responded(
            case=case, item=item, on=NOW.date(), by=story.actor("desk"), at=clock.now()
        )

    visit("desk").get(f"/cases/{safe}/words/")

    alert = LeakAlert.objects.get(file_id=safe)
    page = visit("desk").get(f"/cases/{safe}/disclosure/leaks/")
    assert (alert.other_file_id, alert.appeared_on) == (safe, NOW.date())
    # The words of the response are shown, and not the statement that they are compared with.
    assert PASSAGE in page.text
    assert "Sergeant Vale" not in page.text


@pytest.mark.scenario("SC-25", part="by-itself")
def test_an_alert_is_triaged_once_with_its_reason_sealed(visit, safe, counter):
    counter()
    desk = visit("desk")
    desk.get(f"/cases/{safe}/words/")
    alert = LeakAlert.objects.get(file_id=safe)
    address = f"/cases/{safe}/disclosure/leaks/{alert.id}/"

    assert "Choose what became of it" in desk.post(address, {"why": "Kept."}).text
    data = {"outcome": "explained", "why": "She told a friend herself."}
    desk.post(address, data)
    again = desk.post(address, data)

    assert LeakTriage.objects.get(alert=alert).outcome == "explained"
    assert "This has been settled already" in again.text
    assert "Settled: Explained." in desk.get(f"/cases/{safe}/disclosure/leaks/").text
