"""Says in words why a row is for certain about somebody, or what keeps it in doubt."""

from collections.abc import Iterable

from candour.core.crime import DOUBTS, Doubt
from candour.core.matching.score import WEIGHTS, Level

_OTHER = {
    "birth_year": "The year of birth is the same",
    "crime_reference": "The crime's only subject",
    "decided": "Somebody decided it",
}


def in_words(codes: Iterable[str]) -> tuple[str, ...]:
    """Return what codes of agreement or doubt say."""
    return tuple(_in_words(code) for code in codes)


def _in_words(code: str) -> str:
    if code in set(Doubt):
        return DOUBTS[Doubt(code)]
    return WEIGHTS[Level(code)].words if code in set(Level) else _OTHER.get(code, code)
