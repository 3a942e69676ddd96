"""A visitor who looks at the casework site with a real browser, and fills in what a page offers."""

import concurrent.futures
import contextlib
import urllib.parse
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from playwright.sync_api import Browser, Locator, Response

import headless
from browsing import Page, Visitor
from candour.ops import work
from walks.tabs import Inspector, Tab

_REDIRECTS = range(300, 400)


class Elsewhere:
    """A thread with a browser: its driver keeps a loop, beside which Django would open anew."""

    def __init__(self, program: str) -> None:
        self._thread = concurrent.futures.ThreadPoolExecutor(1)
        self._open = contextlib.ExitStack()
        self.browser: Browser = self.do(lambda: self._open.enter_context(headless.browser(program)))

    def do(self, what: Callable[[], Any]) -> Any:
        return self._thread.submit(what).result()

    def close(self) -> None:
        self.do(self._open.close)
        self._thread.shutdown()


class Driver(Visitor):
    """The same requests as a visitor without a browser, each typed and clicked in a page.

    What the page has no field or no button for can't be sent.
    """

    tab: Tab
    site: str
    elsewhere: Elsewhere

    def drive(self, at: Elsewhere, inspector: Inspector, *, port: int, width: int) -> "Driver":
        """Open a browser's tab that has this visitor's cookies."""
        self.site, self.elsewhere = f"http://casework.localhost:{port}", at
        cookies = [self._cookie(name, kept.value) for name, kept in self.client.cookies.items()]

        def opened() -> Tab:
            context = at.browser.new_context(viewport={"width": width, "height": 900})
            context.add_cookies(cookies)
            return Tab(context, inspector)

        self.tab = at.do(opened)
        return self

    def get(self, path: str) -> Page:
        return self.elsewhere.do(lambda: self._get(path))

    def post(self, path: str, data: Mapping[str, object] | None = None) -> Page:
        answered = self.elsewhere.do(lambda: self._post(path, dict(data or {})))
        # As the worker does every second, so that the log keeps the order of the steps.
        with self.as_role("worker"):
            work.sequence()
        return answered

    def close(self) -> None:
        self.elsewhere.do(self.tab.close)

    def _cookie(self, name: str, value: str) -> dict[str, object]:
        # A browser takes such a name from a secure address alone, and localhost counts as one.
        secure = name.startswith("__Host-")
        site = self.site.replace("http:", "https:") if secure else self.site
        return {"name": name, "value": value, "url": site, "secure": secure}

    def _get(self, path: str) -> Page:
        return self._read(self.tab.page.goto(f"{self.site}{path}"))

    def _post(self, path: str, typed: dict[str, object]) -> Page:
        if urllib.parse.urlsplit(self.tab.page.url).path != path:
            self._get(path)
        form = self._form(typed)
        button = _button(form, typed)
        for name, value in typed.items():
            _fill(form, name, value)
        with self.tab.page.expect_navigation() as opened:
            button.click()
        return self._read(opened.value)

    def _form(self, data: Mapping[str, object]) -> Locator:
        """Return the form that has the most of these fields."""
        forms = self.tab.page.locator("main form[method=post]").all()
        assert forms, f"no form at {self.tab.page.url}"
        return max(forms, key=lambda form: sum(_has(form, name) for name in data))

    def _read(self, response: Response | None) -> Page:
        assert response is not None
        first = response.request
        while first.redirected_from is not None:
            first = first.redirected_from
        came = first.response()
        location = ""
        if came is not None and came.status in _REDIRECTS:
            location = came.headers["location"]
        if response.status < 400:
            self.tab.inspector.inspect(response)
        return Page(
            status=came.status if came is not None else response.status,
            body=response.body().decode(),
            location=location,
            headers=response.headers,
        )


def _has(form: Locator, name: str) -> bool:
    return bool(form.locator(f'[name="{name}"]').count())


def _button(form: Locator, typed: dict[str, object]) -> Locator:
    """Return the button whose name and value are asked for, else the form's first."""
    for one in form.locator("button[name]").all():
        name, value = one.get_attribute("name") or "", one.get_attribute("value")
        if name in typed and str(typed[name]) == value:
            del typed[name]
            return one
    return form.locator("button").first


def _fill(form: Locator, name: str, value: object) -> None:
    fields = form.locator(f'[name="{name}"]')
    assert fields.count(), f"no field {name}: {form.page.inner_text('main')}"
    first = fields.first
    kind = first.evaluate("one => one.type || one.tagName.toLowerCase()")
    if kind in {"radio", "checkbox"}:
        for one in _values(value):
            form.locator(f'[name="{name}"][value="{one}"]').check(force=True)
    elif kind == "select-one":
        first.select_option(str(value))
    elif kind == "hidden":
        assert first.input_value() == str(value), f"{name} is not for people to change"
    else:
        _open(first)
        first.fill(str(value))


def _open(field: Locator) -> None:
    """Unfold what the field is folded into."""
    field.evaluate("one => { const kept = one.closest('details'); if (kept) kept.open = true }")


def _values(value: object) -> Iterator[str]:
    if isinstance(value, list | tuple):
        yield from (str(one) for one in value)
    elif value != "":
        yield str(value)
