"""The witness as a service answers the C2SP tlog-witness protocol over HTTP."""

import threading

import pytest

from candour.core import merkle, notes
from candour.core.countersigning import protocol
from candour.holder import serving, source
from holder.little_log import KEY, OTHER_KEY, leaf, leaves

pytestmark = pytest.mark.enable_socket


@pytest.fixture
def address(witness):
    server = serving.server(witness=witness, host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/add-checkpoint"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def ask(address, log):
    """Send a head of some leaves with the proof of its growth, as a log does."""

    def send(hashes, *, old: int = 0, key=KEY, proof=None) -> tuple[int, bytes]:
        read = merkle.reader_of(leaves=hashes)
        if proof is None:
            proof = merkle.consistency_proof(old_size=old, size=len(hashes), read=read)
        request = protocol.Request(
            old_size=old, proof=proof, checkpoint=log.publish(hashes, key=key)
        )
        return source.send(url=address, body=protocol.encode_request(request=request))

    return send


def test_growth_is_answered_with_a_cosignature(ask, witness, log):
    assert ask(leaves(10))[0] == 200
    status, line = ask(leaves(300), old=10)
    joined = notes.join(data=(log.folder / "checkpoint").read_bytes(), lines=[line.decode()])
    signed = notes.verify(note=notes.parse(data=joined), keys=[witness.key.verifier])
    assert (status, len(signed)) == (200, 1)


def test_another_old_size_is_answered_with_the_size_that_was_seen(ask):
    ask(leaves(10))
    assert ask(leaves(300)) == (409, b"10\n")


def test_a_split_view_is_a_conflict(ask):
    ask(leaves(10))
    assert ask([leaf(0, mark="other"), *leaves(10)[1:]], old=10) == (409, b"10\n")


def test_a_rewritten_log_is_refused_and_nothing_is_forgotten(ask, witness):
    ask(leaves(10))
    status, _ = ask([leaf(0, mark="other"), *leaves(300)[1:]], old=10)
    seen = witness.store.seen(origin=KEY.name).head
    assert (status, seen.size) == (422, 10)


def test_a_wrong_key_is_forbidden(ask):
    assert ask(leaves(10), key=OTHER_KEY)[0] == 403


def test_an_unknown_log_is_not_found(ask, log):
    other = notes.SigningKey(name="else.example/log", purpose=notes.Purpose.NOTE, seed=b"\3" * 32)
    text = log.publish(leaves(1)).decode().replace(KEY.name, other.name).partition("\n\n")[0]
    note = notes.sign(text=text + "\n", keys=[other])
    request = protocol.Request(old_size=0, proof=(), checkpoint=note)
    assert ask_raw(ask, protocol.encode_request(request=request)) == 404


def ask_raw(ask, body: bytes) -> int:
    address = next(
        cell.cell_contents for cell in ask.__closure__ if isinstance(cell.cell_contents, str)
    )
    return source.send(url=address, body=body)[0]


@pytest.mark.parametrize(
    "body",
    [b"", b"old\n\n", b"old 01\n\nx", b"old 0\nnot base64\n\nx", b"old 0\n\nno head", b"\xff"],
)
def test_what_is_no_request_is_malformed(ask, body):
    assert ask_raw(ask, body) == 400


def test_an_old_size_above_the_head_is_malformed(ask):
    assert ask(leaves(3), old=5, proof=())[0] == 400


def test_a_proof_from_nothing_must_be_empty(ask):
    assert ask(leaves(3), old=0, proof=(leaf(1),))[0] == 422
