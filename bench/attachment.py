"""A 100 MiB file sealed as it would be stored, against libsodium's own stream in the same run."""

import contextlib
import hashlib
import itertools
import secrets
import sys
from collections.abc import Callable, Iterator

from nacl import bindings

import measured
from candour.core import stream

MIB = 1024 * 1024
SIZE = 100 * MIB
PIECE = secrets.token_bytes(64 * 1024)
ROUNDS = 5


def pieces() -> Iterator[bytes]:
    return itertools.repeat(PIECE, SIZE // len(PIECE))


def plain() -> None:
    """Seal the pieces with libsodium and nothing else."""
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    bindings.crypto_secretstream_xchacha20poly1305_init_push(state, bytes(32))
    for piece in pieces():
        bindings.crypto_secretstream_xchacha20poly1305_push(state, piece, b"context")


def sealed() -> None:
    """Seal them as an attachment: bound to its id, padded, with an end that can't be cut off."""
    sealer = stream.Sealer(key=bytes(32), context=b"context")
    for piece in pieces():
        sealer.push(piece)
    for _ in sealer.finish():
        pass


def hashed() -> None:
    """Hash them for the receipt that readers compare the original with."""
    sha256 = hashlib.sha256()
    for piece in pieces():
        sha256.update(piece)


def opened(blob: bytes) -> None:
    """Open what was sealed."""
    for _ in stream.open_stream(key=bytes(32), context=b"context", blocks=[blob]):
        pass


@contextlib.contextmanager
def upload() -> Iterator[bytes]:
    """Lend a multipart body of that size, and a folder for what is sealed of it."""
    from django.conf import settings

    with measured.on_disk() as folder:
        settings.configure(
            BLOBS=folder / "blobs", DATA_UPLOAD_MAX_NUMBER_FILES=None, FILE_UPLOAD_HANDLERS=[]
        )
        head = b'--cut\r\nContent-Disposition: form-data; name="files"; filename="a.bin"\r\n\r\n'
        yield head + b"".join(pieces()) + b"\r\n--cut--\r\n"


def received(body: bytes) -> None:
    """Take an upload apart, seal, hash and store it, as the report site does."""
    import io

    from django.core.handlers.wsgi import WSGIRequest

    from candour.intake.attachments import receive

    request = WSGIRequest(
        {
            "REQUEST_METHOD": "POST",
            "CONTENT_TYPE": "multipart/form-data; boundary=cut",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
        }
    )
    receive.expect(request)
    assert len(request.FILES.getlist("files")) == 1


def seconds(call: Callable[[], object]) -> float:
    """Return the median time of a call, taken in turns with nothing else."""
    return measured.median(measured.times(lambda _: call(), n=ROUNDS)) / 1000


def main() -> None:
    floor, ours = seconds(plain), seconds(sealed)
    measured.line(
        "100 MiB sealed as an attachment, against libsodium's secretstream alone",
        n=ROUNDS,
        mib_per_second=round(100 / ours),
        floor_mib_per_second=round(100 / floor),
        share_of_floor=round(floor / ours, 2),
        target=">= 0.6 of the floor",
    )
    sealer = stream.Sealer(key=bytes(32), context=b"context")
    blob = b"".join([*(sealer.push(piece) for piece in pieces()), *sealer.finish()])
    reading, digest = seconds(lambda: opened(blob)), seconds(hashed)
    measured.line("the same opened again", n=ROUNDS, mib_per_second=round(100 / reading))
    with upload() as body:
        whole = seconds(lambda: received(body))
    measured.line(
        "the same received whole: taken apart, sealed, hashed, stored and promised to the disk",
        n=ROUNDS,
        mib_per_second=round(100 / whole),
        floor="libsodium's secretstream, then SHA-256, of the same bytes in memory",
        floor_mib_per_second=round(100 / (floor + digest)),
        sha256_mib_per_second=round(100 / digest),
        share_of_floor=round((floor + digest) / whole, 2),
    )


if __name__ == "__main__":
    sys.exit(main())
