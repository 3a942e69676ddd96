"""On real complaints: the closed ones alone say 120 days, the open ones counted say 140."""

import datetime
import json
import pathlib

import pyarrow
import pyarrow.parquet
import pytest
import registers
from django.core.management import call_command

from candour.cases.models import Case
from candour.measures import running
from candour.measures.parameters import Parameters
from candour.measures.register import export, folders, reading
from candour.measures.register.manifest import Manifest, code_version
from candour.measures.register.reading import Register
from candour.measures.register.tables import CASE, TABLES

AS_OF = datetime.date(2012, 1, 1)
WINDOW = Parameters(
    as_of=AS_OF, from_on=datetime.date(2009, 1, 1), to_on=datetime.date(2011, 12, 31)
)
CHICAGO = "chicago_as_known_2011-12-31"


def cases_of(folder: pathlib.Path) -> list[tuple]:
    """The rows of a case table from the published files, which write days as text."""
    told = pyarrow.parquet.read_table(
        folder / "complaints.parquet",
        columns=["cr_id", "complaint_date", "incident_date", "closed_date"],
    )
    rows = []
    for cr_id, received, incident, closed in zip(*(c.to_pylist() for c in told), strict=True):
        is_impossible = bool(closed) and closed < received
        closed_on = registers.day(closed) if closed and not is_impossible else None
        incident_on = registers.day(incident) if incident else None
        rows.append((cr_id, "chicago", "complaint", "public", registers.day(received),
                     incident_on, closed_on, is_impossible))  # fmt: skip
    return rows


def register_of(rows: list[tuple], under: pathlib.Path) -> Register:
    """A register that holds these cases and nothing else."""
    made = folders.half_made(under=under, at=registers.AT)
    written = tuple(
        export._write(table, made / table.file, iter([rows] if table is CASE and rows else []))
        for table in TABLES
    )
    manifest = Manifest(
        as_of=AS_OF,
        code=code_version(),
        tables=written,
        sources=(),
        organisations={"chicago": "Chicago"},
        missing={},
    )
    return reading.over(folder=made, manifest=manifest, engine=reading.duckdb(may_read=made))


def medians(register: Register) -> tuple[float | None, float | None]:
    """Closed cases only, and Kaplan-Meier."""
    found = running.run(entry=running.entry_of("timeliness"), register=register, parameters=WINDOW)
    closed_only = found.table("closed_only").rows[0].values[0].value
    return closed_only, found.table("durations").rows[0].values[0].value


@pytest.mark.scenario("SC-69", part="open cases count, on real complaints")
def test_closed_only_says_120_days_and_kaplan_meier_140(real_data, tmp_path):
    register = register_of(cases_of(real_data / CHICAGO), tmp_path)
    assert medians(register) == (120, 140)


@pytest.mark.scenario("SC-69", part="open cases count")
def test_open_cases_lengthen_the_median_of_an_invented_register_of_that_shape(tmp_path):
    received = registers.day("2011-01-01")
    closed = [
        (f"c{days}", "chicago", "complaint", "public", received, None,
         received + datetime.timedelta(days=days), False)
        for days in range(100, 141)
    ]  # fmt: skip
    still_open = [
        (f"o{number}", "chicago", "complaint", "public", received, None, None, False)
        for number in range(20)
    ]
    assert medians(register_of(closed + still_open, tmp_path)) == (120, 130)


@pytest.mark.proof
def test_the_whole_way_from_the_published_files_gives_both_medians(
    real_data, as_role, db, settings, tmp_path, capsys
):
    settings.DATA = tmp_path
    with as_role("worker"):
        call_command("import", "run", "chicago", str(real_data / CHICAGO), "--json")
        capsys.readouterr()
        call_command(
            "measure", "run", "timeliness", "--as-of", "2012-01-01", "--from", "2009-01-01",
            "--to", "2011-12-31", "--force", "Chicago (public records)", "--json",
        )  # fmt: skip
    tables = {table["name"]: table for table in json.loads(capsys.readouterr().out)["tables"]}
    assert Case.objects.filter(source_name="chicago").count() == 97_144
    assert tables["closed_only"]["rows"][0]["values"][0]["value"] == 120
    assert tables["durations"]["rows"][0]["values"][0]["value"] == 140
    assert tables["states"]["rows"][0]["values"][0]["value"] == 17_597
