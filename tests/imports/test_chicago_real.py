"""The real records of Chicago: a sample each time, the whole folder as a proof."""

import json
import pathlib
import resource
import time

import imported
import pyarrow
import pyarrow.compute
import pyarrow.parquet
import pytest

FOLDER = "chicago_as_known_2011-12-31"
SAMPLED = 3_000
# What the whole folder holds.
WHOLE = {
    "officers": (29_915, 0),
    "unit_history": (96_541, 29),
    "complaints": (97_144, 0),
    "accused": (114_591, 0),
}
SECONDS = 120
MEBIBYTES = 1_536


@pytest.fixture
def folder(real_data) -> pathlib.Path:
    found = real_data / FOLDER
    if not found.is_dir():
        pytest.skip(f"no {FOLDER} in the folder of real data")
    return found


@pytest.fixture
def sample(folder, tmp_path) -> pathlib.Path:
    """The first complaints and what belongs to them: officers, postings, allegations."""
    complaints = pyarrow.parquet.read_table(folder / "complaints.parquet").slice(0, SAMPLED)
    alleged = _of(folder / "accused.parquet", "cr_id", complaints["cr_id"])
    officers = _of(folder / "officers.parquet", "officer", alleged["officer"])
    tables = {
        "complaints": complaints,
        "accused": alleged,
        "officers": officers,
        "unit_history": _of(folder / "unit_history.parquet", "officer", officers["officer"]),
        "complaint_categories": pyarrow.parquet.read_table(folder / "complaint_categories.parquet"),
    }
    made = tmp_path / "sample"
    made.mkdir()
    for name, table in tables.items():
        pyarrow.parquet.write_table(table, made / f"{name}.parquet")
    return made


def _of(path: pathlib.Path, column: str, wanted: pyarrow.ChunkedArray) -> pyarrow.Table:
    table = pyarrow.parquet.read_table(path)
    return table.filter(
        pyarrow.compute.is_in(table[column], value_set=pyarrow.compute.unique(wanted))
    )


@pytest.mark.usefixtures("worker")
def test_the_first_real_complaints_are_taken_whole_and_again_change_nothing(sample):
    first = imported.chicago_from(sample, batch_rows=4_000)
    assert first.counts.tables["complaints"].taken == SAMPLED
    assert all(counts.rejected == 0 for counts in first.counts.tables.values())
    again = imported.chicago_from(sample, batch_rows=4_000)
    assert all(counts.taken == 0 for counts in again.counts.tables.values())


@pytest.mark.proof
def test_the_whole_folder_is_imported_within_two_minutes_and_a_gibibyte_and_a_half(folder, spare):
    started = time.monotonic()
    said = json.loads(spare.command("import", "run", "chicago", str(folder), "--json").stdout)
    seconds = time.monotonic() - started
    mebibytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    counted = {name: (one["read"], one["rejected"]) for name, one in said["tables"].items()}
    assert counted == WHOLE
    assert said["written"]["cases_case"] == 97_144
    assert said["written"]["cases_allegation"] == 114_591
    assert said["noted"]["no_subject_recorded"] == 35_096
    assert said["noted"]["closed_before_receipt"] == 23
    assert (seconds < SECONDS, mebibytes < MEBIBYTES) == (True, True)
    again = json.loads(spare.command("import", "run", "chicago", str(folder), "--json").stdout)
    assert all(one["taken"] == 0 for one in again["tables"].values())


@pytest.mark.proof
def test_the_whole_folder_can_be_tried_dry(folder, spare):
    with spare.connect() as connection:
        before = connection.execute("select count(*) from cases_case").fetchone()
    dry = spare.command("import", "run", "chicago", str(folder), "--dry-run", "--json").stdout
    counted = json.loads(dry)["tables"]
    assert {name: (one["read"], one["rejected"]) for name, one in counted.items()} == WHOLE
    with spare.connect() as connection:
        kept = connection.execute("select count(*) from cases_case").fetchone()
    assert kept == before
