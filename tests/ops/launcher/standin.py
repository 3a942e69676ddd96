"""A stand-in for a site: it says that it is well, under its own name only."""

import os
from collections.abc import Callable, Iterable
from typing import Any


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    expected = os.environ["CANDOUR_TEST_SITE"]
    is_well = environ["PATH_INFO"] == "/healthz" and environ["HTTP_HOST"].startswith(expected)
    start("200 OK" if is_well else "404 Not Found", [("Content-Type", "text/plain")])
    return [b"well" if is_well else b"?"]
