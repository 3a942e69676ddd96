"""How alike two short strings are: names that were misspelt, numbers that were misread."""

import functools

from candour.core.matching import sounds

SCALE = 0.1
PREFIX = 4
CLOSE = 0.88
SHORTEST_SLIP = 3


@functools.lru_cache(maxsize=500_000)
def is_near(first: str, second: str) -> bool:
    """Say whether two folded names are different and may be one, misspelt or misheard."""
    if first == second or not first or not second:
        return False
    if jaro_winkler(first, second) >= CLOSE:
        return True
    if min(len(first), len(second)) < SHORTEST_SLIP:
        return False
    return one_slip_apart(first, second) or sounds.sound_of(first) == sounds.sound_of(second)


def jaro_winkler(first: str, second: str) -> float:
    """Return the Jaro-Winkler similarity, 0 to 1; equal strings give 1 and empty ones 0.

    References: Winkler (1990), String comparator metrics and enhanced decision rules in the
    Fellegi-Sunter model of record linkage.
    """
    base = jaro(first, second)
    shared = 0
    for left, right in zip(first[:PREFIX], second[:PREFIX], strict=False):
        if left != right:
            break
        shared += 1
    return base + shared * SCALE * (1 - base)


def jaro(first: str, second: str) -> float:
    """Return the Jaro similarity, 0 to 1.

    References: Jaro (1989), Advances in record-linkage methodology, JASA 84:414.
    """
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    window = max(max(len(first), len(second)) // 2 - 1, 0)
    left, right = _matched(first, second, window)
    count = len(left)
    if count == 0:
        return 0.0
    # Whole swaps, as in Winkler's own program.
    swaps = sum(a != b for a, b in zip(left, right, strict=True)) // 2
    return (count / len(first) + count / len(second) + (count - swaps) / count) / 3


def one_slip_apart(first: str, second: str) -> bool:
    """Say whether one insertion, deletion, replacement or swap of neighbours turns one into other.

    References: Damerau (1964), A technique for computer detection and correction of spelling
    errors, CACM 7:171.
    """
    if first == second or abs(len(first) - len(second)) > 1:
        return False
    if len(first) == len(second):
        differ = [place for place in range(len(first)) if first[place] != second[place]]
        if len(differ) == 1:
            return True
        return (
            len(differ) == 2
            and differ[1] == differ[0] + 1
            and first[differ[0]] == second[differ[1]]
            and first[differ[1]] == second[differ[0]]
        )
    longer, shorter = sorted((first, second), key=len, reverse=True)
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))


def _matched(first: str, second: str, window: int) -> tuple[list[str], list[str]]:
    taken = [False] * len(second)
    left = []
    for place, letter in enumerate(first):
        start, stop = max(0, place - window), min(len(second), place + window + 1)
        for other in range(start, stop):
            if not taken[other] and second[other] == letter:
                taken[other] = True
                left.append(letter)
                break
    return left, [letter for letter, used in zip(second, taken, strict=True) if used]
