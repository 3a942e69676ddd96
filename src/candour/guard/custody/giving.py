"""Gives shares for a request and puts given ones together; a wrong share is named by its giver."""

import dataclasses
import uuid
from collections.abc import Sequence

from django.conf import settings

from candour.core import envelope
from candour.core.custody import shares
from candour.core.custody.shares import Share
from candour.core.keys import file_keys
from candour.guard.custody import splitting
from candour.guard.models import FileKey, KeyShare


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Given:
    """A share that its holder gave for one request, sealed to the person named in it."""

    key: FileKey
    scheme: str
    number: int
    account_id: uuid.UUID
    commitment: bytes
    wrapped: bytes


class WrongShare(Exception):
    """A share is not the one that was committed to when the key was made."""

    def __init__(self, account: uuid.UUID) -> None:
        super().__init__()
        self.account = account


class TooFew(Exception):
    """Not enough shares were given to open the keys."""


def give(
    *, held: KeyShare, private: bytes, to_public: bytes, request: uuid.UUID
) -> tuple[int, bytes]:
    """Open a held share and seal it to the person named; return its number and the sealed share.

    Raises WrongShare where what is held is not what was committed to.
    """
    share = _opened(held, private)
    bound = splitting.share_context(
        context=context_of(held.file_key), scheme=held.scheme, number=held.number, request=request
    )
    sealed = envelope.wrap_key(private=share.value, reader_public=to_public, context=bound)
    return held.number, sealed


def put_together(
    *, given: Sequence[Given], private: bytes, request: uuid.UUID
) -> dict[uuid.UUID, bytes]:
    """Return the private half of every file key that was given enough shares, by its key's id.

    Raises WrongShare naming who gave a share that is none, and TooFew.
    """
    found = {}
    for key in {one.key.id: one.key for one in given}.values():
        of_key = [one for one in given if one.key.id == key.id]
        opened = {
            scheme: _open_all([one for one in of_key if one.scheme == scheme], private, request)
            for scheme in splitting.SCHEMES
        }
        found[key.id] = _combined(opened)
        if envelope.public_of(private=found[key.id]) != _public_of(key):
            raise TooFew
    return found


def _public_of(key: FileKey) -> bytes:
    try:
        return file_keys.checked(
            stamped=bytes(key.public_key), secret=settings.FILE_SECRET, context=context_of(key)
        )
    except (envelope.UnknownVersion, file_keys.NotOurs):
        # Somebody exchanged the public half: no share belongs to it.
        raise TooFew from None


def context_of(key: FileKey) -> envelope.KeyContext:
    """Return what an epoch key is bound to."""
    return envelope.KeyContext(file_id=key.file_id, compartment=key.compartment, epoch=key.epoch)


def _combined(opened: dict[str, list[Share]]) -> bytes:
    try:
        if opened[splitting.RECOVERY]:
            return shares.combine(shares=opened[splitting.RECOVERY], threshold=splitting.RECOVERS)
        other = shares.combine(shares=opened[splitting.BODY], threshold=splitting.BODIES)
    except shares.CannotCombine:
        raise TooFew from None
    if not opened[splitting.ASKING]:
        raise TooFew
    return shares.unmask(part=opened[splitting.ASKING][0].value, other=other)


def _open_all(given: Sequence[Given], private: bytes, request: uuid.UUID) -> list[Share]:
    found = {}
    for one in given:
        context = context_of(one.key)
        bound = splitting.share_context(
            context=context, scheme=one.scheme, number=one.number, request=request
        )
        share = Share(number=one.number, value=_unwrap(one.wrapped, private, bound, one.account_id))
        _check(share, one.scheme, context, one.commitment, one.account_id)
        # Custodians of one body hold the same share.
        found[one.number] = share
    return list(found.values())


def _opened(held: KeyShare, private: bytes) -> Share:
    context = context_of(held.file_key)
    bound = splitting.share_context(context=context, scheme=held.scheme, number=held.number)
    value = _unwrap(bytes(held.sealed), private, bound, held.account_id)
    share = Share(number=held.number, value=value)
    _check(share, held.scheme, context, bytes(held.commitment), held.account_id)
    return share


def _unwrap(
    wrapped: bytes, private: bytes, context: envelope.KeyContext, account: uuid.UUID
) -> bytes:
    try:
        return envelope.unwrap_key(wrap=wrapped, reader_private=private, context=context)
    except (envelope.CannotOpen, envelope.UnknownVersion, envelope.BadKey):
        raise WrongShare(account) from None


def _check(
    share: Share, scheme: str, context: envelope.KeyContext, committed: bytes, account: uuid.UUID
) -> None:
    bound = splitting.share_context(context=context, scheme=scheme, number=share.number)
    if not shares.is_share(share=share, context=bound.encode(), committed=committed):
        raise WrongShare(account)
