"""The witness as a service: logs send their heads to it, over HTTP, behind the body's own proxy."""

import http.server
from http import HTTPStatus
from typing import ClassVar

from candour import clock
from candour.core import notes
from candour.core.countersigning import protocol
from candour.holder import countersigning
from candour.holder.countersigning import Witness
from candour.holder.refused import Unreachable

_SECONDS = 30


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers add-checkpoint; knows no other page and writes no log of who asked."""

    witness: ClassVar[Witness]
    protocol_version = "HTTP/1.1"
    timeout = _SECONDS

    def do_POST(self) -> None:
        """Answer a log that sends a head."""
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()) or int(length) > protocol.MAX_BYTES:
            self.close_connection = True
            self._answer(protocol.Status.MALFORMED, b"The request is too large.\n")
            return
        body = self.rfile.read(int(length))
        if self.path != protocol.PATH:
            self._answer(HTTPStatus.NOT_FOUND, b"There is no such page.\n")
            return
        self._add_checkpoint(body)

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
            self._answer(verdict.status, cosigned.line.encode())
        elif verdict.status is protocol.Status.CONFLICT:
            self._answer(verdict.status, f"{seen.size}\n".encode(), kind=protocol.SIZE_TYPE)
        else:
            self._answer(verdict.status, f"{verdict.because}\n".encode())

    def _answer(self, status: int, body: bytes, *, kind: str = "text/plain") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Write nothing about who asked."""


def server(*, witness: Witness, host: str, port: int) -> http.server.ThreadingHTTPServer:
    """Return a server that listens already; the caller lets it serve."""
    own = type("OwnHandler", (Handler,), {"witness": witness})
    return http.server.ThreadingHTTPServer((host, port), own)
