"""What only a real browser shows of the public pages: access, width, print, and no script."""

import pathlib

import pytest

import headless
from candour.ops import assets
from candour.oversight.publishing import folder

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

AXE = assets.ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FORCE = "westmoor-police"


@pytest.fixture
def pages(first, publish, out: pathlib.Path) -> dict[str, str]:
    """The address of every page as a folder on a disk, one release withdrawn."""
    publish("release", "--as-of", "2020-12-31")
    publish("withdraw", first.name, "--why", "A source was counted twice.")
    kept = out / folder.RELEASES / "2020-12-31-2"
    ours = kept / FORCE
    found = [*out.glob("*.html"), kept / "index.html", *ours.glob("*.html"), first / "index.html"]
    return {str(path.relative_to(out)): path.as_uri() for path in found}


@pytest.fixture
def browser(pages, chromium):
    """A browser that starts once the pages are there: the database doesn't run beside it."""
    with headless.browser(chromium) as opened:
        yield opened


@pytest.mark.parametrize("width", [1280, 390])
def test_an_accessibility_checker_finds_nothing_to_mend(browser, pages, width):
    faults = {}
    for name, address in pages.items():
        tab = browser.new_page(viewport={"width": width, "height": 900})
        tab.goto(address)
        tab.evaluate(AXE.read_text(encoding="utf-8"))
        found = tab.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        faults[name] = [fault["id"] for fault in found["violations"]]
        tab.close()
    assert len(faults) == 14
    assert faults == {name: [] for name in pages}


def test_no_page_scrolls_sideways_on_a_narrow_screen(browser, pages):
    widths = {}
    for name, address in pages.items():
        tab = browser.new_page(viewport={"width": 390, "height": 800})
        tab.goto(address)
        widths[name] = tab.evaluate("document.documentElement.scrollWidth")
        tab.close()
    assert {name: width for name, width in widths.items() if width > 390} == {}


def test_without_script_a_reader_gets_from_the_front_page_to_the_numbers(browser, pages):
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(pages["index.html"])
    tab.get_by_role("link", name="Read the figures").click()
    tab.locator(f'a[href="{FORCE}/units.html"]').click()
    assert tab.get_by_role("heading", level=1).inner_text() == "How much is on record"
    chart = "Allegations, cases, involvements and people: allegations"
    assert tab.get_by_role("img", name=chart).is_visible()
    assert "not shown" in tab.get_by_role("row", name="Hotline").last.inner_text()
    tab.get_by_text("How this is counted").first.click()
    assert tab.locator("dt", has_text="As known at the end of").first.is_visible()
    context.close()


def test_pages_fetch_nothing_from_elsewhere(browser, pages):
    asked = []
    tab = browser.new_page()
    tab.on("request", lambda request: asked.append(request.url))
    for address in pages.values():
        tab.goto(address)
    tab.close()
    assert len(asked) > len(pages)
    assert {url.partition(":")[0] for url in asked} == {"file"}
