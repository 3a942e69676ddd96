"""Sealed streams: files of any size sealed and opened piece by piece, in constant memory.

A stream is sealed under a random key of its own, for one context (the file's id). It can't be cut
short, put into another order, added to or passed off as another file without being noticed, and
its length tells only a rough class of the content's.

Format: "CS" 1 | secretstream header (24) | chunks of 65,553 bytes each. A chunk is 64 KiB of text,
sealed by libsodium's secretstream with the context as associated data. Chunks full of content have
the tag MESSAGE. The one after them, with the tag PUSH, holds what is left, 0x80, and zeros. Chunks
of zeros follow up to a bucket, and the very last chunk has the tag FINAL, also if it is the one
that holds what is left. The tags are sealed too, so nobody can count the chunks that are filling.

A reader is given content as it is opened: that it was cut short is known at its end only.

References: libsodium, crypto_secretstream_xchacha20poly1305; Nikitin and others, Reducing Metadata
Leakage from Encrypted Files and Communication with PURBs (2019), for the padding (Padmé).
"""

from candour.core.stream.opening import CannotOpen, open_stream
from candour.core.stream.sealing import Sealer
from candour.core.stream.sizes import (
    CHUNK,
    KEY_BYTES,
    SEALED_CHUNK,
    padded_chunks,
    stored_size,
)

__all__ = [
    "CHUNK",
    "KEY_BYTES",
    "SEALED_CHUNK",
    "CannotOpen",
    "Sealer",
    "open_stream",
    "padded_chunks",
    "stored_size",
]
