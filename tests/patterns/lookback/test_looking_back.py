"""A look-back lists what is closed in its scope, gives it to somebody new, and always adds up."""

import datetime
import uuid

import pytest
from django.db import IntegrityError, connection, transaction

import browsing
import story
import taking
from browsing import at_casework, visit
from candour.core import gates
from candour.guard.actors import service
from candour.guard.log import verify
from candour.guard.models import Account, FileKey, Wall
from candour.ops import work
from candour.patterns.lookback.actions.begin_lookback import Begun, NotADay, begin_lookback
from candour.patterns.lookback.actions.freeze_lookbacks import freeze_lookbacks
from candour.patterns.lookback.scope import Scope
from candour.patterns.models import (
    Lookback,
    LookbackAssignment,
    LookbackFrozen,
    LookbackItem,
    LookbackResult,
)
from cast import KEPT_OUT, NOW
from patterns.gates import planning

__all__ = ["at_casework", "visit"]
AHEAD = datetime.timedelta(days=1)
# Matters of the tests alone: no history of the invented force is as old.
FIRST, LAST = 9_000, 9_400


@pytest.fixture
def matters(world):
    """Seven closed matters of the force, and one that is open."""
    person = planning.somebody()
    closed = [
        planning.matter(of=person, received=FIRST + number, closed=FIRST - 100)
        for number in range(7)
    ]
    planning.matter(of=person, received=FIRST + 50)
    return closed


@pytest.fixture
def begun(matters, as_role):
    """A look-back over them, frozen by the worker's round: begun(...) -> the row."""

    def run(**changes):
        scope = {
            "from_on": NOW.date() - datetime.timedelta(days=LAST),
            "until_on": NOW.date() - datetime.timedelta(days=FIRST),
            **changes.pop("scope", {}),
        }
        told = {"name": "Second look", "seed": "spring", "sample": 3, **changes}
        who = story.actor("authority")
        with as_role("casework", actor=who.account):
            key = begin_lookback(begun=Begun(scope=Scope(**scope), **told), by=who, at=NOW)
        with as_role("worker"):
            freeze_lookbacks(by=service("sweeping"), at=NOW)
        return Lookback.objects.get(id=key)

    return run


def sums(lookback):
    with connection.cursor() as cursor:
        cursor.execute(
            "select scope, listed, assigned, sound, missed_line, risk_review"
            " from patterns.lookback_sums where lookback_id = %s",
            [lookback.id],
        )
        return cursor.fetchone()


def give(visitor, item, username):
    account = Account.objects.get(username=username)
    return visitor.post(
        f"/cases/{item.file_id}/look-back/{item.id}/assign/", {"account": str(account.id)}
    )


def say(visitor, item, answer="sound"):
    return visitor.post(
        f"/cases/{item.file_id}/look-back/{item.id}/",
        {"answer": answer, "reason": "Read again from the first page."},
    )


@pytest.mark.scenario("SC-44", part="listed")
def test_every_closed_matter_in_scope_is_listed_and_none_that_is_open(begun, matters):
    lookback = begun()
    listed = set(LookbackItem.objects.values_list("file_id", flat=True))
    assert listed == {one.file_id for one in matters}
    assert LookbackFrozen.objects.get(lookback=lookback).number == 7


@pytest.mark.scenario("SC-44", part="listed")
def test_what_is_walled_from_whoever_began_it_is_listed_and_counted_for_nobody_walled(
    begun, matters, visit
):
    authority = Account.objects.get(username="authority")
    Wall.objects.create(file_id=matters[0].file_id, account_id=authority.id, because="family")
    lookback = begun()
    assert sums(lookback)[:2] == (7, 7)
    shown = visit("authority").get(f"/look-backs/{lookback.id}/").text
    assert "In scope 6" in shown
    assert matters[0].reference not in shown


@pytest.mark.scenario("SC-44", part="sampled")
def test_the_sample_can_be_drawn_again_by_anybody_who_has_the_seed(begun, matters):
    begun()
    drawn = set(LookbackItem.objects.filter(is_sampled=True).values_list("file_id", flat=True))
    assert drawn == gates.sample(of=[one.file_id for one in matters], seed="spring", number=3)


@pytest.mark.scenario("SC-44", part="adds-up")
def test_the_numbers_add_up_to_the_scope_after_every_step(begun, visit):
    lookback, authority, desk = begun(), visit("authority"), visit("desk")
    first, second, third = LookbackItem.objects.order_by("id")[:3]
    seen = [sums(lookback)]
    for item in (first, second, third):
        give(authority, item, "desk")
        seen.append(sums(lookback))
    for item, answer in ((first, "sound"), (second, "missed_line"), (third, "risk_review")):
        say(desk, item, answer)
        seen.append(sums(lookback))
    say(desk, first, "risk_review")
    seen.append(sums(lookback))
    assert [sum(row[1:]) for row in seen] == [7] * len(seen)
    assert seen[-1] == (7, 4, 0, 0, 1, 2)
    assert "Risk review 2" in authority.get(f"/look-backs/{lookback.id}/").text


@pytest.mark.scenario("SC-44", part="somebody-new")
def test_an_item_goes_to_nobody_who_was_involved_the_first_time(begun, matters, visit):
    from candour.cases.models import Event

    desk = Account.objects.get(username="desk")
    Event.objects.create(
        file_id=matters[0].file_id,
        organisation_id=matters[0].organisation_id,
        kind="outcome_decided",
        happened_on=NOW.date(),
        recorded_at=NOW,
        recorded_by=desk.id,
    )
    begun()
    item = LookbackItem.objects.get(file_id=matters[0].file_id)
    authority = visit("authority")
    assert give(authority, item, "desk").errors == ["Choose who looks again"]
    give(authority, item, "desk-two")
    assert (
        LookbackAssignment.objects.get().account_id == Account.objects.get(username="desk-two").id
    )
    with pytest.raises(IntegrityError, match="not involved"), transaction.atomic():
        LookbackAssignment.objects.create(
            file_id=item.file_id,
            organisation_id=item.organisation_id,
            looked=item,
            account_id=desk.id,
            assigned_at=NOW,
            assigned_by=desk.id,
        )


@pytest.mark.scenario("SC-44", part="somebody-new")
def test_only_whoever_has_an_item_says_what_was_found(begun, visit):
    begun()
    item = LookbackItem.objects.order_by("id").first()
    give(visit("authority"), item, "desk")
    say(visit("desk-two"), item)
    assert not LookbackResult.objects.exists()
    say(visit("desk"), item)
    made = LookbackResult.objects.get()
    with pytest.raises(IntegrityError, match="has the item"), transaction.atomic():
        LookbackResult.objects.create(
            file_id=item.file_id,
            organisation_id=item.organisation_id,
            looked=item,
            answer="missed_line",
            reason_item=made.reason_item,
            decided_at=NOW,
            decided_by=Account.objects.get(username="desk-two").id,
            supersedes=made,
        )


def test_whoever_has_an_item_finds_it_until_it_is_looked_at(begun, visit):
    begun()
    item = LookbackItem.objects.order_by("id").first()
    desk, path = visit("desk"), f"/cases/{item.file_id}/look-back/{item.id}/"
    give(visit("authority"), item, "desk")
    assert path in desk.get("/look-backs/mine/").body
    assert path not in visit("desk-two").get("/look-backs/mine/").body
    say(desk, item)
    assert "No closed matter waits for you" in desk.get("/look-backs/mine/").text


def test_a_frozen_look_back_gets_no_item_and_loses_none(begun, matters):
    lookback = begun()
    item = LookbackItem.objects.first()
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        item.delete()
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        LookbackItem.objects.create(
            id=uuid.uuid4(),
            file_id=item.file_id,
            organisation_id=item.organisation_id,
            lookback=lookback,
            is_sampled=False,
        )


def test_a_scope_of_categories_lists_those_alone(begun, matters):
    begun(name="Sexual conduct", scope={"categories": ("J2",)})
    assert not LookbackItem.objects.exists()


def test_a_scope_that_ends_ahead_is_refused(begun):
    with pytest.raises(NotADay):
        begun(scope={"until_on": (NOW + AHEAD).date()})


def test_the_form_begins_one_and_keeps_what_was_typed(visit, matters):
    authority = visit("authority")
    bad = authority.post("/look-backs/begin/", {"name": "Spring", "sample": "many"})
    assert "Enter a seed" in bad.errors
    assert bad.fields["name"] == ["Spring"]
    on = NOW.date() - datetime.timedelta(days=FIRST)
    days = {**taking.day("from_on", on), **taking.day("until_on", on)}
    said = {"name": "Spring", "sample": "2", "seed": "a word", **days}
    assert authority.post("/look-backs/begin/", said).location == "/look-backs/"
    assert "Spring" in authority.get("/look-backs/").text


def test_a_matter_without_keys_gets_them_when_it_is_given_to_somebody(begun, visit):
    begun()
    item = LookbackItem.objects.order_by("id").first()
    assert not FileKey.objects.filter(file_id=item.file_id).exists()
    give(visit("authority"), item, "desk")
    assert FileKey.objects.filter(file_id=item.file_id).exists()


@pytest.mark.parametrize("username", KEPT_OUT)
def test_nobody_kept_out_finds_an_item(begun, visit, username):
    lookback = begun()
    item = LookbackItem.objects.order_by("id").first()
    account = Account.objects.get(username=username)
    Wall.objects.get_or_create(file_id=item.file_id, account_id=account.id, because="family")
    hidden, absent = visit(username).answers(
        [
            f"/cases/{item.file_id}/look-back/{item.id}/",
            f"/cases/{browsing.NOWHERE}/look-back/{item.id}/",
        ]
    )
    assert (hidden.status, hidden.body) == (404, absent.body)
    listed = visit(username).get(f"/look-backs/{lookback.id}/")
    assert str(item.file_id) not in listed.body


def test_it_is_printed_with_its_seed_and_its_numbers(begun, visit):
    lookback = begun()
    shown = visit("authority").get(f"/look-backs/{lookback.id}/print/").text
    assert "“spring”" in shown
    assert "In scope 7" in shown


def test_beginning_giving_and_finding_are_as_the_log_says(begun, visit, as_role, log_keys):
    begun()
    item = LookbackItem.objects.order_by("id").first()
    give(visit("authority"), item, "desk")
    say(visit("desk"), item)
    with as_role("worker"):
        while work.sequence():
            pass
        found = verify.verify(trusted=log_keys, origin="candour.localhost/log")
    assert not [one for one in found.findings if one.place.startswith("patterns_")]
