"""Planned changes come as CSV, XLSX or JSON lines: each reference once, bad rows named."""

import json

import pytest

from candour.imports.models import PlannedChange
from patterns.gates import planning

pytestmark = pytest.mark.usefixtures("force", "worker")


@pytest.fixture
def force(loaded, db, data_folder):
    """The invented force, whose secrets stay where they are."""
    return loaded


def counted(report):
    found = report.counts.table("planned")
    return found.new, found.unchanged, found.rejected


def test_each_planned_change_is_kept_once(tmp_path):
    path = planning.write(tmp_path, planning.row("P1"), planning.row("P2", change="vetting"))
    assert counted(planning.take(path)) == (2, 0, 0)
    assert counted(planning.take(path)) == (0, 2, 0)
    assert set(PlannedChange.objects.values_list("ref", "change")) == {
        ("P1", "promotion"),
        ("P2", "vetting"),
    }


def test_json_lines_say_the_same(tmp_path):
    path = tmp_path / "planned.jsonl"
    path.write_text(json.dumps(planning.row("P1")) + "\n", encoding="utf-8")
    assert counted(planning.take(path)) == (1, 0, 0)


def test_bad_rows_are_named_and_stop_no_good_one(tmp_path):
    report = planning.take(
        planning.write(
            tmp_path,
            planning.row("B1", change="sabbatical"),
            planning.row("B2", planned_on="soon"),
            planning.row("B3", number=""),
            planning.row("GOOD"),
            planning.row("GOOD"),
        )
    )
    assert counted(report) == (1, 0, 4)
    assert "4471" not in report.rejects_file.read_text(encoding="utf-8")


def test_a_dry_run_keeps_nothing(tmp_path):
    planning.take(planning.write(tmp_path, planning.row()), is_dry=True)
    assert not PlannedChange.objects.exists()
