"""What is owed to those who report, walked at the desks without scripts on a narrow screen."""

from collections.abc import Iterator, Mapping

import pytest
from playwright.sync_api import Browser

import ways
from candour.ops.docs.demonstration import Sites
from running import Deployment
from walks import desks, steps
from walks.desks import PART
from walks.tabs import NARROW, Findings, Inspector, Tab
from walks.walking import Walk

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

TYPED_SINCE = "This was typed after the preview."


@pytest.fixture(scope="module")
def found() -> Findings:
    """What the pages of this file got wrong."""
    return Findings()


@pytest.fixture(scope="module")
def inspector(browser: Browser, found: Findings) -> Iterator[Inspector]:
    opened = Inspector(browser, found, width=NARROW)
    yield opened
    opened.close()


class Room:
    """A desk with a reader, and somebody who reports to it; all without scripts."""

    def __init__(self, browser: Browser, sites: Sites, inspector: Inspector, part: str) -> None:
        narrow = {"width": NARROW, "height": 900}
        contexts = [
            browser.new_context(java_script_enabled=False, viewport=narrow) for _ in range(2)
        ]
        self.her, self.desk = (Tab(context, inspector) for context in contexts)
        self.sites = sites
        steps.sign_in(self.desk, sites, part)

    def reported(self, route: str) -> str:
        """Report by a route; return the address of the report at the desk."""
        known = steps.waiting(self.desk, self.sites)
        ways.report(self.her, self.sites, route)
        return steps.await_report(self.desk, self.sites, known=known)

    def close(self) -> None:
        self.her.close()
        self.desk.close()


@pytest.fixture(scope="module")
def room(browser: Browser, sites: Sites, inspector: Inspector) -> Iterator[Room]:
    opened = Room(browser, sites, inspector, "desk-two")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def outside(browser: Browser, sites: Sites, inspector: Inspector) -> Iterator[Room]:
    opened = Room(browser, sites, inspector, "outside-desk")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def settled(room: Room) -> Mapping[str, str]:
    """A manager was told of a report; the manager's own referral is found and tied to it."""
    report = room.reported("internal_named")
    watched = desks.watch_manager(room.desk, report)
    room.desk.open(room.reported("line_manager"))
    referral = desks.reference_on(room.desk)
    return {"watched": watched, "settled": desks.settle(room.desk, room.sites, referral)}


@pytest.fixture(scope="module")
def pressed(room: Room, demonstration: Deployment) -> Mapping[str, str]:
    """Somebody wishes to withdraw because somebody makes her; then she is answered."""
    known = steps.waiting(room.desk, room.sites)
    words = desks.sent_at_once(room.sites)
    report = steps.await_report(room.desk, room.sites, known=known)
    room.desk.open(report)
    reference = desks.reference_on(room.desk)
    desks.withdraw_under_pressure(room.her, room.sites, words)
    demonstration.seal()
    listed = desks.chased(room.desk, room.sites, shows=reference)
    room.desk.open(report)
    warned = room.desk.text
    answered = desks.answer(room.desk, report)
    return {"reference": reference, "listed": listed, "warned": warned, "answered": answered}


def test_a_manager_who_was_told_is_listed_until_the_referral_is_tied(settled):
    assert f"{desks.MANAGER} R-" in settled["watched"]
    assert "Tie the manager's referral" in settled["watched"]
    assert "Passed on" in settled["settled"]


def test_a_sudden_wish_to_withdraw_is_listed_and_stands_above_the_words(pressed):
    listed = pressed["listed"].partition(pressed["reference"])[2]

    assert "They wish to withdraw suddenly, or under pressure" in listed
    assert "Oversight was told" in listed
    assert "Check that they are safe" in pressed["warned"]


def test_a_report_is_answered_without_a_case(pressed):
    assert "It was answered without a case: Another body must deal with it" in pressed["answered"]


@pytest.mark.scenario("SC-63", part="reopened")
def test_what_was_solved_outside_is_tied_to_the_case_that_failed(room: Room, walk: Walk):
    report = room.reported("solved_outside")
    listed = desks.reopen(room.desk, report, walk.handlers.reference)

    # It complains of the handling by this very desk, which has lost it by now.
    assert "Solved only outside" in listed
    assert report not in listed


@pytest.mark.scenario("SC-10", part="a-defined-part")
def test_the_force_gets_exactly_what_was_previewed(room: Room, outside: Room):
    known = steps.waiting(room.desk, room.sites)
    report = outside.reported("outside")

    preview = desks.preview(outside.desk, report)
    outside.desk.type("What the force will read", TYPED_SINCE)
    outside.desk.press("Tell the reporter and pass it on")
    room.desk.open(steps.await_report(room.desk, room.sites, known=known))

    assert PART in preview
    assert "A part was passed on to the force" in outside.desk.text
    assert PART in room.desk.text
    assert TYPED_SINCE not in room.desk.text


def test_every_page_of_it_is_sound(settled, pressed, found):
    wrong = [
        *found.accessibility, *found.markup, *found.sideways, *found.headers, *found.console,
        *found.broken,
    ]  # fmt: skip

    assert wrong == []
    assert found.visited >= {
        "casework/chased/", "casework/managers/", "casework/files/<id>/watch/",
        "casework/files/<id>/watch/<id>/", "casework/reports/<id>/answer/",
    }  # fmt: skip
