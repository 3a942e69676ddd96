"""Files of every kind that forces send are read, or refused in a sentence that quotes nobody."""

import datetime

import imported
import pytest
import rosters

from candour.imports.reading import sheets
from candour.imports.reading.sheets import Odd
from candour.imports.roster import columns, template
from candour.imports.source import CannotRead
from candour.imports.sources import roster

ACCENTED = rosters.text([rosters.row(family="Zoë-Ångström")])
HEADER = ["person_ref", "family", "kind"]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (ACCENTED.encode(), "UTF-8"),
        (ACCENTED.encode("utf-8-sig"), "UTF-8"),
        (ACCENTED.encode("utf-16"), "UTF-16"),
        (b"\xfe\xff" + ACCENTED.encode("utf-16-be"), "UTF-16"),
        (ACCENTED.encode("windows-1252"), "Windows-1252"),
    ],
)
def test_the_encodings_that_spreadsheets_write_are_read(tmp_path, data, encoding):
    path = tmp_path / "roster.csv"
    path.write_bytes(data)
    sheet = sheets.read(path)
    assert sheet.encoding == encoding
    assert sheet.header[0] == "person_ref"
    assert "Zoë-Ångström" in sheet.rows[0][1]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_that_of_the_header(tmp_path, delimiter):
    path = tmp_path / "roster.csv"
    path.write_text(rosters.text([rosters.row(aliases="Rob;Bob")], delimiter=delimiter), newline="")
    assert sheets.read(path).rows[0][1][4] == "Rob;Bob"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "is empty"),
        (b"\n\n", "no header"),
        (b'person_ref,family,kind\nP1,"Never closed,officer\nP2,Example,officer\n', "quotation"),
        (b'person_ref,family,kind\nP1,"' + b"x" * 140_000 + b'",officer\n', "quotation"),
        (b"\x00\x01\x02binary", "neither text nor"),
        (b"person_ref,family,kind\n\x81,Example,officer\n", "Windows-1252"),
        (b"\xff\xfep\x00e\x00r", "UTF-16"),
        (b"PK\x03\x04 and nothing of a workbook", "XLSX workbook"),
        (b"P1,Example,officer\nP2,Somebody,officer\n", "column 1, 2, 3"),
        (b"person_ref,family,kind,kind\n", "more than one column kind"),
        (b"person_ref,given\n", "lacks the column family, kind"),
    ],
)
def test_a_file_that_is_no_roster_is_refused_in_a_sentence(tmp_path, data, sentence):
    path = tmp_path / "roster.csv"
    path.write_bytes(data)
    with pytest.raises(CannotRead, match=sentence) as refused:
        columns.check_header(file=path.name, header=sheets.read(path).header)
    assert "Example" not in str(refused.value)


def test_a_header_alone_is_an_empty_roster(tmp_path):
    path = rosters.write(tmp_path)
    assert sheets.read(path).rows == ()


def test_rows_are_counted_by_place_and_empty_ones_left_out(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text("person_ref,family,kind\n\nP1,Example,officer\n,,\nP2,Example,staff\n")
    assert [number for number, _ in sheets.read(path).rows] == [2, 4]


def test_headings_may_be_capitals_with_spaces(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text("Person Ref , FAMILY,Kind\nP1,Example,officer\n")
    header = sheets.read(path).header
    assert columns.check_header(file=path.name, header=header) == tuple(HEADER)


@pytest.mark.usefixtures("worker")
def test_a_row_with_more_or_fewer_cells_than_the_header_is_rejected(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text(
        "person_ref,family,kind\nP1,Example\nP2,Example,staff,extra\nP3,Example,staff\n"
    )
    report = imported.roster_from(path)
    assert dict(report.counts.rejected) == {"cell_count": 2}
    assert report.counts.tables["roster"].taken == 1


def test_dates_and_numbers_of_a_workbook_are_values_and_formulas_are_not(tmp_path):
    day = datetime.datetime(2021, 4, 1, 0, 0)  # noqa: DTZ001 - as spreadsheets hold a day
    path = rosters.workbook(tmp_path, HEADER, [1042, day, "=1+1"], [True, datetime.time(9), None])
    assert sheets.read(path).rows == (
        (1, (1042, datetime.date(2021, 4, 1), Odd.FORMULA)),
        (2, (Odd.NO_TEXT, Odd.NO_TEXT, None)),
    )


@pytest.mark.usefixtures("worker")
def test_a_workbook_is_taken_and_its_formulas_are_rejected(tmp_path):
    path = rosters.workbook(
        tmp_path,
        HEADER,
        ["P1", "Example", "officer"],
        ["P2", '=CONCATENATE("Exam","ple")', "officer"],
        ["P3", True, "officer"],
        [1004.0, "Example", "officer"],
        [None, None, None],
    )
    report = imported.roster_from(path)
    assert dict(report.counts.rejected) == {"formula": 1, "wrong_type": 1}
    assert [row[0] for row in imported.content(imported.FORCE)["persons"]] == ["1004", "P1"]


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(sheets, "_MOST_UNPACKED", 100)
    with pytest.raises(CannotRead, match="unpacks"):
        sheets.read(rosters.workbook(tmp_path, HEADER))


def test_a_workbook_damaged_inside_is_refused_in_a_sentence(tmp_path):
    path = rosters.workbook(tmp_path, HEADER, ["P1", "Example", "officer"])
    data = bytearray(path.read_bytes())
    begin = data.index(b"sheet1.xml") + len("sheet1.xml")
    data[begin : begin + 20] = b"\xff" * 20
    path.write_bytes(data)
    with pytest.raises(CannotRead, match="save it anew"):
        sheets.read(path)


def test_the_template_has_every_column_in_both_forms(tmp_path):
    (tmp_path / "roster.csv").write_bytes(template.as_csv())
    (tmp_path / "roster.xlsx").write_bytes(template.as_workbook())
    plain, book = sheets.read(tmp_path / "roster.csv"), sheets.read(tmp_path / "roster.xlsx")
    assert plain.header == book.header == tuple(column.name for column in columns.COLUMNS)
    assert plain.rows[0][1][0] == book.rows[0][1][0] == columns.EXAMPLE_REF


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(CannotRead, match="Give the roster"):
        roster.ENTRY.find(tmp_path / "nothing.csv")


def test_an_open_mark_that_a_later_cell_closes_stops_the_file_and_says_how_much_it_takes(tmp_path):
    path = tmp_path / "roster.csv"
    between = b"".join(b"P%d,Example,officer\n" % number for number in range(3_000))
    path.write_bytes(
        b'person_ref,family,kind\nP,"Open,officer\n' + between + b'Q,Closed",officer\n'
    )
    with pytest.raises(CannotRead, match="row 1 holds what looks like 3000 further") as refused:
        sheets.read(path)
    assert "Example" not in str(refused.value)


def test_words_of_two_lines_in_a_cell_are_no_further_rows(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text('person_ref,family,kind\nP1,"Two\nlines, one comma",officer\n', newline="")
    assert sheets.read(path).rows[0][1][1] == "Two\nlines, one comma"
