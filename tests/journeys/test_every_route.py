"""Every way in, walked in a browser: without scripts, on a narrow screen, and by keyboard."""

import pytest

import ways
from keyboard import Hands
from walks.tabs import NARROW, Findings, Inspector, Tab
from ways import OWN, SENT

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

# What differs most from the others; make proof walks all of them.
SAMPLED = frozenset({"internal_named", "line_manager"})
BOTH = [pytest.param(name, marks=[] if name in SAMPLED else [pytest.mark.proof]) for name in OWN]


@pytest.fixture(scope="module")
def appeal(demonstration) -> None:
    """An appeal for witnesses that is open, so that its route is there."""
    opened = demonstration.candour(
        "appeal", "open", "--body=Office for Police Standards", "--force=Northfold Police",
        "--title=Firearms team, 2024 to 2026", "--about=Who saw it?", "--from=2024-01-01",
        "--until=2026-06-30", "--closes=2999-01-01",
    )  # fmt: skip
    assert opened.returncode == 0, opened.stderr


@pytest.fixture(scope="module")
def found() -> Findings:
    """What the pages of all these walks got wrong; each shape of a page is looked at once."""
    return Findings()


@pytest.fixture
def narrow(browser, found, appeal):
    """A tab without scripts on the narrowest screen."""
    inspector = Inspector(browser, found, width=NARROW)
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": NARROW, "height": 900}
    )
    tab = Tab(context, inspector)
    yield tab
    tab.close()
    inspector.close()


@pytest.fixture
def wide(browser, found, appeal):
    """A tab with scripts on a wide screen."""
    inspector = Inspector(browser, found, width=1280)
    tab = Tab(browser.new_context(viewport={"width": 1280, "height": 900}), inspector)
    yield tab
    tab.close()
    inspector.close()


@pytest.fixture
def hands(browser, appeal):
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(60_000)
    yield Hands(page=context.new_page())
    context.close()


def wrong(found: Findings) -> list[object]:
    return [
        *found.accessibility, *found.markup, *found.sideways, *found.headers, *found.console,
        *found.broken,
    ]  # fmt: skip


@pytest.mark.scenario("SC-08", part="every-route")
@pytest.mark.parametrize("route", OWN)
def test_every_route_is_walked_without_scripts_on_a_narrow_screen(narrow, sites, found, route):
    said = ways.report(narrow, sites, route)

    assert SENT in said
    assert wrong(found) == []
    assert narrow.context.cookies() == []


@pytest.mark.parametrize("route", BOTH)
def test_every_route_is_walked_with_scripts_switched_on(wide, sites, found, route):
    said = ways.report(wide, sites, route)

    assert SENT in said
    assert wrong(found) == []


@pytest.mark.parametrize("route", BOTH)
def test_every_route_is_walked_with_keys_alone(hands, sites, route):
    said = ways.report_by_keyboard(hands, sites, route)

    assert SENT in said
    assert hands.unseen == []
