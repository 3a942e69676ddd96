"""Whether ports are free, and whether the site behind one answers."""

import contextlib
import http.client
import socket
from collections.abc import Iterable

from candour.ops.refused import Refused

HOST = "127.0.0.1"
_HEALTHY = 200
_ANSWER_SECONDS = 1


class PortTaken(Refused):
    """Another program listens where a site should."""


def demand_free(ports: Iterable[int]) -> None:
    """Refuse the first port that some program already uses."""
    for port in ports:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except (OSError, OverflowError):
                message = f"Port {port} is taken or not allowed: choose another with --port."
                raise PortTaken(message) from None


def answers(*, site: str, port: int) -> bool:
    """Tell whether the site says that it is well."""
    connection = http.client.HTTPConnection(HOST, port, timeout=_ANSWER_SECONDS)
    with contextlib.closing(connection):
        try:
            connection.request("GET", "/healthz", headers={"Host": f"{site}.localhost:{port}"})
            return connection.getresponse().status == _HEALTHY
        except (OSError, http.client.HTTPException):
            return False
