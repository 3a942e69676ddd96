"""The diary: decisions with reasons, notes and corrections, timed, sealed and only added to."""

import pytest
from django.db import IntegrityError, connection, transaction

import browsing
from candour.cases.models import Case, Deadline, DiaryEntry
from candour.guard.models import SealedItem
from cases.diary.conftest import DAY, WHY, entry_data, parts, yesterday


def test_an_entry_says_when_it_happened_and_when_it_was_written_by_whom(visit, case, entry):
    text = visit("desk").get(f"/cases/{case}/diary/").text

    assert "The night list is asked for." in text
    assert WHY in text
    assert f"{browsing.in_words(browsing.days_ago(1))} at 2:30pm" in text
    assert "Written by" in text


def test_its_words_are_sealed_and_no_leaf_holds_them(entry):
    item = SealedItem.objects.get(id=entry.item_id)

    assert WHY.encode() not in bytes(item.ciphertext)
    assert WHY not in str(browsing.leaves())
    assert "cases.write_entry" in {one.get("what") for one in browsing.leaves()}


def test_an_entry_is_put_right_by_another_and_stays_as_it_was_written(visit, case, entry):
    desk = visit("desk")
    said = {"what": "It is the list of the day before.", "why": "I mixed up the days."}

    desk.post(f"/cases/{case}/diary/{entry.id}/correct/", said)

    text = desk.get(f"/cases/{case}/diary/").text
    assert "Put right by Entry 2" in text
    assert "Puts right Entry 1" in text
    assert "The night list is asked for." in text


def test_an_entry_is_never_changed_by_anybody(entry):
    with pytest.raises(IntegrityError, match="only added to"), transaction.atomic():
        DiaryEntry.objects.filter(id=entry.id).update(kind="note")
    refused = pytest.raises(IntegrityError, match="only added to")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("delete from cases_diaryentry where id = %s", [entry.id])


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"why": " "}, "Say why it was decided so"),
        ({"time": "25:00"}, "Write the time like this: 14:30"),
        ({"time": ""}, "Enter the time"),
        ({"kind": "correction"}, "Choose what it is"),
        (parts("on", browsing.days_ago(-2)),
         "The time lies ahead. Write down what has happened, when it has happened."),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_refused_in_words_and_stays_typed(visit, case, changes, error):
    page = visit("desk").post(f"/cases/{case}/diary/", entry_data(**changes))

    assert page.errors == [error]
    assert page.fields["what"] == ["The night list is asked for."]
    assert not DiaryEntry.objects.exists()


def test_a_note_needs_no_reason(visit, case):
    visit("desk").post(f"/cases/{case}/diary/", entry_data(kind="note", why=""))

    assert DiaryEntry.objects.get(file_id=case).kind == "note"


def test_a_closed_case_takes_no_entry(visit, case, entry):
    Case.objects.filter(file_id=case).update(closed_on=DAY)

    page = visit("desk").post(f"/cases/{case}/diary/", entry_data())

    assert "It can be read, not changed." in page.text
    assert DiaryEntry.objects.count() == 1


def test_pages_of_the_diary_show_fifty_entries_each(visit, case, entry):
    first = DiaryEntry.objects.get()
    DiaryEntry.objects.bulk_create(
        DiaryEntry(
            file_id=case, organisation_id=first.organisation_id, noted_at=first.noted_at,
            noted_by=first.noted_by, item=first.item, number=number, kind="note",
            happened_at=first.happened_at,
        )
        for number in range(2, 53)
    )  # fmt: skip
    desk = visit("desk")

    assert desk.get(f"/cases/{case}/diary/").body.count("Put it right") == 50
    assert desk.get(f"/cases/{case}/diary/?page=2").body.count("Put it right") == 2
    assert desk.get(f"/cases/{case}/diary/?page=x").status == 200


@pytest.mark.scenario("SC-20", part="pages")
@pytest.mark.parametrize("username", ["subject", "colleague", "line-manager", "stranger"])
def test_whoever_is_kept_out_reaches_no_page_of_the_diary(visit, case, entry, username):
    browsing.rule_out(case, visit("desk"), but="subject")
    pages = ["diary/", f"diary/{entry.id}/correct/", "contacts/"]

    assert visit(username).statuses(f"/cases/{case}/{page}" for page in pages) == {404}


def test_nobody_writes_into_a_case_that_is_hidden_from_them(visit, case):
    browsing.rule_out(case, visit("desk"), but="subject")

    answered = visit("colleague").post(f"/cases/{case}/diary/", entry_data())

    assert answered.status == 404
    assert not DiaryEntry.objects.exists()


def contact_data(**changes: str) -> dict[str, str]:
    said = {
        "whom": "reporter", "who": "", "how": "telephone", "outcome": "left_message",
        "what": "She did not answer.",
    }  # fmt: skip
    return {**said, **yesterday(), **changes}


def test_a_contact_stands_on_its_page_with_what_came_of_it(visit, case):
    desk = visit("desk")

    desk.post(f"/cases/{case}/contacts/", contact_data(who="Witness A"))

    text = desk.get(f"/cases/{case}/contacts/").text
    assert "The person who reported" in text or "the person who reported" in text
    assert "Witness A" in text
    assert "A message was left, without saying what it is about" in text


def test_a_contact_with_the_reporter_moves_no_clock(visit, case):
    def clocks() -> list[tuple[object, ...]]:
        rows = Deadline.objects.filter(file_id=case).order_by("clock", "started_on")
        return list(rows.values_list("clock", "started_on", "due_on", "met_on"))

    before = clocks()
    visit("desk").post(f"/cases/{case}/contacts/", contact_data(outcome="spoke"))

    assert before
    assert clocks() == before


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"whom": "neighbour"}, "Choose with whom"),
        ({"outcome": ""}, "Choose what came of it"),
        (parts("on", browsing.days_ago(-2)),
         "The time lies ahead. Write down what has happened, when it has happened."),
    ],
)  # fmt: skip
def test_what_cannot_be_noted_is_refused_in_words(visit, case, changes, error):
    page = visit("desk").post(f"/cases/{case}/contacts/", contact_data(**changes))

    assert page.errors == [error]
