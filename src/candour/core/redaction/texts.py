"""Finds words in a text however they are written, and puts blocks of one width in their place.

A block is as wide for "Jo" as for "Bartholomew": the width of what was removed would tell which of
a few names stood there. Words are found without regard to capitals, accents, signs that nobody
sees, letters of other alphabets that look alike, and where lines break.

References: Bland, Iyer and Levchenko, Story Beyond the Eye: Glyph Positions Break PDF Text
Redaction (2023); Unicode Technical Standard 39, confusables.
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

BLOCK = "█" * 8
# Letters of other alphabets that stand in for Latin ones without anybody seeing it.
_PLAINER = {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
_LOOK_ALIKE: dict[int, int | str] = {
    **str.maketrans("аеорсухіјѕԁԛԝһӏοαερικνυχ", "aeopcyxijsdqwhloaepiknux"),
    **{ord(one): plain for one, plain in _PLAINER.items()},
}
_DASHES = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad")
_QUOTES = frozenset("'\u2019\u2018\u02bc`\u00b4")
# Stands for the dash at which a reader of pages has put a broken word together.
BREAK = "\x02"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Part of a text, from its first sign to the one after its last."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Folded:
    """A text as it is compared, and where each of its signs stands in the original."""

    text: str
    places: tuple[int, ...]


def find(*, text: str, words: Sequence[str]) -> tuple[Span, ...]:
    """Return where any of these words or phrases stands, in order, joined where they overlap.

    A word stands for itself alone and never for a part of another: "Ann" is not in "planning".
    """
    # A word that was broken at the end of a line, or s p a c e d, is looked for put together, too.
    ways = [_folded(text), _folded(text, skipped=_is_break), _folded(text, skipped=_is_spacing)]
    found = [
        span
        for phrase in words
        if (sought := _folded(phrase).text.strip())
        for way in ways
        for span in _places(way, sought)
    ]
    return joined(spans=found)


def joined(*, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return spans in order, those that touch or overlap as one."""
    whole: list[Span] = []
    for span in sorted(spans):
        if whole and span.start <= whole[-1].end:
            whole[-1] = Span(start=whole[-1].start, end=max(whole[-1].end, span.end))
        else:
            whole.append(span)
    return tuple(whole)


def remove(*, text: str, spans: Sequence[Span]) -> str:
    """Return the text with one block in the place of each span; nothing of a span survives."""
    kept, at = [], 0
    for span in joined(spans=spans):
        kept += [text[at : span.start], BLOCK]
        at = max(at, span.end)
    return "".join([*kept, text[at:]])


def left(*, text: str, words: Sequence[str]) -> tuple[str, ...]:
    """Return those of the words that can still be found; a redaction that leaves one has failed."""
    return tuple(word for word in words if find(text=text, words=[word]))


def _places(folded: _Folded, sought: str) -> Iterator[Span]:
    at = folded.text.find(sought)
    while at >= 0:
        end = at + len(sought)
        if _is_whole(folded.text, at, end):
            # Marks and unseen signs that belong to the last letter go with it.
            last = folded.places[end - 1] + 1
            yield Span(start=folded.places[at], end=max(last, folded.places[end]))
        at = folded.text.find(sought, at + 1)


def _is_whole(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    is_begun = not (before.isalnum() and text[start].isalnum())
    return is_begun and not (after.isalnum() and text[end - 1].isalnum())


def _never(_text: str, _place: int) -> bool:
    return False


def _folded(text: str, *, skipped: Callable[[str, int], bool] = _never) -> _Folded:
    signs: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        if skipped(text, place):
            continue
        for plain in _plain(sign):
            if plain == " " and signs and signs[-1] == " ":
                continue
            signs.append(plain)
            places.append(place)
    return _Folded(text="".join(signs), places=(*places, len(text)))


def _is_break(text: str, place: int) -> bool:
    """Say whether a sign is the dash at the end of a line, or the end of that line."""
    if text[place] == BREAK:
        return True
    if text[place] in _DASHES:
        return text[place + 1 : place + 3].startswith(("\n", "\r\n"))
    return text[place] in "\r\n" and text[:place].rstrip("\r\n")[-1:] in _DASHES


def _is_spacing(text: str, place: int) -> bool:
    """Say whether a sign is the space between two letters that stand alone."""
    if not text[place].isspace():
        return False
    before, after = text[max(place - 2, 0) : place], text[place + 1 : place + 3]
    return _stands_alone(before[::-1]) and _stands_alone(after)


def _stands_alone(signs: str) -> bool:
    return signs[:1].isalnum() and not signs[1:].isalnum()


def _plain(sign: str) -> str:
    """Return a sign as it is compared: nothing for what nobody sees, one space for any."""
    if sign == "\u00ad":
        return ""
    if sign in _DASHES or sign == BREAK:
        return "-"
    if sign in _QUOTES:
        return "'"
    if sign.isspace():
        return " "
    taken = unicodedata.normalize("NFKD", sign)
    bare = "".join(one for one in taken if unicodedata.category(one) not in {"Mn", "Cf", "Cc"})
    return bare.casefold().translate(_LOOK_ALIKE)
