"""The measures of a sealed stream: its chunks, its tags, and the sizes that it is filled up to."""

from nacl import bindings

KIB = 1024
KEY_BYTES = 32
CHUNK = 64 * KIB
SEALED_CHUNK = CHUNK + bindings.crypto_secretstream_xchacha20poly1305_ABYTES

VERSION = b"CS\x01"
START = len(VERSION) + bindings.crypto_secretstream_xchacha20poly1305_HEADERBYTES
MESSAGE = bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
PUSH = bindings.crypto_secretstream_xchacha20poly1305_TAG_PUSH
FINAL = bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
# Stands behind the last byte of the content, before the zeros.
END = b"\x80"

# Up to 1 MiB the number of chunks is a power of two.
_SMALL = 16


def padded_chunks(*, chunks: int) -> int:
    """Return how many chunks a stream is filled up to, at most 12 per cent more above 1 MiB."""
    if chunks <= _SMALL:
        return 1 << (chunks - 1).bit_length()
    exponent = chunks.bit_length() - 1
    step = 1 << (exponent - exponent.bit_length())
    return -(-chunks // step) * step


def stored_size(*, size: int) -> int:
    """Return how many bytes a stream of that much content takes."""
    return START + padded_chunks(chunks=size // CHUNK + 1) * SEALED_CHUNK
