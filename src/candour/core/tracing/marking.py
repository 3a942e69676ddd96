"""Marks each copy of a text for its recipient, and tells from a leaked text whose copy it was.

A copy keeps every word. What differs from copy to copy is drawn from a key that only the case's
readers hold: signs without width after words, the shape of quotation marks, hyphens and dots, one
space or two after a sentence, and where lines end. Recipients can't forge each other's marks; they
can take marks away. Typing anew or a photograph leaves the line ends alone; a message service may
leave the typography alone; a summary in other words leaves nothing. So the answer to a leak is a
likelihood with its evidence, never a name without one.

The model: at each mark that can be read, the right copy agrees but for errors, any other copy by
chance. The odds are taken over all copies and "none of them", each as likely before.
"""

import dataclasses
import hashlib
import itertools
import math
import re
from collections.abc import Iterator, Mapping, Sequence

from candour.core.tracing import passages

KEY_BYTES = 16
NARROWEST, WIDTHS = 58, 15
# A mark that is read wrongly, or was changed by what it passed through.
ERRORS = {"hidden": 0.01, "typography": 0.05, "spacing": 0.1, "lines": 0.1}
HIDDEN, TYPOGRAPHY, SPACING, LINES = ERRORS
NAMES = {
    HIDDEN: "signs without width",
    TYPOGRAPHY: "quotation marks, hyphens and dots",
    SPACING: "spaces after sentences",
    LINES: "line ends",
}
# A text that carries fewer marks than this says nothing, whatever the odds.
FEWEST_BITS = 10
FEWEST_LINES = 3
CERTAIN, STRONG = 0.999, 0.99
_ZERO, _ONE = "\u200b", "\u2060"
_TOKEN = re.compile(f"([^\\s{_ZERO}{_ONE}]+)([\\s{_ZERO}{_ONE}]*)")
_SENTENCE_END = re.compile(r"[.?!]['\"\u2019\u201d)]*$")
_PLAIN: dict[str, str | int | None] = {
    "\u2018": "'",
    "\u2019": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u2011": "-",
    "\u2026": "...",
}
_SHAPES = re.compile("'|\"|(?<=\\w)-(?=\\w)|\\.\\.\\.")


class WordsWouldChange(Exception):
    """A mark would have changed a word; the copy was not made."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A copy as the ledger keeps it: its code, the key of its marks, the text before marking."""

    code: str
    key: bytes = dataclasses.field(repr=False)
    text: str = dataclasses.field(repr=False)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one kind of mark says for a copy: how many were read, and how many agree."""

    channel: str
    read: int
    agree: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Likelihood:
    """How likely it is that a leaked text comes from this copy, and on what grounds."""

    code: str
    probability: float
    bits: float
    readings: tuple[Reading, ...]
    shows_code: bool

    @property
    def is_enough(self) -> bool:
        """Return whether there is enough to name the copy at all."""
        return self.bits >= FEWEST_BITS and self.probability >= STRONG


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Site:
    channel: str
    word: int
    place: int


def mark(*, copy: Copy) -> str:
    """Return the marked text, in lines; raise WordsWouldChange rather than change a word."""
    tokens = _tokens(clean(text=copy.text))
    drawn = _Drawn(copy.key)
    breaks = _breaks(tokens, drawn)
    out = []
    for number, (word, gap) in enumerate(tokens):
        out.append(_shape(word, number, drawn))
        if number == len(tokens) - 1:
            break
        out.append(_ONE if drawn.bit(HIDDEN, number) else _ZERO)
        out.append("\n" if number in breaks else _space(word, gap, number, drawn))
    marked = "".join(out)
    if _words(marked) != _words(clean(text=copy.text)):
        raise WordsWouldChange
    return marked


def clean(*, text: str) -> str:
    """Return a text without what marks are made of: hidden signs, shaped quotation marks."""
    visible = text.translate(dict.fromkeys(map(ord, passages.INVISIBLE)))
    return visible.translate(str.maketrans(_PLAIN)).strip()


def pages(*, marked: str, lines: int) -> tuple[tuple[str, ...], ...]:
    """Return the lines of a marked text, so many on each page."""
    every = marked.split("\n")
    return tuple(tuple(every[start : start + lines]) for start in range(0, len(every), lines))


def trace(*, leaked: str, copies: Sequence[Copy]) -> tuple[Likelihood, ...]:
    """Return how likely each copy is where a leaked text comes from, the likeliest first."""
    weighed = [_weigh(leaked, copy) for copy in copies]
    odds = [2.0 ** min(bits, 1000) for bits, _ in weighed]
    total = 1.0 + sum(odds)
    squeezed = re.sub(r"[^A-Z0-9]", "", leaked.upper())
    found = [
        Likelihood(
            code=copy.code,
            probability=chance / total,
            bits=bits,
            readings=readings,
            shows_code=re.sub(r"[^A-Z0-9]", "", copy.code.upper()) in squeezed,
        )
        for copy, chance, (bits, readings) in zip(copies, odds, weighed, strict=True)
    ]
    return tuple(sorted(found, key=lambda one: (-one.bits, one.code)))


class _Drawn:
    """Bits and widths that follow from a copy's key, one stream for each kind of mark."""

    def __init__(self, key: bytes) -> None:
        self.key = key
        self.streams: dict[str, bytes] = {}

    def byte(self, channel: str, place: int) -> int:
        stream = self.streams.get(channel, b"")
        if place >= len(stream):
            size = max(1024, 2 ** (place + 1).bit_length())
            seed = b"candour/mark/v1\n" + channel.encode() + b"\n" + self.key
            stream = self.streams[channel] = hashlib.shake_256(seed).digest(size)
        return stream[place]

    def bit(self, channel: str, place: int) -> bool:
        return bool(self.byte(channel, place) & 1)


def _tokens(text: str) -> list[tuple[str, str]]:
    return [(found.group(1), found.group(2)) for found in _TOKEN.finditer(text)]


def _words(text: str) -> list[str]:
    return [clean(text=word) for word, _ in _tokens(text)]


def _sites(word: str, number: int) -> Iterator[tuple[_Site, re.Match[str]]]:
    """Yield the places in a plain word where a sign has two shapes."""
    for place, found in enumerate(itertools.islice(_SHAPES.finditer(word), 4)):
        yield _Site(channel=TYPOGRAPHY, word=number, place=number * 4 + place), found


def _shape(word: str, number: int, drawn: _Drawn) -> str:
    out, done = [], 0
    for site, found in _sites(word, number):
        out.append(word[done : found.start()])
        is_shaped = drawn.bit(TYPOGRAPHY, site.place)
        out.append(_shaped(word, found) if is_shaped else found.group())
        done = found.end()
    return "".join([*out, word[done:]])


def _shaped(word: str, found: re.Match[str]) -> str:
    opens = found.start() == 0
    return {
        "'": "\u2018" if opens else "\u2019",
        '"': "\u201c" if opens else "\u201d",
        "-": "\u2011",
        "...": "\u2026",
    }[found.group()]


def _space(word: str, gap: str, number: int, drawn: _Drawn) -> str:
    if "\n" in gap:
        return "\n\n" if gap.count("\n") > 1 else "\n"
    is_double = bool(_SENTENCE_END.search(word)) and drawn.bit(SPACING, number)
    return "  " if is_double else " "


def _breaks(tokens: Sequence[tuple[str, str]], drawn: _Drawn) -> frozenset[int]:
    """Return after which words a line ends that did not end in the text itself."""
    found, length, line = set(), 0, 0
    width = NARROWEST + drawn.byte(LINES, line) % WIDTHS
    for number, (word, gap) in enumerate(tokens):
        length += len(word) + 1
        following = len(tokens[number + 1][0]) if number + 1 < len(tokens) else 0
        is_hard = "\n" in gap
        if is_hard or length + following > width:
            if not is_hard and following:
                found.add(number)
            length, line = 0, line + 1
            width = NARROWEST + drawn.byte(LINES, line) % WIDTHS
    return frozenset(found)


def _weigh(leaked: str, copy: Copy) -> tuple[float, tuple[Reading, ...]]:
    """Return the bits that speak for a copy, and what was read."""
    plain = _tokens(clean(text=copy.text))
    drawn = _Drawn(copy.key)
    seen = list(_seen(leaked, plain))
    bits, readings = 0.0, []
    for channel in (HIDDEN, TYPOGRAPHY, SPACING):
        read = {site.place: value for site, value in seen if site.channel == channel}
        # All alike: whatever it passed through has made them so.
        if channel != HIDDEN and len(set(read.values())) < 2:
            continue
        agree = sum(drawn.bit(channel, place) == value for place, value in read.items())
        if read:
            bits += _bits(channel, agree, len(read), chance=0.5)
            readings.append(Reading(channel=channel, read=len(read), agree=agree))
    ends = {site.place: value for site, value in seen if site.channel == LINES}
    ended = [place for place, value in ends.items() if value]
    if len(ended) >= FEWEST_LINES and len(ended) < len(ends):
        agree = len(_breaks(plain, drawn) & set(ended))
        bits += _bits(LINES, agree, len(ended), chance=len(ended) / len(ends))
        readings.append(Reading(channel=LINES, read=len(ended), agree=agree))
    return bits, tuple(readings)


def _bits(channel: str, agree: int, read: int, *, chance: float) -> float:
    error = ERRORS[channel]
    return agree * math.log2((1 - error) / chance) + (read - agree) * math.log2(
        error / (1 - chance)
    )


def _seen(leaked: str, plain: Sequence[tuple[str, str]]) -> Iterator[tuple[_Site, bool]]:
    """Yield each mark that can be read in a leaked text, with what stands there."""
    tokens = _tokens(leaked)
    here = _folded(tokens)
    there = _folded(plain)
    for run in passages.runs(one=[word for _, word in there], other=[word for _, word in here]):
        for pair, following in itertools.pairwise((*run, None)):
            assert pair is not None  # noqa: S101 - only the last of the pairs is none
            at, known = here[pair.other][0], there[pair.one][0]
            yield from _typography(tokens[at][0], plain[known][0], known)
            if following and following.other == pair.other + 1 and following.one == pair.one + 1:
                yield from _gap(tokens[at], plain[known], known)


def _folded(tokens: Sequence[tuple[str, str]]) -> list[tuple[int, str]]:
    """Return the tokens that hold a word, each with its place."""
    folded = (
        (number, "".join(passages.words(text=word))) for number, (word, _) in enumerate(tokens)
    )
    return [(number, word) for number, word in folded if word]


def _typography(seen: str, plain: str, number: int) -> Iterator[tuple[_Site, bool]]:
    if clean(text=seen) != plain:
        return
    shapes = {"'": "\u2018\u2019", '"': "\u201c\u201d", "-": "\u2011", "...": "\u2026"}
    place = 0
    for site, found in _sites(plain, number):
        known = found.group()
        rest = seen[place:]
        offset = min(
            (rest.find(shape) for shape in (known, *shapes[known]) if shape in rest), default=-1
        )
        if offset < 0:
            return
        is_shaped = rest[offset] in shapes[known]
        yield site, is_shaped
        place += offset + (1 if is_shaped else len(known))


def _gap(
    seen: tuple[str, str], plain: tuple[str, str], number: int
) -> Iterator[tuple[_Site, bool]]:
    (word, gap), (_, source_gap) = seen, plain
    hidden = [sign for sign in gap if sign in (_ZERO, _ONE)]
    if len(hidden) == 1:
        yield _Site(channel=HIDDEN, word=number, place=number), hidden[0] == _ONE
    if "\n" in source_gap:
        return
    yield _Site(channel=LINES, word=number, place=number), "\n" in gap
    if "\n" not in gap and _SENTENCE_END.search(word):
        yield _Site(channel=SPACING, word=number, place=number), gap.count(" ") > 1


def by_channel(*, likelihood: Likelihood) -> Mapping[str, Reading]:
    """Return what was read, by the kind of mark."""
    return {one.channel: one for one in likelihood.readings}
