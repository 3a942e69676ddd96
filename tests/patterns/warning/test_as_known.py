"""A score rests on what was known on its day: whatever is dated later changes no byte of it."""

import copy
import datetime
import pathlib
from collections.abc import Callable

import pytest
import synthetic
from django.core.management import call_command
from django.core.management.base import CommandError

from candour.patterns.warning.known import folder, history
from candour.patterns.warning.scoring import card, score
from candour.patterns.warning.scoring.score import Row

ON = datetime.date(2006, 7, 1)
Change = Callable[[synthetic.Folder], None]


def scored(made: synthetic.Folder, path: pathlib.Path, ending: str = "csv") -> bytes:
    out = path.with_name(f"{path.name}.{ending}")
    made.write(path)
    call_command(
        "early-warning", "score", as_of=ON, out=out, folder=path, card=card.FILE, verbosity=0
    )
    return out.read_bytes()


def records() -> synthetic.Folder:
    return synthetic.folder(officers=40, complaints=200, seed=3)


def later(made: synthetic.Folder) -> list[dict]:
    found = [row for row in made.complaints if row["complaint_date"] >= str(ON)]
    assert len(found) > 10
    return found


def _remove(made: synthetic.Folder) -> None:
    gone = {row["cr_id"] for row in later(made)}
    made.complaints = [row for row in made.complaints if row["cr_id"] not in gone]
    made.alleged = [row for row in made.alleged if row["cr_id"] not in gone]


def _change(made: synthetic.Folder) -> None:
    ids = {row["cr_id"] for row in later(made)}
    for row in made.alleged:
        if row["cr_id"] in ids:
            row.update(final_finding="SU", complaint_code="05A", final_outcome="Separation")
    for row in later(made):
        row.update(complaint_date="2009-01-01", closed_date="2009-02-01", incident_date=None)


def _add(made: synthetic.Folder) -> None:
    for number, one in enumerate(made.officers[:20]):
        case = copy.deepcopy(made.complaints[0])
        case.update(cr_id=f"9{number:06}", complaint_date=str(ON), incident_date=None)
        made.complaints.append(case)
        alleged = copy.deepcopy(made.alleged[0])
        made.alleged.append({**alleged, "cr_id": case["cr_id"], "officer": one["officer"]})
    made.officers.append({**made.officers[0], "officer": "f" * 12, "appointed_date": "2007-01"})


def _decide(made: synthetic.Folder) -> None:
    closed = {row["cr_id"] for row in made.complaints if (row["closed_date"] or "9") >= str(ON)}
    for row in made.alleged:
        if row["cr_id"] in closed:
            row.update(final_finding="SU", final_outcome="Separation")
    for row in made.complaints:
        if row["cr_id"] in closed:
            row["closed_date"] = "2008-08-08"


def _move(made: synthetic.Folder) -> None:
    for row in made.unit_history:
        if (row["unit_end_date"] or "9") >= str(ON) and row["unit_start_date"] < str(ON):
            row["unit_end_date"] = "2009-09-09"
    for one in made.officers:
        made.unit_history.append(synthetic.posting(one["officer"], 3.0, "2009-09-10", None))


def _promote(made: synthetic.Folder) -> None:
    for one in made.officers:
        one.update(cleaned_rank="CHIEF", current_unit=111.0)


@pytest.mark.scenario("SC-45", part="nothing later")
@pytest.mark.parametrize("change", [_remove, _change, _add, _decide, _move, _promote])
def test_whatever_is_dated_later_changes_no_byte(tmp_path, change: Change):
    before = scored(records(), tmp_path / "before")
    made = records()
    change(made)

    assert scored(made, tmp_path / "after") == before


def test_what_is_dated_earlier_does_change_it(tmp_path):
    made = records()
    early = next(row for row in made.complaints if row["complaint_date"] < "2006-01-01")
    ids = {row["cr_id"] for row in [early]}
    made.alleged = [row for row in made.alleged if row["cr_id"] not in ids] + [
        {**made.alleged[0], "cr_id": early["cr_id"], "officer": one["officer"]}
        for one in made.officers
    ]

    assert scored(made, tmp_path / "after") != scored(records(), tmp_path / "before")


def test_the_order_of_the_rows_doesnt_matter(tmp_path):
    shuffled = scored(records().shuffled(4), tmp_path / "shuffled", "parquet")

    assert shuffled == scored(records(), tmp_path / "straight", "parquet")


def test_everybody_in_service_has_a_row_also_without_a_case(tmp_path):
    made = records()
    made.officers.append({**made.officers[0], "officer": "e" * 12})
    made.officers.append({**made.officers[0], "officer": "d" * 12, "birth_year": 1930.0})
    gone = synthetic.posting(made.officers[0]["officer"], 7.0, "2001-01-01", "2006-01-01")
    made.unit_history = [row for row in made.unit_history if row["officer"] != gone["officer"]] + [
        gone
    ]

    rows = rows_of(made, tmp_path)

    # One has left, one would be long past the age at which people leave.
    assert len(rows) == 40
    assert rows["e" * 12].cases_career == 0
    assert not rows["e" * 12].flag
    assert "d" * 12 not in rows
    assert gone["officer"] not in rows


def test_cases_about_one_day_are_one_incident(tmp_path):
    made = synthetic.one_complaint()
    again = {**made.complaints[0], "cr_id": "2000001"}
    made.complaints.append(again)
    made.alleged.append({**made.alleged[0], "cr_id": "2000001"})

    (row,) = rows_of(made, tmp_path).values()

    assert (row.cases_career, row.incidents_career, row.independent_incidents) == (2, 1, 1)
    assert row.evidence == f"{made.complaints[0]['cr_id']} 2000001"


def test_an_ending_that_nobody_can_read_is_refused(tmp_path):
    with pytest.raises(CommandError, match="must end in"):
        scored(records(), tmp_path / "x", "xlsx")


def rows_of(made: synthetic.Folder, path: pathlib.Path) -> dict[str, Row]:
    found: history.History = folder.read(folder=made.write(path / "rows"))
    return {row.person_id: row for row in score.score(history=found, on=ON, card=card.read())}
