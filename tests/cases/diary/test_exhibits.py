"""Exhibits: numbered in the case, sealed, and never out of anybody's hands."""

import datetime

import pytest
from django.db import IntegrityError, transaction

import browsing
import story
from candour.cases.models import Case, Exhibit, ExhibitMove
from candour.guard.models import SealedItem
from candour.intake.attachments import receive
from candour.intake.models import Attachment
from cases.diary.conftest import BAG, DAY, exhibit_data, move_data, parts
from intake.attachments import samples
from intake.attachments.attaching import body_of, request_of


@pytest.fixture
def photo(world, as_role):
    """A case whose report came with a photo."""
    with as_role("report"):
        taken, _ = receive.take(request_of(body_of([("lockers.jpg", samples.photo())])))
    files = tuple(one.to_json() for one in taken)
    sent = story.reported(world, as_role, files=files)
    return story.record(world, as_role, report=sent.file).file


def test_an_exhibit_stands_on_its_page_and_its_description_is_sealed(visit, case, exhibit):
    text = visit("desk").get(f"/cases/{case}/exhibits/").text

    assert "Exhibit 1" in text
    assert BAG in text
    assert "With whoever took it" in text
    assert BAG.encode() not in bytes(SealedItem.objects.get(id=exhibit.item_id).ciphertext)


def test_each_hand_over_is_a_row_and_the_last_says_where_it_is(visit, case, exhibit):
    desk = visit("desk")
    address = f"/cases/{case}/exhibits/{exhibit.id}/move/"

    desk.post(address, move_data(to="store", time="15:00"))
    desk.post(address, move_data())

    text = desk.get(f"/cases/{case}/exhibits/").text
    assert "Where it is now A laboratory or an expert" in text
    assert "Seal 4411, undamaged." in text
    assert list(ExhibitMove.objects.values_list("number", "to").order_by("number")) == [
        (1, "store"), (2, "laboratory"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"giver": ""}, "Say who hands it over"),
        ({"taker": ""}, "Say who takes it"),
        ({"time": "13:00"}, "It was somewhere else then. Enter a time after the last hand-over."),
        (parts("on", browsing.days_ago(-2)),
         "The time lies ahead. Write down what has happened, when it has happened."),
    ],
)  # fmt: skip
def test_a_hand_over_that_leaves_a_gap_is_refused_in_words(visit, case, exhibit, changes, error):
    address = f"/cases/{case}/exhibits/{exhibit.id}/move/"

    page = visit("desk").post(address, move_data(**changes))

    assert page.errors == [error]
    assert not ExhibitMove.objects.exists()


@pytest.mark.parametrize("gone", ["returned", "destroyed"])
def test_what_is_gone_is_handed_to_nobody(visit, case, exhibit, gone):
    desk = visit("desk")
    address = f"/cases/{case}/exhibits/{exhibit.id}/move/"
    desk.post(address, move_data(to=gone))

    page = desk.post(address, move_data(time="17:00"))

    assert "It was given back or destroyed" in page.text
    assert ExhibitMove.objects.count() == 1


def test_the_database_refuses_a_gap_in_the_continuity(visit, case, exhibit):
    visit("desk").post(f"/cases/{case}/exhibits/{exhibit.id}/move/", move_data())
    last = ExhibitMove.objects.get()

    for number, moved_at in (
        (3, last.moved_at),
        (2, last.moved_at - datetime.timedelta(minutes=1)),
    ):
        wrong = ExhibitMove(
            file_id=case, organisation_id=last.organisation_id, noted_at=last.noted_at,
            noted_by=last.noted_by, item=last.item, exhibit=exhibit, number=number, to="store",
            moved_at=moved_at,
        )  # fmt: skip
        with pytest.raises(IntegrityError, match="gap"), transaction.atomic():
            wrong.save(force_insert=True)


def test_neither_an_exhibit_nor_a_hand_over_is_ever_changed(visit, case, exhibit):
    visit("desk").post(f"/cases/{case}/exhibits/{exhibit.id}/move/", move_data())

    for rows in (Exhibit.objects.filter(id=exhibit.id), ExhibitMove.objects.all()):
        with pytest.raises(IntegrityError, match="only added to"), transaction.atomic():
            rows.update(number=9)


def test_things_go_back_when_a_case_is_closed(visit, case, exhibit):
    Case.objects.filter(file_id=case).update(closed_on=DAY)
    desk = visit("desk")

    desk.post(f"/cases/{case}/exhibits/{exhibit.id}/move/", move_data(to="returned"))

    assert "Given back to its owner" in desk.get(f"/cases/{case}/exhibits/").text


def test_an_attached_file_becomes_an_exhibit_once(visit, photo):
    desk = visit("desk")
    blob = str(Attachment.objects.order_by("id").values_list("id", flat=True).get())
    assert "lockers.jpg" in desk.get(f"/cases/{photo}/exhibits/add/").text

    desk.post(f"/cases/{photo}/exhibits/add/", exhibit_data(attachment=blob))

    assert f"/attachments/{photo}/{blob}/" in desk.get(f"/cases/{photo}/exhibits/").body
    assert "lockers.jpg" not in desk.get(f"/cases/{photo}/exhibits/add/").text


@pytest.mark.scenario("SC-20", part="pages")
@pytest.mark.parametrize("username", ["subject", "colleague", "line-manager", "stranger"])
def test_whoever_is_kept_out_reaches_no_page_of_an_exhibit(visit, case, exhibit, username):
    browsing.rule_out(case, visit("desk"), but="subject")
    pages = ["exhibits/", "exhibits/add/", f"exhibits/{exhibit.id}/move/"]

    assert visit(username).statuses(f"/cases/{case}/{page}" for page in pages) == {404}
