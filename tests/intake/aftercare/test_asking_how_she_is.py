"""Check-ins and discouragement: asked on their days, and told to nobody who should not know."""

import pytest
from django.db import connection

from candour.guard.models import SealedItem
from candour.intake.models import Correspondent, ReporterEvent

QUESTION = "Tell us how you are"
HARM = {"safe": "no", "work": "left", "actual": ["moved", "ostracised"], "perceived": ["other"]}


def to_do(visitor) -> str:
    return visitor.text.split("Letters", 1)[0]


@pytest.mark.scenario("SC-38", part="check-ins")
@pytest.mark.parametrize("days", [14, 60, 180, 365])
def test_a_check_in_is_asked_from_its_day_until_it_is_answered(visitor, days):
    visitor.later(days - 1)
    visitor.act("check_in", safe="yes")
    assert QUESTION not in to_do(visitor)
    visitor.later(1)
    assert QUESTION in to_do(visitor)
    visitor.act("check_in", safe="yes")
    assert days in {detail["day"] for _, detail in visitor.done()}
    assert QUESTION not in to_do(visitor)


@pytest.mark.scenario("SC-38", part="apart")
def test_what_happened_and_what_is_feared_are_kept_apart_and_words_are_sealed(visitor):
    visitor.later(14)
    visitor.act("check_in", text="They moved my desk.", **HARM)
    assert "call 999" in visitor.text
    visitor.seal()
    event = ReporterEvent.objects.get(kind="check_in")
    assert event.detail == {
        "day": 14, "safe": "no", "work": "left",
        "actual": ["moved", "ostracised"], "perceived": ["other"],
    }  # fmt: skip
    assert SealedItem.objects.filter(file_id=visitor.sent.file, kind="check_in").count() == 1


@pytest.mark.scenario("SC-38", part="leavers")
def test_who_has_left_is_asked_like_everyone_else(visitor, handler):
    handler.move("closed")
    visitor.later(180)
    assert QUESTION in to_do(visitor)
    visitor.press("open:check_in")
    assert "I did, but I have left" in visitor.text


@pytest.mark.scenario("SC-28", part="the-reporter-says")
def test_discouragement_is_asked_after_seven_days_and_again_at_the_end(visitor, handler):
    asked = "Tell us if someone told you to keep quiet"
    visitor.later(6)
    assert asked not in to_do(visitor)
    visitor.later(1)
    visitor.act("discouraged", told="no")
    assert ("not_discouraged", {"asked": "start"}) in visitor.done()
    assert asked not in to_do(visitor)
    handler.move("outcome_given")
    visitor.open()
    assert asked in to_do(visitor)


def test_a_yes_needs_the_force_and_keeps_what_was_typed(visitor):
    visitor.press("open:discouraged")
    visitor.press("do", told="yes", who="the sergeant", what="Let it go", when="", force="")
    assert "Choose the force they work for" in visitor.text
    assert "Let it go" in visitor.page


def tell(visitor, world, **changes: str) -> None:
    force = str(world.organisations["Northfold Police"])
    said = {"who": "my sergeant", "what": "He said let it go.", "when": "on Monday"}
    visitor.act("discouraged", told="yes", force=force, **{**said, **changes})


@pytest.mark.scenario("SC-28", part="the-reporter-says")
def test_a_yes_opens_a_matter_that_nobody_who_can_read_her_report_gets(visitor, world):
    visitor.later(7)
    tell(visitor, world)
    assert "We have what you told us" in visitor.text
    visitor.seal()
    first, matter = visitor.box(), visitor.box(matter=1)
    assert matter.route == "handling"
    assert matter.body == "Office for Police Standards"
    assert ("discouraged", {"asked": "start"}) in visitor.done(matter=1)
    assert [one.kind for one in first.done] == []


@pytest.mark.scenario("SC-28", part="the-reporter-says")
def test_the_readers_of_the_first_file_have_no_key_no_grant_and_a_wall(visitor, world, as_role):
    tell(visitor, world)
    visitor.seal()
    matter = Correspondent.objects.exclude(file_id=visitor.sent.file).get()
    readers = {str(one.account_id) for one in visitor.sent.desk.readers}
    assert readers
    assert readers & accounts("guard_grant", matter.file_id) == set()
    assert readers <= accounts("guard_wall", matter.file_id)
    with as_role("casework", actor=world.accounts["desk"]):
        assert not Correspondent.objects.filter(id=matter.id).exists()


def accounts(table: str, file: object) -> set[str]:

    with connection.cursor() as cursor:
        cursor.execute(f"select account_id::text from {table} where file_id = %s", [file])
        return {account for (account,) in cursor.fetchall()}


def test_the_mailbox_shows_both_and_each_has_its_own_letters(visitor, world):
    tell(visitor, world)
    visitor.seal()
    visitor.open()
    assert "now with Office for Police Standards" in visitor.text
    visitor.press("matter:1")
    assert "How your report was handled" in visitor.text
    assert "He said let it go." in visitor.text
    assert "He pushed me" not in visitor.text
    visitor.press("write", text="It was on Monday.")
    assert [one.text for one in visitor.box(matter=1).letters] == ["It was on Monday."]
    assert visitor.box().letters == ()
    visitor.press("matter:0")
    assert "Your mailbox" in visitor.text


def test_sending_the_page_of_a_matter_twice_makes_one_matter(visitor, world):
    visitor.press("open:discouraged")
    typed = {
        "state": visitor.state, "go": "do", "told": "yes", "who": "", "what": "x", "when": "",
        "force": str(world.organisations["Northfold Police"]),
    }  # fmt: skip
    visitor.client.post("/mailbox/", typed)
    visitor.client.post("/mailbox/", typed)
    assert visitor.box(matter=1) is not None
    assert visitor.box(matter=2) is None


def test_a_second_matter_stands_beside_the_first(visitor, world):
    tell(visitor, world)
    tell(visitor, world, what="The inspector said it too.")
    assert visitor.box(matter=2) is not None
