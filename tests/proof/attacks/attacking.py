"""The tool of somebody who has copied a whole host: tries every key there on everything sealed."""

import base64
import binascii
import contextlib
import hashlib
import itertools
import pathlib
import uuid
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305
from nacl import bindings
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

from candour.core import envelope, stream, vault
from running import Deployment

_KEY = 32
_HEADERS = (0, 2, 3)
_ZLIB = (b"\x1f\x8b\x08", b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_FAILURES = (
    CryptoError, InvalidTag, ValueError, TypeError, vault.SessionOver, vault.UnknownVersion,
    envelope.CannotOpen, envelope.UnknownVersion, envelope.BadKey, stream.CannotOpen,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """Something that a key has opened."""

    key: str
    where: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Loot:
    """What of a database is sealed: wraps and items with their places, and all other bytes."""

    wraps: tuple[tuple, ...]
    items: tuple[tuple, ...]
    values: tuple[tuple[str, bytes], ...]
    blobs: tuple[tuple[str, bytes], ...]


def server_keys(deployment: Deployment) -> dict[str, bytes]:
    """Every secret of the host's processes, in each way that it could be a key of 32 bytes."""
    found = {}
    for path in sorted(deployment.folders.secrets.rglob("*")):
        if path.is_file():
            for way, key in _as_keys(path.read_bytes()):
                found[f"{path.name}, {way}"] = key
    return found


def _as_keys(content: bytes) -> Iterator[tuple[str, bytes]]:
    plain = content.strip()
    readings = {"as it is": content, "stripped": plain}
    with contextlib.suppress(binascii.Error, ValueError):
        readings["from hex"] = binascii.unhexlify(plain)
    with contextlib.suppress(binascii.Error, ValueError):
        readings["from base64"] = base64.b64decode(plain, altchars=b"-_", validate=True)
    for way, reading in readings.items():
        if len(reading) >= _KEY:
            yield way, reading[:_KEY]
            yield f"{way}, its end", reading[-_KEY:]
        yield f"{way}, hashed", hashlib.sha256(reading).digest()
        yield f"{way}, hashed with BLAKE2", hashlib.blake2b(reading, digest_size=_KEY).digest()


def loot(deployment: Deployment) -> Loot:
    """Read everything that is sealed out of a copied database and its folder of files."""
    columns = deployment.rows(
        "select table_name, column_name from information_schema.columns"
        " where table_schema = 'public' and data_type = 'bytea'"
        " and table_name !~ 'leaf|tile|image|checkpoint|procrastinate' order by 1, 2"
    )
    values = [
        (f"{table}.{column}", bytes(value))
        for table, column in columns
        for (value,) in deployment.rows(
            f'select "{column}" from "{table}" where "{column}" is not null'
        )
        if len(value) > _KEY
    ]
    blobs = sorted((deployment.folders.data / "blobs").rglob("*"))
    return Loot(
        wraps=tuple(deployment.rows(
            "select key.file_id, key.compartment, key.epoch, wrap.wrapped"
            " from guard_keywrap as wrap"
            " join guard_filekey as key on key.id = wrap.file_key_id"
        )),
        items=tuple(deployment.rows(
            "select file_id, compartment, epoch, id, kind, ciphertext from guard_sealeditem"
        )),
        values=tuple(values),
        blobs=tuple((one.name, one.read_bytes()) for one in blobs if one.is_file()),
    )  # fmt: skip


def attack(found: Loot, *, keys: Mapping[str, bytes]) -> list[Opened]:
    """Try every key on everything, in our own formats and in every usual one."""
    opened = []
    for name, key in keys.items():
        opened += [Opened(key=name, where=where, content=one) for where, one in _ours(found, key)]
        for where, value in found.values:
            opened += [Opened(key=name, where=where, content=one) for one in _usual(key, value)]
    return opened


def _ours(found: Loot, key: bytes) -> Iterator[tuple[str, bytes]]:
    privates: dict[tuple, list[bytes]] = {}
    for file, compartment, epoch, wrapped in found.wraps:
        place = (file, compartment, epoch)
        private = _try(
            lambda place=place, wrapped=wrapped: envelope.unwrap_key(
                wrap=bytes(wrapped), reader_private=key, context=_context(place)
            )
        )
        if private is not None:
            privates.setdefault(place, []).append(private)
            yield "a key that was wrapped", private
    for file, compartment, epoch, item, kind, sealed in found.items:
        place = (file, compartment, epoch)
        context = envelope.ItemContext(key=_context(place), item_id=item)
        for private in (key, *privates.get(place, ())):
            content = _try(
                lambda sealed=sealed, private=private, context=context: envelope.open_item(
                    blob=bytes(sealed), epoch_private=private, context=context
                )
            )
            if content is not None:
                yield kind, content
    yield from _sessions_and_files(found, key)


def _sessions_and_files(found: Loot, key: bytes) -> Iterator[tuple[str, bytes]]:
    for where, value in found.values:
        content = _try(lambda value=value: vault.open_session(session=value, session_key=key))
        if content is not None:
            yield f"{where}, a session", content
    for name, sealed in found.blobs:
        content = _try(lambda name=name, sealed=sealed: b"".join(
            stream.open_stream(key=key, context=uuid.UUID(name).bytes, blocks=[sealed])
        ))  # fmt: skip
        if content is not None:
            yield f"file {name}", content


def _context(place: tuple) -> envelope.KeyContext:
    file, compartment, epoch = place
    return envelope.KeyContext(file_id=file, compartment=compartment, epoch=epoch)


def _usual(key: bytes, value: bytes) -> Iterator[bytes]:
    """Yield what a key opens as a secret box, an AEAD with its nonce in front, or a sealed box."""
    for start in _HEADERS:
        sealed = value[start:]
        ways: Iterable[Callable[[], bytes]] = (
            lambda s=sealed: bindings.crypto_secretbox_open(s[24:], s[:24], key),
            lambda s=sealed: bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
                s[24:], None, s[:24], key
            ),
            lambda s=sealed: AESGCM(key).decrypt(s[:12], s[12:], None),
            lambda s=sealed: ChaCha20Poly1305(key).decrypt(s[:12], s[12:], None),
            lambda s=sealed: SealedBox(PrivateKey(key)).decrypt(s),
        )
        yield from (one for one in map(_try, ways) if one is not None)


def _try(way: Callable[[], bytes]) -> bytes | None:
    try:
        return way()
    except _FAILURES:
        return None


def inflated(content: bytes) -> bytes:
    """Return a content with everything that was compressed in it, decompressed, after it."""
    places = {
        place
        for mark in _ZLIB
        for place in itertools.takewhile(lambda at: at >= 0, _places(content, mark))
    }
    return b"\n".join((content, *(_inflate(content[place:]) for place in sorted(places))))


def _places(content: bytes, mark: bytes) -> Iterator[int]:
    place = content.find(mark)
    while place >= 0:
        yield place
        place = content.find(mark, place + 1)


def _inflate(compressed: bytes) -> bytes:
    try:
        return zlib.decompressobj(47).decompress(compressed[: 64 * 1024**2])
    except zlib.error:
        return b""


def folder_files(folder: pathlib.Path) -> Iterator[tuple[str, bytes]]:
    """Yield every file below a folder."""
    for path in sorted(folder.rglob("*")):
        with contextlib.suppress(OSError):
            if path.is_file():
                yield str(path.relative_to(folder)), path.read_bytes()
