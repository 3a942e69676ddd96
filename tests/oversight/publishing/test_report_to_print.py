"""The report of a release is a PDF that a screen reader can follow, and says what the pages say."""

import csv
import io
import pathlib

import pikepdf
import pypdf
import pytest

from candour.cases.papers import printing
from candour.measures.parameters import Parameters
from candour.measures.result import Basis, Counted, Definition
from candour.oversight.publication import Column, Shown, ShownRow
from candour.oversight.publishing import downloads, pages, releasing, report
from candour.oversight.publishing.releasing import Page, Prepared
from candour.pages.wording import Unit
from candour.stats.disclosure.cells import Release
from measures import registers

UNITS = releasing.entries()["units"]
TYPED = 'Northfold <img src="file:///etc/passwd">'


def shown() -> Shown:
    return Shown(
        name="counts",
        title="What the register holds",
        definition=Definition(
            stage="received",
            numerator="Cases",
            denominator="No share is taken.",
            unit=Counted.CASE,
            basis=Basis.RECEIPT,
            missing="Nothing that is known.",
            method="Counted.",
            references=("The register",),
        ),
        heading="Source",
        columns=(Column(text="Cases", unit=Unit.COUNT), Column(text="People", unit=Unit.COUNT)),
        rows=(
            ShownRow(label="All", values=(125.0, 85.0)),
            ShownRow(label="Hotline", values=(None, None)),
        ),
        notes=("People have no parts in time.",),
    )  # fmt: skip


@pytest.fixture
def prepared() -> Prepared:
    asked = Parameters(
        as_of=registers.AS_OF, from_on=registers.day("2012-01-01"), to_on=registers.AS_OF
    )
    found = [
        Page(entry=UNITS, organisation=name, parameters=asked, tables=(shown(),))
        for name in ("Westmoor Police", TYPED)
    ]
    return Prepared(
        release=Release(name="2020-12-31-1", published=(), splits=()), after=(),
        as_of=registers.AS_OF, snapshot_sha256="", pages=tuple(found),
    )  # fmt: skip


@pytest.fixture
def printed(prepared) -> bytes:
    return pages.of_release(prepared)[report.FILE]


def words(content: bytes) -> str:
    found = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in found).split())


def kinds(node: pikepdf.Object) -> list[str]:
    """Return the kinds of the structure tree's elements in the order in which they are read."""
    if isinstance(node, pikepdf.Array):
        return [kind for one in node for kind in kinds(one)]
    if not isinstance(node, pikepdf.Dictionary):
        return []
    own = [str(node.S)] if "/S" in node else []
    return own + (kinds(node.K) if "/K" in node else [])


def test_it_is_tagged_named_and_in_a_language(printed):
    with pikepdf.open(io.BytesIO(printed)) as pdf, pdf.open_metadata() as said:
        assert said["pdfuaid:part"] == "1"
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert str(pdf.docinfo["/Title"]) == "Police misconduct figures as of 31 December 2020"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_headings_go_down_by_one_and_every_table_has_its_heads(printed):
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        found = kinds(pdf.Root.StructTreeRoot.K)
    assert [kind for kind in found if kind in {"/H1", "/H2", "/H3"}] == [
        "/H1", "/H2", "/H3", "/H2", "/H3",
    ]  # fmt: skip
    assert found.count("/Table") == found.count("/Caption") == 2
    # Three columns and two rows in each of two tables.
    assert found.count("/TH") == 2 * (3 + 2)
    assert found.count("/TD") == 2 * 4


def test_it_holds_the_numbers_of_the_files_and_what_they_count(printed, prepared):
    said = words(printed)
    (page, _) = prepared.pages
    sheet = downloads.files(page=page, stem="units")["units.csv"].decode()
    values = [row["value"] for row in csv.DictReader(io.StringIO(sheet))]
    assert values == ["125", "85", "", ""]
    assert f"All {values[0]} {values[1]}" in said
    assert f"Hotline {downloads.NOT_SHOWN} {downloads.NOT_SHOWN}" in said
    assert "People have no parts in time." in said
    assert "Nothing that is known." in said


def test_what_a_force_is_called_is_never_markup_and_nothing_is_fetched(printed):
    assert TYPED in words(printed)
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        assert not pdf.attachments
        assert "/OpenAction" not in pdf.Root


def test_the_same_release_prints_the_same_bytes(printed, prepared):
    assert pages.of_release(prepared)[report.FILE] == printed


def test_a_server_that_can_not_print_publishes_without_it(prepared, monkeypatch):
    def fails(*, page: str) -> bytes:
        raise printing.NoPrinter

    assert b'href="report.pdf"' in pages.of_release(prepared)["index.html"]
    monkeypatch.setattr(printing, "of_page", fails)
    files = pages.of_release(prepared)
    assert report.FILE not in files
    assert b"report.pdf" not in files["index.html"]
    assert {pathlib.PurePath(name).suffix for name in files} >= {".csv", ".html", ".ods"}
