"""Whoever asks a witness too often, too much or too slowly is refused, over real sockets."""

import contextlib
import http.client
import socket
import threading

import pytest

from candour.core.countersigning import protocol
from candour.holder import serving
from candour.holder.limiting import Limits

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def serve(witness):
    """Start a witness with given bounds; return its port."""
    with contextlib.ExitStack() as stack:

        def start(*, is_behind_proxy: bool = False, **limits: float) -> int:
            server = serving.server(
                witness=witness, host="127.0.0.1", port=0,
                limits=Limits(**limits), is_behind_proxy=is_behind_proxy,
            )  # fmt: skip
            thread = threading.Thread(target=server.serve_forever)
            thread.start()
            stack.callback(server.server_close)
            stack.callback(thread.join)
            stack.callback(server.shutdown)
            return server.server_port

        yield start


def post(port: int, *, source: str = "127.0.0.1", body: bytes = b"old 0\n\nx", **headers: str):
    """Send one request from an address of this machine; return the answer."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=30, source_address=(source, 0))
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with contextlib.closing(link):
        link.request("POST", protocol.PATH, body=body, headers=named)
        answer = link.getresponse()
        return answer.status, answer.read().decode(), answer.headers


def said_to(port: int, sent: bytes) -> bytes:
    """Send bytes and no end; return all that comes back."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as link:
        link.sendall(sent)
        return b"".join(iter(lambda: link.recv(4096), b""))


def test_an_address_that_asks_too_often_is_told_when_to_come_again(serve):
    port = serve(a_minute=2)
    first = [post(port)[0] for _ in range(2)]
    status, said, headers = post(port)
    assert (first, status) == ([400, 400], 429)
    assert said.startswith("Too many requests from your address: try again in ")
    assert 1 <= int(headers["Retry-After"]) <= 30


def test_another_address_is_answered_all_the_same(serve):
    port = serve(a_minute=1)
    assert [post(port)[0] for _ in range(2)] == [400, 429]
    assert post(port, source="127.0.0.2")[0] == 400


def test_a_name_that_anybody_could_give_themselves_gets_no_turn(serve):
    port = serve(a_minute=1)
    given = [post(port, X_Forwarded_For=f"192.0.2.{number}")[0] for number in range(2)]
    assert given == [400, 429]


def test_behind_a_proxy_the_address_that_the_proxy_saw_counts(serve):
    port = serve(a_minute=1, is_behind_proxy=True)
    assert post(port, X_Forwarded_For="192.0.2.1")[0] == 400
    assert post(port, X_Forwarded_For="192.0.2.2")[0] == 400
    assert post(port, X_Forwarded_For="198.51.100.9, 192.0.2.1")[0] == 429


def test_a_request_that_is_too_large_is_refused_with_its_bound(serve):
    status, said, _ = post(serve(), body=b"x" * (protocol.MAX_BYTES + 1))
    assert (status, said) == (
        400, f"A request says how long it is, and has at most {protocol.MAX_BYTES} bytes.\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(b"POST /add-check", id="half-a-line"),
        pytest.param(b"POST /add-checkpoint HTTP/1.1\r\nHost: x\r\n", id="half-a-head"),
        pytest.param(
            b"POST /add-checkpoint HTTP/1.1\r\nContent-Length: 9\r\n\r\nold", id="half-a-body"
        ),
    ],
)
def test_a_request_that_never_ends_is_ended(serve, sent):
    answer = said_to(serve(seconds=0.3), sent)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert answer.endswith(b"The request took longer than 1 seconds.\n")


def test_an_address_that_holds_every_place_is_turned_away_and_others_are_not(serve):
    port = serve(at_once=3, at_once_each=2)
    with contextlib.ExitStack() as held:
        for _ in range(2):
            held.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30))
        answer = said_to(port, b"")
        assert answer.startswith(b"HTTP/1.1 503 ")
        assert post(port, source="127.0.0.2")[0] == 400


def test_what_is_no_request_is_refused_in_a_plain_sentence(serve):
    answer = said_to(serve(), b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 501 ")
    assert answer.endswith(b"Send a head to /add-checkpoint, and nothing else.\n")


def test_neighbours_in_ipv6_are_one_address():
    one, other = ("2001:db8::1", "2001:db8::ffff:2")
    assert serving.source_of(address=one) == serving.source_of(address=other)
    assert serving.source_of(address="::ffff:192.0.2.1") == "192.0.2.1"
