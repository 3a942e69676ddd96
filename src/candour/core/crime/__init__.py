"""Says whether a row of the crime side is for certain about one person who serves, and why not."""

import enum
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from candour.core.matching.score import Level, Match


class Doubt(enum.StrEnum):
    """Names what keeps a row from being certain; the code is what is stored."""

    NOBODY = "nobody"
    SEVERAL = "several"
    NAME_DIFFERS = "name_differs"
    NUMBER_ONLY_LIKE = "number_only_like"
    NAME_ALONE = "name_alone"
    BIRTH_YEAR_DIFFERS = "birth_year_differs"
    BIRTH_YEAR_UNKNOWN = "birth_year_unknown"
    NOT_SAID_TO_SERVE = "not_said_to_serve"
    NOT_SERVING_THEN = "not_serving_then"


DOUBTS = {
    Doubt.NOBODY: "Nobody on the register fits",
    Doubt.SEVERAL: "More than one person fits",
    Doubt.NAME_DIFFERS: "The number is somebody's with another name",
    Doubt.NUMBER_ONLY_LIKE: "The number is not theirs, or was not theirs then",
    Doubt.NAME_ALONE: "The name does not fit well enough",
    Doubt.BIRTH_YEAR_DIFFERS: "The year of birth is another one",
    Doubt.BIRTH_YEAR_UNKNOWN: "The year of birth is missing here or there",
    Doubt.NOT_SAID_TO_SERVE: "The crime side did not say that they serve with the police",
    Doubt.NOT_SERVING_THEN: "They did not serve on that day and do not serve now",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """One candidate: how well they fit, and what only the register knows of them.

    is_birth_year_same: None where either side doesn't know it.
    """

    match: Match
    is_birth_year_same: bool | None
    organisation: uuid.UUID | None
    is_serving: bool
    # Whether they serve where the feed comes from: two forces may give the same number.
    is_own: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Who it is for certain, or why nobody is; `because` are codes of levels or doubts."""

    sure: Fit | None
    because: tuple[str, ...]


_NUMBER = Level.NUMBER_THEN
_FAMILY = (Level.FAMILY_EXACT, Level.FAMILY_FORMER)
_GIVEN = (Level.GIVEN_EXACT, Level.GIVEN_FORM)
_NOT_THEM = (Level.FAMILY_DIFFERENT, Level.GIVEN_DIFFERENT)


def judge(*, fits: Sequence[Fit], is_said_to_serve: bool) -> Verdict:
    """Say who a row is about, numbers first, then name and year of birth; else say the doubts.

    A name and a year are shared by many who never served: they are certain only where the crime
    side itself says that the person serves, and only one of the register fits.
    """
    if not fits:
        return Verdict(sure=None, because=(Doubt.NOBODY.value,))
    numbered = [one for one in fits if _NUMBER in one.match.because]
    if numbered:
        return _verdict([one for one in numbered if one.is_own] or numbered, _by_number)
    named = [one for one in fits if _is_named(one)]
    if not named:
        doubt = Doubt.NUMBER_ONLY_LIKE if _has_number(fits) else Doubt.NAME_ALONE
        return Verdict(sure=None, because=(doubt.value,))
    verdict = _verdict(_born_then(named), _by_name)
    if verdict.sure is not None and not is_said_to_serve:
        return Verdict(sure=None, because=(Doubt.NOT_SAID_TO_SERVE.value,))
    return verdict


def _born_then(named: Sequence[Fit]) -> Sequence[Fit]:
    """Return those whose year of birth fits, if there are any; else all."""
    return [one for one in named if one.is_birth_year_same] or named


def _verdict(fits: Sequence[Fit], doubts: Callable[[Fit], tuple[Doubt | None, ...]]) -> Verdict:
    if len(fits) > 1:
        return Verdict(sure=None, because=(Doubt.SEVERAL.value,))
    (one,) = fits
    found = [doubt for doubt in doubts(one) if doubt is not None]
    if not one.is_serving:
        found.append(Doubt.NOT_SERVING_THEN)
    if found:
        return Verdict(sure=None, because=tuple(doubt.value for doubt in found))
    levels = [level.value for level in one.match.because]
    birth = ["birth_year"] if one.is_birth_year_same else []
    return Verdict(sure=one, because=(*levels, *birth))


def _by_number(one: Fit) -> tuple[Doubt | None, ...]:
    differs = any(level in one.match.because for level in _NOT_THEM)
    other_year = one.is_birth_year_same is False
    return (
        Doubt.NAME_DIFFERS if differs else None,
        Doubt.BIRTH_YEAR_DIFFERS if other_year else None,
    )


def _by_name(one: Fit) -> tuple[Doubt | None, ...]:
    if one.is_birth_year_same is None:
        return (Doubt.BIRTH_YEAR_UNKNOWN,)
    number = _has_number([one])
    return (
        None if one.is_birth_year_same else Doubt.BIRTH_YEAR_DIFFERS,
        Doubt.NUMBER_ONLY_LIKE if number else None,
    )


def _is_named(one: Fit) -> bool:
    because = one.match.because
    return any(level in because for level in _FAMILY) and any(level in because for level in _GIVEN)


def _has_number(fits: Sequence[Fit]) -> bool:
    spoken = {Level.NUMBER_OTHER_TIME, Level.NUMBER_SLIP, Level.NUMBER_DIFFERENT}
    return any(spoken & set(one.match.because) for one in fits)
