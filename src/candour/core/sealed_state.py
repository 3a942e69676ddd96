"""A form's state that travels in its own page: sealed, padded, expiring, and kept nowhere else.

The report site has no cookie and no session. What she has typed comes back with every step in one
hidden field, which only the site can read, for a few hours, and whose length tells nothing about
how far she has come within a bucket.

Format, base64url without "=": "CF" 1 | nonce (24) | body, XChaCha20-Poly1305 (bucket and 16). The
bucket is the expiry in POSIX seconds (8), the JSON's length (4), the JSON, and zeros up to
4, 16, 64 or 256 KiB.

References: draft-irtf-cfrg-xchacha-03; RFC 4648 section 5 (base64url).
"""

import base64
import datetime
import json
import secrets
import struct
from collections.abc import Mapping, Sequence

from nacl import bindings
from nacl.exceptions import CryptoError

JsonValue = None | bool | int | float | str | list["JsonValue"] | dict[str, "JsonValue"]

KIB = 1024
BUCKETS = (4 * KIB, 16 * KIB, 64 * KIB, 256 * KIB)
KEY_BYTES = 32
LIFETIME = datetime.timedelta(hours=2)

_VERSION = b"CF\x01"
_NONCE_BYTES = 24
_TAG_BYTES = 16
_HEAD = struct.Struct(">qI")
_MAX_TOKEN = (len(_VERSION) + _NONCE_BYTES + BUCKETS[-1] + _TAG_BYTES) * 4 // 3 + 4


class TooLarge(Exception):
    """The answers are longer than one page can carry."""


class NotJson(Exception):
    """The state holds a value that JSON can't carry there and back unchanged."""


class Unreadable(Exception):
    """The field was altered, belongs to another form, or was sealed under a key now gone."""


class Expired(Exception):
    """The field is genuine but too old; `mapping` still holds what she had written."""

    def __init__(self, *, mapping: dict[str, JsonValue]) -> None:
        super().__init__("This page was open for too long. Check your answers and go on.")
        self.mapping = mapping


def seal_state(
    *,
    mapping: Mapping[str, JsonValue],
    keys: Sequence[bytes],
    at: datetime.datetime,
    label: str,
    lifetime: datetime.timedelta = LIFETIME,
) -> str:
    """Seal a form's state under the newest key, `keys[0]` (32 bytes), until `at` + `lifetime`.

    `label` names the form: no other form opens it. The nonce is random. Raises NotJson, TooLarge.
    """
    text = _encode(mapping)
    expiry = int((at + lifetime).timestamp())
    plain = _HEAD.pack(expiry, len(text)) + text
    plain = plain.ljust(_bucket(len(plain)), b"\0")
    nonce = secrets.token_bytes(_NONCE_BYTES)
    body = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(
        plain, _associated(label), nonce, keys[0]
    )
    return base64.urlsafe_b64encode(_VERSION + nonce + body).decode().rstrip("=")


def open_state(
    *, token: str, keys: Sequence[bytes], at: datetime.datetime, label: str
) -> dict[str, JsonValue]:
    """Open a form's state with whichever of `keys`, newest first, sealed it.

    Raises Expired, which carries the mapping, or Unreadable.
    """
    plain = _decrypt(_decode(token), keys=keys, label=label)
    expiry, length = _HEAD.unpack_from(plain)
    mapping: dict[str, JsonValue] = json.loads(plain[_HEAD.size : _HEAD.size + length])
    if at.timestamp() > expiry:
        raise Expired(mapping=mapping)
    return mapping


def _encode(mapping: Mapping[str, JsonValue]) -> bytes:
    try:
        text = json.dumps(
            dict(mapping), ensure_ascii=False, allow_nan=False, separators=(",", ":")
        ).encode()
    except (TypeError, ValueError, RecursionError):
        raise NotJson("The form's state holds something other than plain values.") from None
    if json.loads(text) != dict(mapping):
        raise NotJson("The form's state holds something other than plain values.")
    return text


def _bucket(size: int) -> int:
    for bucket in BUCKETS:
        if size <= bucket:
            return bucket
    raise TooLarge("Your answers are too long for one report. Shorten them, then go on.")


def _decode(token: str) -> bytes:
    if len(token) > _MAX_TOKEN:
        raise Unreadable("This page can't be read back. Start again.")
    try:
        sealed = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
    except ValueError:
        raise Unreadable("This page can't be read back. Start again.") from None
    if not sealed.startswith(_VERSION) or len(sealed) < len(_VERSION) + _NONCE_BYTES + _TAG_BYTES:
        raise Unreadable("This page can't be read back. Start again.")
    return sealed[len(_VERSION) :]


def _decrypt(sealed: bytes, *, keys: Sequence[bytes], label: str) -> bytes:
    nonce, body = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    for key in keys:
        try:
            return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
                body, _associated(label), nonce, key
            )
        except CryptoError:
            continue
    raise Unreadable("This page can't be read back. Start again.")


def _associated(label: str) -> bytes:
    return _VERSION + b"candour/sealed-state\n" + label.encode()
