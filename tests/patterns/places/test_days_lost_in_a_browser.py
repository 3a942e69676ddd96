"""What only a real browser shows of the days that teams lost: access, and width."""

import mimetypes
import pathlib
import urllib.parse

import pytest
from django.contrib.staticfiles import finders
from playwright import sync_api

import headless
from candour.ops import assets
from patterns.places.test_days_lost_page import (
    PAGE,
    at_casework,
    case,
    report,
    suspended,
    visit,
)

__all__ = ["at_casework", "case", "report", "suspended", "visit"]
pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

HOME = "http://casework.localhost"
AXE = assets.ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def html(visit, suspended) -> dict[str, str]:
    """The page with a team that lost days, and without; no server stands behind them."""
    return {
        "lost": visit("authority").get(PAGE).body,
        "none": visit("neighbour-authority").get(PAGE).body,
    }


@pytest.fixture
def browser(html, chromium):
    """A browser that starts once the pages are there: the database doesn't run beside it."""
    with headless.browser(chromium) as opened:
        yield opened


def show(tab: sync_api.Page, page: str) -> None:
    def answer(route: sync_api.Route) -> None:
        path = urllib.parse.urlsplit(route.request.url).path
        if not path.startswith("/static/"):
            return route.fulfill(body=page, content_type="text/html; charset=utf-8")
        found = finders.find(path.removeprefix("/static/"))
        kind = mimetypes.guess_type(path)[0] or ""
        return route.fulfill(path=pathlib.Path(found), content_type=kind)

    tab.route("**/*", answer)
    tab.goto(HOME)


@pytest.mark.parametrize("width", [1280, 320])
def test_an_accessibility_checker_finds_nothing_to_mend(browser, html, width):
    faults = {}
    for name, page in html.items():
        tab = browser.new_page(viewport={"width": width, "height": 900})
        show(tab, page)
        tab.evaluate(AXE.read_text(encoding="utf-8"))
        found = tab.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        faults[name] = [fault["id"] for fault in found["violations"]]
        tab.close()
    assert faults == {name: [] for name in html}


def test_no_page_scrolls_sideways_on_a_narrow_screen(browser, html):
    widths = {}
    for name, page in html.items():
        tab = browser.new_page(viewport={"width": 320, "height": 600})
        show(tab, page)
        widths[name] = tab.evaluate("document.documentElement.scrollWidth")
        tab.close()
    assert widths == dict.fromkeys(html, 320)
