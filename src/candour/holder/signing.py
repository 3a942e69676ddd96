"""Signs a tombstone as an officer does, on a machine of the own body, without a network."""

import argparse
import pathlib
import sys
import uuid
from typing import Any

from candour.core.countersigning import tombstones
from candour.holder.refused import Refused, Unreachable

_SEED_BYTES = 32
_WORDS = {
    tombstones.Why.ERASURE_REQUEST: "somebody's right to erasure",
    tombstones.Why.RETENTION_ENDED: "the time for which it may be kept is over",
    tombstones.Why.COURT_ORDER: "a court ordered it",
    tombstones.Why.COLLECTED_IN_ERROR: "it should never have been collected",
}


def add(verbs: Any) -> None:  # argparse's own type is private
    """Add the verb to the command line."""
    said = "sign a tombstone as one of two officers of different bodies"
    verb = verbs.add_parser("sign", help=said, description=said)
    verb.add_argument("file", type=pathlib.Path, help="the tombstone; the signature is added to it")
    verb.add_argument("--officer", type=uuid.UUID, required=True, metavar="ID", help="your id")
    verb.add_argument("--officer-key", type=pathlib.Path, required=True, metavar="FILE",
                      help="your private key: a file of 32 bytes")  # fmt: skip
    verb.add_argument("--yes", action="store_true", help="sign without asking")
    verb.set_defaults(run=_sign)


def _sign(options: argparse.Namespace) -> None:
    try:
        signed = tombstones.decode(data=_read(options.file))
    except tombstones.Refused as refused:
        raise Refused(str(refused)) from None
    sys.stderr.write(in_words(tombstones.read(body=signed.body)) + "\n")
    if not options.yes and not _agrees():
        raise Refused("Nothing was signed.")
    seed = _read(options.officer_key)
    if len(seed) != _SEED_BYTES:
        raise Refused("That file is not a private key.")
    added = tombstones.sign(signed=signed, officer_id=options.officer, seed=seed)
    options.file.write_bytes(tombstones.encode(signed=added))
    sys.stderr.write(f"Signed; {len(added.signatures)} of 2 signatures are there.\n")


def in_words(tombstone: tombstones.Tombstone) -> str:
    """Say what a tombstone erases, for whoever is about to sign it."""
    what = (
        "the body of a leaf" if tombstone.what is tombstones.What.LEAF else "a sealed item's words"
    )
    return (
        f"This erases {what} for good: {tombstone.id} of the log {tombstone.origin}.\n"
        f"Its hash {tombstone.hash.hex()} stays in the log.\n"
        f"Asked for on {tombstone.requested_on.isoformat()}: {_WORDS[tombstone.why]}."
    )


def _agrees() -> bool:
    sys.stderr.write("Type erase to sign: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip() == "erase"


def _read(path: pathlib.Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"{path} can't be read: {error.strerror}."
        raise Unreachable(message) from None
