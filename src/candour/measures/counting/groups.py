"""Groups by recorded ethnicity, and how small ones are put together before anything is shown."""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

WHITE: Final = "White"
UNKNOWN: Final = "Not recorded"
OTHERS: Final = "All other recorded"
TOGETHER: Final = "Smaller groups together"
FEWEST: Final = 10
# The census's letter in self-defined codes such as W1, and words that begin like these.
BROAD: Final = ("White", "Mixed", "Asian", "Black")
REST: Final = "Other"
_NOT_STATED = ("NS", "NOT STATED", "PREFER NOT TO SAY")

Part = TypeVar("Part")


def of_people(characteristics: Any) -> Any:
    """Return the broad group of each person whose ethnicity was recorded and stated."""
    import ibis

    ethnic = characteristics.filter(characteristics.kind == "ethnicity")
    value = ethnic["value"].upper()
    cases = [
        (value.re_search(f"^({name[0]}[0-9]+$|{name.upper()})"), ibis.literal(name))
        for name in BROAD
    ]
    group = ibis.cases((value.isin(_NOT_STATED), ibis.literal(UNKNOWN)), *cases, else_=REST)
    return ethnic.select("person_key", group=group)


def together(
    parts: Mapping[str, Part], *, size: Callable[[Part], float], add: Callable[[Part, Part], Part]
) -> Mapping[str, Part]:
    """Put the smallest groups together until none is left that is few, and drop what is few still.

    White stands by itself or not at all: it is what the others are compared with.
    """
    shown = dict(sorted(parts.items(), key=lambda one: (-size(one[1]), one[0])))
    rest: Part | None = None
    while shown and (
        size(list(shown.values())[-1]) < FEWEST or (rest is not None and size(rest) < FEWEST)
    ):
        _, small = shown.popitem()
        rest = small if rest is None else add(rest, small)
    ordered = {name: shown[name] for name in sorted(shown, key=_place)}
    if rest is not None and size(rest) >= FEWEST:
        ordered[TOGETHER] = rest
    return ordered


def _place(name: str) -> tuple[bool, bool, str]:
    return name != WHITE, name == UNKNOWN, name
