"""Compares what a reporter wrote with those who would read it: any possible hit, and no key.

Nothing is known of the case yet, so every doubt counts against the reader. The comparison happens
in memory, in the request that seals the report; nobody is shown it and nothing of it is kept.
"""

import dataclasses
import re
import unicodedata
from collections.abc import Iterable

from candour.core.matching import nicknames, similarity

# Names of two letters count where they are the same; alike is told of longer words only.
SHORTEST = 2
SHORTEST_ALIKE = 3
CLOSE = 0.88
# Words of units and places that say nothing about which one is meant.
_COMMON = frozenset(
    (
        "the", "and", "for", "team", "unit", "police", "station", "command",
        "department", "office", "section", "group", "area", "east", "west", "north",
        "south", "central", "borough", "district", "response", "service", "force", "officer",
        "staff", "squad", "desk", "of", "at", "in", "city", "town",
        "road", "street",
    )
)  # fmt: skip
# Words of two letters that are names to some: counted where they are written like a name.
_SMALL = frozenset(
    (
        "ad", "am", "an", "as", "at", "be", "by", "do", "go", "he", "if", "in", "is", "it", "me",
        "my", "no", "of", "on", "or", "so", "to", "up", "us", "we",
    )
)  # fmt: skip
# Letters that stand for others but don't come apart into a letter and an accent.
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
                          "ħ": "h", "\u0131": "i", "ŋ": "ng"})  # fmt: skip
# How people name those who handle complaints about the police.
_STANDARDS = re.compile(
    r"\b(professional standards|standards department|standards directorate|complaints"
    r" (department|desk|team|unit)|anti.?corruption|psd|dps|psu|internal affairs)\b"
)
_NUMBER = re.compile(r"[a-z]{0,3}\d{2,}[a-z]{0,2}")
_CAPITALISED = re.compile(r"\b[^\W\d_][\w'\u2019-]+\b")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ReaderFacts:
    """What could give a reader's conflict away: names, numbers, units, people close to them."""

    names: tuple[str, ...]
    numbers: tuple[str, ...]
    units: tuple[str, ...]
    close_names: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written: about the people described and those who must not see it, and the story."""

    about_people: tuple[str, ...]
    story: str


def may_concern(*, written: Written, reader: ReaderFacts) -> bool:
    """Say whether anything written may point to the reader or to someone close to them.

    In what describes people, any similar name, short or pet form of one, equal number or shared
    unit word is a hit; in the story only a family name written like a name is, since stories use
    ordinary words.
    """
    text = " ".join(written.about_people)
    said = _plain(text)
    tokens = _tokens(said)
    if _names_hit(tokens - _small_words(text), (*reader.names, *reader.close_names)):
        return True
    if _numbers(said) & {number for own in reader.numbers for number in _numbers(_plain(own))}:
        return True
    if _unit_words(tokens) & {
        word for unit in reader.units for word in _unit_words(_tokens(_plain(unit)))
    }:
        return True
    return _family_in_story(written.story, (*reader.names, *reader.close_names))


def names_standards(*, about_people: Iterable[str]) -> bool:
    """Say whether the people described are those who handle complaints."""
    return _STANDARDS.search(fold(" ".join(about_people))) is not None


def in_another_script(*, about_people: Iterable[str]) -> bool:
    """Say whether people are described in letters that no name of the register can be found in."""
    letters = unicodedata.normalize("NFKD", " ".join(about_people))
    return any(
        unicodedata.category(letter) in {"Lu", "Ll", "Lt", "Lo"}
        and not unicodedata.name(letter, "").startswith("LATIN ")
        for letter in letters
    )


def fold(text: str) -> str:
    """Return a text in lower case, without accents, with single spaces."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(plain.casefold().split())


def _plain(text: str) -> str:
    return fold(text).translate(_LETTERS)


def _tokens(plain: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[a-z0-9]+", plain) if len(word) >= SHORTEST)


def _small_words(text: str) -> frozenset[str]:
    return _SMALL - {_plain(word) for word in _CAPITALISED.findall(text) if word[:1].isupper()}


def _numbers(plain: str) -> set[str]:
    return {re.sub(r"\D", "", number).lstrip("0") for number in _NUMBER.findall(plain)} - {""}


def _unit_words(tokens: frozenset[str]) -> set[str]:
    return {
        word
        for word in tokens
        if len(word) >= SHORTEST_ALIKE and word not in _COMMON and not word.isdigit()
    }


def _names_hit(tokens: frozenset[str], names: Iterable[str]) -> bool:
    parts = _forms(part for name in names for part in _tokens(_plain(name)))
    said = _forms(tokens)
    return bool(parts & said) or any(_alike(part, token) for part in parts for token in said)


def _forms(names: Iterable[str]) -> frozenset[str]:
    return frozenset(form for name in names for form in nicknames.forms_of(name))


def _alike(part: str, token: str) -> bool:
    if min(len(part), len(token)) < SHORTEST_ALIKE:
        return False
    return similarity.jaro_winkler(part, token) >= CLOSE


def _family_in_story(story: str, names: Iterable[str]) -> bool:
    written = {_plain(word) for word in _CAPITALISED.findall(story) if word[:1].isupper()}
    families = {_plain(name).split(" ")[-1] for name in names if name.strip()}
    return any(len(family) >= SHORTEST for family in families & written - _SMALL)
