"""What invented feeds share: names that are nobody's, and files with the truth beside them."""

import csv
import json
import pathlib
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_GIVEN = tuple(
    a + b
    for a in ("Al", "Be", "Co", "Da", "El", "Fe", "Ga", "Ha", "Jo", "Ka", "Li", "Mo")
    for b in ("nna", "rin", "sie", "vid")
)
_FAMILY = tuple(
    a + b + c
    for a in ("Ash", "Bar", "Den", "Fair", "Lan", "Pem", "Ros", "Stan", "Thorn", "Wen")
    for b in ("b", "d", "g", "l")
    for c in ("ey", "field", "ham", "ton", "worth")
)
# Of other letters than any name above, so that they resemble nobody of an invented register.
_ELSEWHERE = tuple(
    a + b for a in ("Xyqu", "Zzvi", "Uqza", "Yxvu") for b in ("zqix", "qyvo", "xuzzy")
)

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Invented:
    """A feed, the truth of each row by its reference, and a roster where one is needed."""

    rows: tuple[Row, ...]
    truth: Mapping[str, Mapping[str, str]]
    roster: tuple[Row, ...] = ()


def names(*, rng: random.Random) -> Iterator[tuple[str, str]]:
    """Yield given and family names, none of them twice."""
    every = [(given, family) for given in _GIVEN for family in _FAMILY]
    rng.shuffle(every)
    yield from every


def names_elsewhere(*, rng: random.Random) -> tuple[str, str]:
    """Return a name that nobody of an invented register has or nearly has."""
    first, second = rng.sample(_ELSEWHERE, 2)
    return first, second


def write(
    *, made: Invented, path: pathlib.Path, columns: Sequence[str], roster: Sequence[str] = ()
) -> tuple[pathlib.Path, ...]:
    """Write the feed in the form that its ending tells, and the truth and the roster beside it."""
    if path.suffix == ".jsonl":
        lines = [json.dumps({name: one[name] for name in one if one[name]}) for one in made.rows]
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    else:
        _table(path, made.rows, columns)
    written = [path, path.with_suffix(".truth.json")]
    written[1].write_text(json.dumps(made.truth, indent=1), encoding="utf-8")
    if made.roster:
        written.append(path.with_suffix(".roster.csv"))
        _table(written[2], made.roster, roster)
    return tuple(written)


def _table(path: pathlib.Path, rows: Sequence[Row], columns: Sequence[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(columns), restval="")
        writer.writeheader()
        writer.writerows(rows)
