"""The commands of the patterns: on a folder of another source, on our own register, and refused."""

import datetime
import io
import json

import pyarrow.parquet
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from candour.patterns.places import network, register
from imports import synthetic

AS_OF = datetime.date(2011, 12, 31)


def asked(*words):
    """Run a verb and return its totals."""
    out = io.StringIO()
    call_command("patterns", *words, "--json", stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture
def chicago(tmp_path):
    """A folder of the shape of Chicago's public records."""
    folder = tmp_path / "chicago"
    folder.mkdir()
    synthetic.folder(officers=30, complaints=120).write(folder)
    return folder


def test_the_network_of_a_folder_is_that_of_its_matters(chicago, tmp_path):
    out = tmp_path / "pairs.parquet"

    totals = asked(
        "network", "--folder", str(chicago), "--as-of", AS_OF.isoformat(), "--out", str(out)
    )

    read = register.of_folder(folder=chicago, as_of=AS_OF)
    assert totals["matters"] == len(read.matters) > 0
    assert totals["pairs"] == len(network.network(matters=read.matters).pairs) > 0
    assert pyarrow.parquet.read_table(out).num_rows == totals["pairs"]


def test_what_came_after_the_day_is_not_known(chicago):
    early = register.of_folder(folder=chicago, as_of=datetime.date(2001, 12, 31))

    assert all(one.from_on <= datetime.date(2001, 12, 31) for one in early.postings)
    assert len(early.matters) < len(register.of_folder(folder=chicago, as_of=AS_OF).matters)


def test_a_folder_is_scanned_and_written(chicago, tmp_path):
    out = tmp_path / "spots.csv"

    totals = asked(
        "scan", "--folder", str(chicago), "--as-of", AS_OF.isoformat(), "--years", "11",
        "--standards-department", "--out", str(out),
    )  # fmt: skip

    assert totals["events"] > 0
    assert out.read_text(encoding="utf-8").startswith("team,from_on,until_on,members")


def test_our_own_register_is_read_by_the_worker(world, as_role):
    with as_role("worker"):
        totals = [asked(verb) for verb in ("scan", "network", "retaliation")]
        lost = asked("lost", "--month", "2026-01-01")
        left = asked("leavers", "--organisation", "Northfold Police")

    assert totals[0]["teams"] > 0
    assert totals[1]["matters"] > 0
    assert totals[2] == {"proposed": 0, "tests": 0}
    assert lost["days"] == 0
    assert left["reporters left within a year"] == ""


@pytest.mark.parametrize(
    "words",
    [
        ("network", "--folder", "/nowhere"),
        ("network", "--out", "pairs.txt", "--folder", "FOLDER"),
        ("scan", "--as-of", "soon"),
    ],
)
def test_what_can_not_be_done_is_said_in_a_sentence(chicago, words):
    with pytest.raises(CommandError):
        asked(*[str(chicago) if one == "FOLDER" else one for one in words])
