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
)

from candour.ops import assets

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WAIT_MILLISECONDS = 15_000
NARROW = 320

_AXE = assets.ROOT / "node_modules" / "axe-core" / "axe.min.js"
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")
_CHANGING = re.compile(r'(name="(?:state|csrfmiddlewaretoken)" value=)"[^"]*"')
# What the checker looks at, without the words: a page of the same shape is checked once.
_TAGS = re.compile(r'<(\w+)[^>]*?(?: class="([^"]*)")?[^>]*>')
_OF_A_FILE = re.compile(
    r'(?:href|action)="(/(?:cases|reports|files|attachments)/[0-9a-f-]{36}/[^"#?]*)'
)
_HEADERS = {"cache-control": "no-store", "x-content-type-options": "nosniff"}


@dataclasses.dataclass(slots=True, kw_only=True)
class Findings:
    """What the pages that were seen got wrong, by kind; all of it should stay empty."""

    visited: set[str] = dataclasses.field(default_factory=set)
    shapes: set[str] = dataclasses.field(default_factory=set)
    hosts: set[str] = dataclasses.field(default_factory=set)
    accessibility: list[tuple[str, str]] = dataclasses.field(default_factory=list)
    markup: list[tuple[str, str]] = dataclasses.field(default_factory=list)
    sideways: list[tuple[str, int]] = dataclasses.field(default_factory=list)
    headers: list[tuple[str, str]] = dataclasses.field(default_factory=list)
    titles: set[tuple[str, str]] = dataclasses.field(default_factory=set)
    console: list[str] = dataclasses.field(default_factory=list)
    broken: list[str] = dataclasses.field(default_factory=list)


class Inspector:
    """Looks at the answer of a page once more, in a tab of its own that may run the checker."""

    def __init__(self, browser: Browser, findings: Findings, *, width: int) -> None:
        self.findings = findings
        self._known: set[str] = set()
        self._width = width
        self._context = browser.new_context(viewport={"width": width, "height": 900})
        self._context.set_default_timeout(WAIT_MILLISECONDS)
        self._mirrors: dict[str, Page] = {}

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
            (place, name)
            for name, wanted in _HEADERS.items()
            if wanted not in headers.get(name, "").split(", ")
        ]

    def _check_markup(self, place: str, body: str) -> None:
        try:
            html5lib.HTMLParser(strict=True).parse(body)
        except html5lib.html5parser.ParseError as error:
            self.findings.markup.append((place, str(error)))

    def _check_in_the_browser(self, place: str, body: str, *, address: str) -> None:
        page = self._mirror(address)
        page.set_content(body)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > self._width:
            self.findings.sideways.append((place, width))
        shape = f"{place} {_TAGS.findall(body)}"
        if shape in self.findings.shapes:
            return
        self.findings.shapes.add(shape)
        found = page.evaluate(
            "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES
        )
        self.findings.accessibility += [
            (place, f"{fault['id']}: {fault['nodes'][0]['html'][:200]}")
            for fault in found["violations"]
        ]

    def _mirror(self, address: str) -> Page:
        """Return a page of the same site, so that the style sheets are those of the site."""
        parts = urllib.parse.urlsplit(address)
        if parts.netloc not in self._mirrors:
            page = self._context.new_page()
            page.goto(f"{parts.scheme}://{parts.netloc}/healthz")
            page.evaluate(_AXE.read_text(encoding="utf-8"))
            self._mirrors[parts.netloc] = page
        return self._mirrors[parts.netloc]


class Tab:
    """Somebody's tab: opens pages, fills them in and presses buttons, as a person does."""

    def __init__(self, context: BrowserContext, inspector: Inspector) -> None:
        self.context = context
        self.inspector = inspector
        self.response: Response | None = None
        # Every address of a case or a report that this person's pages lead to or post to.
        self.addresses: set[str] = set()
        context.set_default_timeout(WAIT_MILLISECONDS)
        context.on("request", self._note_host)
        context.on("console", self._note_console)
        context.on("response", self._note_broken)
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

    def open_in_vain(self, address: str) -> None:
        """Open what isn't there."""
        self._seen(self.page.goto(address), status=404)

    def press_in_vain(self, name: str) -> None:
        """Press a button that leads back to the same page, which says what is missing."""
        with self.page.expect_navigation() as opened:
            self.page.get_by_role("button", name=name, exact=True).first.click()
        self._seen(opened.value, is_refused=True)

    @contextlib.contextmanager
    def opening(self) -> Iterator[None]:
        """Wait for the page that what happens within opens, and inspect it."""
        with self.page.expect_navigation() as opened:
            yield
        self._seen(opened.value)

    def reload_until(self, shows: str, *, press: str, times: int = 120) -> None:
        """Press a button of the page again until what it leads to shows something."""
        for _ in range(times):
            if shows in self.text:
                return
            self.page.wait_for_timeout(250)
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

    def _seen(
        self, response: Response | None, *, status: int = 200, is_refused: bool = False
    ) -> None:
        assert response is not None
        self.response = response
        assert response.status == status, f"{response.status} at {place_of(response.url)}"
        title = self.page.title()
        assert title.startswith("Error: ") == is_refused, f"{title} at {place_of(response.url)}"
        self.inspector.findings.titles.add((place_of(response.url), title))
        self.addresses |= set(_OF_A_FILE.findall(response.body().decode()))
        self.inspector.inspect(response)

    def _note_host(self, request: Request) -> None:
        self.inspector.findings.hosts.add(urllib.parse.urlsplit(request.url).hostname or "")

    def _note_console(self, message: ConsoleMessage) -> None:
        # A page that isn't there is said so by its own status; whatever else fails is noted below.
        if message.type in {"error", "warning"} and "status of 404" not in message.text:
            self.inspector.findings.console.append(message.text)

    def _note_broken(self, response: Response) -> None:
        if response.status >= 400 and response.request.resource_type != "document":
            self.inspector.findings.broken.append(f"{response.status} {place_of(response.url)}")


def place_of(address: str) -> str:
    """Return the site and path of an address, without what differs from case to case."""
    parts = urllib.parse.urlsplit(address)
    return _UUID.sub("<id>", f"{(parts.hostname or '').partition('.')[0]}{parts.path}")
