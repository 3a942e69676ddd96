"""A bundle for disclosure: chosen items with a manifest of their hashes, encrypted to recipients.

Inside it is a tar archive, so that whoever receives it needs no program of ours: `age --decrypt`
and `tar` open it, and the manifest says what each file must hash to.

References: age-encryption.org/v1; POSIX.1-1988 (ustar).
"""

import dataclasses
import hashlib
import io
import json
import tarfile
from collections.abc import Mapping, Sequence

import pyrage

MANIFEST = "manifest.json"
VERSION = 1


class BadRecipient(Exception):
    """This is not an age public key. It begins with age1."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One file of a bundle: its name there, what it is, and its content."""

    name: str
    kind: str
    content: bytes = dataclasses.field(repr=False)


def build(*, entries: Sequence[Entry], about: Mapping[str, object]) -> bytes:
    """Put entries into an archive without times, after a manifest with the SHA-256 of each."""
    manifest = {
        "version": VERSION,
        **about,
        "files": [
            {
                "name": one.name,
                "kind": one.kind,
                "size": len(one.content),
                "sha256": hashlib.sha256(one.content).hexdigest(),
            }
            for one in entries
        ],
    }
    text = json.dumps(manifest, indent=2, sort_keys=True, ensure_ascii=False).encode()
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, content in ((MANIFEST, text), *((one.name, one.content) for one in entries)):
            header = tarfile.TarInfo(name=name)
            header.size = len(content)
            archive.addfile(header, io.BytesIO(content))
    return packed.getvalue()


def encrypt(*, bundle: bytes, recipients: Sequence[str]) -> bytes:
    """Encrypt a bundle to age public keys; raise BadRecipient for anything else, or for none."""
    try:
        keys = [pyrage.x25519.Recipient.from_str(one.strip()) for one in recipients]
    except pyrage.RecipientError:
        raise BadRecipient from None
    if not keys:
        raise BadRecipient
    encrypted: bytes = pyrage.encrypt(bundle, keys)
    return encrypted
