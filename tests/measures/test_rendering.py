"""Figures as text, tables and CSV: no spreadsheet runs a cell, no interval is lost."""

import csv
import dataclasses
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from registers import AS_OF, day
from test_result import tabled

from candour.measures import rendering, words
from candour.measures.parameters import Parameters
from candour.measures.result import Column, Result, Row, Value
from candour.pages.wording import Unit

RESULT = Result(
    measure="units",
    parameters=Parameters(as_of=AS_OF, from_on=day("2020-01-01"), to_on=AS_OF),
    organisation="Westmoor Police",
    snapshot="2020-12-31-abc",
    manifest_sha256="ab" * 32,
    tables=(tabled(),),
)
DAYS = Column(text="Half closed by", unit=Unit.DAYS, has_interval=True)
SHARE = Column(text="Share", unit=Unit.PERCENT, has_interval=True)


def lines(content: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content)))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_of_the_csv_is_a_formula(start):
    named = dataclasses.replace(RESULT, organisation=f"{start}cmd|' /C calc'!A0")
    row = Row(label=f'{start}HYPERLINK("x")', values=(Value(value=None, note=f"{start}1+1"),))
    (line,) = lines(rendering.csv_of([dataclasses.replace(named, tables=(tabled(rows=(row,)),))]))
    assert line["organisation"] == f"'{start}cmd|' /C calc'!A0"
    assert line["row"] == f'\'{start}HYPERLINK("x")'
    assert line["note"] == f"'{start}1+1"


@given(cell=st.one_of(st.text(), st.floats(), st.integers(), st.none()))
def test_a_harmless_cell_never_begins_like_a_formula(cell):
    written = rendering.harmless(cell)
    assert not (isinstance(written, str) and written.startswith(rendering._FORMULA))


def test_every_value_of_the_csv_stands_with_its_definition():
    (line,) = lines(rendering.csv_of([RESULT]))
    assert line["value"] == "3"
    assert line["as_of"] == "2020-12-31"
    assert line["received_from"] == "2020-01-01"
    assert line["numerator"] == "cases"
    assert line["denominator"] == "cases received"
    assert line["counted"] == "case"
    assert line["basis"] == "day of receipt"
    assert [name for name in line if not line[name] and name not in ("low", "high", "note")] == []


def test_no_figure_gives_a_csv_with_its_heading_only():
    assert lines(rendering.csv_of([])) == []
    assert rendering.csv_of([]).startswith("measure,organisation,as_of")


@pytest.mark.parametrize(
    ("value", "column", "cell", "interval"),
    [
        (Value(value=140.0, low=139.0, high=142.0), DAYS, "140 days", "139 to 142 days"),
        (Value(value=None, low=4.0, note="not reached"), DAYS, "not reached", "from 4 days"),
        (Value(value=3.0, high=5.0), DAYS, "3 days", "up to 5 days"),
        (Value(value=1.0), DAYS, "1 day", ""),
        (Value(value=0.125, low=0.1, high=0.2), SHARE, "12.5%", "10.0% to 20.0%"),
        (Value(value=0.5, note="unsure"), SHARE, "50.0% (unsure)", ""),
    ],
)
def test_values_and_intervals_in_words(value, column, cell, interval):
    assert words.cell(value=value, column=column) == cell
    assert words.interval(value=value, column=column) == interval


def test_a_table_has_a_column_for_the_interval_where_one_exists():
    made = tabled(
        columns=(DAYS, Column(text="Cases", unit=Unit.COUNT)),
        rows=(Row(label="All", values=(Value(value=2, low=1, high=3), Value(value=1234))),),
    )
    table = rendering.table(made)
    assert [column.text for column in table.columns] == [
        "Group", "Half closed by", "95% interval", "Cases",
    ]  # fmt: skip
    assert table.rows == (("All", "2 days", "1 to 3 days", "1,234"),)


def test_the_definition_in_words_names_the_window_and_the_cut():
    said = words.in_words(definition=RESULT.tables[0].definition, result=RESULT)
    assert "from 1 January 2020 to 31 December 2020" in said
    assert "as known at the end of 31 December 2020" in said
    assert "by Westmoor Police" in said
