"""The files of a publication say what the page says, and describe themselves."""

import io
import json
import zipfile
from xml.etree import ElementTree

from candour.oversight.publishing import sheets

FORCE = "westmoor-police"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def test_the_metadata_name_every_column_of_the_csv(first):
    metadata = json.loads((first / FORCE / "units.csv-metadata.json").read_text())
    header = (first / FORCE / metadata["url"]).read_text().splitlines()[0]
    assert [one["titles"] for one in metadata["tableSchema"]["columns"]] == header.split(",")
    assert metadata["@context"][0] == "http://www.w3.org/ns/csvw"


def test_the_json_holds_each_table_with_its_definition_and_no_number_that_is_not_shown(first):
    said = json.loads((first / FORCE / "units.json").read_text())
    (table,) = said["tables"]
    hotline = next(row for row in table["rows"] if row["label"] == "Hotline")
    assert hotline["values"] == [None, None, None, None]
    assert table["definition"]["method"]
    assert said["headline"] in (first / FORCE / "units.html").read_text()


def test_the_spreadsheet_is_one_that_programs_know_by_its_first_entry(first):
    package = zipfile.ZipFile(first / FORCE / "units.ods")
    entry = package.infolist()[0]
    assert (entry.filename, entry.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert package.read("mimetype") == b"application/vnd.oasis.opendocument.spreadsheet"
    ElementTree.fromstring(package.read("META-INF/manifest.xml"))


def test_numbers_are_numbers_in_the_spreadsheet_and_texts_are_never_run():
    made = sheets.ods(name="One", rows=[["=1+1", 1250000, 0.25, None]])
    content = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(made)).read("content.xml"))
    cells = list(content.iter(f"{TABLE}table-cell"))
    assert [cell.get(f"{OFFICE}value") for cell in cells] == [None, "1250000", "0.25", None]
    assert cells[0].get(f"{OFFICE}value-type") == "string"
    assert all(cell.get(f"{TABLE}formula") is None for cell in cells)


def test_the_same_rows_make_the_same_bytes():
    rows = [["a", 1], ["b", None]]
    assert sheets.ods(name="One", rows=rows) == sheets.ods(name="One", rows=rows)
