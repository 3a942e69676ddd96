"""Opens a stream while its blocks are read."""

from collections.abc import Iterable, Iterator

from nacl import bindings
from nacl.exceptions import CryptoError

from candour.core.stream.sizes import END, FINAL, MESSAGE, SEALED_CHUNK, START, VERSION


class CannotOpen(Exception):
    """The stream was altered or cut short, or the key or the context is another's."""


def open_stream(*, key: bytes, context: bytes, blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Open a stream given in blocks of any length; return its content piece by piece.

    Raises CannotOpen, at the end also for a stream that lacks its end.
    """
    pieces = _pieces(blocks)
    state = _opened_header(next(pieces, b""), key=key)
    has_ended = is_over = False
    for sealed in pieces:
        if is_over:
            raise CannotOpen("Something follows the end of this file.")
        text, tag = _pull(state, sealed, VERSION + context)
        is_over = tag == FINAL
        if has_ended:
            continue
        has_ended = tag != MESSAGE
        content = _without_filling(text) if has_ended else text
        if content:
            yield content
    if not is_over:
        raise CannotOpen("The end of this file is missing.")


def _pieces(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Cut blocks into the header and sealed chunks; what remains at the end comes as it is."""
    waiting = bytearray()
    wanted = START
    for block in blocks:
        waiting += block
        start = 0
        while len(waiting) - start >= wanted:
            yield bytes(waiting[start : start + wanted])
            start, wanted = start + wanted, SEALED_CHUNK
        del waiting[:start]
    if waiting:
        yield bytes(waiting)


def _opened_header(
    start: bytes, *, key: bytes
) -> bindings.crypto_secretstream_xchacha20poly1305_state:
    if len(start) != START or not start.startswith(VERSION):
        raise CannotOpen("This is not a sealed file that this version knows.")
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, start[len(VERSION) :], key)
    return state


def _pull(
    state: bindings.crypto_secretstream_xchacha20poly1305_state, sealed: bytes, context: bytes
) -> tuple[bytes, int]:
    if len(sealed) != SEALED_CHUNK:
        raise CannotOpen("The end of this file is missing.")
    try:
        return bindings.crypto_secretstream_xchacha20poly1305_pull(state, sealed, context)
    except (CryptoError, RuntimeError):
        raise CannotOpen("This file was altered, or belongs to something else.") from None


def _without_filling(text: bytes) -> bytes:
    content, end, _ = text.rpartition(END)
    if not end:
        raise CannotOpen("This file was not sealed as it should be.")
    return content
