"""The open mailbox: where it stands, what is owed, what was sent; and nothing typed is lost."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

import story
from candour import clock
from candour.intake.mailboxes import letters
from candour.intake.models import ReporterEvent, StagedLetter
from candour.intake.models.mailboxes import STATES
from candour.pages import wording as written
from cast import NOW

TODAY = NOW.date()


def day(after: int) -> str:
    return written.day(TODAY + datetime.timedelta(days=after))


@pytest.mark.scenario("SC-01", part="acknowledged")
def test_the_mailbox_says_who_has_it_what_comes_next_and_by_when(visitor):
    assert "Your report is with Northfold Police" in visitor.text
    assert f"By {day(7)} someone tells you that they have it." in visitor.text
    assert "they tell you what they do about it" in visitor.text


def test_every_state_has_a_title_and_what_comes_next(visitor, handler):
    handler.pass_through([state for state, _ in STATES[1:]])
    visitor.open()
    assert len(visitor.box().progress) == len(STATES)
    assert "Your report is closed" in visitor.text
    assert "Your report went to a watchdog outside the force" in visitor.text


def test_what_is_overdue_is_said_with_its_day(visitor):
    visitor.later(9)
    assert f"They should have written by {day(-2)}. They have not." in visitor.text


def test_a_letter_moves_the_day_of_the_next_news(visitor, handler):
    handler.move("recorded")
    visitor.later(20)
    handler.write("We are still looking into it.")
    visitor.later(20)
    assert "They have not." not in visitor.text
    assert f"by {day(8)}." in visitor.text


def test_the_text_of_letters_and_of_what_was_sent_is_folded_away(visitor, handler):
    handler.write("Could you tell us the street?")
    visitor.open()
    folded = visitor.page.split("They wrote on", 1)[1]
    assert "<details" in visitor.page
    assert " open" not in visitor.page.split("<details", 1)[1].split(">", 1)[0]
    assert "Could you tell us the street?" in folded
    assert "What you sent" in visitor.text


def test_a_message_is_kept_for_tonight_and_sending_its_page_again_changes_nothing(visitor):
    held = visitor.state
    visitor.press("write", text="One more thing.")
    assert "Your message is kept" in visitor.text
    visitor.client.post("/mailbox/", {"state": held, "go": "write", "text": "One more thing."})
    assert StagedLetter.objects.count() == 1


def test_a_page_sent_again_after_the_sealing_changes_nothing(visitor):
    held = visitor.state
    visitor.press("write", text="One more thing.")
    visitor.seal()
    visitor.client.post("/mailbox/", {"state": held, "go": "write", "text": "One more thing."})
    assert StagedLetter.objects.count() == 0


def test_what_was_typed_stays_when_another_button_is_pressed(visitor):
    visitor.press("open:chase", text="Half a sentence")
    visitor.press("home")
    assert "Half a sentence" in visitor.page


def test_what_was_typed_on_a_page_of_after_care_stays_when_she_goes_back(visitor):
    visitor.press("open:chase")
    visitor.press("home", text="Nobody answers me")
    visitor.press("open:chase")
    assert "Nobody answers me" in visitor.page


def test_a_message_that_is_too_long_is_shown_again_whole(visitor):
    text = "word " * 5_000
    visitor.press("write", text=text)
    assert "There is a problem" in visitor.text
    assert text.strip() in visitor.page
    visitor.press("open:chase", text=text)
    assert text.strip() in visitor.page


def test_a_page_that_closed_itself_gives_back_everything_that_was_typed(visitor):
    typed = {"state": "old", "go": "do", "text": "What I wrote", "who": "The sergeant"}
    visitor.response = visitor.client.post("/mailbox/", typed)
    assert "Your mailbox closed itself" in visitor.text
    assert "What I wrote" in visitor.text
    assert "The sergeant" in visitor.text


def test_a_file_goes_with_a_message_and_can_be_saved_again(visitor):
    visitor.press("message", text="See the photo")
    file = SimpleUploadedFile("photo.txt", b"the content of the photo")
    visitor.press("attach", text="See the photo", files=[file])
    assert "photo.txt" in visitor.text
    visitor.press("write", text="See the photo")
    assert "Your message is kept" in visitor.text
    sent = visitor.box().letters[-1]
    assert "capability" not in sent.files[0]
    visitor.press(f"file:{sent.files[0]['id']}")
    assert b"".join(visitor.response.streaming_content) == b"the content of the photo"


def test_a_file_can_be_taken_away_again_before_it_is_sent(visitor):
    visitor.press("message")
    visitor.press("attach", text="", files=[SimpleUploadedFile("photo.txt", b"content")])
    target = visitor.page.split('value="remove:', 1)[1].split('"', 1)[0]
    visitor.press(f"remove:{target}", text="Only words")
    assert "photo.txt" not in visitor.text
    assert "Only words" in visitor.page


def test_a_file_sent_with_the_last_button_is_not_forgotten(visitor):
    visitor.press("message")
    visitor.press("write", text="", files=[SimpleUploadedFile("note.txt", b"content")])
    assert [file["name"] for file in visitor.box().letters[-1].files] == ["note.txt"]


@pytest.mark.scenario("SC-12", part="chase-count")
def test_having_to_chase_is_counted_and_says_what_it_triggers(visitor):
    visitor.later(1)
    visitor.act("chase", text="")
    assert "They get it tonight" in visitor.text
    visitor.act("chase", text="Still nothing")
    assert "The body that watches the police is told now" in visitor.text
    visitor.seal()
    assert [one.kind for one in ReporterEvent.objects.all()] == ["chased", "chased"]
    visitor.open()
    visitor.press("open:chase")
    assert "You have asked 2 times since the last news." in visitor.text


@pytest.mark.scenario("SC-12", part="chase-count")
def test_a_step_is_news_and_a_case_goes_to_a_higher_officer(visitor, handler):
    visitor.later(1)
    visitor.act("chase", text="")
    visitor.seal()
    handler.move("investigating")
    visitor.later(2)
    visitor.act("chase", text="")
    assert "It counts as a time that you had to ask." in visitor.text
    visitor.act("chase", text="")
    assert "It now goes to a higher officer." in visitor.text


def test_asking_on_the_day_of_news_counts_as_little_as_the_rounds_count_it(visitor):
    visitor.act("chase", text="")
    visitor.act("chase", text="")
    assert "They get it tonight." in visitor.text


def test_a_concern_of_several_people_has_a_day_for_its_written_answer(world, as_role, at_mailbox):
    visitor = at_mailbox(story.reported(world, as_role, route="on_behalf"))
    assert f"By {day(28)} they answer you in writing." in visitor.text


def test_a_step_before_the_handing_on_does_not_name_the_next_body(visitor, handler):
    handler.move("handed_on")
    visitor.open()
    assert "Your report is with the first body" in visitor.text


@pytest.mark.parametrize("go", ["write", "language", "message", "look", "open:chase", "matter:9"])
def test_a_message_that_no_page_can_carry_stays_on_the_page(visitor, go):
    text = "x" * 400_000
    visitor.press(go, text=text)
    assert visitor.response.status_code == 200
    assert text in visitor.page


def test_what_is_too_long_to_go_back_with_stays_where_it_is_and_so_does_the_rest(visitor):
    visitor.press("open:chase")
    visitor.press("home", text="Short words")
    visitor.press("open:withdraw")
    text = "y" * 400_000
    visitor.press("home", text=text)
    assert "This is too long. Make it shorter" in visitor.text
    assert text in visitor.page
    visitor.press("home", text="")
    visitor.press("open:chase")
    assert "Short words" in visitor.page


def test_a_matter_that_is_not_there_keeps_the_message(visitor):
    visitor.press("matter:4", text="Keep me")
    assert "Keep me" in visitor.page
    assert "Send message" in visitor.text


def test_a_page_that_expired_gives_back_what_it_carried(visitor, monkeypatch):
    visitor.press("open:chase", text="The message")
    visitor.press("home", text="The chase")
    visitor.press("open:withdraw", text="The message")
    moved = clock.now() + datetime.timedelta(hours=3)
    monkeypatch.setattr(clock, "now", lambda: moved)
    visitor.press("do", text="The reason")
    assert "Your mailbox closed itself" in visitor.text
    found = {one for one in ("The message", "The chase", "The reason") if one in visitor.text}
    assert len(found) == 3
    assert visitor.words not in visitor.page


def test_the_allegation_as_recorded_can_be_corrected(visitor, handler):
    letter = handler.write("He shouted at you.", kind=letters.ALLEGATION)
    visitor.open()
    assert "Check what was written down" in visitor.text.split("Letters", 1)[0]
    visitor.act("allegation", right="no", text="He pushed me.")
    assert ("corrected", {"letter": str(letter)}) in visitor.done()
    assert "Check what was written down" not in visitor.text.split("Letters", 1)[0]


def test_the_allegation_as_recorded_can_be_confirmed(visitor, handler):
    letter = handler.write("He pushed you.", kind=letters.ALLEGATION)
    visitor.open()
    visitor.act("allegation", right="yes", text="")
    assert ("confirmed", {"letter": str(letter)}) in visitor.done()


def test_a_review_is_offered_only_once_there_is_an_outcome_and_promises_nothing(visitor, handler):
    assert "Ask for a review" not in visitor.text
    handler.move("outcome_given")
    visitor.open()
    visitor.press("open:review")
    assert "We can't promise that there will be a review." in visitor.text
    visitor.press("do", text="They did not ask my witness.")
    assert "review_asked" in [kind for kind, _ in visitor.done()]


@pytest.mark.scenario("SC-76", part="confidence")
def test_the_confidence_question_is_asked_once_at_the_end(visitor, handler):
    assert "Would you report again?" not in visitor.text
    handler.move("closed")
    visitor.open()
    visitor.act("confidence", score="4", text="")
    assert ("confidence", {"score": 4}) in visitor.done()
    assert "Would you report again?" not in visitor.text
