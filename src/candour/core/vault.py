"""A person's vault: her private key under six generated words, and under a session once unlocked.

Formats, each opening with two letters and a version byte:
- vault, 99 bytes: "CV" 1 | Argon2id passes (4) | memory in KiB (4) | salt (16) | nonce (24)
  | private key and tag (48); everything before the key is authenticated with it.
- session, 75 bytes: "CS" 1 | nonce (24) | private key and tag (48).

References: RFC 9106 (Argon2id); draft-irtf-cfrg-xchacha-03 (XChaCha20-Poly1305).
"""

import dataclasses
import secrets
import struct
from collections.abc import Sequence

from nacl import bindings
from nacl.exceptions import CryptoError
from nacl.pwhash import argon2id

from candour.core import words as word_list

KEY_BYTES = 32
VAULT_BYTES = 99
SESSION_BYTES = 75

_VAULT = b"CV\x01"
_SESSION = b"CS\x01"
_COSTS = struct.Struct(">II")
_SALT_BYTES = 16
_NONCE_BYTES = 24
_HEAD_BYTES = len(_VAULT) + _COSTS.size + _SALT_BYTES + _NONCE_BYTES

# A stored header may not make a sign-in take minutes or gigabytes.
_MAX_PASSES = 16
_MAX_KIB = 262_144


class WrongPassphrase(Exception):
    """The words do not open this vault."""


class SessionOver(Exception):
    """The session's key does not open what was stored for it."""


class UnknownVersion(Exception):
    """The bytes are not in a format that this version of Candour knows."""


class BadKey(Exception):
    """A key is not 32 bytes long."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one guess at a passphrase costs: Argon2id passes over so many KiB, in one lane."""

    passes: int
    kib: int


# OWASP's recommended minimum: 19 MiB, two passes, about 20 ms. The passphrase is generated, not
# chosen: 77 bits mean that even guesses at no cost at all would not find it, so a higher cost buys
# nothing, while 64 people who sign in at once at 8 a.m. already need 1.2 GiB.
DEFAULT_COST = Cost(passes=2, kib=19_456)


def seal_vault(*, private_key: bytes, words: Sequence[str], cost: Cost = DEFAULT_COST) -> bytes:
    """Seal a 32-byte private key under six normalised words; salt and nonce are random.

    References: OWASP Password Storage Cheat Sheet for the default cost (m=19 MiB, t=2, p=1).
    """
    _demand_key(private_key)
    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    head = _VAULT + _COSTS.pack(cost.passes, cost.kib) + salt + nonce
    key = _stretch(words=words, salt=salt, cost=cost)
    return head + bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(private_key, head, nonce, key)


def open_vault(*, vault: bytes, words: Sequence[str]) -> bytes:
    """Open a vault with its six normalised words; return the private key, 32 bytes.

    Raises WrongPassphrase, also where the vault was altered: the two can't be told apart.
    """
    cost = cost_of(vault=vault)
    head, sealed = vault[:_HEAD_BYTES], vault[_HEAD_BYTES:]
    nonce, salt = head[-_NONCE_BYTES:], head[-_NONCE_BYTES - _SALT_BYTES : -_NONCE_BYTES]
    key = _stretch(words=words, salt=salt, cost=cost)
    try:
        return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, head, nonce, key)
    except CryptoError:
        raise WrongPassphrase("Those six words do not open your vault.") from None


def cost_of(*, vault: bytes) -> Cost:
    """Return what a guess at this vault costs, so that a vault below today's cost is re-sealed.

    Raises UnknownVersion for another format or a cost beyond all sense.
    """
    if len(vault) != VAULT_BYTES or not vault.startswith(_VAULT):
        raise UnknownVersion("This vault is in a format that this version does not know.")
    passes, kib = _COSTS.unpack_from(vault, len(_VAULT))
    if not (1 <= passes <= _MAX_PASSES and 8 <= kib <= _MAX_KIB):
        raise UnknownVersion("This vault is in a format that this version does not know.")
    return Cost(passes=passes, kib=kib)


def new_session_key() -> bytes:
    """Make the random 32-byte key that lives only in the browser's cookie."""
    return secrets.token_bytes(KEY_BYTES)


def seal_session(*, private_key: bytes, session_key: bytes) -> bytes:
    """Seal an unlocked private key under a session's key, for the server to keep; random nonce."""
    _demand_key(private_key)
    _demand_key(session_key)
    nonce = secrets.token_bytes(_NONCE_BYTES)
    sealed = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(
        private_key, _SESSION, nonce, session_key
    )
    return _SESSION + nonce + sealed


def open_session(*, session: bytes, session_key: bytes) -> bytes:
    """Open what seal_session sealed; return the private key, 32 bytes. Raises SessionOver."""
    if len(session) != SESSION_BYTES or not session.startswith(_SESSION):
        raise UnknownVersion("This session is in a format that this version does not know.")
    _demand_key(session_key)
    nonce, sealed = session[len(_SESSION) :][:_NONCE_BYTES], session[-KEY_BYTES - 16 :]
    try:
        return bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
            sealed, _SESSION, nonce, session_key
        )
    except CryptoError:
        raise SessionOver("Your session has ended. Unlock your vault again.") from None


def _stretch(*, words: Sequence[str], salt: bytes, cost: Cost) -> bytes:
    if len(words) != word_list.VAULT_WORDS:
        raise WrongPassphrase("A vault opens with six words.")
    phrase = " ".join(words).encode()
    return argon2id.kdf(KEY_BYTES, phrase, salt, opslimit=cost.passes, memlimit=cost.kib * 1024)


def _demand_key(key: bytes) -> None:
    if len(key) != KEY_BYTES:
        raise BadKey("A key has 32 bytes.")
