"""The whole report by keyboard alone: every key that is pressed has a place that can be seen."""

import pytest
from playwright.sync_api import expect

import keyboard

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]


@pytest.fixture
def hands(browser, sites):
    """Somebody with a keyboard and no pointer, at the first page of the report site."""
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 1280, "height": 720}
    )
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(f"{sites.address('report')}/")
    yield keyboard.Hands(page=page)
    context.close()


@pytest.mark.scenario("SC-08", part="accessible")
def test_a_whole_report_is_sent_with_the_keyboard_alone(hands):
    hands.press("Start now")
    hands.choose("I want to report something")
    hands.press("Continue")
    hands.write("What happened?", "He pushed me against the lockers.")
    hands.press("Continue")
    hands.write("Where was it?", "locker room")
    hands.press("Continue")
    hands.write("First name or nickname", "Dan")
    hands.write("Team or station", "Kings Cross, firearms")
    hands.press("Continue")
    hands.choose("No")
    hands.press("Continue")
    hands.press("Continue")
    hands.choose("I have nothing to do with them", further=1)
    hands.press("Continue")
    hands.press("Continue")
    hands.pick("Which force is it about?", "Northfold Police")
    hands.press("Continue")
    hands.choose("Northfold Police")
    hands.press("Continue")
    hands.press("Continue")
    hands.press("Continue")
    hands.press("Continue")
    hands.tick("I have kept my eight words safe")
    hands.press("Send my report")

    expect(hands.page.get_by_role("heading", name="We have your report")).to_be_visible()
    assert hands.unseen == []


def test_the_way_out_is_two_keys_away_on_every_page(hands):
    hands.press("Start now")

    hands.page.keyboard.press("Tab")
    hands.page.keyboard.press("Tab")

    assert hands.focused == "Leave this page"
    assert hands.is_seen()


def test_a_refused_answer_takes_the_keyboard_to_what_is_missing(hands):
    hands.press("Start now")
    hands.press("Continue")

    assert hands.page.locator(":focus").get_attribute("id") == "error-summary"
    hands.press("Choose one. If you are not sure")
    assert hands.page.locator(":focus").get_attribute("type") == "radio"
