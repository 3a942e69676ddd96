"""How every test starts its browser: without a screen, and able to run as root in a container."""

import contextlib
from collections.abc import Iterator

from playwright.sync_api import Browser, sync_playwright

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


@contextlib.contextmanager
def browser(program: str) -> Iterator[Browser]:
    """Start a browser and end it; only one may run, and Django's queries not beside it."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield opened
        opened.close()
