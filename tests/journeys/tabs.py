"""A browser's tab that inspects every page it opens, and what all tabs of a run have found."""

import contextlib
import dataclasses
import re
import urllib.parse
from collections.abc import Iterator

import html5lib
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    Route,
)

from candour.ops import assets

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WAIT_MILLISECONDS = 15_000
NARROW = 320

_AXE = assets.ROOT / "node_modules" / "axe-core" / "axe.min.js"
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_CHANGING = re.compile(r'(name="(?:state|csrfmiddlewaretoken)" value=)"[^"]*"')
_HEADERS = {"cache-control": "no-store", "x-content-type-options": "nosniff"}


@dataclasses.dataclass(slots=True, kw_only=True)
class Findings:
    """What the pages that were seen got wrong, by kind; all of it should stay empty."""

    visited: set[str] = dataclasses.field(default_factory=set)
    hosts: set[str] = dataclasses.field(default_factory=set)
    accessibility: list[tuple[str, str]] = dataclasses.field(default_factory=list)
    markup: list[tuple[str, str]] = dataclasses.field(default_factory=list)
    sideways: list[tuple[str, int]] = dataclasses.field(default_factory=list)
    headers: list[tuple[str, str]] = dataclasses.field(default_factory=list)
    titles: set[tuple[str, str]] = dataclasses.field(default_factory=set)
    console: list[str] = dataclasses.field(default_factory=list)
    cookies: list[str] = dataclasses.field(default_factory=list)


class Inspector:
    """Looks at the answer of a page once more, in a tab of its own that may run the checker."""

    def __init__(self, browser: Browser, findings: Findings, *, width: int) -> None:
        self.findings = findings
        self._known: set[str] = set()
        self._html = ""
        self._width = width
        self._context = browser.new_context(viewport={"width": width, "height": 900})
        self._context.set_default_timeout(WAIT_MILLISECONDS)
        self._context.add_init_script(path=str(_AXE))
        self._context.route(re.compile(r"^http://[^/]+/(?!static/)"), self._answer)
        self._page = self._context.new_page()

    def inspect(self, response: Response) -> None:
        """Check one page: its headers, its markup, its width, and who can use it."""
        body = response.body().decode()
        place = place_of(response.url)
        self._check_headers(place, response)
        self.findings.visited.add(place)
        html = _UUID.sub("", _CHANGING.sub(r"\1", body))
        if html in self._known:
            return
        self._known.add(html)
        self._check_markup(place, body)
        self._check_in_the_browser(place, body, address=response.url)

    def close(self) -> None:
        self._context.close()

    def _check_headers(self, place: str, response: Response) -> None:
        headers = response.headers
        self.findings.headers += [
            (place, name) for name, wanted in _HEADERS.items() if headers.get(name) != wanted
        ]

    def _check_markup(self, place: str, body: str) -> None:
        try:
            html5lib.HTMLParser(strict=True).parse(body)
        except html5lib.html5parser.ParseError as error:
            self.findings.markup.append((place, str(error)))

    def _check_in_the_browser(self, place: str, body: str, *, address: str) -> None:
        self._html = body
        self._page.goto(address)
        width = self._page.evaluate("document.documentElement.scrollWidth")
        if width > self._width:
            self.findings.sideways.append((place, width))
        found = self._page.evaluate(
            "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES
        )
        self.findings.accessibility += [
            (place, f"{fault['id']}: {fault['nodes'][0]['html'][:200]}")
            for fault in found["violations"]
        ]

    def _answer(self, route: Route) -> None:
        route.fulfill(body=self._html, content_type="text/html; charset=utf-8")


class Tab:
    """Somebody's tab: opens pages, fills them in and presses buttons, as a person does."""

    def __init__(self, context: BrowserContext, inspector: Inspector) -> None:
        self.context = context
        self.inspector = inspector
        self.response: Response | None = None
        context.set_default_timeout(WAIT_MILLISECONDS)
        context.on("request", self._note_host)
        context.on("console", self._note_console)
        self.page: Page = context.new_page()

    @property
    def text(self) -> str:
        """The words of the page's main part, with single spaces, folded ones included."""
        return " ".join((self.page.locator("main").text_content() or "").split())

    @property
    def heading(self) -> str:
        return self.page.get_by_role("heading", level=1).inner_text()

    @property
    def address(self) -> str:
        return self.page.url

    def open(self, address: str) -> None:
        self._seen(self.page.goto(address))

    def press(self, name: str, *, exact: bool = False) -> None:
        self.click(self.page.get_by_role("button", name=name, exact=exact).first)

    def follow(self, name: str, *, exact: bool = False) -> None:
        self.click(self.page.get_by_role("link", name=name, exact=exact).first)

    def click(self, thing: Locator) -> None:
        with self.opening():
            thing.click()

    @contextlib.contextmanager
    def opening(self) -> Iterator[None]:
        """Wait for the page that what happens within opens, and inspect it."""
        with self.page.expect_navigation() as opened:
            yield
        self._seen(opened.value)

    def reload_until(self, shows: str, *, press: str, times: int = 60) -> None:
        """Press a button of the page again until what it leads to shows something."""
        for _ in range(times):
            if shows in self.text:
                return
            self.page.wait_for_timeout(500)
            self.press(press)
        message = f"the page never showed {shows!r}"
        raise AssertionError(message)

    def type(self, label: str, words: str, *, exact: bool = False) -> None:
        self.page.get_by_label(label, exact=exact).first.fill(words)

    def choose(self, label: str, *, group: str = "", exact: bool = True) -> None:
        within = self.page.get_by_role("group", name=group) if group else self.page
        within.get_by_label(label, exact=exact).first.check()

    def close(self) -> None:
        self.context.close()

    def _seen(self, response: Response | None) -> None:
        assert response is not None
        self.response = response
        assert response.status == 200, f"{response.status} at {place_of(response.url)}"
        self.inspector.findings.titles.add((place_of(response.url), self.page.title()))
        self.inspector.inspect(response)

    def _note_host(self, request: Request) -> None:
        self.inspector.findings.hosts.add(urllib.parse.urlsplit(request.url).hostname or "")

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.inspector.findings.console.append(message.text)


def place_of(address: str) -> str:
    """Return the site and path of an address, without what differs from case to case."""
    parts = urllib.parse.urlsplit(address)
    return _UUID.sub("<id>", f"{(parts.hostname or '').partition('.')[0]}{parts.path}")
