"""Break-glass: who asks and two bodies open one case to one person for hours; she is told."""

import datetime

import pytest
from django.db import IntegrityError, transaction

import story
from candour.cases.custody.actions import ask_custodians, take_keys
from candour.cases.custody.actions.end_access import end_access
from candour.cases.custody.actions.note_harm_test import Harm, TooLong, note_harm_test
from candour.cases.custody.actions.review_harm_test import YourOwnTest, review_harm_test
from candour.cases.custody.actions.tell_of_access import tell_of_access
from candour.cases.models import AccessEnd, AccessTold, CustodyTaking, GivenShare
from candour.guard import keys
from candour.guard.actors import service
from candour.guard.models import Account, File, FileKey, Grant, KeyShare, KeyWrap, SealedItem
from candour.intake import mailboxes
from cast import NOW

READER = "external-investigator"
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


def sweep(as_role, *, at: datetime.datetime) -> tuple[int, int]:
    with as_role("worker"):
        return end_access(by=service("custody"), at=at), tell_of_access(
            by=service("custody"), at=at
        )


def letters(as_role, sent: story.Sent) -> list[str]:
    with as_role("report"):
        box = mailboxes.open_box(keys=sent.keys)
    return [letter.text for letter in box.letters]


def can_read(world, as_role, file, username: str) -> bool:
    who, vault = story.actor(username), story.vault_of(world, username)
    with as_role("casework", actor=who.account):
        items = list(SealedItem.objects.filter(file_id=file, kind="narrative"))
        if not items:
            return False
        try:
            keys.open_items(items=items, vault=vault, by=who, at=NOW)
        except keys.NoKey:
            return False
    return True


@pytest.fixture
def opened(file, hands):
    """Urgent access for four hours, given by two bodies and taken."""
    request = hands.urgently(file)
    for username in ("custodian", "custodian-three"):
        hands.answer(request, username)
    hands.take(request, READER)
    return request


@pytest.mark.scenario("SC-23", part="two-bodies")
def test_one_custodian_of_each_of_two_bodies_opens_a_case_to_the_person_named(
    world, as_role, file, opened
):
    assert can_read(world, as_role, file, READER)


@pytest.mark.scenario("SC-23", part="two-bodies")
def test_two_custodians_of_one_body_are_not_enough(file, hands):
    request = hands.urgently(file)
    for username in ("custodian", "custodian-two"):
        hands.answer(request, username)

    with pytest.raises(take_keys.NotEnough):
        hands.take(request, READER)


@pytest.mark.scenario("SC-23", part="two-bodies")
def test_without_the_part_of_whoever_asked_two_bodies_open_nothing(file, hands):
    request = hands.urgently(file)
    for username in ("custodian", "custodian-three"):
        hands.answer(request, username)
    GivenShare.objects.filter(request=request, scheme="asking").delete()

    assert hands.take(request, READER).taking is None


def test_the_body_outside_asks_for_a_case_that_it_does_not_see(world, as_role, file, hands):
    with as_role("casework", actor=world.accounts["outside-desk"]):
        assert not File.objects.filter(id=file).exists()

    request = hands.urgently(file, by="outside-desk")

    assert request.asked_by == world.accounts["outside-desk"]


def test_nobody_asks_for_urgent_access_for_themselves(file, hands):
    with pytest.raises(ask_custodians.ForYourself):
        hands.urgently(file, named="authority")


def test_urgent_access_needs_an_urgent_purpose(file, hands):
    with pytest.raises(ask_custodians.WrongPurpose):
        hands.urgently(file, purpose="last_reader_gone")


@pytest.mark.scenario("SC-23", part="time-limited")
@pytest.mark.parametrize("hours", [0, 73])
def test_the_database_refuses_urgent_access_without_an_end_within_three_days(file, hands, hours):
    with pytest.raises(IntegrityError), transaction.atomic():
        hands.urgently(file, hours=hours)


@pytest.mark.scenario("SC-23", part="time-limited")
def test_urgent_access_ends_by_itself_when_its_hours_are_over(world, as_role, file, opened):
    assert sweep(as_role, at=NOW + 3 * HOUR)[0] == 0
    assert can_read(world, as_role, file, READER)

    assert sweep(as_role, at=NOW + 4 * HOUR)[0] == 1

    assert not can_read(world, as_role, file, READER)
    assert not KeyWrap.objects.filter(account_id=world.accounts[READER]).exists()
    assert not Grant.objects.filter(file_id=file, account_id=world.accounts[READER]).exists()


@pytest.mark.scenario("SC-23", part="time-limited")
def test_what_comes_after_urgent_access_is_sealed_to_a_key_that_was_never_given(
    as_role, file, opened
):
    sweep(as_role, at=NOW + 4 * HOUR)

    newest = FileKey.objects.filter(file_id=file, compartment="narrative", epoch=2).get()
    assert KeyWrap.objects.filter(file_key=newest).count() >= 3
    assert KeyShare.objects.filter(file_key=newest, scheme="recovery").count() == 5


def test_ending_access_twice_ends_it_once(as_role, opened):
    assert [sweep(as_role, at=NOW + 5 * HOUR)[0] for _ in range(2)] == [1, 0]
    assert AccessEnd.objects.count() == 1


def test_the_given_shares_do_not_outlive_the_taking(file, opened):
    assert not GivenShare.objects.filter(request=opened).exists()


def test_keys_are_taken_once(file, hands, opened):
    with pytest.raises(take_keys.AlreadyTaken):
        hands.take(opened, READER)


@pytest.mark.scenario("SC-23", part="told")
def test_the_reporter_is_told_who_why_and_until_when(as_role, sent, file, opened):
    assert sweep(as_role, at=NOW + 4 * HOUR)[1] == 1

    letter = letters(as_role, sent)[-1]
    assert "Eastmarch Constabulary" in letter
    assert "Somebody may be hurt" in letter
    assert "Until:" in letter


@pytest.mark.scenario("SC-23", part="told")
def test_the_reporter_is_told_once(as_role, sent, opened):
    before = len(letters(as_role, sent))

    told = [sweep(as_role, at=NOW + days * DAY)[1] for days in (1, 2)]

    assert told == [1, 0]
    assert len(letters(as_role, sent)) == before + 1


@pytest.fixture
def harm(as_role, file, opened):
    """The authority's harm test, to be looked at again in ten days."""
    who = story.actor("authority")
    with as_role("casework", actor=who.account):
        return note_harm_test(
            request=opened.id,
            file=file,
            harm=Harm(why="He reads her letters.", review_on=NOW.date() + 10 * DAY),
            by=who,
            at=NOW,
        )


def review(as_role, harm, username: str) -> None:
    who = story.actor(username)
    with as_role("casework", actor=who.account):
        review_harm_test(test=harm.id, file=harm.file_id, by=who, at=NOW)


@pytest.mark.scenario("SC-23", part="harm-test")
def test_a_reviewed_harm_test_keeps_it_from_the_reporter_until_its_day(as_role, harm):
    review(as_role, harm, "desk")

    told = [sweep(as_role, at=NOW + days * DAY)[1] for days in (1, 9, 10)]

    assert told == [0, 0, 1]


@pytest.mark.scenario("SC-23", part="harm-test")
def test_a_harm_test_that_nobody_reviewed_forbids_nothing(as_role, harm):
    assert sweep(as_role, at=NOW + DAY)[1] == 1
    assert AccessTold.objects.count() == 1


def test_nobody_reviews_a_harm_test_of_their_own_from_another_seat(as_role, harm):
    person = Account.objects.get(username="authority").person_id
    Account.objects.filter(username="desk").update(person_id=person)

    with pytest.raises(YourOwnTest):
        review(as_role, harm, "desk")


@pytest.mark.scenario("SC-23", part="harm-test")
def test_nobody_reviews_a_harm_test_of_their_own(as_role, harm):
    with pytest.raises(YourOwnTest):
        review(as_role, harm, "authority")


@pytest.mark.parametrize("days", [0, 91])
def test_a_harm_test_has_a_day_of_review_within_ninety_days(as_role, file, opened, days):
    who = story.actor("authority")
    harm = Harm(why="He reads her letters.", review_on=NOW.date() + days * DAY)

    with as_role("casework", actor=who.account), pytest.raises(TooLong):
        note_harm_test(request=opened.id, file=file, harm=harm, by=who, at=NOW)


def test_a_taking_for_hours_names_its_end(opened):
    taking = CustodyTaking.objects.get(request=opened)

    assert taking.until_at == NOW + 4 * HOUR
