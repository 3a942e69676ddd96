"""A recovery that too few custodians answer in time is over, says so, and can be asked for anew."""

import datetime
import json

import pytest
from django.db import IntegrityError, transaction

import story
from candour.cases.custody import holding
from candour.cases.custody.actions.lapse_recoveries import LASTS, lapse_recoveries
from candour.cases.models import CustodyAnswer, CustodyLapse, GivenShare
from candour.guard.actors import service
from candour.guard.models import KeyWrap, Leaf
from candour.guard.permissions import NotPermitted
from cast import CUSTODIANS, NOW

IN_TIME, LATE = NOW + LASTS - datetime.timedelta(seconds=1), NOW + LASTS


@pytest.fixture
def sweep(as_role):
    """What runs by itself, at some moment; returns how many requests it ended."""

    def sweeping(at: datetime.datetime) -> int:
        with as_role("worker"):
            return lapse_recoveries(by=service("sweeping"), at=at)

    return sweeping


@pytest.fixture
def asked(file, hands):
    """A recovery for which two custodians of the three that it takes gave their shares."""
    request = hands.ask(file)
    for username in CUSTODIANS[:2]:
        hands.answer(request, username)
    return request


def leaf_of_lapse() -> dict:
    bodies = [json.loads(bytes(leaf.body)) for leaf in Leaf.objects.all()]
    (found,) = [one for one in bodies if one.get("what") == "cases.lapse_recoveries"]
    return found


def test_it_lapses_at_the_end_of_its_time_and_not_before(asked, sweep):
    assert sweep(IN_TIME) == 0
    assert sweep(LATE) == 1
    assert sweep(LATE) == 0
    assert CustodyLapse.objects.get().request_id == asked.id


def test_its_leaf_says_how_many_gave_and_which_shares_are_gone(asked, sweep):
    shares = {str(one) for one in GivenShare.objects.values_list("id", flat=True)}
    sweep(LATE)

    leaf = leaf_of_lapse()
    assert leaf["detail"] == {"request": str(asked.id), "given": 2, "wanted": 3}
    assert shares
    assert shares <= set(_ids(leaf["gone"]))
    assert not GivenShare.objects.exists()
    assert CustodyAnswer.objects.filter(request=asked, is_given=True).count() == 2


def test_a_third_share_that_comes_too_late_is_refused(asked, sweep, hands):
    sweep(LATE)

    with pytest.raises(holding.Lapsed):
        hands.answer(asked, CUSTODIANS[2])
    with pytest.raises(holding.Lapsed):
        hands.take(asked, "outside-desk")


def test_the_database_refuses_it_whatever_a_program_does(asked, sweep):
    answer = CustodyAnswer.objects.filter(request=asked).first()
    sweep(LATE)

    answer.id = None
    with pytest.raises(IntegrityError, match="has lapsed"), transaction.atomic():
        CustodyAnswer.objects.bulk_create([answer])


def test_one_that_enough_have_answered_does_not_lapse(asked, sweep, hands):
    hands.answer(asked, CUSTODIANS[2])

    assert sweep(LATE) == 0
    assert hands.take(asked, "outside-desk", at=LATE).taking is not None


def test_neither_does_one_that_was_taken(asked, sweep, hands):
    hands.answer(asked, CUSTODIANS[2])
    hands.take(asked, "outside-desk")

    assert sweep(LATE) == 0


def test_urgent_access_is_left_alone(file, hands, sweep):
    hands.urgently(file)

    assert sweep(LATE) == 0


def test_a_new_one_can_be_asked_for_and_opens_the_case(file, asked, sweep, hands, world):
    KeyWrap.objects.filter(file_key__file_id=file).delete()
    sweep(LATE)

    again = hands.ask(file)
    for username in CUSTODIANS[1:4]:
        hands.answer(again, username)

    assert hands.take(again, "outside-desk").taking is not None
    assert KeyWrap.objects.filter(account_id=world.accounts["outside-desk"]).exists()


def test_everybody_who_was_asked_reads_that_it_lapsed(visit, file, asked, sweep, hands):
    sweep(LATE)

    assert "Lapsed" in visit(CUSTODIANS[3]).get("/custody/").text
    page = visit(CUSTODIANS[3]).get(f"/custody/asked/{hands.ask_of(asked, CUSTODIANS[3])}/")
    assert "too few custodians gave their shares within two weeks" in page.text
    assert "it lapsed" in visit("authority").get(f"/cases/{file}/custody/").text


def test_nobody_who_signs_in_may_end_one(asked, as_role):
    actor = story.actor("authority")
    with as_role("casework", actor=actor.account), pytest.raises(NotPermitted):
        lapse_recoveries(by=actor, at=LATE)


def _ids(gone: object) -> list[str]:
    """The ids of rows as a leaf names them."""
    said = json.dumps(gone)
    return [word for word in said.replace('"', " ").replace(",", " ").split() if len(word) == 36]
