"""Invents small folders in the shape of the Chicago records, with the same traps in them."""

import dataclasses
import datetime
import pathlib
import random
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow
import pyarrow.parquet

Rows = list[dict[str, Any]]
FIRST = datetime.date(2005, 1, 1)
_WHOLE, _BROKEN = pyarrow.int64(), pyarrow.float64()
# Every column of every table; what is not named here is text.
TYPES = {
    "officers": {"birth_year": _BROKEN, "current_unit": _BROKEN},
    "unit_history": {"unit": _BROKEN, "CODE": _WHOLE},
    "complaints": {"cv": _WHOLE},
    "accused": {"cv": _WHOLE},
    "complaint_categories": {},
}
COLUMNS = {
    "officers": (
        "officer", "birth_year", "race", "gender", "appointed_date", "cleaned_rank",
        "current_unit",
    ),
    "unit_history": ("unit", "unit_start_date", "unit_end_date", "CODE", "officer"),
    "complaints": (
        "cr_id", "cv", "incident_date", "complaint_date", "closed_date", "beat", "category",
        "complainant_type", "police_shooting", "domestic_violence_i",
    ),
    "accused": (
        "complaint_category", "complaint_code", "cr_id", "cv", "final_finding", "final_outcome",
        "officer",
    ),
    "complaint_categories": ("111", "DESCRIPTION", "CATEGORY"),
}  # fmt: skip
CATEGORIES = (
    ("05A", "EXCESSIVE FORCE / ON DUTY - INJURY", "Use of Force"),
    ("01B", "RACIAL / ETHNIC, ETC.", "Verbal Abuse"),
    ("10U", "INADEQUATE / FAILURE TO PROVIDE SERVICE", "Operation/Personnel Violations"),
    ("03C", "SEARCH OF PREMISE WITHOUT WARRANT", "Illegal Search"),
)
OUTCOMES = (
    ("SU", "3 Day Suspension"),
    ("NS", "No Action Taken"),
    ("UN", "NO ACTION TAKEN"),
    ("EX", None),
    ("NAF", "Unknown"),
    (None, None),
)


@dataclasses.dataclass(kw_only=True)
class Folder:
    """The five tables as lists of rows, free to be changed before they are written."""

    officers: Rows
    unit_history: Rows
    complaints: Rows
    alleged: Rows
    complaint_categories: Rows

    def write(self, path: pathlib.Path) -> pathlib.Path:
        """Write the tables as Parquet files and return the folder."""
        path.mkdir(parents=True, exist_ok=True)
        for name, types in TYPES.items():
            rows = self.alleged if name == "accused" else getattr(self, name)
            schema = pyarrow.schema(
                [(column, types.get(column, pyarrow.string())) for column in COLUMNS[name]]
            )
            table = pyarrow.Table.from_pylist(rows, schema=schema)
            pyarrow.parquet.write_table(table, path / f"{name}.parquet")
        return path

    def shuffled(self, seed: int) -> "Folder":
        """Return the same rows in another order."""
        dice = random.Random(seed)
        return Folder(
            **{
                field.name: dice.sample(getattr(self, field.name), len(getattr(self, field.name)))
                for field in dataclasses.fields(self)
            }
        )


def folder(*, officers: int = 12, complaints: int = 30, seed: int = 1) -> Folder:
    """Return a folder without a trap in it: every row can be taken."""
    dice = random.Random(seed)
    ids = [f"{number:012x}" for number in range(1, officers + 1)]
    refs = [str(1_000_000 + number) for number in range(complaints)]
    return Folder(
        officers=[officer(one, dice) for one in ids],
        unit_history=[row for one in ids for row in postings(one, dice)],
        complaints=[complaint(one, dice) for one in refs],
        alleged=[row for one in refs for row in allegations(one, ids, dice)],
        complaint_categories=[
            {"111": code, "DESCRIPTION": words, "CATEGORY": group}
            for code, words, group in CATEGORIES
        ],
    )


def officer(ref: str, dice: random.Random) -> dict[str, Any]:
    return {
        "officer": ref,
        "birth_year": float(dice.randint(1945, 1980)),
        "race": dice.choice(["WHITE", "BLACK", None]),
        "gender": dice.choice(["MALE", "FEMALE"]),
        "appointed_date": f"{dice.randint(1980, 2004)}-0{dice.randint(1, 9)}",
        "cleaned_rank": dice.choice(["POLICE OFFICER", "SERGEANT"]),
        "current_unit": 7.0,
    }


def postings(ref: str, dice: random.Random) -> Rows:
    moved = FIRST + datetime.timedelta(days=dice.randint(0, 900))
    return [
        posting(ref, float(dice.randint(1, 5)), "2001-03-01", str(moved)),
        posting(ref, 7.0, str(moved + datetime.timedelta(days=1)), None),
    ]


def posting(ref: str, unit: float | None, start: str, end: str | None) -> dict[str, Any]:
    return {
        "unit": unit,
        "unit_start_date": start,
        "unit_end_date": end,
        "CODE": 0,
        "officer": ref,
    }


def complaint(ref: str, dice: random.Random) -> dict[str, Any]:
    received = FIRST + datetime.timedelta(days=dice.randint(0, 900))
    closed = received + datetime.timedelta(days=dice.randint(10, 500))
    return {
        "cr_id": ref,
        "cv": 2,
        "incident_date": str(received - datetime.timedelta(days=1)),
        "complaint_date": str(received),
        "closed_date": dice.choice([str(closed), None]),
        "beat": "0421",
        "category": dice.choice(["HARASSMENT", None]),
        "complainant_type": dice.choice(["CIVILIAN", "CPD EMPLOYEE", None]),
        "police_shooting": "No",
        "domestic_violence_i": "N",
    }


def allegations(ref: str, ids: Sequence[str], dice: random.Random) -> Rows:
    return [
        allegation(ref, one, dice) for one in dice.sample(ids, min(len(ids), dice.randint(0, 3)))
    ]


def allegation(ref: str, officer_id: str | None, dice: random.Random) -> dict[str, Any]:
    code, words, _ = dice.choice(CATEGORIES)
    finding, outcome = dice.choice(OUTCOMES)
    return {
        "complaint_category": words,
        "complaint_code": code,
        "cr_id": ref,
        "cv": 2,
        "final_finding": finding,
        "final_outcome": outcome,
        "officer": officer_id,
    }


def one_complaint(**changes: Any) -> Folder:
    """Return a folder with one officer, one posting, one complaint and one allegation, changed."""
    made = folder(officers=1, complaints=1)
    made.complaints[0].update(
        complaint_date="2006-05-02", incident_date="2006-05-01", closed_date=None, category=None
    )
    row = allegation(made.complaints[0]["cr_id"], made.officers[0]["officer"], random.Random(1))
    row.update(complaint_code="05A", final_finding=None, final_outcome=None)
    made.alleged = [row]
    made.complaints[0].update(changes.get("complaint", {}))
    made.alleged[0].update(changes.get("allegation", {}))
    made.officers[0].update(changes.get("officer", {}))
    return made


def of_cases(cases: Mapping[str, Sequence[int]], *, units: Sequence[float]) -> Folder:
    """Return one officer per unit given, posted there since 2019, and cases about some of them."""
    made = folder(officers=len(units), complaints=1)
    dice = random.Random(1)
    ids = [row["officer"] for row in made.officers]
    made.unit_history = [
        posting(one, unit, "2019-01-01", None) for one, unit in zip(ids, units, strict=True)
    ]
    made.complaints = [complaint(ref, dice) for ref in cases]
    made.alleged = [
        allegation(ref, ids[place], dice) for ref, about in cases.items() for place in about
    ]
    return made


def full_of_traps() -> Folder:
    """Return a folder with one of each trap that the real records hold, and a few worse ones."""
    made = folder(officers=10, complaints=25, seed=7)
    dice = random.Random(7)
    first, second, third, fourth = (made.complaints[place] for place in range(4))
    first.update(closed_date="2004-12-01", domestic_violence_i="Y", police_shooting="Yes")
    second.update(incident_date="2011-12-31")
    third["complaint_date"] = None
    made.alleged = [row for row in made.alleged if row["cr_id"] != third["cr_id"]]
    made.complaints.append({**fourth, "cv": 1, "closed_date": "2006-06-06"})
    made.officers[0].update(race=None, gender=None, birth_year=None, appointed_date="<NA>")
    made.officers.append({**made.officers[1], "race": "HISPANIC"})
    made.unit_history += [
        posting("nobody knows", 3.0, "2002-01-01", None),
        posting(made.officers[2]["officer"], 0.0, "1999-01-01", "1999-12-31"),
        posting(made.officers[2]["officer"], None, "1998-01-01", "1998-12-31"),
        posting(made.officers[3]["officer"], 4.0, "2003-01-01", "2002-01-01"),
        posting(made.officers[3]["officer"], 4.0, "not a day", None),
    ]
    made.alleged += [
        allegation(second["cr_id"], "nobody knows", dice),
        allegation(second["cr_id"], None, dice),
        allegation("no such complaint", made.officers[4]["officer"], dice),
        {**allegation(first["cr_id"], made.officers[5]["officer"], dice), "complaint_code": "10X"},
        {**allegation(first["cr_id"], made.officers[6]["officer"], dice), "complaint_code": None},
        {**allegation(first["cr_id"], made.officers[7]["officer"], dice), "cv": 1,
         "final_finding": "DIS", "final_outcome": "999"},
        {**allegation(first["cr_id"], made.officers[8]["officer"], dice), "final_finding": None,
         "final_outcome": "Reprimand"},
    ]  # fmt: skip
    made.alleged = list({(row["cr_id"], row["officer"]): row for row in made.alleged}.values())
    made.alleged.append(dict(made.alleged[0]))
    return made
