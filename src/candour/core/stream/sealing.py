"""Seals a stream while its content arrives."""

from collections.abc import Iterator

from nacl import bindings

from candour.core.stream.sizes import CHUNK, END, FINAL, MESSAGE, PUSH, VERSION, padded_chunks


class Sealer:
    """Seals one stream as its content arrives: `push` what comes, then write what `finish` gives.

    `key` has 32 bytes and seals this stream alone; `size` counts the content so far.
    """

    def __init__(self, *, key: bytes, context: bytes) -> None:
        self.size = 0
        self._context = VERSION + context
        self._state = bindings.crypto_secretstream_xchacha20poly1305_state()
        header = bindings.crypto_secretstream_xchacha20poly1305_init_push(self._state, key)
        self._start = VERSION + header
        self._rest = b""

    def push(self, content: bytes) -> bytes:
        """Take content of any length; return what is to be stored next, often nothing."""
        self.size += len(content)
        waiting = self._rest + content
        whole = len(waiting) - len(waiting) % CHUNK
        self._rest = waiting[whole:]
        chunks = [
            self._seal(waiting[start : start + CHUNK], MESSAGE) for start in range(0, whole, CHUNK)
        ]
        start, self._start = self._start, b""
        return b"".join([start, *chunks])

    def finish(self) -> Iterator[bytes]:
        """Return the rest of the stream, piece by piece: the end of the content and the filling."""
        start, self._start = self._start, b""
        chunks = self.size // CHUNK + 1
        filling = padded_chunks(chunks=chunks) - chunks
        last = (self._rest + END).ljust(CHUNK, b"\0")
        yield start + self._seal(last, PUSH if filling else FINAL)
        for left in range(filling, 0, -1):
            yield self._seal(bytes(CHUNK), MESSAGE if left > 1 else FINAL)

    def _seal(self, text: bytes, tag: int) -> bytes:
        return bindings.crypto_secretstream_xchacha20poly1305_push(
            self._state, text, self._context, tag
        )
