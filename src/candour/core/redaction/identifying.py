"""Says who could be identified from a text that is about to be published, and by which words.

Three kinds of words identify: those that name somebody who must not be named, or where they live
or can be reached; those that tie a person to somebody who is named; and those that name nobody but
together leave few: a small unit, a day and a role. Nothing here proves that nobody can be
identified: whoever knows more than the text tells may still know who is meant. That is why a second
person confirms what this finds, and why a text that it refuses is never published as it is.

References: Sweeney, Simple Demographics Often Identify People Uniquely (2000); ICO, Anonymisation:
managing data protection risk, motivated intruder test.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from candour.core.matching import nicknames
from candour.core.redaction import texts
from candour.core.redaction.texts import Span

# As many present members, and a day and a role, are too few to hide among.
SMALL_UNIT = 20
SHORTEST_NAME = 2


class Means(StrEnum):
    """Names the way in which words identify somebody."""

    NAME = "name"
    STATEMENT = "statement"
    ADDRESS = "address"
    CONTACT = "contact"
    NUMBER = "number"
    TIE = "tie"
    TOGETHER = "together"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit by its name, and how many people are posted to it now."""

    name: str
    members: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of those who must not be identified, and what may stand in the text.

    names: full names of the reporter, of witnesses, of those close to them.
    places: addresses and what else is known of where they live.
    numbers: warrant, shoulder and payroll numbers, references, registration marks.
    statement: the words of what was reported, from which names and numbers are taken.
    units: units of the force, of which the small ones count.
    public: phrases that are meant to be published: the subject's name and rank, the day and place
        of a hearing. What stands inside them identifies nobody else.
    """

    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    statement: str = ""
    units: tuple[Unit, ...] = ()
    public: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Words of the text that identify somebody, and how."""

    means: Means
    words: tuple[str, ...]
    because: str


_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
_MAIL = re.compile(r"\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b")
_PHONE = re.compile(r"(?<![\d/-])(?:\+\s?44|0)(?:[\s().-]*\d){9,10}(?!\d)")
_STREET = re.compile(
    r"\b(?:flat\s+\w+,?\s+)?\d{1,4}[A-Za-z]?,?\s+(?:[A-Z][\w'\u2019-]+\s+){1,3}"
    r"(?:street|road|avenue|lane|close|drive|way|court|gardens|terrace|crescent|place|square|"
    r"grove|hill|mews|row|walk|park|green|house)\b",
    re.IGNORECASE,
)
_MARK = re.compile(r"\b[A-Z]{2}\d{2}\s?[A-Z]{3}\b")
_HANDLE = re.compile(r"(?<![\w.])@\w{3,}")
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
_DAY = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}\b(?:\s+\d{{4}})?"
    rf"|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}})?"
    r"|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:W?PC|DC|DS|PS|DI|DCI|PCSO|CSO|(?:police |detective |special )?(?:constable|sergeant|"
    r"inspector|superintendent)|(?:custody|response|firearms|traffic|dog|control.room|"
    r"front.counter|"
    r"neighbourhood|response) (?:officer|staff|assistant|clerk)|dispatcher|call.handler|analyst|"
    r"cleaner|clerk|receptionist|probationer|student officer|trainee|cadet|supervisor|"
    r"team leader|line manager|detention officer|crime scene investigator|staff member)\b",
    re.IGNORECASE,
)
_TIE = re.compile(
    r"\b(?:his|her|their|the officer['\u2019]s|the sergeant['\u2019]s|the subject['\u2019]s)\s+"
    r"(?:own\s+|then\s+|"
    r"former\s+|estranged\s+|late\s+|ex[- ]?)*(?:wife|husband|partner|girlfriend|boyfriend|"
    r"fianc[eé]e?|spouse|daughter|son|child|children|stepdaughter|stepson|mother|father|sister|"
    r"brother|niece|nephew|cousin|neighbour|flatmate|housemate|lodger|ex)\b"
    r"|\bthe only (?:woman|man|female|male|black|asian|gay|lesbian|muslim|jewish|sikh|"
    r"trans)\b[^.,;]*",
    re.IGNORECASE,
)
_CAPITALISED = re.compile(r"(?<![.!?]\s)(?<!^)(?<!\n)\b[A-Z][a-zà-ÿ][\w'\u2019-]+", re.MULTILINE)
_NUMBER = re.compile(r"\b(?:[A-Z]{1,3})?\d{3,}[A-Z]{0,2}\b")
# Words with a capital that name nobody.
_NOBODY_SAYS = """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december police force constable sergeant inspector
    superintendent detective station unit team department professional standards conduct
    regulations misconduct hearing meeting gross chair panel the this that she they mr mrs ms miss
    dr pc ps dc ds di dci sir english british england wales london
"""
_NOBODY = frozenset(_NOBODY_SAYS.split())


def check(*, text: str, known: Known) -> tuple[Finding, ...]:
    """Return every way in which the text identifies somebody; none says that nothing was found."""
    hidden = texts.find(text=text, words=known.public)
    bare = _without(text, hidden)
    return (
        *_named(text, bare, known),
        *_patterns(bare, Means.ADDRESS, (_POSTCODE, _STREET), "This is where somebody lives."),
        *_stated(bare, Means.ADDRESS, known.places, "This is a place that belongs to somebody."),
        *_patterns(bare, Means.CONTACT, (_MAIL, _PHONE, _HANDLE), "This reaches one person."),
        *_patterns(bare, Means.NUMBER, (_MARK,), "This is one vehicle, and its keeper is known."),
        *_stated(bare, Means.NUMBER, known.numbers, "This number is one person's, or one case's."),
        *_from_statement(bare, known),
        *_patterns(text, Means.TIE, (_TIE,), "Whoever knows the one who is named knows the other."),
        *_together(bare, known),
    )


def _without(text: str, spans: Sequence[Span]) -> str:
    kept = list(text)
    for span in spans:
        kept[span.start : span.end] = " " * (span.end - span.start)
    return "".join(kept)


def _named(text: str, bare: str, known: Known) -> Iterator[Finding]:
    """Find full names anywhere, and outside what is public each part and short form of them."""
    for name in known.names:
        parts = [part for part in re.split(r"[\s,]+", name) if len(part) >= SHORTEST_NAME]
        given = parts[0].casefold() if parts else ""
        whole = _said(text, texts.find(text=text, words=[name]))
        some = _said(bare, texts.find(text=bare, words=[*parts, *_forms(given)]))
        found = tuple(dict.fromkeys([*whole, *some]))
        if found:
            yield Finding(
                means=Means.NAME,
                words=found,
                because="This names somebody who must not be named.",
            )


def _forms(given: str) -> tuple[str, ...]:
    return tuple(sorted(nicknames.forms_of(given))) if given else ()


def _patterns(
    text: str, means: Means, patterns: Sequence[re.Pattern[str]], because: str
) -> Iterator[Finding]:
    found = [one.group().strip() for pattern in patterns for one in pattern.finditer(text)]
    if found:
        yield Finding(means=means, words=tuple(dict.fromkeys(found)), because=because)


def _stated(text: str, means: Means, words: Sequence[str], because: str) -> Iterator[Finding]:
    found = _said(text, texts.find(text=text, words=words))
    if found:
        yield Finding(means=means, words=found, because=because)


def _from_statement(text: str, known: Known) -> Iterator[Finding]:
    """Find names and numbers that were reported and that nobody said are public."""
    public = {word.casefold() for phrase in known.public for word in re.findall(r"\w+", phrase)}
    units = {word.casefold() for unit in known.units for word in re.findall(r"\w+", unit.name)}
    names = {
        one.group()
        for pattern in (_CAPITALISED, _NUMBER)
        for one in pattern.finditer(known.statement)
        if one.group().casefold() not in public | units | _NOBODY
    }
    found = _said(text, texts.find(text=text, words=sorted(names)))
    if found:
        yield Finding(
            means=Means.STATEMENT,
            words=found,
            because="This stands in the report, and nobody said that it may be published.",
        )


def _together(text: str, known: Known) -> Iterator[Finding]:
    small = [one for one in known.units if one.members <= SMALL_UNIT]
    units = _said(text, texts.find(text=text, words=[one.name for one in small]))
    days = tuple(dict.fromkeys(one.group() for one in _DAY.finditer(text)))
    roles = tuple(dict.fromkeys(one.group() for one in _ROLE.finditer(text)))
    if units and days and roles:
        yield Finding(
            means=Means.TOGETHER,
            words=(*units, *days, *roles),
            because=f"Few work in a unit of {SMALL_UNIT} or fewer; the day and the role leave one.",
        )


def _said(text: str, spans: Sequence[Span]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(text[one.start : one.end].split()) for one in spans))
