"""Values of files in the form in which they are compared: names, numbers, units, days."""

import calendar
import dataclasses
import datetime
import functools
import re

from candour.core.matching import ranks
from candour.core.matching.comparing import Born
from candour.core.matching.conflicts import fold

_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
                          "ħ": "h", "\u0131": "i", "ŋ": "ng"})  # fmt: skip
_TITLE = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|dr|sir|pc|wpc|ps|sgt|dc|ds|di|dci|insp|supt|det|police|constable"
    r"|sergeant|sarge|inspector|officer|detective|lt|capt|cpt|chief|superintendent|pcso)\b\.?\s*)+"
)
_NUMBER = re.compile(r"[a-z]*\d[a-z\d]*")
_RANKED = re.compile(r"^(?:wpc|pcso|pc|ps|sgt|dc|ds|di|no|num|badge|star|collar)(?=\d)")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ].*)?$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_BRITISH = re.compile(r"^(\d{1,2})[/. -](\d{1,2})[/. -](\d{2}|\d{4})$")
_WORDED = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3})[a-z]*,? (\d{4})$")
_YEAR = re.compile(r"^(\d{4})(?:\.0)?$")
_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name}
_NOTHING = {"", "nan", "none", "null", "n/a", "na", "unknown", "not known", "-", "?", "nat"}
# Two digits of a year: this century up to here, the last one after it.
_CENTURY = 30
_LONGEST_AGE = 100


@dataclasses.dataclass(frozen=True, slots=True)
class Span:
    """The first and the last day that a date may mean, and the day with its parts swapped."""

    first: datetime.date
    last: datetime.date
    swapped: datetime.date | None = None


def said(value: object) -> str:
    """Return a value as text, empty where nothing was said."""
    text = "" if value is None else str(value).strip()
    return "" if text.casefold() in _NOTHING else text


@functools.lru_cache(maxsize=500_000)
def name_words(text: str) -> tuple[str, ...]:
    """Return the words of a part of a name, folded; hyphens part words, apostrophes do not."""
    plain = fold(text).translate(_LETTERS).replace("'", "").replace("\u2019", "")
    return tuple(re.findall(r"[a-z]+", _TITLE.sub("", plain) or plain))


@functools.lru_cache(maxsize=100_000)
def full_name(text: str) -> tuple[str, str]:
    """Return the given and the family part of a whole name, however it is ordered."""
    if "," in text:
        family, given = text.split(",", 1)
        return " ".join(name_words(given)), " ".join(name_words(family))
    words = name_words(text)
    return (" ".join(words[:-1]), words[-1]) if len(words) > 1 else (" ".join(words), "")


def number(text: str) -> str:
    """Return a number of the register: lower case, without spaces, signs or leading zeros."""
    plain = re.sub(r"\.0+$", "", fold(text))
    plain = re.sub(r"[^a-z0-9]", "", plain)
    bare = _RANKED.sub("", plain)
    return bare.lstrip("0") if bare.isdigit() else bare


def numbers(text: str) -> tuple[str, ...]:
    """Return every number that was said."""
    plain = re.sub(r"(?<=\d)\.0+\b", "", fold(text))
    plain = re.sub(r"(?<=\d)[ -](?=\d)", "", plain)
    found = [number(one) for one in _NUMBER.findall(plain)]
    return tuple(dict.fromkeys(one for one in found if one))


@functools.lru_cache(maxsize=100_000)
def place(text: str) -> str:
    """Return the name of a unit or force as it is compared."""
    plain = re.sub(r"\.0+$", "", fold(text).translate(_LETTERS))
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    return " ".join(word.lstrip("0") or "0" if word.isdigit() else word for word in words)


@functools.lru_cache(maxsize=10_000)
def rank(text: str) -> str:
    """Return the level of a rank, as its many spellings stand for it."""
    return ranks.level_of(" ".join(re.findall(r"[a-z0-9]+", fold(text))))


@functools.lru_cache(maxsize=200_000)
def span(text: str) -> Span | None:
    """Return the days that a date may mean, or None where it can't be read.

    Day before month, as in Britain, unless only the other order is a date.
    """
    plain = fold(text)
    if found := _YEAR.match(plain):
        return _whole(int(found[1]), None)
    if found := _ISO.match(plain):
        return (
            _day(int(found[1]), int(found[2]), int(found[3]))
            if found[3]
            else _whole(int(found[1]), int(found[2]))
        )
    if found := _COMPACT.match(plain):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _BRITISH.match(plain.split(" 0")[0].split(" 1")[0] if ":" in plain else plain):
        return _day(_year(found[3]), int(found[2]), int(found[1]))
    if found := _WORDED.match(plain):
        month = _MONTHS.get(found[2])
        return _day(int(found[3]), month, int(found[1])) if month else None
    return None


def born(text: str, *, age: str, on: datetime.date | None) -> Born | None:
    """Return when somebody was born, from a date, a year or an age at a time."""
    days = span(text)
    if days is not None:
        is_day = days.first == days.last
        return Born(year=days.first.year, on=days.first if is_day else None)
    digits = re.findall(r"\d+", age)
    if digits and on is not None and 0 < int(digits[0]) < _LONGEST_AGE:
        return Born(year=on.year - int(digits[0]), is_about=True)
    return None


def _day(year: int, month: int, day: int) -> Span | None:
    try:
        one = datetime.date(year, month, day)
    except ValueError:
        one = None
    try:
        other = datetime.date(year, day, month)
    except ValueError:
        other = None
    chosen = one or other
    return (
        Span(chosen, chosen, other if one and other and one != other else None) if chosen else None
    )


def _whole(year: int, month: int | None) -> Span | None:
    try:
        last = calendar.monthrange(year, month or 12)[1]
        return Span(datetime.date(year, month or 1, 1), datetime.date(year, month or 12, last))
    except (ValueError, calendar.IllegalMonthError):
        return None


def _year(text: str) -> int:
    year = int(text)
    if len(text) > 2:
        return year
    return year + (2000 if year <= _CENTURY else 1900)
