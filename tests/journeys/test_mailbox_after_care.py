"""After-care in a browser without scripts, on a narrow screen and by keyboard: every page of it."""

from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser, expect

import keyboard
from candour.ops.docs.demonstration import Sites
from reporters import Reporter
from running import Deployment
from walks import steps
from walks.tabs import NARROW, Findings, Inspector, Tab

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

PASSWORD = "by the old river"
PAGES = (
    "Ask for news", "Tell us how you are", "Tell us if someone told you to keep quiet",
    "Make a signed statement", "Give your name, or take it back", "Withdraw",
    "Let someone you trust help you", "Take new words", "Lock your letters with a second password",
    "Shut this mailbox for ever",
)  # fmt: skip


def reported(demonstration: Deployment) -> str:
    """Send a report and return its words."""
    her = Reporter(port=demonstration.port)
    her.start()
    her.walk()
    words = her.page.words
    her.send()
    her.hang_up()
    return words


@pytest.fixture(scope="module")
def found() -> Findings:
    """What the pages of this file got wrong."""
    return Findings()


@pytest.fixture(scope="module")
def told(
    browser: Browser, sites: Sites, demonstration: Deployment, found: Findings
) -> Iterator[Mapping[str, str]]:
    """What each step of after-care said: no script, 320 pixels wide."""
    inspector = Inspector(browser, found, width=NARROW)
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": NARROW, "height": 900}
    )
    her = Tab(context, inspector)
    steps.open_mailbox(her, sites, reported(demonstration))
    steps.await_in_mailbox(her, "Show the proof")
    yield {
        **{page: _looked_at(her, page) for page in PAGES},
        **_is_heard(her),
        **_sends_and_wishes(her),
        **_changes_words(her, sites),
    }
    her.close()
    inspector.close()


def _looked_at(her: Tab, page: str) -> str:
    her.press(page, exact=True)
    heading = her.heading
    her.press("Back to your mailbox")
    return f"{heading} | {her.heading}"


def _is_heard(her: Tab) -> dict[str, str]:
    said = {}
    her.press("Ask for news")
    her.press("I had to ask")
    said["chased"] = her.text
    her.press("Tell us how you are")
    her.choose("Yes", group="Are you safe?")
    her.choose("I was moved to another job or place")
    her.press("Send", exact=True)
    said["checked"] = her.text
    her.press("Tell us if someone told you to keep quiet")
    her.press_in_vain("Send")
    her.choose("Yes")
    her.type("What did they say or do?", "He said let it go.")
    her.press("Send", exact=True)
    her.press("What you told us on")
    said["matter"] = her.text
    her.press("Go to your report")
    return said


def _sends_and_wishes(her: Tab) -> dict[str, str]:
    said = {}
    her.press("Add a file")
    her.page.get_by_label("Write a message").fill("See the note")
    note = {"name": "note.txt", "mimeType": "text/plain", "buffer": b"what I saw"}
    her.page.locator("#files").set_input_files([note])
    her.press("Add these files")
    said["attached"] = her.text
    her.press("Send message")
    said["sent"] = her.text
    her.press("Withdraw", exact=True)
    her.choose("No", group="Is anyone making you do this?")
    her.choose("Yes", group="Are you alone and safe now?")
    her.press("I wish to withdraw")
    said["wished"] = her.text
    her.press("Change your mind")
    her.page.get_by_role("radio").first.check()
    her.press("Take it back")
    said["taken back"] = her.text
    return said


def _changes_words(her: Tab, sites: Sites) -> dict[str, str]:
    said = {}
    her.press("Take new words")
    fresh = steps.words_on(her)
    her.page.get_by_role("checkbox").check()
    her.press("Use the new words")
    her.press("Lock your letters with a second password")
    her.type("A second password", PASSWORD)
    her.type("The same again", PASSWORD)
    her.press("Continue", exact=True)
    steps.open_mailbox(her, sites, fresh)
    said["locked"] = her.text
    her.type("Your second password", PASSWORD)
    her.press("Unlock")
    said["unlocked"] = her.text
    her.press("Shut this mailbox for ever")
    her.choose("Yes")
    her.press("Continue", exact=True)
    said["asked twice"] = her.text
    her.choose("Yes")
    her.press("Continue", exact=True)
    said["burnt"] = her.text
    return said


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_from_the_mailbox_and_leads_back(told, page):
    assert told[page] == f"{page} | Your mailbox"


@pytest.mark.scenario("SC-12", part="chase-count")
def test_having_to_ask_is_noted(told):
    assert "We have noted that you had to ask" in told["chased"]


@pytest.mark.scenario("SC-38", part="check-ins")
def test_a_check_in_is_answered(told):
    assert "Thank you for telling us" in told["checked"]


@pytest.mark.scenario("SC-28", part="the-reporter-says")
def test_being_told_to_keep_quiet_becomes_a_matter_of_its_own(told):
    assert "How your report was handled" in told["matter"]
    assert "He said let it go." in told["matter"]


def test_a_message_takes_a_file_along(told):
    assert "note.txt" in told["attached"]
    assert "Your message is kept" in told["sent"]


def test_a_wish_waits_and_is_taken_back(told):
    assert "You withdraw on" in told["wished"]
    assert "You have taken it back" in told["taken back"]


@pytest.mark.scenario("SC-08", part="second-password")
def test_the_second_password_locks_and_opens(told):
    assert "Your letters are locked" in told["locked"]
    assert "See the note" not in told["locked"]
    assert "See the note" in told["unlocked"]


@pytest.mark.scenario("SC-08", part="burnt-words")
def test_the_words_are_burnt_after_a_second_question(told):
    assert "This is the last question." in told["asked twice"]
    assert "Your mailbox is shut for ever" in told["burnt"]


@pytest.mark.scenario("SC-08", part="accessible")
def test_no_page_of_after_care_got_anything_wrong(told, found):
    assert len(told) > len(PAGES)
    assert len(found.shapes) > len(PAGES)
    assert (found.accessibility, found.markup, found.sideways) == ([], [], [])
    assert (found.headers, found.console, found.broken) == ([], [], [])
    assert found.hosts == {"report.localhost"}


@pytest.mark.scenario("SC-08", part="accessible")
def test_a_message_needs_no_pointer(browser, sites, demonstration):
    words = reported(demonstration)
    context = browser.new_context(java_script_enabled=False)
    hands = keyboard.Hands(page=context.new_page())
    hands.page.goto(f"{sites.address('report')}/mailbox/")
    hands.write("Your eight words", words)
    hands.press("Open")
    hands.write("Write a message", "One more thing.")
    hands.press("Send message")
    expect(hands.page.get_by_text("Your message is kept")).to_be_visible()
    assert hands.unseen == []
    context.close()
