"""Invents a case system's history and the roster of the people in it; nobody in it exists."""

import csv
import datetime
import pathlib
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence

from candour.imports.casesystem import codes, columns
from candour.imports.crime.invented import roster_row
from candour.imports.reading import inventing
from candour.imports.roster.columns import COLUMNS as ROSTER
from candour.law.categories import LEGACY_CATEGORIES

ROSTER_FILE = "roster.csv"
_LETTERS = tuple(row.code for row in LEGACY_CATEGORIES)
_PRESENT = ("A1", "B4", "D2", "F6", "H1", "H5", "J2")
# Letters ended when the present categories began.
_CHANGED = datetime.date(2020, 2, 1)
_WORDS = 'An account that nobody gave, with "quotes", commas,\nand a second line.'
Row = Mapping[str, str]


def write(
    *, cases: int, officers: int, seed: int, on: datetime.date, to: pathlib.Path
) -> tuple[pathlib.Path, ...]:
    """Write the four files and the roster into a folder; the same seed, the same files."""
    rng = random.Random(seed)  # noqa: S311 - invented people, not secrets
    names = list(inventing.names(rng=rng))
    people = [
        roster_row(number, rng, names[number % len(names)], on)
        for number in range(max(officers, 1))
    ]
    to.mkdir(parents=True, exist_ok=True)
    tables: dict[str, list[Row]] = {name: [] for name in columns.TABLES}
    for number in range(cases):
        _invent(number, people, rng, on, tables)
    written = [
        _table(to / f"{name}.csv", rows, [one.name for one in columns.TABLES[name]])
        for name, rows in tables.items()
    ]
    return (*written, _table(to / ROSTER_FILE, people, [one.name for one in ROSTER]))


def _invent(
    number: int,
    people: Sequence[Row],
    rng: random.Random,
    on: datetime.date,
    tables: Mapping[str, list[Row]],
) -> None:
    reference = f"CO/{number:06d}/INV"
    alleged = rng.sample(people, k=min(rng.randint(1, 2), len(people)))
    # Nobody is complained of before joining, and nothing of the last month is here yet.
    joined = max(datetime.date.fromisoformat(one["joined"]) for one in alleged)
    recorded = joined + datetime.timedelta(days=rng.randint(0, (on - joined).days - 30))
    finalised = recorded + datetime.timedelta(days=rng.randint(5, 700))
    is_closed = finalised < on
    tables[columns.CASES].append(
        {
            "case_reference": reference,
            "kind": rng.choice(("complaint", "complaint", "internal_conduct")),
            "source": rng.choice(("public", "internal", "other_system")),
            "incident_on": (recorded - datetime.timedelta(days=rng.randint(0, 60))).isoformat(),
            "recorded_on": recorded.isoformat(),
            "finalised_on": finalised.isoformat() if is_closed else "",
            "handling_officer": rng.choice(people)["collar"],
            "summary": _WORDS if number % 50 == 0 else "",
        }
    )
    for place, (one, said) in enumerate(
        zip(alleged, _allegations(recorded, finalised if is_closed else None, rng), strict=False),
        start=1,
    ):
        named = {"case_reference": reference, "allegation_number": str(place)}
        tables[columns.ALLEGATIONS].append({**named, "subject_number": one["collar"], **said})
        tables[columns.SUBJECTS].append(_subject(reference, one))
    if number and number % 20 == 0:
        tables[columns.LINKS].append(
            {"case_reference": reference, "linked_reference": f"CO/{number - 1:06d}/INV"}
        )


def _allegations(
    recorded: datetime.date, finalised: datetime.date | None, rng: random.Random
) -> Iterator[Row]:
    while True:
        said = {"assessment": "", "assessed_on": ""}
        if recorded < _CHANGED:
            said["legacy_category"] = rng.choice(_LETTERS)
        else:
            said["category"] = rng.choice(_PRESENT)
        if finalised is not None:
            said["assessment"] = rng.choice(("m", "gm", "none"))
            said["assessed_on"] = recorded.isoformat()
            said["outcome"] = rng.choice(tuple(codes.OUTCOMES)).upper()
            said["decided_on"] = finalised.isoformat()
        if said.get("outcome") == "SUB":
            said["sanction"] = rng.choice(tuple(codes.SANCTIONS)).upper()
        yield said


def _subject(reference: str, one: Row) -> Row:
    return {
        "case_reference": reference,
        "number": one["collar"],
        "given": one["given"],
        "family": one["family"],
        "rank": "PC",
        "ethnicity": "W1",
    }


def _table(path: pathlib.Path, rows: Iterable[Row], names: Sequence[str]) -> pathlib.Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    return path
