"""One demonstration, one browser and one whole walk for every journey of a run."""

import http.server
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

import headless
import running
from candour.ops.docs.demonstration import Sites
from running import Deployment
from walks import walking
from walks.steps import MISSPELT, NICKNAME
from walks.tabs import NARROW, Findings
from walks.walking import Walk, Way

FIRST = Way(described=MISSPELT, has_scripts=True, width=1280)
SECOND = Way(described=NICKNAME, has_scripts=False, width=NARROW)


class _Dull(http.server.BaseHTTPRequestHandler):
    """The page that leaving leads to; it keeps what it was asked with."""

    # A browser opens connections that it never uses; none of them outlives the test.
    timeout = 2

    def do_GET(self) -> None:
        if self.path == "/":
            self.server.asked.append(dict(self.headers))  # type: ignore[attr-defined] # set below
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(b"<!DOCTYPE html><title>Weather</title><h1>Weather</h1>")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Weather:
    """A dull page elsewhere, and the headers of everybody who came to it."""

    def __init__(self) -> None:
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Dull)
        self.asked: list[dict[str, str]] = []
        self.server.asked = self.asked  # type: ignore[attr-defined] # read by the handler
        self.address = f"http://weather.localhost:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture(scope="package")
def weather() -> Iterator[Weather]:
    found = Weather()
    yield found
    found.server.shutdown()
    found.server.server_close()


@pytest.fixture(scope="package")
def demonstration(weather: Weather) -> Iterator[Deployment]:
    """A whole demonstration that seals every second."""
    with running.deployment(CANDOUR_SEAL_SECONDS="1", CANDOUR_LEAVE_TO=weather.address) as found:
        yield found


@pytest.fixture(scope="package")
def sites(demonstration: Deployment) -> Sites:
    return Sites(first_port=demonstration.port)


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="package")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    opened = playwright.chromium.launch(executable_path=chromium, args=headless.FLAGS)
    yield opened
    opened.close()


@pytest.fixture(scope="package")
def findings() -> Findings:
    """What every page of the run that was looked at got wrong."""
    return Findings()


@pytest.fixture(scope="package")
def walk(browser: Browser, sites: Sites, findings: Findings) -> Iterator[Walk]:
    """The whole walk with scripts at the casework site: a name that was heard and misspelt."""
    with walking.stage(browser, sites, findings, FIRST) as on:
        yield walking.walk(on, FIRST)


@pytest.fixture(scope="package")
def second_walk(browser: Browser, sites: Sites, findings: Findings, walk: Walk) -> Iterator[Walk]:
    """The whole walk again without any script, on a narrow screen: a nickname and a unit."""
    with walking.stage(browser, sites, findings, SECOND) as on:
        walked = walking.walk(on, SECOND)
        walking.tour(on, walked)
        yield walked
