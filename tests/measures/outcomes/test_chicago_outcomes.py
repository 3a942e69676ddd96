"""On real complaints: what is upheld by race of the officer, with the open complaints as open."""

import pathlib

import outcome_worlds as worlds
import pyarrow.parquet
import pytest
import registers

from candour.imports.sources.chicago import FINDINGS
from candour.measures import running
from candour.measures.parameters import Parameters
from candour.measures.register.tables import TABLES

AS_OF = registers.day("2011-12-31")
ASKED = Parameters(as_of=AS_OF, from_on=registers.day("2000-01-01"), to_on=AS_OF)
FORCE = ("chicago", "complaint", "public")


def columns(folder: pathlib.Path, file: str, *names: str):
    table = pyarrow.parquet.read_table(folder / f"{file}.parquet", columns=list(names))
    return zip(*(table[name].to_pylist() for name in names), strict=True)


def rows_of(folder: pathlib.Path) -> dict[str, list[tuple]]:
    """Rows of the register's tables from the published files, which write days as text."""
    rows = {table.name: [] for table in TABLES}
    days = {}
    for cr_id, came, closed in columns(
        folder, "complaints", "cr_id", "complaint_date", "closed_date"
    ):
        ended = registers.day(closed) if closed and closed >= came else None
        days[cr_id] = registers.day(came), ended
        rows["case"].append(
            (cr_id, *FORCE, registers.day(came), None, ended, bool(closed) and ended is None)
        )
    for cr_id, officer, finding in columns(folder, "accused", "cr_id", "officer", "final_finding"):
        if cr_id not in days:
            continue
        came, ended = days[cr_id]
        result = FINDINGS.get(finding or "") if ended else None
        rows["allegation"].append(
            (cr_id, officer, *FORCE, came, "B4", result, None, ended if result else None)
        )
    rows["characteristics"] = [
        (officer, "ethnicity", race)
        for officer, race in columns(folder, "officers", "officer", "race")
        if race
    ]
    return rows


@pytest.fixture(scope="module")
def found(real_data, tmp_path_factory):
    folder = real_data / "chicago_as_known_2011-12-31"
    register = worlds.written(rows_of(folder), tmp_path_factory.mktemp("chicago"), as_of=AS_OF)
    return running.run(entry=running.entry_of("outcomes"), register=register, parameters=ASKED)


def test_each_window_compares_white_and_all_other_officers_with_an_interval(found):
    rows = found.table("ratios").rows

    assert len(rows) == 4
    for row in rows:
        white, other, ratio, detectable = row.values
        assert 0 < white.low < white.value < white.high < 0.2
        assert 0 < other.low < other.value < other.high < 0.2
        assert ratio.low < ratio.value < ratio.high
        assert ratio.value == pytest.approx(other.value / white.value)
        assert detectable.value > 1


def test_the_latest_complaints_are_the_open_ones_and_their_worst_cases_the_widest(found):
    rows = {row.label: row.values for row in found.table("worst_cases").rows}
    widths = {year: values[5].value - values[4].value for year, values in rows.items()}

    assert rows["2011"][1].value > 0.3 > rows["2004"][1].value
    assert max(widths, key=widths.get) == "2011"


def test_officers_whose_race_nobody_recorded_are_named_as_missing(found):
    missing = found.table("ratios").missing[0]
    assert 0 < missing.count < missing.total
    assert len(found.table("not_recorded").rows) == 2
