"""How every test starts its browser: without a screen, and able to run as root in a container."""

import contextlib
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

Opened = TypeVar("Opened", Page, BrowserContext)

# No test is about the speed of the machine it runs on.
PATIENCE_MILLISECONDS = 180_000
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


@contextlib.contextmanager
def browser(program: str) -> Iterator[Browser]:
    """Start a browser and end it; only one may run, and Django's queries not beside it."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=FLAGS)
        opened.new_page = _patient(opened.new_page)
        opened.new_context = _patient(opened.new_context)
        yield opened
        opened.close()


def _patient(opening: Callable[..., Opened]) -> Callable[..., Opened]:
    def opened(**wishes: Any) -> Opened:
        found = opening(**wishes)
        found.set_default_timeout(PATIENCE_MILLISECONDS)
        return found

    return opened
