"""Statements: what she reported and when, for a tribunal, a union or a watchdog to check alone."""

import base64

from django.conf import settings

from candour.core import notes, receipts
from candour.intake.mailboxes.reading import Box


class NothingKept(Exception):
    """The mailbox holds no copy of what was sent, so that nothing can be opened."""


def statement(*, box: Box) -> bytes:
    """Open a report's commitment: its content, with the proof file or, before that, the promise.

    The words are no part of it, and nothing of it leads back to them.
    """
    if box.kept is None:
        raise NothingKept
    content = box.kept["content"].encode()
    salt = base64.b64decode(box.kept["salt"])
    receipt = box.proof.encode() if box.proof else _promise(box, content=content, salt=salt)
    return receipts.opening(salt=salt, content=content, receipt=receipt)


def _promise(box: Box, *, content: bytes, salt: bytes) -> bytes:
    committed = receipts.commitment(salt=salt, content=content)
    leaf = receipts.intake_leaf(commitment=committed, day=box.day)
    key = notes.SigningKey(
        name=receipts.promise_key_name(origin=settings.LOG_ORIGIN),
        purpose=notes.Purpose.NOTE,
        seed=settings.PROMISE_SEED,
    )
    return receipts.promise(origin=settings.LOG_ORIGIN, leaf=leaf, day=box.day, key=key)
