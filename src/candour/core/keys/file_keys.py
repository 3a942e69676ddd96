"""Public halves of file keys, stamped by the processes that make them: a database alone makes none.

Whatever is written about a case is sealed to the newest key of its file, which stands in the
database. Whoever can only write to the database could put a key of his own there; without the
deployment's secret, which is a file, it gets no stamp, and nothing is sealed to it.

Format, 67 bytes: "CK" 1 | X25519 public key (32) | stamp (32). The stamp is HMAC-SHA256 under the
secret over header, file, compartment, epoch and key, so that no stamp serves in another place.

References: RFC 2104 (HMAC); RFC 7748 (X25519).
"""

import hashlib
import hmac

from candour.core.envelope import KEY_BYTES, KeyContext, UnknownVersion

STAMPED_BYTES = 67
SECRET_BYTES = 32

_HEADER = b"CK\x01"


class NotOurs(Exception):
    """This key was not made by a process of this deployment; nothing may be sealed to it."""


class NoSecret(Exception):
    """This process was not given the secret that file keys are stamped with."""


def stamp(*, public: bytes, secret: bytes, context: KeyContext) -> bytes:
    """Write a file key's public half with the stamp that says where it belongs, 67 bytes."""
    return _HEADER + public + _stamp(public, secret=secret, context=context)


def checked(*, stamped: bytes, secret: bytes, context: KeyContext) -> bytes:
    """Return the public half, 32 bytes, if its stamp is right for this place.

    Raises UnknownVersion for another format, NotOurs for a key that was put in or moved.
    """
    if len(stamped) != STAMPED_BYTES or not stamped.startswith(_HEADER):
        raise UnknownVersion("This key is in a format that this version does not know.")
    public, found = stamped[len(_HEADER) :][:KEY_BYTES], stamped[-hashlib.sha256().digest_size :]
    if not hmac.compare_digest(found, _stamp(public, secret=secret, context=context)):
        raise NotOurs("This key of a file was not made here. Nothing was sealed to it.")
    return public


def _stamp(public: bytes, *, secret: bytes, context: KeyContext) -> bytes:
    if len(secret) != SECRET_BYTES:
        raise NoSecret("This process can't seal: it was not given file.key.")
    return hmac.digest(secret, _HEADER + context.encode() + public, "sha256")
