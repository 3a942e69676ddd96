"""A report's words put in order for a reader: what is hard stays folded until it is opened."""

import dataclasses
import datetime
import itertools
from collections.abc import Mapping, Sequence

from candour.cases.reading import wording
from candour.intake import questions

# What the warning names before anything is opened; bullying and the others get the plain one.
CONTAINS = {
    "sexual_misconduct": "sexual violence or harassment",
    "domestic_abuse": "abuse by a partner",
    "discrimination": "discriminatory language, quoted word for word",
    "bullying": "bullying",
}
THEMES = "themes"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """One question as she read it, and what she answered."""

    question: str
    answer: str
    is_hard: bool


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSet:
    """The answers to one set of questions; hard ones are apart."""

    title: str
    plain: tuple[AnswerLine, ...]
    hard: tuple[AnswerLine, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Everything that a report says, as its pages show it."""

    route: str
    about: tuple[str, ...]
    contains: str
    story: str
    on: datetime.date | None
    about_when: str
    place: str
    must_not_see: tuple[str, ...]
    knows_desk: bool
    told: tuple[tuple[str, str], ...]
    sets: tuple[AnswerSet, ...]
    themes: tuple[tuple[str, str], ...]


def told(*, narrative: Mapping[str, object], route: str) -> Told:
    """Return a narrative in order; whatever is missing was not asked, or left out."""
    on = narrative.get("on")
    said = narrative.get("told")
    categories = _texts(narrative.get("categories"))
    answers = [one for one in _list(narrative.get("answers")) if isinstance(one, dict)]
    return Told(
        route=wording.route(route),
        about=tuple(_title(one) for one in categories),
        contains="; ".join(CONTAINS[one] for one in categories if one in CONTAINS),
        story=str(narrative.get("story", "")),
        on=datetime.date.fromisoformat(on) if isinstance(on, str) else None,
        about_when=str(narrative.get("about_when") or ""),
        place=str(narrative.get("place") or ""),
        must_not_see=tuple(str(narrative.get("must_not_see") or "").splitlines()),
        knows_desk=bool(narrative.get("knows_desk")),
        told=_pairs(said) if isinstance(said, dict) else (),
        sets=_sets(answers),
        themes=_themes(answers),
    )


def codes(narrative: Mapping[str, object], *, about: str, name: str) -> tuple[str, ...]:
    """Return the codes that were chosen for one question; an answer's name carries its code."""
    return tuple(
        str(one.get("name", "")).partition(":")[2]
        for one in _list(narrative.get("answers"))
        if isinstance(one, dict)
        and one.get("about") == about
        and str(one.get("name", "")).startswith(f"{name}:")
    )


def _sets(answers: Sequence[Mapping[str, object]]) -> tuple[AnswerSet, ...]:
    found = []
    others = [one for one in answers if not _is_theme(one)]
    for about, given in itertools.groupby(others, key=lambda one: str(one.get("about", ""))):
        lines = [_line(about, one) for one in given]
        found.append(
            AnswerSet(
                title=_title(about),
                plain=tuple(line for line in lines if not line.is_hard),
                hard=tuple(line for line in lines if line.is_hard),
            )
        )
    return tuple(found)


def _line(about: str, one: Mapping[str, object]) -> AnswerLine:
    question = questions.find(about=about, name=str(one.get("name", "")))
    return AnswerLine(
        question=str(one.get("question", "")),
        answer=str(one.get("answer", "")),
        # What is asked by no set that we know of is folded too: it may be anything.
        is_hard=question.is_hard if question else about in CONTAINS,
    )


def _themes(answers: Sequence[Mapping[str, object]]) -> tuple[tuple[str, str], ...]:
    """Return the super-complaint's themes that were chosen: code and words."""
    return tuple(
        (str(one.get("name", "")).partition(":")[2], str(one.get("answer", "")))
        for one in answers
        if _is_theme(one)
    )


def _is_theme(one: Mapping[str, object]) -> bool:
    return one.get("about") == "handling" and str(one.get("name", "")).startswith(f"{THEMES}:")


def _title(about: str) -> str:
    known = questions.every().get(about)
    return str(known.label) if known else wording.ROUTES.get(about, wording.event(about))


def _pairs(said: Mapping[object, object]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (wording.TOLD.get(str(key), wording.event(str(key))), _in_words(str(value)))
        for key, value in said.items()
        if value
    )


def _in_words(value: str) -> str:
    day = wording.iso_day(value)
    return wording.day(day) if day else value


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in _list(value))
