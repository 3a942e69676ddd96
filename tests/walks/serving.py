"""The tests' own process as a site that a real browser can open: same connection, same moment."""

import contextlib
import socketserver
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any
from wsgiref import simple_server

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, connections

from browsing import SEATS

Role = Callable[[str], contextlib.AbstractContextManager[None]]


class _Server(socketserver.ThreadingMixIn, simple_server.WSGIServer):
    """A browser opens more connections than it uses: each has its thread, and one may ask."""

    daemon_threads = True


class _Quiet(simple_server.WSGIRequestHandler):
    # A browser opens connections that it never uses; none of them outlives the test.
    timeout = 2

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _whole(answered: Any) -> list[bytes]:
    with contextlib.closing(answered):
        return list(answered)


@contextlib.contextmanager
def serving(as_role: Role, settings: Any) -> Iterator[int]:
    """Serve the casework site, each request as the site's own database role; yield the port.

    Whatever a request does happens on the test's connection, inside the test's transaction.
    """
    shared, one_at_a_time = connections["default"], threading.Lock()
    site = StaticFilesHandler(get_wsgi_application())

    def answer(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        with one_at_a_time:
            connections["default"] = shared
            if environ["PATH_INFO"].startswith(settings.STATIC_URL):
                return _whole(site(environ, start))
            with as_role("casework"):
                return _whole(site(environ, start))

    settings.SITE_SEATS = SEATS
    settings.ALLOWED_HOSTS = ["casework.localhost"]
    shared.inc_thread_sharing()
    # A request begins with a connection of its own, except here.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    server = simple_server.make_server("127.0.0.1", 0, answer, _Server, _Quiet)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
        shared.dec_thread_sharing()
