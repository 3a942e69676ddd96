"""Finds words in a text that was just opened: whole words or beginnings, whatever their accents.

Nothing is kept and nothing is indexed: a text comes in, the places come out.
"""

import dataclasses
import functools
import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# A word with the marks that may follow its letters: accents of their own, and what can't be seen.
_MARKS = "\u00ad\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200d\u20d0-\u20ff\ufe20-\ufe2f"
_WORD = re.compile(rf"[\w{_MARKS}]+")
_TERM = re.compile(r'"([^"]*)"|(\S+)')
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d")
# Letters that no normal form takes apart.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "æ": "ae", "œ": "oe", "\u0131": "i"}
)
_ANY = "*"
MOST_TERMS = 8
AROUND = 80
# A text may be one word over and over, or have no gap at all: what is shown of it has an end.
MOST_PLACES = 500
MOST_TOGETHER = 20
LONGEST_SHOWN = 120


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """Words that follow each other; of the last one the beginning is enough if `is_start`."""

    words: tuple[str, ...]
    is_start: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of a text as it was written, and whether it is what was sought."""

    text: str
    is_found: bool


Excerpt = tuple[Part, ...]


class _Word(NamedTuple):
    plain: str
    start: int
    end: int


def terms(typed: str) -> tuple[Term, ...]:
    """Return what was typed as terms: quotation marks keep words together, * stands for any end.

    A name with an apostrophe or a hyphen is words that follow each other.
    """
    found = []
    for quoted, single in _TERM.findall(typed):
        said = quoted or single
        words = tuple(word.plain for word in _words(said))
        if words:
            found.append(Term(words=words, is_start=said.rstrip().endswith(_ANY)))
    return tuple(dict.fromkeys(found))[:MOST_TERMS]


def excerpts(*, text: str, terms: Sequence[Term], most: int) -> tuple[Excerpt, ...]:
    """Return up to `most` places of a text in which every term stands; nothing if one does not.

    Of a term that stands there more often than anybody reads, the first places are enough.
    """
    words = list(_words(text))
    places: set[tuple[int, int]] = set()
    for term in terms:
        here = set(itertools.islice(_places(words, term), MOST_PLACES))
        if not here:
            return ()
        places |= here
    return tuple(_excerpt(text, group) for group in _near(sorted(places))[:most])


def _words(text: str) -> Iterator[_Word]:
    for found in _WORD.finditer(text):
        plain = _plain(found.group())
        if plain:
            yield _Word(plain=plain, start=found.start(), end=found.end())


@functools.lru_cache(maxsize=4096)
def _plain_letter(letter: str) -> str:
    taken_apart = unicodedata.normalize("NFKD", letter)
    kept = "".join(one for one in taken_apart if not unicodedata.combining(one))
    return kept.casefold().translate(_LETTERS)


def _plain(word: str) -> str:
    if word.isascii():
        return word.lower()
    return "".join(_plain_letter(letter) for letter in word if letter not in _UNSEEN)


def _places(words: Sequence[_Word], term: Term) -> Iterator[tuple[int, int]]:
    length = len(term.words)
    for first in range(len(words) - length + 1):
        if not _is(words[first].plain, term, 0):
            continue
        run = words[first : first + length]
        if all(_is(word.plain, term, number) for number, word in enumerate(run)):
            yield run[0].start, run[-1].end


def _is(plain: str, term: Term, number: int) -> bool:
    wanted = term.words[number]
    is_last = number == len(term.words) - 1
    return plain.startswith(wanted) if term.is_start and is_last else plain == wanted


def _near(places: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Put places into one excerpt where their surroundings would overlap."""
    groups: list[list[tuple[int, int]]] = []
    for place in places:
        last = groups[-1] if groups else []
        if last and len(last) < MOST_TOGETHER and place[0] - last[-1][1] <= AROUND:
            last.append(place)
        else:
            groups.append([place])
    return groups


def _excerpt(text: str, places: Sequence[tuple[int, int]]) -> Excerpt:
    start = _from_word(text, max(places[0][0] - AROUND, 0))
    end = _to_word(text, min(places[-1][1] + AROUND, len(text)))
    parts = [Part(text="…", is_found=False)] if start else []
    at = start
    for first, last in places:
        # Two terms may share a place, or one may stand inside the other.
        if last <= at:
            continue
        parts.append(Part(text=text[at : max(first, at)], is_found=False))
        parts.append(Part(text=_short(text[max(first, at) : last]), is_found=True))
        at = last
    parts.append(Part(text=text[at:end], is_found=False))
    if end < len(text):
        parts.append(Part(text="…", is_found=False))
    return tuple(part for part in parts if part.text)


def _short(found: str) -> str:
    """Return what was found, or how it begins where nobody could read it to its end."""
    return found if len(found) <= LONGEST_SHOWN else f"{found[:LONGEST_SHOWN]}…"


def _from_word(text: str, at: int) -> int:
    """Begin at the start of a word, unless none is near."""
    if at == 0:
        return 0
    gap = re.compile(r"\s").search(text, at, at + AROUND // 2)
    return gap.end() if gap else at


def _to_word(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    gap = text.rfind(" ", at - AROUND // 2, at)
    return gap if gap != -1 else at
