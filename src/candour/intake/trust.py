"""The keys that receipts are checked with: the log's, and the one that signs promises."""

from django.conf import settings

from candour.core import notes, receipts
from candour.guard.log import heads


def published_keys() -> tuple[notes.VerifierKey, ...]:
    """Return the public halves, as anyone may have them."""
    return (
        *heads.own_keys(),
        notes.VerifierKey(
            name=receipts.promise_key_name(origin=settings.LOG_ORIGIN),
            purpose=notes.Purpose.NOTE,
            public_key=settings.PROMISE_PUBLIC,
        ),
    )
