"""Splits a file key among custodians outside the force, each part sealed to one of them.

Recovery needs three custodians of five. Break-glass needs three people as well, from three places:
whoever asks holds one part, and the other is split among bodies, of which two must give theirs.
So two people alone, and everything on disk, open nothing.
"""

import dataclasses
import uuid
from collections.abc import Mapping, Sequence

from candour.core import envelope
from candour.core.custody import shares
from candour.core.custody.shares import Share

RECOVERY = "recovery"
BODY = "body"
ASKING = "asking"
SCHEMES = (RECOVERY, BODY, ASKING)

CUSTODIANS = 5
RECOVERS = 3
BODIES = 2


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A certified key that a share may be sealed to, and the body that the account belongs to."""

    account_id: uuid.UUID
    body_id: uuid.UUID
    public_key: bytes


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """Who is clean to hold the shares of a file: custodians, and who may ask in an emergency."""

    custodians: tuple[Holder, ...] = ()
    askers: tuple[Holder, ...] = ()

    @property
    def chosen(self) -> tuple[Holder, ...]:
        """Return the five who get a share for recovery, from as many bodies as there are."""
        turns = []
        for holders in _by_body(self.custodians).values():
            turns += [(turn, holder) for turn, holder in enumerate(holders)]
        turns.sort(key=lambda one: (one[0], one[1].body_id, one[1].account_id))
        return tuple(holder for _, holder in turns[:CUSTODIANS])

    @property
    def said(self) -> dict[str, object]:
        """Return what a leaf says: how many hold shares, and that there are too few."""
        number = len(self.chosen)
        # Where one body could open it alone, whoever reads the log should know.
        alone = any(len(held) >= RECOVERS for held in _by_body(self.chosen).values())
        return {
            "custodians": number,
            "wanted": CUSTODIANS,
            "is_recoverable": number >= RECOVERS,
            "one_body_suffices": alone,
            "has_break_glass": _has_break_glass(self),
        }


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SealedShare:
    """One share of a file key as it is stored: sealed to its holder, committed to for everyone."""

    scheme: str
    number: int
    holder: Holder
    commitment: bytes
    sealed: bytes


def split(
    *, private: bytes, context: envelope.KeyContext, custody: Custody
) -> tuple[SealedShare, ...]:
    """Split a key's private half; nobody gets a share where too few could ever put it together."""
    found: list[SealedShare] = []
    chosen = custody.chosen
    if len(chosen) >= RECOVERS:
        parts = shares.split(secret=private, threshold=RECOVERS, count=len(chosen))
        found += [
            _seal(RECOVERY, part, holder, context)
            for part, holder in zip(parts, chosen, strict=True)
        ]
    if _has_break_glass(custody):
        found += _break_glass(private, context, custody)
    return tuple(found)


def share_context(
    *, context: envelope.KeyContext, scheme: str, number: int, request: uuid.UUID | None = None
) -> envelope.KeyContext:
    """Return what a share is bound to: its key, its scheme and number, and what it is given for."""
    ending = "" if request is None else f"/{request}"
    return envelope.KeyContext(
        file_id=context.file_id,
        compartment=f"{context.compartment}/{scheme}/{number}{ending}",
        epoch=context.epoch,
    )


def _break_glass(
    private: bytes, context: envelope.KeyContext, custody: Custody
) -> list[SealedShare]:
    asking, other = shares.mask(secret=private)
    bodies = _by_body(custody.custodians)
    parts = shares.split(secret=other, threshold=BODIES, count=len(bodies))
    own = Share(number=1, value=asking)
    return [
        *[_seal(ASKING, own, holder, context) for holder in custody.askers],
        *[
            _seal(BODY, part, holder, context)
            for part, holders in zip(parts, bodies.values(), strict=True)
            for holder in holders
        ],
    ]


def _seal(scheme: str, share: Share, holder: Holder, context: envelope.KeyContext) -> SealedShare:
    bound = share_context(context=context, scheme=scheme, number=share.number)
    return SealedShare(
        scheme=scheme,
        number=share.number,
        holder=holder,
        commitment=shares.commitment(share=share, context=bound.encode()),
        sealed=envelope.wrap_key(
            private=share.value, reader_public=holder.public_key, context=bound
        ),
    )


def _has_break_glass(custody: Custody) -> bool:
    return bool(custody.askers) and len(_by_body(custody.custodians)) >= BODIES


def _by_body(holders: Sequence[Holder]) -> Mapping[uuid.UUID, Sequence[Holder]]:
    found: dict[uuid.UUID, list[Holder]] = {}
    for holder in sorted(holders, key=lambda one: (one.body_id, one.account_id)):
        found.setdefault(holder.body_id, []).append(holder)
    return found
