"""When a gate is due, whom chance draws, which change a posting was, and seeded samples."""

import datetime
import hashlib
import hmac
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from candour.core import calendar
from candour.core.matching import ranks
from candour.law.policies import gates as policy

# From the lowest up; staff grades are each force's own, and none of them is read as a promotion.
_LEVELS = (
    "community support officer", "constable", "sergeant", "inspector", "chief inspector",
    "superintendent", "chief superintendent",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Where somebody served: the unit as a key and a name, the rank and the role as written."""

    unit: str
    unit_name: str
    rank: str
    role: str


def due_on(*, asked_on: datetime.date) -> datetime.date:
    """Return the last day on which a named person decides."""
    return calendar.working_day_after(on=asked_on, number=policy.CLOCK.working_days)


def since(*, on: datetime.date) -> datetime.date:
    """Return the first day from which a listed matter without a finding still counts."""
    return calendar.corresponding_day(on=on, months=-policy.RECENT_MONTHS)


def drawing_key(*, secret: bytes) -> bytes:
    """Return the key by which chance draws; without it nobody can tell whom it draws."""
    return hmac.new(secret, b"candour/gates/v1", hashlib.sha256).digest()


def is_drawn(*, person: str, change: str, year: int, key: bytes) -> bool:
    """Say whether chance lets a change wait; the same answer however often it is asked."""
    digest = hashlib.sha256(key + f"{person}/{change}/{year}".encode()).digest()
    return int.from_bytes(digest[:7], "big") % policy.DRAWN_ONE_IN == 0


def changes_of(*, before: Post | None, after: Post) -> frozenset[str]:
    """Return the kinds of change by which somebody came from one post to another."""
    if before is None:
        return _specialist(after)
    found = set()
    if before.unit != after.unit:
        found.add(policy.TRANSFER)
        found |= _specialist(after)
    elif before.role != after.role:
        found |= _specialist(after) - _specialist(before)
    if _is_acting(after) and not _is_acting(before):
        found.add(policy.ACTING)
    if _is_higher(before.rank, after.rank):
        found.add(policy.PROMOTION)
    return frozenset(found)


def sample(*, of: Sequence[uuid.UUID], seed: str, number: int) -> frozenset[uuid.UUID]:
    """Draw so many by a stated seed; whoever has the list and the seed draws the same ones."""
    ordered = sorted(of, key=lambda one: hashlib.sha256(f"{seed}/{one}".encode()).digest())
    return frozenset(ordered[:number])


def _specialist(post: Post) -> frozenset[str]:
    words = f"{post.role} {post.unit_name}".casefold()
    return frozenset(
        row.code
        for row in policy.CHANGES
        if row.code.startswith("posting_") and any(word in words for word in row.told_by)
    )


def _is_acting(post: Post) -> bool:
    words = f"{post.rank} {post.role}".casefold()
    told = next(row.told_by for row in policy.CHANGES if row.code == policy.ACTING)
    return any(words.startswith(word) or f" {word}" in words for word in told)


def _is_higher(before: str, after: str) -> bool:
    low, high = (ranks.level_of(one.casefold()) for one in (before, after))
    if low not in _LEVELS or high not in _LEVELS:
        return False
    return _LEVELS.index(high) > _LEVELS.index(low)
