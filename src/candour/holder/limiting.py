"""Bounds what one address may ask of a witness, and how much is asked at once: all in memory."""

import threading
from collections import Counter, OrderedDict
from dataclasses import dataclass

# What a sum of seconds may be off by.
_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How often an address may ask, how many may ask at once, and how long one may take.

    A log asks once for each head that it publishes, so that a few requests a minute are plenty.
    """

    a_minute: int = 30
    at_once: int = 32
    at_once_each: int = 8
    seconds: float = 15
    # Addresses that are remembered; the one that asked longest ago is forgotten first.
    sources: int = 4_096


class Turns:
    """Says when an address may ask again; a whole minute's turns may be taken at once."""

    def __init__(self, *, limits: Limits) -> None:
        self._each = 60 / limits.a_minute
        self._limits = limits
        self._free_at: OrderedDict[str, float] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, *, source: str, at: float) -> float:
        """Take a turn, and return 0; or return in how many seconds there is one."""
        with self._lock:
            free_at = max(self._free_at.pop(source, at), at)
            wait = free_at + self._each - at - 60
            is_refused = wait > _ROUNDING
            # A refused request costs no turn, or asking on and on would lock somebody out.
            self._free_at[source] = free_at if is_refused else free_at + self._each
            while len(self._free_at) > self._limits.sources:
                self._free_at.popitem(last=False)
        return wait if is_refused else 0


class Doors:
    """Lets in so many connections at once, and so many of them from one address."""

    def __init__(self, *, limits: Limits) -> None:
        self._limits = limits
        self._inside: Counter[str] = Counter()
        self._lock = threading.Lock()

    def enter(self, *, source: str) -> bool:
        """Let somebody in, unless too many are inside."""
        with self._lock:
            is_full = self._inside.total() >= self._limits.at_once
            if is_full or self._inside[source] >= self._limits.at_once_each:
                return False
            self._inside[source] += 1
            return True

    def leave(self, *, source: str) -> None:
        """Let somebody out."""
        with self._lock:
            self._inside[source] -= 1
            self._inside += Counter()
