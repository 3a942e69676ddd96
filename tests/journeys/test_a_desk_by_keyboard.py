"""A desk reader with a keyboard alone: opens a report, unfolds its words, and answers it."""

import pytest
from playwright.sync_api import expect

import keyboard
from walks import desks, steps
from walks.tabs import Inspector, Tab

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

READER = "desk-three"


@pytest.fixture
def tab(browser, findings):
    inspector = Inspector(browser, findings, width=1280)
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 1280, "height": 720}
    )
    opened = Tab(context, inspector)
    yield opened
    opened.close()
    inspector.close()


@pytest.fixture
def hands(tab, sites):
    """The reader, signed in by keyboard."""
    opened = keyboard.Hands(page=tab.page)
    tab.page.goto(f"{sites.address('casework')}/sign-in/demo/")
    opened.press(f"Sign in {READER}")
    return opened


@pytest.fixture
def reference(hands, tab, sites):
    """The reference of a report that has just come in; the reader is back on the first page."""
    known = steps.waiting(tab, sites)
    desks.sent_at_once(sites)
    tab.open(steps.await_report(tab, sites, known=known))
    found = desks.reference_on(tab)
    tab.open(f"{sites.address('casework')}/")
    return found


@pytest.mark.scenario("SC-08", part="accessible")
def test_a_report_is_opened_unfolded_and_answered_with_the_keyboard_alone(hands, reference):
    story = hands.page.get_by_text("He pushed me against the lockers.")
    hands.press(reference)
    expect(hands.page.get_by_text("These words may be hard to read")).to_be_visible()
    expect(story).not_to_be_visible()
    hands.go_to("What the reporter wrote")
    hands.page.keyboard.press("Enter")
    expect(story).to_be_visible()

    hands.press("Answer it without a case")
    hands.choose("Another body must deal with it")
    hands.write("What makes you sure?", "It says so itself.")
    hands.write("Your letter to the reporter", desks.LETTER)
    hands.press("Send the answer")

    expect(hands.page.get_by_role("heading", name="Your work")).to_be_visible()
    expect(hands.page.get_by_role("link", name=reference)).to_have_count(0)
    assert hands.unseen == []


def test_a_refused_answer_takes_the_keyboard_to_what_is_missing(hands, reference):
    hands.press(reference)
    hands.press("Answer it without a case")
    hands.press("Send the answer")

    assert hands.page.locator(":focus").get_attribute("id") == "error-summary"
    hands.press("Write to the reporter first")
    assert hands.page.locator(":focus").get_attribute("name") == "letter"
