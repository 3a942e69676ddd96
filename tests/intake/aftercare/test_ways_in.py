"""Ways into a mailbox from its own pages: new words, none, a second password, a supporter."""

import pytest
from django.conf import settings
from django.db import connection

import story
from candour.core import mailbox, receipts, words
from candour.guard.models import SealedItem
from candour.intake import aftercare
from candour.intake.models import Mailbox, ReporterEvent, StagedLetter, Supporter
from candour.intake.trust import published_keys
from candour.intake.wording import content_in_words

PASSPHRASE = "by the old river"


def replace(visitor, **typed: str) -> str:
    visitor.press("open:replace_words")
    fresh = visitor.shown_words
    visitor.press("do", kept="on", **typed)
    return fresh


def lock(visitor) -> None:
    visitor.act("passphrase", passphrase=PASSPHRASE, again=PASSPHRASE)


def unlock(visitor, passphrase: str = PASSPHRASE) -> None:
    visitor.open()
    visitor.press("unlock", passphrase=passphrase)


def let_help(visitor) -> str:
    visitor.act("supporter", who="new")
    return visitor.shown_words


@pytest.mark.scenario("SC-08", part="new-words")
def test_new_words_are_shown_first_and_used_only_once_they_are_kept(visitor):
    visitor.press("open:replace_words")
    fresh = visitor.shown_words
    visitor.press("do")
    assert "Write the new words down first." in visitor.text
    assert visitor.shown_words == fresh
    visitor.press("do", kept="on")
    assert "Your new words are in use" in visitor.text
    visitor.open()
    assert "These words open nothing" in visitor.text
    visitor.open(fresh)
    assert "Your mailbox" in visitor.text


def test_the_page_of_new_words_sent_twice_stays_open_with_the_new_words(visitor):
    visitor.press("open:replace_words")
    typed = {"state": visitor.state, "go": "do", "kept": "on"}
    visitor._post(typed)
    visitor._post(typed)
    assert "Your mailbox" in visitor.text
    visitor.seal()
    assert ReporterEvent.objects.filter(kind="words_replaced").count() == 1


def test_words_that_somebody_else_knows_are_replaced_before_anything_is_shown(visitor, handler):
    handler.write("A letter for her alone.")
    Mailbox.objects.update(must_change=True)
    visitor.open()
    assert "Somebody else has seen your words." in visitor.text
    assert "A letter for her alone." not in visitor.page
    visitor.press("home")
    assert "Somebody else has seen your words." in visitor.text
    fresh = visitor.shown_words
    visitor.press("do", kept="on")
    assert "A letter for her alone." in visitor.page
    visitor.open(fresh)
    assert "Somebody else" not in visitor.text


def test_new_words_take_the_matters_along(visitor, world):
    force = str(world.organisations["Northfold Police"])
    visitor.act("discouraged", told="yes", force=force, who="", what="Drop it.", when="")
    fresh = replace(visitor)
    assert visitor.box(matter=1) is None
    assert visitor.box(matter=1, words=fresh).kept is not None


@pytest.mark.scenario("SC-08", part="burnt-words")
def test_burnt_words_open_nothing_and_the_handlers_are_told(visitor):
    visitor.act("burn_words", burn="yes")
    assert "This is the last question." in visitor.text
    visitor.press("do", burn="yes")
    assert "Your mailbox is shut for ever" in visitor.text
    visitor.seal()
    visitor.open()
    assert "These words open nothing" in visitor.text
    assert [one.kind for one in ReporterEvent.objects.all()] == ["words_burnt"]


def test_burning_asks_twice_and_a_no_keeps_the_words(visitor):
    visitor.act("burn_words", burn="yes")
    visitor.press("do", burn="no")
    assert "Your mailbox stays open to you" in visitor.text
    assert visitor.box() is not None


def test_words_are_burnt_before_the_sealing_too(early):
    early.act("burn_words", burn="yes")
    early.press("do", burn="yes")
    early.seal()
    early.open()
    assert "These words open nothing" in early.text
    assert ReporterEvent.objects.get().kind == "words_burnt"


@pytest.mark.scenario("SC-08", part="second-password")
def test_behind_a_second_password_the_words_show_the_state_alone(visitor, handler):
    handler.write("A letter for her alone.")
    visitor.open()
    lock(visitor)
    assert "The second password is on" in visitor.text
    visitor.open()
    assert "Your letters are locked" in visitor.text
    assert "Your report is with Northfold Police" in visitor.text
    assert "A letter for her alone." not in visitor.page
    assert "Withdraw" not in visitor.text


def test_a_wrong_second_password_stays_on_the_page_and_the_right_one_opens(visitor, handler):
    handler.write("A letter for her alone.")
    visitor.open()
    lock(visitor)
    unlock(visitor, "by the new river")
    assert "This is not your second password" in visitor.text
    visitor.press("unlock", passphrase=PASSPHRASE)
    assert "A letter for her alone." in visitor.page
    visitor.press("write", text="I can write.")
    assert "Your message is kept" in visitor.text


def test_nothing_can_be_done_on_a_locked_page_but_unlocking(visitor):
    lock(visitor)
    visitor.open()
    visitor.press("write", text="Somebody else")
    visitor.press("open:withdraw")
    visitor.press("do", pressed="no", safe="yes")
    assert "Your letters are locked" in visitor.text
    assert StagedLetter.objects.count() == 0


def test_two_passwords_that_differ_are_refused(visitor):
    visitor.act("passphrase", passphrase=PASSPHRASE, again="something else")
    assert "The two are not the same" in visitor.text
    assert not visitor.box().is_locked


def test_no_page_gives_a_second_password_back(visitor):
    visitor.press("open:passphrase")
    visitor.press("home", passphrase=PASSPHRASE, again=PASSPHRASE)
    visitor.press("open:passphrase")
    assert PASSPHRASE not in visitor.page
    visitor._post({"state": "old", "go": "do", "passphrase": PASSPHRASE, "text": "Keep me"})
    assert "Keep me" in visitor.text
    assert PASSPHRASE not in visitor.page


def test_the_page_of_a_supporter_sent_twice_makes_one_supporter(visitor):
    visitor.press("open:supporter")
    typed = {"state": visitor.state, "go": "do", "who": "new"}
    visitor._post(typed)
    first = visitor.shown_words
    visitor._post(typed)
    assert visitor.shown_words == first
    assert Supporter.objects.count() == 1


def test_new_words_behind_a_second_password_need_it(visitor):
    lock(visitor)
    visitor.press("open:replace_words")
    fresh = visitor.shown_words
    visitor.press("do", kept="on", passphrase="not this one")
    assert "This is not your second password" in visitor.text
    visitor.press("do", kept="on", passphrase=PASSPHRASE)
    assert "Your new words are in use" in visitor.text
    visitor.open(fresh)
    visitor.press("unlock", passphrase=PASSPHRASE)
    assert "Your mailbox" in visitor.text
    assert "locked" not in visitor.text


def test_a_matter_is_behind_the_second_password_too(visitor, world):
    lock(visitor)
    force = str(world.organisations["Northfold Police"])
    visitor.act("discouraged", told="yes", force=force, who="", what="Drop it.", when="")
    visitor.seal()
    assert visitor.box(matter=1).is_shut
    unlock(visitor)
    visitor.press("matter:1")
    assert "Drop it." in visitor.text


def test_the_second_password_comes_off_again(visitor):
    lock(visitor)
    visitor.act("passphrase")
    assert "The second password is off" in visitor.text
    assert not visitor.box().is_shut


@pytest.mark.scenario("SC-08", part="supporter")
def test_a_supporter_reads_with_words_of_their_own_and_their_words_are_marked(visitor, handler):
    handler.write("How are you?")
    helping = let_help(visitor)
    visitor.open(helping)
    assert "The mailbox you help with" in visitor.text
    assert "How are you?" in visitor.page
    visitor.press("write", text="She is in hospital.")
    visitor.seal()
    visitor.open()
    assert "Your supporter wrote on" in visitor.text
    item = SealedItem.objects.get(kind="message_in")
    assert item.file_id == visitor.sent.file


def test_a_supporter_can_do_nothing_else(visitor):
    helping = let_help(visitor)
    visitor.open(helping)
    assert "What you sent" not in visitor.text
    assert "What else you can do" not in visitor.text


@pytest.mark.parametrize("page", sorted(aftercare.every()))
def test_no_page_of_after_care_opens_to_a_supporter(visitor, page):
    helping = let_help(visitor)
    visitor.open(helping)
    visitor.press(f"open:{page}")
    assert "The mailbox you help with" in visitor.text


def test_a_supporter_sees_nothing_of_what_she_did(visitor):
    visitor.act("withdraw", text="A secret reason.", pressed="yes", safe="no")
    helping = let_help(visitor)
    visitor.open(helping)
    assert "withdraw" not in visitor.text.lower()


def test_the_database_takes_nothing_from_a_supporter_but_words(visitor, as_role):
    helping = tuple(let_help(visitor).split())
    keys = mailbox.derive_supporter(words=helping, salt=settings.DEPLOYMENT_SALT)
    package = (
        '{"items": [{"kind": "identity"}], "event": {"kind": "withdrawn"},'
        ' "blobs": [1], "copy": ""}'
    )
    with as_role("report"), connection.cursor() as cursor:
        cursor.execute(
            "select intake.write_as_supporter(%s, gen_random_uuid(), current_date, %s)",
            [keys.mailbox_id, package],
        )
    assert StagedLetter.objects.get().package == {"copy": "", "items": [], "reserve_items": []}


@pytest.mark.scenario("SC-08", part="supporter")
def test_a_supporters_words_end_at_once(visitor):
    helping = let_help(visitor)
    visitor.open(helping)
    their_page = visitor.state
    visitor.open()
    visitor.act("supporter", who=bytes(Supporter.objects.get().mailbox_hash).hex())
    visitor.open(helping)
    assert "These words open nothing" in visitor.text
    visitor._post({"state": their_page, "go": "write", "text": "Still here?"})
    assert "Still here?" in visitor.text
    assert "Open your mailbox" in visitor.text
    assert StagedLetter.objects.count() == 0


def test_a_supporter_reads_on_after_new_words_and_a_second_password(visitor, handler):
    helping = let_help(visitor)
    fresh = replace(visitor, keeps="on")
    lock(visitor)
    handler.write("After all that.")
    visitor.open(helping)
    assert "After all that." in visitor.page
    assert fresh not in visitor.page


def test_new_words_end_the_words_of_supporters_unless_she_keeps_them(visitor):
    helping = let_help(visitor)
    visitor.open()
    visitor.press("open:replace_words")
    assert "Supporter 1, added on" in visitor.text
    visitor.press("do", kept="on")
    visitor.open(helping)
    assert "These words open nothing" in visitor.text
    assert Supporter.objects.count() == 0


def test_a_wish_that_waits_is_shown_where_the_way_in_changes(visitor):
    visitor.act("withdraw", text="", pressed="no", safe="yes")
    for_new_words, for_a_password = "open:replace_words", "open:passphrase"
    visitor.press(for_new_words)
    assert "You withdraw on" in visitor.text
    assert "It still waits" in visitor.text
    visitor.press("home")
    visitor.press(for_a_password)
    assert "It still waits" in visitor.text


def test_burning_takes_back_what_was_wished_for(visitor):
    visitor.act("withdraw", text="", pressed="no", safe="yes")
    visitor.act("burn_words", burn="yes")
    visitor.press("do", burn="yes")
    visitor.seal()
    visitor.later(8)
    visitor.seal()
    kinds = {one.kind for one in ReporterEvent.objects.all()}
    assert kinds == {"withdrawal_wished", "wish_cancelled", "words_burnt"}


def test_there_is_no_room_for_a_sixth_supporter(visitor):
    found = {let_help(visitor) for _ in range(5)}
    visitor.act("supporter", who="new")
    assert len(found) == 5
    assert "You can have five supporters." in visitor.text
    assert Supporter.objects.count() == 5


@pytest.mark.scenario("SC-07", part="statement")
@pytest.mark.scenario("SC-07", part="from-the-mailbox")
def test_a_statement_proves_content_and_day_with_the_logs_public_keys_alone(visitor):
    visitor.press("open:statement")
    assert story.STORY in visitor.text
    visitor.press("do")
    saved = visitor.response.content
    verdict = receipts.check(file=saved, trusted=published_keys())
    assert (verdict.kind, verdict.is_valid) == (receipts.Kind.OPENING, True)
    assert verdict.day == visitor.box().day
    assert story.STORY.encode() in saved
    assert [word for word in visitor.words.split() if f" {word} " in saved.decode()] == []


@pytest.mark.scenario("SC-07", part="statement-before-sealing")
def test_before_the_sealing_a_statement_rests_on_the_promise(early):
    early.act("statement")
    verdict = receipts.check(file=early.response.content, trusted=published_keys())
    assert verdict.is_valid
    assert "Only the proof file proves" in " ".join(verdict.statements)


@pytest.mark.scenario("SC-07", part="statement-after-new-words")
def test_a_statement_holds_after_new_words_and_holds_neither_of_the_two(visitor):
    fresh = replace(visitor)
    visitor.act("statement")
    saved = visitor.response.content
    assert receipts.check(file=saved, trusted=published_keys()).is_valid
    assert fresh not in saved.decode()
    assert visitor.words not in saved.decode()


def test_a_statement_that_was_changed_does_not_hold(visitor):
    visitor.act("statement")
    changed = visitor.response.content.replace(b"pushed", b"pulled")
    assert not receipts.check(file=changed, trusted=published_keys()).is_valid


@pytest.mark.scenario("SC-07", part="statement-of-a-matter")
def test_a_matter_has_a_statement_of_its_own(visitor, world):
    force = str(world.organisations["Northfold Police"])
    visitor.act("discouraged", told="yes", force=force, who="", what="Drop it.", when="")
    visitor.seal()
    visitor.open()
    visitor.press("matter:1")
    visitor.act("statement")
    saved = visitor.response.content
    assert receipts.check(file=saved, trusted=published_keys()).is_valid
    assert b"Drop it." in saved
    assert story.STORY.encode() not in saved


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\x00", b"[]", b"1", b"null", b'{"answers": 5}', b'{"answers": {"a": 1}}',
     b'{"answers": {}, "people": [1]}', b'{"answers": {"handling": 1}, "people": []}', b"[" * 9999],
)  # fmt: skip
def test_content_that_is_no_report_is_shown_as_it_stands(world, content):
    assert isinstance(content_in_words(content), tuple)


def test_there_are_as_many_words_as_the_list_says(visitor):
    visitor.press("open:replace_words")
    assert len(visitor.shown_words.split()) == words.MAILBOX_WORDS
