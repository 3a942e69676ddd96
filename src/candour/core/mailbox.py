"""What a reporter's words derive: her mailbox, and apart from it a draft; nothing else opens them.

References: RFC 5869 (HKDF-SHA256); RFC 7748 (X25519) and RFC 8032 (Ed25519), 32-byte keys;
RFC 9106 (Argon2id) for a passphrase, which people choose themselves.
"""

import dataclasses
import unicodedata
from collections.abc import Sequence

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ed25519, x25519
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from nacl.pwhash import argon2id

from candour.core import words as word_list

SALT_BYTES = 32
KEY_BYTES = 32

# What one guess at a passphrase costs: about 50 ms. A guess needs the eight words as well, so the
# cost only slows somebody who has found them; a request must not fill the site's memory.
LOCK_PASSES = 3
LOCK_KIB = 32 * 1024
_ARGON2_SALT_BYTES = 16


class Misused(Exception):
    """The words or the deployment's salt are not of the length that keys are derived from."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class MailboxKeys:
    """Everything eight words derive, each value 32 bytes; never printed, never logged.

    The server stores `mailbox_id` (whoever knows it may use the mailbox) and the two public halves.
    `commitment_salt` is stored nowhere, and serves for the report's own content only: an opening
    gives it away. `equality_id` names answers about equality, which nothing ties to the mailbox.
    """

    mailbox_id: bytes
    x25519_private: bytes
    x25519_public: bytes
    ed25519_private: bytes
    ed25519_public: bytes
    commitment_salt: bytes
    equality_id: bytes


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class DraftKeys:
    """The id and the key of a saved draft, 32 bytes each; never printed, never a mailbox."""

    draft_id: bytes
    key: bytes


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SupporterKeys:
    """What a supporter's eight words derive, 32 bytes each; they open nobody's own mailbox."""

    mailbox_id: bytes
    x25519_private: bytes
    x25519_public: bytes


def derive_mailbox(*, words: Sequence[str], salt: bytes, matter: int = 0) -> MailboxKeys:
    """Derive a mailbox from eight normalised words and the deployment's salt (32 bytes).

    Each value is HKDF-SHA256(salt, the words joined by spaces, info "candour/mailbox/v1/<what>").
    The words carry 103 bits, so no slow hash is needed. Raises Misused for another length.

    `matter` 1 and up derive further mailboxes from the same words, info "candour/matter/v1/<number>
    /<what>": how her report was handled is a matter of its own, which nothing stored ties to it.
    """
    kind = "mailbox/v1" if not matter else f"matter/v1/{matter}"
    secret = _secret(words=words, count=word_list.MAILBOX_WORDS, salt=salt)
    exchange = _derive(secret=secret, salt=salt, label=f"{kind}/x25519")
    signing = _derive(secret=secret, salt=salt, label=f"{kind}/ed25519")
    exchange_key = x25519.X25519PrivateKey.from_private_bytes(exchange)
    signing_key = ed25519.Ed25519PrivateKey.from_private_bytes(signing)
    return MailboxKeys(
        mailbox_id=_derive(secret=secret, salt=salt, label=f"{kind}/id"),
        x25519_private=exchange,
        x25519_public=exchange_key.public_key().public_bytes_raw(),
        ed25519_private=signing,
        ed25519_public=signing_key.public_key().public_bytes_raw(),
        commitment_salt=_derive(secret=secret, salt=salt, label=f"{kind}/commitment-salt"),
        equality_id=_derive(secret=secret, salt=salt, label=f"{kind}/equality-id"),
    )


def derive_supporter(*, words: Sequence[str], salt: bytes) -> SupporterKeys:
    """Derive a supporter's id and key from eight words.

    As derive_mailbox, with info "candour/supporter/v1/<what>".
    """
    secret = _secret(words=words, count=word_list.MAILBOX_WORDS, salt=salt)
    private = _derive(secret=secret, salt=salt, label="supporter/v1/x25519")
    key = x25519.X25519PrivateKey.from_private_bytes(private)
    return SupporterKeys(
        mailbox_id=_derive(secret=secret, salt=salt, label="supporter/v1/id"),
        x25519_private=private,
        x25519_public=key.public_key().public_bytes_raw(),
    )


def stretch_passphrase(*, words: Sequence[str], passphrase: str, salt: bytes) -> bytes:
    """Make 32 bytes of a passphrase that stands beside eight words, slowly.

    Argon2id over the passphrase (Unicode NFKC), 3 passes over 32 MiB, salted by HKDF of the words
    with info "candour/lock/v1/salt".
    """
    secret = _secret(words=words, count=word_list.MAILBOX_WORDS, salt=salt)
    own = _derive(secret=secret, salt=salt, label="lock/v1/salt")[:_ARGON2_SALT_BYTES]
    typed = unicodedata.normalize("NFKC", passphrase).encode()
    return argon2id.kdf(KEY_BYTES, typed, own, opslimit=LOCK_PASSES, memlimit=LOCK_KIB * 1024)


def locked(*, keys: MailboxKeys, stretched: bytes) -> MailboxKeys:
    """Return a mailbox's keys with the pair that letters are sealed to behind a passphrase.

    The private half is HKDF-SHA256 of the words' own private half and the stretched passphrase,
    info "candour/lock/v1/x25519": neither alone derives it.
    """
    private = _derive(
        secret=keys.x25519_private + stretched, salt=keys.mailbox_id, label="lock/v1/x25519"
    )
    key = x25519.X25519PrivateKey.from_private_bytes(private)
    return dataclasses.replace(
        keys, x25519_private=private, x25519_public=key.public_key().public_bytes_raw()
    )


def derive_draft(*, words: Sequence[str], salt: bytes) -> DraftKeys:
    """Derive a draft's id and key from eight words; a mailbox of the same words shares none.

    As derive_mailbox, with info "candour/draft/v1/<what>".
    """
    secret = _secret(words=words, count=word_list.DRAFT_WORDS, salt=salt)
    return DraftKeys(
        draft_id=_derive(secret=secret, salt=salt, label="draft/v1/id"),
        key=_derive(secret=secret, salt=salt, label="draft/v1/key"),
    )


def _secret(*, words: Sequence[str], count: int, salt: bytes) -> bytes:
    if len(words) != count or not all(words):
        raise Misused("A mailbox or a draft is derived from eight words.")
    if len(salt) != SALT_BYTES:
        raise Misused("The deployment's salt has 32 bytes.")
    return " ".join(words).encode("ascii")


def _derive(*, secret: bytes, salt: bytes, label: str) -> bytes:
    info = f"candour/{label}".encode()
    return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=salt, info=info).derive(secret)
