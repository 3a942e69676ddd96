"""What only a real browser shows of the oversight pages: access, width, and life without script."""

import mimetypes
import pathlib
import urllib.parse
import uuid

import pytest
from django.contrib.staticfiles import finders
from playwright import sync_api

import headless
from candour.ops import assets
from candour.oversight.models import Alert
from cast import NOW
from oversight import lines

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

HOME = "http://oversight.localhost"
AXE = assets.ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALERT = uuid.UUID(int=4)
PAGES = (
    "/", "/measures/", "/measures/timeliness/", "/measures/repeaters/", "/measures/units/",
    "/alerts/", f"/alerts/{ALERT}/", "/channels/", "/reporting-lines/",
)  # fmt: skip


@pytest.fixture
def html(signed_in, figures, as_role, tmp_path) -> dict[str, str]:
    """Every page as an overseer gets it; the browser shows them without a server behind it."""
    lines.take(as_role, tmp_path)
    Alert.objects.create(
        id=ALERT, kind="row", found_on=NOW.date(), reference="R-2345-6789",
        place=f"intake_report {ALERT}", words="This row was changed past the log.",
    )  # fmt: skip
    overseer = signed_in("oversight")
    return {address: overseer.get(address).content.decode() for address in PAGES}


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
    assert faults == {address: [] for address in PAGES}


def test_without_script_definitions_open_and_charts_are_drawn(browser, html):
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    show(tab, html["/measures/timeliness/"])
    definition = tab.locator("dt", has_text="As known at the end of").first
    assert not definition.is_visible()
    tab.locator("summary", has_text="How this is counted").first.click()
    assert definition.is_visible()
    assert tab.get_by_role("img", name="Share of cases still open").is_visible()
    context.close()


def test_no_page_scrolls_sideways_on_a_narrow_screen(browser, html):
    widths = {}
    for address, page in html.items():
        tab = browser.new_page(viewport={"width": 320, "height": 600})
        show(tab, page)
        widths[address] = tab.evaluate("document.documentElement.scrollWidth")
        tab.close()
    assert widths == dict.fromkeys(PAGES, 320)
