"""Invents a force's roster, a crime side's feed about some of it, and the truth of each row."""

import datetime
import random
from collections.abc import Callable, Iterator

from candour.imports.reading import inventing
from candour.imports.reading.inventing import Invented, Row

MATTER, WAITS, KEPT_NOWHERE = "matter", "waits", "kept_nowhere"
_OFFENCES = ("assault", "domestic_abuse", "serious_sexual", "dishonesty", "driving", "other")
_TEXT = "A short account that nobody gave, for a feed that nobody sent."
_UNIT = "Invented Response"
Kind = Callable[[Row, Row, random.Random], tuple[dict[str, str], str]]


def invent(*, officers: int, planted: int, seed: int, on: datetime.date) -> Invented:
    """Return a roster and a feed; each planted row is one of several kinds, in turn.

    matter: about one officer for certain. waits: in doubt, in one of several ways. kept_nowhere:
    somebody of the public, whom the crime side knows not to serve.
    """
    rng = random.Random(seed)  # noqa: S311 - invented people, not secrets
    people = [roster_row(number, rng, name, on) for number, name in
              zip(range(officers), inventing.names(rng=rng), strict=False)]  # fmt: skip
    # Two of one name, born in the same year: no name tells them apart.
    twin = {**people[-1], "person_ref": "INV-TWIN", "collar": "7TWIN"}
    rows, truth = [], {}
    kinds = tuple(_kinds())
    for number in range(planted):
        officer = people[number % (officers - 1)]
        made, said = kinds[number % len(kinds)](officer, people[-1], rng)
        ref = f"INV{number:05d}"
        happened_on = on - datetime.timedelta(days=rng.randint(1, 20))
        rows.append(
            {
                "record_reference": ref,
                "crime_reference": f"CR/INV/{number:05d}",
                "kind": "arrest",
                "happened_on": happened_on.isoformat(),
                "offence": rng.choice(_OFFENCES),
                "text": _TEXT,
                **made,
            }
        )
        truth[ref] = {"is": said, "person": officer["person_ref"] if said == MATTER else ""}
    rows += _outcomes(rows, truth)
    return Invented(rows=tuple(rows), truth=truth, roster=(*people, twin))


def _outcomes(rows: list[dict[str, str]], truth: dict[str, dict[str, str]]) -> list[dict[str, str]]:
    """End some of the crimes: a row that names the crime and nobody."""
    certain = [row for row in rows if truth[row["record_reference"]]["is"] == MATTER]
    ended = []
    for kind, row in zip(("nfa", "acquitted", "discontinued", "convicted"), certain, strict=False):
        ref = f"{row['record_reference']}-END"
        truth[ref] = dict(truth[row["record_reference"]])
        kept = {name: row[name] for name in ("crime_reference", "happened_on", "offence")}
        ended.append({**kept, "record_reference": ref, "kind": kind, "serves": ""})
    return ended


def roster_row(
    number: int, rng: random.Random, name: tuple[str, str], on: datetime.date
) -> dict[str, str]:
    """Return a roster row of somebody who does not exist."""
    joined = on - datetime.timedelta(days=rng.randint(800, 4000))
    return {
        "person_ref": f"INV-{number:04d}",
        "given": name[0],
        "family": name[1],
        "birth_year": str(rng.randint(1965, 2000)),
        "collar": f"7{number:04d}",
        "kind": "officer",
        "joined": joined.isoformat(),
        "unit_code": "invented-response",
        "unit_name": _UNIT,
        "posted_from": joined.isoformat(),
        "rank": "Constable",
    }


def _kinds() -> Iterator[Kind]:
    yield _by_number
    yield _by_name
    yield _misnamed
    yield _unsaid
    yield _one_of_two
    yield _misspelt
    yield _unknown
    yield _of_the_public


def _named(officer: Row) -> dict[str, str]:
    born_on = f"{officer['birth_year']}-04-02"
    return {"given": officer["given"], "family": officer["family"], "born_on": born_on}


def _by_number(officer: Row, twin: Row, rng: random.Random) -> tuple[dict[str, str], str]:
    return {**_named(officer), "number": officer["collar"], "serves": ""}, MATTER


def _by_name(officer: Row, twin: Row, rng: random.Random) -> tuple[dict[str, str], str]:
    return {**_named(officer), "serves": "yes"}, MATTER


def _misnamed(officer: Row, twin: Row, rng: random.Random) -> tuple[dict[str, str], str]:
    given, family = inventing.names_elsewhere(rng=rng)
    said = {"given": given, "family": family, "number": officer["collar"], "serves": "yes"}
    return said, WAITS


def _unsaid(officer: Row, twin: Row, rng: random.Random) -> tuple[dict[str, str], str]:
    return {**_named(officer), "serves": ""}, WAITS


def _one_of_two(officer: Row, twin: Row, rng: random.Random) -> tuple[dict[str, str], str]:
    return {**_named(twin), "serves": "yes"}, WAITS


def _misspelt(officer: Row, twin: Row, rng: random.Random) -> tuple[dict[str, str], str]:
    family = officer["family"]
    return {**_named(officer), "family": family[0] + family[2:], "serves": "yes"}, WAITS


def _unknown(officer: Row, twin: Row, rng: random.Random) -> tuple[dict[str, str], str]:
    given, family = inventing.names_elsewhere(rng=rng)
    return {"given": given, "family": family, "serves": "yes"}, WAITS


def _of_the_public(officer: Row, twin: Row, rng: random.Random) -> tuple[dict[str, str], str]:
    given, family = inventing.names_elsewhere(rng=rng)
    return {"given": given, "family": family, "serves": "no"}, KEPT_NOWHERE
