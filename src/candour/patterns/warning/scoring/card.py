"""The score card: published points for each term, read from one file that anybody can read."""

import dataclasses
import json
import pathlib
import tomllib
from collections.abc import Mapping

import numpy as np
from scipy import special

from candour.patterns.warning.scoring.incidents import Floats
from candour.patterns.warning.scoring.terms import TERMS

FILE = pathlib.Path(__file__).with_name("card.toml")
MOST_TERMS = 12


class BadCard(Exception):
    """The file is no card for these terms; the sentence says what is wrong."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Points for one of each term, and how points were turned into a chance when it was made.

    learned_as_of: the days whose rankings it was made from; labels_until: the last day of which it
    knows anything. at_no_points, for_a_point: log odds of a proven finding within two years.
    """

    points: Mapping[str, int]
    learned_as_of: tuple[str, ...]
    labels_until: str
    at_no_points: float
    for_a_point: float


def read(*, path: pathlib.Path = FILE) -> Card:
    """Read a card; refuse one whose terms are others than this version computes."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        card = Card(
            points={str(name): int(number) for name, number in said["points"].items()},
            learned_as_of=tuple(map(str, said["learned"]["as_of"])),
            labels_until=str(said["learned"]["until"]),
            at_no_points=float(said["chance"]["at_no_points"]),
            for_a_point=float(said["chance"]["for_a_point"]),
        )
    except (OSError, UnicodeDecodeError, ValueError, KeyError, TypeError, AttributeError):
        message = f"{path.name} can't be read as a score card."
        raise BadCard(message) from None
    if list(card.points) != list(TERMS) or len(TERMS) > MOST_TERMS:
        message = f"{path.name} has other terms than this version computes."
        raise BadCard(message)
    return card


def points(*, card: Card, values: Floats) -> Floats:
    """Return the points of everybody, to a tenth."""
    given = np.array(list(card.points.values()), dtype=np.float64)
    found: Floats = np.round(values @ given, 1)
    return found


def chances(*, card: Card, points: Floats) -> Floats:
    """Return how many of those with so many points had a proven finding two years later."""
    found: Floats = special.expit(card.at_no_points + card.for_a_point * points)
    return found


def written(*, card: Card) -> str:
    """Return a card as the text of its file, each term with its sentence."""
    lines = [
        "# The score card of early warning: points for one of each term. Made by the command",
        "# `candour early-warning train`; docs/explanation/early-warning.md says more.",
        "",
        "[learned]",
        f"as_of = {json.dumps(card.learned_as_of)}",
        f'until = "{card.labels_until}"',
        "",
        "# Log odds of a proven finding within two years: at no points, and more for each point.",
        "[chance]",
        f"at_no_points = {card.at_no_points:.4f}",
        f"for_a_point = {card.for_a_point:.5f}",
        "",
        "[points]",
    ]
    for name, number in card.points.items():
        lines += [f"# {TERMS[name].summary}.", f"{name} = {number}"]
    return "\n".join(lines) + "\n"
