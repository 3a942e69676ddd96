"""HR's feed: kept by codes and days, each row once; what can't be taken is named by its row."""

import hr_feeds as feeds
import pyarrow
import pyarrow.parquet
import pytest
from django.db import connection

from candour.guard.models import Account, Leaf
from candour.imports.models import HrEvent

pytestmark = pytest.mark.usefixtures("force", "worker")


@pytest.fixture
def force(loaded, db, data_folder):
    """The invented force, whose secrets stay where they are."""
    return loaded


def test_an_event_is_kept_of_who_held_the_number_that_day(tmp_path):
    report = feeds.take(feeds.write(tmp_path, feeds.row()))

    event = HrEvent.objects.get()
    assert feeds.counted(report) == (1, 0, 0)
    assert event.person_id == Account.objects.get(username="subject").person_id
    assert (event.kind, event.is_asked_for, event.is_planned) == ("moved", False, False)


def test_the_same_file_again_changes_nothing_and_a_changed_row_is_refused(tmp_path):
    path = feeds.write(tmp_path, feeds.row("E1"), feeds.row("E2", kind="discipline"))
    feeds.take(path)

    again = feeds.take(path)
    changed = feeds.take(feeds.write(tmp_path, feeds.row("E1", kind="leave_refused"), name="b.csv"))

    assert feeds.counted(again) == (0, 2, 0)
    assert feeds.counted(changed) == (0, 0, 1)
    assert HrEvent.objects.get(ref="E1").kind == "moved"


def test_bad_rows_are_named_and_stop_no_good_one(tmp_path):
    report = feeds.take(
        feeds.write(
            tmp_path,
            feeds.row("B1", number="999999"),
            feeds.row("B2", kind="gossip"),
            feeds.row("B3", happened_on=feeds.days_ago(-9)),
            feeds.row("B4", kind="appraisal"),
            feeds.row("B5", value="3"),
            feeds.row("GOOD", kind="appraisal", value="3"),
        )
    )

    assert feeds.counted(report) == (1, 0, 5)
    lines = report.rejects_file.read_text(encoding="utf-8")
    assert "held the number on that day" in lines
    assert "999999" not in lines


def test_a_planned_event_may_lie_ahead(tmp_path):
    planned = feeds.row(happened_on=feeds.days_ago(-9), planned="yes")

    assert feeds.counted(feeds.take(feeds.write(tmp_path, planned))) == (1, 0, 0)
    assert HrEvent.objects.get().is_planned


def test_parquet_is_read_like_csv(tmp_path):
    path = tmp_path / "hr.parquet"
    rows = [feeds.row("P1"), feeds.row("P2", kind="appraisal")]
    columns = {name: [one.get(name) for one in rows] for name in feeds.NAMES}
    columns["value"] = [None, 4]
    pyarrow.parquet.write_table(pyarrow.table(columns), path)

    assert feeds.counted(feeds.take(path)) == (2, 0, 0)
    assert HrEvent.objects.get(ref="P2").value == 4


def test_no_leaf_holds_what_hr_did_or_to_whom(tmp_path):
    known = set(Leaf.objects.values_list("id", flat=True))
    feeds.take(feeds.write(tmp_path, feeds.row("E1", kind="discipline")))

    bodies = b"".join(
        bytes(body) for body in Leaf.objects.exclude(id__in=known).values_list("body", flat=True)
    )
    assert b"imports.hr_events" in bodies
    assert b"discipline" not in bodies


@pytest.mark.parametrize("role", ["casework", "oversight", "report"])
def test_no_site_reads_a_row_of_it(role):
    with connection.cursor() as cursor:
        cursor.execute(
            "select has_table_privilege(%s, 'imports_hrevent', 'select')", [f"candour_{role}"]
        )
        assert cursor.fetchone() == (False,)
