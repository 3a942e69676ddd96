"""The 7,776-word list and its phrases: secrets a person can write down, say aloud and type back.

The list is EFF's long word list (core/words.txt, CC BY 3.0 US). It is part of the derivation of
every mailbox, so its words are pinned by hash and never change; another list would be another file
and another version.
"""

import dataclasses
import difflib
import functools
import hashlib
import pathlib
import re
import secrets
import unicodedata

MAILBOX_WORDS = 8
DRAFT_WORDS = 8
VAULT_WORDS = 6

SHA256 = "6d557f0693958fb5e650b68b5bee585eb82cf4da32965505c789e924743bc522"

# Far more than any phrase with numbering, so that a pasted page is refused before it is searched.
_MAX_CHARACTERS = 1_000
_NEAREST = 3
# The published list holds both spellings of one toy; whoever hears the word cannot know which.
_ONE_SPELLING = {"yo-yo": "yoyo"}


class BrokenWordList(Exception):
    """The word list beside this module is not the pinned one; nothing may be derived from it."""


class UnknownWord(Exception):
    """One word is not on the list; the message names its place and never a word of the phrase."""

    def __init__(self, *, position: int, nearest: tuple[str, ...]) -> None:
        super().__init__(f"Word {position} is not on the word list.")
        self.position = position
        self.nearest = nearest

    @property
    def advice(self) -> str:
        """Say what to check, with the nearest words of the list, for her page only and no log."""
        if not self.nearest:
            return f"{self} Check how it is spelt."
        return f"{self} Did you mean {' or '.join(self.nearest)}?"


class WrongNumberOfWords(Exception):
    """The phrase has too few or too many words."""

    def __init__(self, *, found: int, expected: int) -> None:
        super().__init__(f"Enter {expected} words. There are {found} here.")
        self.found = found
        self.expected = expected


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Index:
    words: frozenset[str]
    unhyphenated: dict[str, str]


def generate(*, count: int) -> tuple[str, ...]:
    """Draw `count` words with the operating system's randomness, 12.9 bits each.

    Eight words carry 103 bits, six carry 77.
    """
    return tuple(_canonical(secrets.choice(_list())) for _ in range(count))


def normalise(*, text: str, count: int) -> tuple[str, ...]:
    """Return the `count` words that `text` spells, whatever its case, numbering and separators.

    Raises UnknownWord for the first word that is not on the list, WrongNumberOfWords otherwise.
    """
    folded = unicodedata.normalize("NFKC", text[: _MAX_CHARACTERS + 1]).casefold()
    pieces = re.findall(r"[^\W\d_]+", folded)
    if len(text) > _MAX_CHARACTERS:
        raise WrongNumberOfWords(found=len(pieces), expected=count)
    found: list[str] = []
    while pieces:
        word, used = _first_word(pieces=pieces)
        if word is None:
            raise UnknownWord(position=len(found) + 1, nearest=_nearest(piece=pieces[0]))
        found.append(word)
        pieces = pieces[used:]
    if len(found) != count:
        raise WrongNumberOfWords(found=len(found), expected=count)
    return tuple(found)


def _first_word(*, pieces: list[str]) -> tuple[str | None, int]:
    index = _index()
    pair = "-".join(pieces[:2])
    if pair in index.words and len(pieces) > 1:
        return _canonical(pair), 2
    if pieces[0] in index.words:
        return pieces[0], 1
    return index.unhyphenated.get(pieces[0]), 1


def _nearest(*, piece: str) -> tuple[str, ...]:
    # A typing error rarely spoils both ends of a word, and comparing with all 7,776 takes 22 ms.
    alike = [w for w in _list() if w[0] == piece[0] or w[-2:] == piece[-2:]]
    close = difflib.get_close_matches(piece[:20], alike, n=_NEAREST)
    return tuple(dict.fromkeys(_canonical(word) for word in close))


def _canonical(word: str) -> str:
    return _ONE_SPELLING.get(word, word)


@functools.cache
def _index() -> _Index:
    words = _list()
    return _Index(
        words=frozenset(words),
        unhyphenated={word.replace("-", ""): word for word in words if "-" in word},
    )


@functools.cache
def _list() -> tuple[str, ...]:
    return read_list(path=pathlib.Path(__file__).with_name("words.txt"))


def read_list(*, path: pathlib.Path) -> tuple[str, ...]:
    """Read a word list, one word to a line with # for comments; raise BrokenWordList if altered."""
    lines = path.read_text(encoding="ascii").splitlines()
    words = tuple(line for line in lines if not line.startswith("#"))
    found = hashlib.sha256(("\n".join(words) + "\n").encode("ascii")).hexdigest()
    if found != SHA256:
        raise BrokenWordList("The word list is not the one that receipts are made from.")
    return words
