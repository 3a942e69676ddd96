"""Takes the pictures of the documents from a running demonstration, in a real browser."""

import contextlib
import pathlib
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

from candour.ops.docs import demonstration
from candour.ops.docs.demonstration import Sites
from candour.ops.launcher import ports
from candour.ops.refused import Refused

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FOLDER = pathlib.Path(__file__).resolve().parents[4] / "docs" / "images"
_WIDTH, _HEIGHT = 1200, 800
_WAIT_MILLISECONDS = 10_000
_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


class NoBrowser(Refused):
    """There is no browser to take pictures with."""


class NoDemonstration(Refused):
    """The sites don't answer as a running demonstration does."""


def take(*, first_port: int, folder: pathlib.Path = FOLDER) -> Iterator[pathlib.Path]:
    """Take every picture; yield each file as it is written."""
    _demand_answer(first_port)
    folder.mkdir(parents=True, exist_ok=True)
    sites = Sites(first_port=first_port)
    with _browser() as browser, _answering(first_port):
        for name, page in (
            *_of_a_report(browser, sites),
            *_of_a_case(browser, sites),
            *_of_oversight(browser, sites),
        ):
            path = folder / f"{name}.png"
            page.screenshot(path=str(path))
            yield path


def _of_a_report(browser: "Browser", sites: Sites) -> Iterator[tuple[str, "Page"]]:
    with _page(browser) as page:
        demonstration.begin_report(page, sites)
        yield "report-question", page


def _of_a_case(browser: "Browser", sites: Sites) -> Iterator[tuple[str, "Page"]]:
    # One page at a time: a browser without a screen can't draw the one that stands behind.
    with _page(browser) as page:
        demonstration.sign_in(page, sites, site="casework", part="desk")
        known = demonstration.waiting_reports(page, sites)
    with _page(browser) as page:
        demonstration.send_report(page, sites)
        yield "report-sent", page
    with _page(browser) as page:
        demonstration.sign_in(page, sites, site="casework", part="desk")
        demonstration.record_newest_report(page, sites, known=known)
        yield "casework-case", page
        page.get_by_role("link", name="Screening").click()
        heading = page.get_by_role("heading", name=demonstration.SUBJECT).first
        heading.evaluate("heading => heading.scrollIntoView()")
        yield "casework-screening", page


def _of_oversight(browser: "Browser", sites: Sites) -> Iterator[tuple[str, "Page"]]:
    with _page(browser) as page:
        demonstration.sign_in(page, sites, site="oversight", part="oversight")
        yield "oversight", page


@contextlib.contextmanager
def _page(browser: "Browser") -> Iterator["Page"]:
    # Nothing on these pages needs a script, so the pictures are taken without.
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": _WIDTH, "height": _HEIGHT}
    )
    context.set_default_timeout(_WAIT_MILLISECONDS)
    try:
        yield context.new_page()
    finally:
        context.close()


def _demand_answer(first_port: int) -> None:
    if not ports.answers(site="report", port=first_port):
        raise _no_demonstration(first_port)


@contextlib.contextmanager
def _answering(first_port: int) -> Iterator[None]:
    from playwright.sync_api import Error

    try:
        yield
    except Error as error:
        raise _no_demonstration(first_port) from error


def _no_demonstration(first_port: int) -> NoDemonstration:
    return NoDemonstration(
        f"The demonstration does not answer: is candour up --demo --port {first_port} on?"
    )


@contextlib.contextmanager
def _browser() -> Iterator["Browser"]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        message = "Pictures need the tools of development: run make setup-dev."
        raise NoBrowser(message) from None
    program = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    if program is None:
        message = "Pictures need a browser: install chromium."
        raise NoBrowser(message)
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=arguments)
        try:
            yield browser
        finally:
            browser.close()
