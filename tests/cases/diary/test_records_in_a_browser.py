"""What only a real browser shows of the records and searches: access, width, keyboard, paper."""

import mimetypes
import pathlib
import urllib.parse

import pytest
from django.contrib.staticfiles import finders
from playwright import sync_api

import headless
import keyboard
from candour.ops import assets
from cases.diary.conftest import move_data

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

HOME = "http://casework.localhost"
AXE = assets.ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = (
    "plan/", "diary/", "contacts/", "exhibits/", "exhibits/add/", "print/", "print/summary/",
    "print/plan/", "print/diary/", "print/exhibits/",
)  # fmt: skip


@pytest.fixture
def html(visit, case, line, entry, exhibit) -> dict[str, str]:
    """Every page as the desk gets it; the browser shows them without a server behind it."""
    desk = visit("desk")
    move = f"/cases/{case}/exhibits/{exhibit.id}/move/"
    desk.post(move, move_data())
    found = {page: desk.get(f"/cases/{case}/{page}").body for page in PAGES}
    found["move/"] = desk.get(move).body
    found["search/"] = desk.post("/search/", {"sought": "or"}).body
    found["refused/"] = desk.post(f"/cases/{case}/diary/", {"kind": ""}).body
    found["search/words/"] = desk.post("/search/words/", {"text": "lockers", "state": ""}).body
    return found


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
    for address, page in html.items():
        tab = browser.new_page(viewport={"width": width, "height": 900})
        show(tab, page)
        tab.evaluate(AXE.read_text(encoding="utf-8"))
        found = tab.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        faults[address] = [fault["id"] for fault in found["violations"]]
        tab.close()
    assert faults == {address: [] for address in html}


def test_no_page_scrolls_sideways_on_a_narrow_screen(browser, html):
    widths = {}
    for address, page in html.items():
        tab = browser.new_page(viewport={"width": 320, "height": 600})
        show(tab, page)
        widths[address] = tab.evaluate("document.documentElement.scrollWidth")
        tab.close()
    assert widths == dict.fromkeys(html, 320)


def test_found_places_open_by_keyboard_and_stay_folded_until_then(browser, html):
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    show(tab, html["search/words/"])
    hands = keyboard.Hands(page=tab)
    place = tab.locator("mark").first

    assert not place.is_visible()
    hands.go_to("Show 1 place: the report")
    tab.keyboard.press("Enter")
    assert place.is_visible()
    assert hands.unseen == []
    context.close()


def test_a_refused_entry_leads_by_its_summary_to_what_is_missing(browser, html):
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    show(tab, html["refused/"])

    links = tab.locator(".govuk-error-summary__list a")

    targets = [one.get_attribute("href") for one in links.all()]
    assert targets
    assert all(tab.locator(target).count() == 1 for target in targets)
    context.close()
