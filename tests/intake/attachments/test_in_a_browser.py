"""The pages of attached files in a real browser: narrow, accessible, blurred, without a script."""

import dataclasses
import pathlib
from typing import Any

import pytest
import samples
from playwright.sync_api import Browser
from walking_with_files import send_with

import headless
import running
from candour.ops.docs.demonstration import Sites
from running import Deployment
from walks import steps
from walks.tabs import NARROW, Findings, Inspector, Tab

pytestmark = [pytest.mark.enable_socket, pytest.mark.journey]

FILES = (("holiday.jpg", samples.photo(size=(900, 600))), ("letter.pdf", samples.pdf()))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a reader and a reporter saw, and what the pages got wrong."""

    findings: Findings
    listed: str
    blurred: str
    clear: str
    second_page: str
    copy: bytes
    original: bytes
    added: str
    removed: str


def filter_of(tab: Tab) -> str:
    picture = tab.page.locator(".cases-preview__picture")
    picture.wait_for(state="visible")
    assert picture.evaluate("one => one.decode().then(() => one.naturalWidth)") > 0
    return str(picture.evaluate("one => getComputedStyle(one).filter"))


def taken(tab: Tab, button: str) -> bytes:
    with tab.page.expect_download() as download:
        tab.page.get_by_role("button", name=button, exact=True).click()
    return pathlib.Path(download.value.path()).read_bytes()


def look(site: Deployment, browser: Browser) -> Seen:
    words = send_with(site, FILES).words
    sites, findings = Sites(first_port=site.port), Findings()
    counted = "select count(*) from intake_attachment"
    assert running.soon(lambda: site.one(counted) == len(FILES), seconds=60)
    file = site.one("select file_id from intake_attachment limit 1")
    listing = f"{sites.address('casework')}/attachments/{file}/"
    wide = Inspector(browser, findings, width=1280)
    tab = Tab(browser.new_context(viewport={"width": 1280, "height": 900}), wide)
    steps.sign_in(tab, sites, "desk")
    read = reading(tab, listing)
    narrow = Inspector(browser, findings, width=NARROW)
    size = {"width": NARROW, "height": 700}
    hers = Tab(browser.new_context(viewport=size, java_script_enabled=False), narrow)
    steps.open_mailbox(hers, sites, words)
    added, removed = adding(hers)
    for one in (tab, hers, wide, narrow):
        one.close()
    return Seen(findings=findings, added=added, removed=removed, **read)


def reading(tab: Tab, listing: str) -> dict[str, Any]:
    """Look at a picture, take it twice, and turn the page of a document."""
    tab.open(listing)
    listed = tab.text
    tab.follow("holiday.jpg")
    blurred = filter_of(tab)
    tab.page.get_by_text("Show it clearly").click()
    clear = filter_of(tab)
    copy = taken(tab, "Take a copy without hidden data")
    tab.page.locator("summary", has_text="Take the original").click()
    original = taken(tab, "Take the original")
    tab.open(listing)
    tab.follow("letter.pdf")
    tab.type("Page", "2", exact=True)
    tab.press("Show this page")
    filter_of(tab)
    return {
        "listed": listed, "blurred": blurred, "clear": clear, "copy": copy, "original": original,
        "second_page": tab.text,
    }  # fmt: skip


def adding(tab: Tab) -> tuple[str, str]:
    """Add two files with long names to a message, and remove one."""
    tab.press("Add a file")
    chosen = [
        {"name": f"{'long-name-' * 11}{place}.png", "mimeType": "", "buffer": samples.screenshot()}
        for place in range(2)
    ]
    tab.page.set_input_files("#files", chosen)
    tab.press("Add these files")
    added = tab.text
    tab.press("Remove")
    return added, tab.text


@pytest.fixture(scope="module")
def seen(chromium: str) -> Seen:
    with running.deployment() as site, headless.browser(chromium) as browser:
        return look(site, browser)


def test_a_preview_is_a_blur_until_its_reader_opens_it(seen):
    assert seen.blurred.startswith("blur(")
    assert seen.clear == "none"


def test_a_reader_takes_a_clean_copy_and_the_original(seen):
    assert "holiday.jpg" in seen.listed
    assert seen.original == FILES[0][1]
    assert samples.SECRET.encode() not in seen.copy
    assert seen.copy.startswith(b"\xff\xd8")


def test_a_reader_turns_the_pages_of_a_document(seen):
    assert "Preview of page 2" in seen.second_page


def test_a_reporter_without_scripts_adds_and_removes_files_on_a_narrow_screen(seen):
    assert (seen.added.count(".png"), seen.removed.count(".png")) == (4, 2)


def test_nothing_about_these_pages_is_to_be_mended(seen):
    found = seen.findings
    assert {"casework/attachments/<id>/", "casework/attachments/<id>/<id>/"} <= found.visited
    assert (found.accessibility, found.markup, found.sideways) == ([], [], [])
    assert (found.headers, found.console, found.broken) == ([], [], [])
    assert {name for name in found.hosts if not name.endswith(".localhost")} == set()
