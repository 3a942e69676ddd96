"""Sealed streams: what goes in comes out, in any pieces, and nothing else ever does."""

import itertools
import pathlib
import tracemalloc
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl import bindings

from candour.core import stream

KEY, OTHER_KEY = bytes(range(32)), bytes(range(1, 33))
FILE, OTHER_FILE = b"file", b"else"
START = 27
MIB = 1024 * 1024
# Sealed on the day that the format was fixed.
OLD = pathlib.Path(__file__).parent / "golden" / "sealed_stream.bin"

SIZES = st.one_of(
    st.integers(0, 300),
    st.sampled_from([stream.CHUNK * n + by for n in (1, 2, 3, 17) for by in (-1, 0, 1)]),
)


def sealed(content: bytes, *, pieces: int = 1_000_000, key: bytes = KEY) -> bytes:
    sealer = stream.Sealer(key=key, context=FILE)
    pushed = [sealer.push(piece) for piece in cut(content, pieces)]
    return b"".join([*pushed, *sealer.finish()])


def opened(blob: bytes, *, key: bytes = KEY, context: bytes = FILE, pieces: int = 70_001) -> bytes:
    return b"".join(stream.open_stream(key=key, context=context, blocks=cut(blob, pieces)))


def cut(content: bytes, size: int) -> list[bytes]:
    return [content[start : start + size] for start in range(0, len(content), size)]


def chunks(blob: bytes) -> list[bytes]:
    return cut(blob[START:], stream.SEALED_CHUNK)


def content_of(size: int) -> bytes:
    return bytes(itertools.islice(itertools.cycle(range(256)), size))


@settings(max_examples=40, deadline=None)
@given(size=SIZES, pushed=st.integers(1_000, 200_000), read=st.integers(1_000, 200_000))
def test_what_is_sealed_in_any_pieces_is_opened_from_any_pieces(size, pushed, read):
    content = content_of(size)
    assert opened(sealed(content, pieces=pushed), pieces=read) == content


@settings(deadline=None)
@given(content=st.binary(max_size=200))
def test_content_that_looks_like_filling_is_kept(content):
    assert opened(sealed(content + b"\x80\0\0")) == content + b"\x80\0\0"


def test_a_stream_sealed_when_the_format_was_fixed_still_opens():
    assert opened(OLD.read_bytes(), context=b"golden") == b"She sent me this picture."


def test_libsodium_alone_opens_a_stream_as_its_format_says():
    blob = sealed(b"short")
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, blob[3:START], KEY)
    text, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(
        state, blob[START:], b"CS\x01" + FILE
    )
    assert blob[:3] == b"CS\x01"
    assert text == b"short\x80".ljust(stream.CHUNK, b"\0")
    assert tag == bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL


@pytest.mark.parametrize(
    ("key", "context"), [(OTHER_KEY, FILE), (KEY, OTHER_FILE), (KEY, b""), (KEY, FILE + b"s")]
)
def test_another_key_or_another_files_id_opens_nothing(key, context):
    with pytest.raises(stream.CannotOpen):
        opened(sealed(b"secret"), key=key, context=context)


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, stream.stored_size(size=1) - 1), bit=st.integers(0, 7))
def test_no_bit_can_be_changed(place, bit):
    blob = bytearray(OLD.read_bytes())
    blob[place] ^= 1 << bit
    with pytest.raises(stream.CannotOpen):
        opened(bytes(blob), context=b"golden")


@pytest.mark.parametrize("kept", [0, 2, START - 1, START, START + 1, START + stream.SEALED_CHUNK])
def test_a_stream_that_was_cut_short_is_refused(kept):
    with pytest.raises(stream.CannotOpen):
        opened(sealed(content_of(stream.CHUNK * 2))[:kept])


def test_filling_that_was_cut_off_is_missed_too():
    blob = sealed(content_of(stream.CHUNK * 2))
    assert len(chunks(blob)) == 4
    with pytest.raises(stream.CannotOpen, match="missing"):
        opened(blob[: -stream.SEALED_CHUNK])


def test_chunks_can_not_change_places():
    blob = sealed(content_of(stream.CHUNK * 3))
    first, second, *rest = chunks(blob)
    with pytest.raises(stream.CannotOpen):
        opened(b"".join([blob[:START], second, first, *rest]))


@pytest.mark.parametrize("more", [b"x", b"x" * stream.SEALED_CHUNK])
def test_nothing_can_be_added_after_the_end(more):
    with pytest.raises(stream.CannotOpen):
        opened(sealed(b"secret") + more)


def test_two_streams_can_not_be_joined():
    blob = sealed(b"secret")
    with pytest.raises(stream.CannotOpen):
        opened(blob + sealed(b"more")[START:])


def test_the_same_content_never_looks_the_same():
    assert sealed(b"secret")[START:] != sealed(b"secret")[START:]


@given(chunks=st.integers(1, 40_000))
def test_a_stored_size_tells_little_and_costs_little(chunks):
    padded = stream.padded_chunks(chunks=chunks)
    assert chunks <= padded
    assert padded <= max(2 * min(chunks, 16), chunks * 1.13)
    assert padded == stream.padded_chunks(chunks=padded)


def test_files_to_two_gibibytes_have_few_different_sizes():
    sizes = {stream.padded_chunks(chunks=n) for n in range(1, 2 * 1024 * 16 + 2)}
    assert len(sizes) < 160


@settings(max_examples=20, deadline=None)
@given(size=SIZES)
def test_the_stored_size_is_known_beforehand(size):
    assert len(sealed(content_of(size))) == stream.stored_size(size=size)


def test_a_large_file_is_sealed_and_opened_in_little_memory():
    def sealing() -> Iterator[bytes]:
        sealer = stream.Sealer(key=KEY, context=FILE)
        yield from (sealer.push(piece) for piece in itertools.repeat(bytes(60_000), 1_700))
        yield from sealer.finish()

    tracemalloc.start()
    size = _length(stream.open_stream(key=KEY, context=FILE, blocks=sealing()))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size == 60_000 * 1_700
    assert most < MIB


def _length(pieces: Iterable[bytes]) -> int:
    return sum(len(piece) for piece in pieces)
