"""Rounds counts so that a small one stays unknown, also to whoever subtracts others from a total.

Small counts alone are not hidden by leaving them out: a total gives them back exactly. So every
count is rounded by itself, up or down to a multiple of five at random, and totals as well. The draw
depends on what is counted and on a key of the deployment: the same count reads the same each time.
"""

import hashlib
import hmac

BASE = 5
SMALL = "fewer than 5"


def rounded(*, count: int, what: str, key: bytes) -> int:
    """Return a count as a multiple of five: its expectation is the count itself."""
    low, rest = divmod(count, BASE)
    if not rest:
        return count
    drawn = hmac.new(key, f"{what}:{count}".encode(), hashlib.sha256).digest()
    is_up = int.from_bytes(drawn[:8]) % BASE < rest
    return BASE * (low + is_up)


def shown(*, count: int, what: str, key: bytes) -> str:
    """Return a count as a page or a file shows it: nought, "fewer than 5" or rounded."""
    if not count:
        return "0"
    if count < BASE:
        return SMALL
    return f"{rounded(count=count, what=what, key=key):,}"
