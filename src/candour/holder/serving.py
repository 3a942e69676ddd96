"""The witness as a service: logs send their heads to it, over HTTP, behind the body's own proxy."""

import contextlib
import dataclasses
import http.server
import ipaddress
import math
import socket
import threading
import time
from http import HTTPStatus
from typing import Any, ClassVar

from candour import clock
from candour.core import notes
from candour.core.countersigning import protocol
from candour.holder import countersigning, limiting
from candour.holder.countersigning import Witness
from candour.holder.refused import Unreachable

# Whoever is refused may still be sending; so much of it is read and forgotten.
_MOST_UNREAD = 1 << 20
_WRITING_SECONDS = 5
_BUSY = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 15\r\nContent-Length: 0\r\n\r\n"
# Whoever has an IPv6 address has all those that begin as it does.
_IPV6_SITE = 64


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers add-checkpoint; knows no other page and writes no log of who asked."""

    witness: ClassVar[Witness]
    turns: ClassVar[limiting.Turns]
    seconds: ClassVar[float]
    is_behind_proxy: ClassVar[bool]
    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        """Give the connection so long, however slowly it speaks."""
        super().setup()
        self.connection.settimeout(self.seconds + _WRITING_SECONDS)
        self._is_over = threading.Event()
        self._end = threading.Timer(self.seconds, self._stop_listening)
        self._end.daemon = True
        self._end.start()

    def finish(self) -> None:
        """End the connection before its time."""
        self._end.cancel()
        super().finish()

    def parse_request(self) -> bool:
        """Read the head of a request; refuse it where its source has asked too often."""
        if not super().parse_request():
            return False
        if self._is_over.is_set():
            self._refuse(*self._cut_short())
            return False
        wait = self.turns.take(source=self._source(), at=time.monotonic())
        if wait <= 0:
            return True
        seconds = math.ceil(wait)
        said = f"Too many requests from your address: try again in {seconds} seconds.\n"
        self._refuse(HTTPStatus.TOO_MANY_REQUESTS, said, retry_after=seconds)
        return False

    def do_POST(self) -> None:
        """Answer a log that sends a head."""
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()) or int(length) > protocol.MAX_BYTES:
            said = f"A request says how long it is, and has at most {protocol.MAX_BYTES} bytes.\n"
            self._refuse(protocol.Status.MALFORMED, said)
            return
        body = self.rfile.read(int(length))
        if len(body) < int(length):
            status, said = self._cut_short()
            self.close_connection = True
            self._answer(status, said.encode())
            return
        if self.path != protocol.PATH:
            self._answer(HTTPStatus.NOT_FOUND, b"There is no such page.\n")
            return
        self._add_checkpoint(body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse in one plain sentence what is no request that is known here."""
        # Half a line looks like a request of 1991, which got no status.
        self.request_version = self.protocol_version
        if self._is_over.is_set():
            self._refuse(*self._cut_short())
            return
        self._refuse(code, f"Send a head to {protocol.PATH}, and nothing else.\n")

    def _add_checkpoint(self, body: bytes) -> None:
        try:
            request = protocol.decode_request(data=body)
        except notes.Refused as refused:
            self._answer(protocol.Status.MALFORMED, f"{refused}\n".encode())
            return
        try:
            verdict, cosigned = countersigning.answer(
                witness=self.witness, request=request, at=clock.now()
            )
            seen = self.witness.store.seen(origin=verdict.origin).head
        except Unreachable:
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE, b"Try again later.\n")
            return
        if cosigned is not None:
            self._answer(verdict.status, cosigned.lines.encode())
        elif verdict.status is protocol.Status.CONFLICT:
            self._answer(verdict.status, f"{seen.size}\n".encode(), kind=protocol.SIZE_TYPE)
        else:
            self._answer(verdict.status, f"{verdict.because}\n".encode())

    def _source(self) -> str:
        """Return who asks: the body's own proxy may say so, nobody else."""
        said = self.headers.get_all("X-Forwarded-For") if self.is_behind_proxy else None
        # What the proxy heard from others stands before what it saw itself.
        return source_of(address=said[-1].split(",")[-1] if said else self.client_address[0])

    def _cut_short(self) -> tuple[int, str]:
        if self._is_over.is_set():
            said = f"The request took longer than {math.ceil(self.seconds)} seconds.\n"
            return HTTPStatus.REQUEST_TIMEOUT, said
        return protocol.Status.MALFORMED, "The request ended before its end.\n"

    def _stop_listening(self) -> None:
        self._is_over.set()
        # Whoever reads from it now sees its end, and can still answer.
        with contextlib.suppress(OSError):
            self.connection.shutdown(socket.SHUT_RD)

    def _refuse(self, status: int, said: str, *, retry_after: int = 0) -> None:
        self.close_connection = True
        length = str(getattr(self, "headers", {}).get("Content-Length", ""))
        if length.isascii() and length.isdigit() and not self._is_over.is_set():
            self.rfile.read(min(int(length), _MOST_UNREAD))
        self._answer(status, said.encode(), retry_after=retry_after)

    def _answer(
        self, status: int, body: bytes, *, kind: str = "text/plain", retry_after: int = 0
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if retry_after:
            self.send_header("Retry-After", str(retry_after))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Write nothing about who asked."""


class Server(http.server.ThreadingHTTPServer):
    """Lets in as many connections as it may, and turns the others away at once."""

    doors: limiting.Doors

    def process_request(self, request: Any, client_address: Any) -> None:
        """Give a connection a thread of its own, or turn it away."""
        if self.doors.enter(source=source_of(address=client_address[0])):
            super().process_request(request, client_address)
            return
        with contextlib.suppress(OSError):
            request.sendall(_BUSY)
        self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Answer one connection; whatever happens, its place is free afterwards."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.doors.leave(source=source_of(address=client_address[0]))

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Write nothing about who asked, even where they went away in between."""


def source_of(*, address: str) -> str:
    """Return as what an address counts: in IPv6 its neighbours count with it."""
    try:
        found = ipaddress.ip_address(address.strip())
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address):
        mapped = found.ipv4_mapped
        if mapped is not None:
            return str(mapped)
        return str(ipaddress.ip_network((found, _IPV6_SITE), strict=False))
    return str(found)


def server(
    *,
    witness: Witness,
    host: str,
    port: int,
    limits: limiting.Limits | None = None,
    is_behind_proxy: bool = False,
) -> Server:
    """Return a server that listens already; the caller lets it serve.

    Behind a proxy all connections are the proxy's: it says in X-Forwarded-For who asks.
    """
    limits = limits or limiting.Limits()
    if is_behind_proxy:
        limits = dataclasses.replace(limits, at_once_each=limits.at_once)
    own = {
        "witness": witness,
        "turns": limiting.Turns(limits=limits),
        "seconds": limits.seconds,
        "timeout": limits.seconds + _WRITING_SECONDS,
        "is_behind_proxy": is_behind_proxy,
    }
    found = Server((host, port), type("OwnHandler", (Handler,), own))
    found.doors = limiting.Doors(limits=limits)
    return found
