"""Screens one grievance by the rules that everybody can read, and counts its working days."""

import datetime
import re
import unicodedata
from dataclasses import dataclass

from candour.core import calendar
from candour.law.policies import grievances as policy
from candour.law.policies.grievances import Result, WordRow

_SPACES = re.compile(r"\s+")
_ORDER = (Result.INDICATED, Result.LOOK, Result.NOT_INDICATED)
# What HR's own category adds to the codes of the rules of words.
_CATEGORY = "category"


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """What a screening says and by which rules; `told` goes to the rules of independence."""

    result: Result
    because: tuple[str, ...]
    told: tuple[str, ...]
    suggests: tuple[str, ...]


def screen(*, category: str, text: str) -> Screened:
    """Hold a grievance against the categories and the words; the gravest that fits decides.

    Words decide upwards alone: no word makes a grievance of a grave category harmless.
    """
    row = next((one for one in policy.CATEGORIES if one.code == category), None)
    by_category = row.result if row else Result.LOOK
    found = [one for one in policy.WORDS if says(text=text, rule=one)]
    results = {by_category, *(one.result for one in found)}
    because = [f"{_CATEGORY}:{category}"] if by_category is not Result.NOT_INDICATED else []
    told = (row.told if row else ()) + tuple(word for one in found for word in one.told)
    return Screened(
        result=next(one for one in _ORDER if one in results),
        because=(*because, *(one.code for one in found)),
        told=tuple(dict.fromkeys(told)),
        suggests=tuple(dict.fromkeys(one.suggests for one in found)),
    )


def says(*, text: str, rule: WordRow) -> bool:
    """Say whether a text holds one of a rule's stems where a word begins."""
    folded = fold(text)
    return any(re.search(rf"(?<!\w){re.escape(fold(stem))}", folded) for stem in rule.stems)


def fold(text: str) -> str:
    """Return a text in small letters, without accents, curly marks and doubled spaces."""
    plain = unicodedata.normalize("NFKD", text).replace("\u2019", "'")
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    return _SPACES.sub(" ", letters.casefold()).strip()


def due_on(*, screened_on: datetime.date) -> datetime.date:
    """Return the last day on which a named person decides."""
    return calendar.working_day_after(on=screened_on, number=policy.CLOCK.working_days)


def in_words(*, code: str) -> str:
    """Return what a code of `because` says to a reader."""
    kind, _, name = code.partition(":")
    if kind == _CATEGORY:
        rows = {one.code: one.name for one in policy.CATEGORIES}
        return f"HR filed it under: {rows.get(name, name)}"
    words = {one.code: one.name for one in policy.WORDS}
    return f"Its words: {words.get(code, code)}"
