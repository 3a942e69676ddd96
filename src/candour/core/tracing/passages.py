"""Finds passages that two texts share, spelled a little differently or not, and says how rare.

Three words in a row that agree start a match; it grows both ways over words that agree or differ by
a slip of spelling, and over a word put in or left out. Eight words make a passage if at least three
of them are rare. Somebody who tells the same thing in other words is not found, and must not be.
"""

import dataclasses
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence

SEED = 3
LEAST = 8
LEAST_RARE = 3
# A slip in this many words is borne; two slips closer together end the passage.
APART = 3
_SHORT, _LONG = 4, 8
# Texts come from anybody: no word, and no phrase said over and over, may keep the machine busy.
_LONGEST_WORD, _MOST_STARTS = 40, 8
INVISIBLE = "\u200b\u2060\ufeff\u00ad"
_WORD = re.compile(r"[^\W_]+(?:['\u2019\u02bc\u2010\u2011-][^\W_]+)*")
_JOINTS = re.compile("['\u2019\u02bc\u2010\u2011-]")

# Words of everyday English: a passage of these alone says nothing of where it comes from.
_EVERYDAY = (
    "a about after again all also am an and any are as asked at away back be because been before "
    "being but by came can could day did didn do does don done down each even ever every first "
    "for from get go going good got had has have he her here him his how i if in into is it its "
    "just knew know last left let like little look made make man me more most much must my never "
    "next no not nothing now of off officer on once one only or other our out over own people "
    "place police put really said same saw say see she should since so some still such take tell "
    "than that the their them then there these they thing think this those through time to told "
    "too took two under until up upon us very want was way we well went were what when where "
    "which while who why will with woman work would year yes you your "
)
COMMON = frozenset(_EVERYDAY.split())


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Words that stand in both texts: from which word in each, how many, and which are rare."""

    start: int
    other_start: int
    length: int
    other_length: int
    rare: frozenset[str]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A word of one text and the word of the other that it stands for."""

    one: int
    other: int


def words(*, text: str) -> tuple[str, ...]:
    """Return the words of a text as they are compared: no case, accents, marks or hidden signs."""
    return tuple(fold(word=found.group()) for found in _WORD.finditer(_visible(text)))


def excerpt(*, text: str, start: int, length: int) -> str:
    """Return so many words of a text as they are written there, with what stands between them."""
    visible = _visible(text)
    found = list(_WORD.finditer(visible))[start : start + length]
    return visible[found[0].start() : found[-1].end()] if found else ""


def shared(*, one: Sequence[str], other: Sequence[str], least: int = LEAST) -> tuple[Passage, ...]:
    """Return the passages of at least so many words that two folded texts share, longest first."""
    found = []
    for run in runs(one=one, other=other):
        rare = frozenset(one[pair.one] for pair in run) - COMMON
        if len(run) >= least and len(rare) >= LEAST_RARE:
            found.append(
                Passage(
                    start=run[0].one,
                    other_start=run[0].other,
                    length=run[-1].one - run[0].one + 1,
                    other_length=run[-1].other - run[0].other + 1,
                    rare=rare,
                )
            )
    return tuple(sorted(found, key=lambda passage: (-passage.length, passage.start)))


def runs(*, one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[Pair, ...]]:
    """Yield the runs of words that agree, each word of `other` in at most one of them."""
    seeds: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place in range(len(one) - SEED + 1):
        seeds[tuple(one[place : place + SEED])].append(place)
    position = floor = 0
    while position <= len(other) - SEED:
        starts = seeds.get(tuple(other[position : position + SEED]), ())[:_MOST_STARTS]
        texts = _Texts(one=one, other=other, floor=floor)
        grown = [_grow(texts, start, position) for start in starts]
        if grown:
            best = max(grown, key=len)
            yield best
            position = floor = best[-1].other + 1
        else:
            position += 1


def is_spelled_alike(*, one: str, other: str) -> bool:
    """Say whether two words are one word with a slip: a letter more, less, other or swapped."""
    if one == other:
        return True
    if min(len(one), len(other)) < _SHORT or max(len(one), len(other)) > _LONGEST_WORD:
        return False
    allowed = 2 if min(len(one), len(other)) >= _LONG else 1
    return abs(len(one) - len(other)) <= allowed and _distance(one, other) <= allowed


def fold(*, word: str) -> str:
    """Return one word as it is compared."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return _JOINTS.sub("", "".join(sign for sign in decomposed if not unicodedata.combining(sign)))


def _visible(text: str) -> str:
    return text.translate(dict.fromkeys(map(ord, INVISIBLE)))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Texts:
    """Two texts that are gone along; what lies before the floor in the other is taken."""

    one: Sequence[str]
    other: Sequence[str]
    floor: int

    def agree(self, start: int, position: int) -> bool:
        is_within = 0 <= start < len(self.one) and self.floor <= position < len(self.other)
        return is_within and self.one[start] == self.other[position]


def _grow(texts: _Texts, start: int, position: int) -> tuple[Pair, ...]:
    forward = _follow(texts, start, position, step=1)
    backward = _follow(texts, start - 1, position - 1, step=-1)
    return (*reversed(backward), *forward)


def _follow(texts: _Texts, start: int, position: int, *, step: int) -> list[Pair]:
    """Go along both texts while they agree; a slip must be followed by words that agree."""
    pairs: list[Pair] = []
    one, other = texts.one, texts.other
    while 0 <= start < len(one) and texts.floor <= position < len(other):
        if is_spelled_alike(one=one[start], other=other[position]):
            pairs.append(Pair(one=start, other=position))
            start, position = start + step, position + step
            continue
        # A word put in, a word left out, a word exchanged: whichever lets it go on.
        for skip_one, skip_other in ((1, 1), (1, 0), (0, 1)):
            if _goes_on(texts, start + step * skip_one, position + step * skip_other, step):
                start, position = start + step * skip_one, position + step * skip_other
                break
        else:
            break
    return pairs


def _goes_on(texts: _Texts, start: int, position: int, step: int) -> bool:
    return all(texts.agree(start + step * far, position + step * far) for far in range(APART))


def _distance(one: str, other: str) -> int:
    """Count the changes of a letter, with two neighbours that changed places as one."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [number]
        for place, sign in enumerate(other, start=1):
            cost = min(before[place] + 1, row[-1] + 1, before[place - 1] + (letter != sign))
            if number > 1 and place > 1 and letter == other[place - 2] and sign == one[number - 2]:
                cost = min(cost, earlier[place - 2] + 1)
            row.append(cost)
    return row[-1]
