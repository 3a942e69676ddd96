"""An outside line's batch: what is taken, what is refused, and that no file changes it twice."""

import hotlines
import imported
import pytest
from django.db import IntegrityError, transaction

from candour.imports.models import Contact, ContactFile
from candour.intake.models import Report

pytestmark = pytest.mark.usefixtures("force", "worker")


@pytest.fixture
def force(loaded, db, data_folder):
    """The invented force, whose secrets stay where they are."""
    return loaded


def test_each_contact_is_taken_as_what_became_of_it(tmp_path):
    report = hotlines.take(
        hotlines.write(
            tmp_path, hotlines.passed_on("C1"), hotlines.refused("C2"), hotlines.row("C3")
        )
    )
    assert hotlines.counted(report) == (3, 0, 0, 0)
    assert hotlines.standing() == {"C1": "passed_on", "C2": "refused", "C3": "pending"}


def test_a_workbook_is_read_like_a_text_file(tmp_path):
    path = hotlines.workbook(tmp_path, hotlines.passed_on("C1"), hotlines.refused("C2"), total=2)
    assert hotlines.counted(hotlines.take(path)) == (2, 0, 0, 0)
    assert ContactFile.objects.get().stated == 2


def test_the_same_file_again_changes_nothing(tmp_path):
    path = hotlines.write(
        tmp_path, hotlines.passed_on("C1"), hotlines.refused("C2"), hotlines.row("C3"), total=3
    )
    hotlines.take(path)
    again = hotlines.take(path)
    assert hotlines.counted(again) == (0, 0, 3, 0)
    assert (Contact.objects.count(), Report.objects.filter(route="hotline").count()) == (3, 1)
    assert ContactFile.objects.count() == 1


def test_a_pending_contact_moves_on_by_a_new_row_that_supersedes_it(tmp_path):
    hotlines.take(hotlines.write(tmp_path, hotlines.row("C1"), hotlines.row("C2")))
    later = hotlines.take(
        hotlines.write(tmp_path, hotlines.passed_on("C1"), hotlines.refused("C2"), name="b.csv")
    )
    assert hotlines.counted(later) == (0, 2, 0, 0)
    assert hotlines.standing() == {"C1": "passed_on", "C2": "refused"}
    assert Contact.objects.filter(ref="C1").count() == 2


def test_an_old_file_imported_again_takes_nothing_back(tmp_path):
    first = hotlines.write(tmp_path, hotlines.row("C1"))
    hotlines.take(first)
    hotlines.take(hotlines.write(tmp_path, hotlines.passed_on("C1"), name="b.csv"))
    assert hotlines.counted(hotlines.take(first)) == (0, 0, 1, 0)
    assert hotlines.standing() == {"C1": "passed_on"}


@pytest.mark.parametrize(
    "later",
    [
        hotlines.refused("C1", reason="too_little"),
        hotlines.row("C1"),
        hotlines.passed_on("C1"),
        hotlines.refused("C1", received_on="2026-11-04"),
        hotlines.refused("C1", force="Eastmarch Constabulary"),
        hotlines.refused("C1", category="F6"),
    ],
)
def test_a_contact_that_two_files_contradict_is_refused_and_named(tmp_path, later):
    hotlines.take(hotlines.write(tmp_path, hotlines.refused("C1")))
    report = hotlines.take(hotlines.write(tmp_path, hotlines.row("C0"), later, name="b.csv"))
    assert hotlines.counted(report) == (1, 0, 0, 1)
    assert hotlines.rejects(report) == [
        'contacts,2,"An earlier file says something else of this contact, which is not taken back",'
    ]
    assert hotlines.standing() == {"C0": "pending", "C1": "refused"}


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (hotlines.row("", disposition="pending"), "missing"),
        (hotlines.row("C1", received_on="3rd of May"), "not_a_date"),
        (hotlines.row("C1", received_on="2199-01-01"), "day_to_come"),
        (hotlines.row("C1", disposition="forwarded"), "unknown_code"),
        (hotlines.refused("C1", reason=""), "missing"),
        (hotlines.refused("C1", reason="did_not_feel_like_it"), "unknown_code"),
        (hotlines.row("C1", reason="not_police"), "reason_not_wanted"),
        (hotlines.passed_on("C1", text=""), "missing"),
        (hotlines.passed_on("C1", text="=1+1"), "formula"),
        (hotlines.passed_on("C1", text="a\x07b"), "not_text"),
        (hotlines.passed_on("C1", text="x" * 20_001), "words_too_long"),
        (hotlines.row("C1", category="Z9"), "unknown_code"),
        (hotlines.row("C1", force="Nowhere Police"), "unknown_force"),
        (hotlines.row("EXAMPLE"), "example_row"),
    ],
)
def test_a_row_that_makes_no_sense_is_named_and_the_rest_goes_on(tmp_path, wrong, reason):
    report = hotlines.take(hotlines.write(tmp_path, wrong, hotlines.row("C9")))
    assert hotlines.counted(report) == (1, 0, 0, 1)
    assert dict(report.counts.rejected) == {reason: 1}
    assert hotlines.standing() == {"C9": "pending"}


def test_two_rows_of_one_contact_in_a_file_are_one_and_the_second_is_refused(tmp_path):
    report = hotlines.take(
        hotlines.write(tmp_path, hotlines.row("C1"), hotlines.row("C1"), hotlines.refused("C1"))
    )
    assert dict(report.counts.rejected) == {"duplicate": 1, "contradicts": 1}
    assert hotlines.standing() == {"C1": "pending"}


def test_words_of_a_contact_that_was_not_passed_on_are_left_out(tmp_path):
    report = hotlines.take(hotlines.write(tmp_path, hotlines.refused("C1", text=hotlines.WORDS)))
    assert hotlines.counted(report) == (1, 0, 0, 0)
    assert dict(report.counts.noted) == {"words_left_out": 1}


def test_an_import_that_broke_off_goes_on_where_it_stopped(tmp_path):
    rows = [hotlines.passed_on("C0"), *[hotlines.row(f"C{number}") for number in range(1, 7)]]
    path = hotlines.write(tmp_path, *rows, total=7)
    hotlines.take_one_batch(path, batch_rows=3)
    assert Contact.objects.count() == 3
    again = hotlines.take(path, batch_rows=3)
    assert again.is_resumed
    assert hotlines.counted(again) == (7, 0, 0, 0)
    assert (Contact.objects.count(), Report.objects.filter(route="hotline").count()) == (7, 1)


def test_a_dry_run_says_what_would_change_and_keeps_nothing(tmp_path):
    path = hotlines.write(tmp_path, hotlines.passed_on("C1"), total=1)
    report = hotlines.take(path, is_dry=True)
    assert hotlines.counted(report) == (1, 0, 0, 0)
    assert (Contact.objects.count(), ContactFile.objects.count()) == (0, 0)
    assert not Report.objects.filter(route="hotline").exists()


def test_no_force_is_its_own_outside_line(tmp_path):
    from candour.imports.running.organisations import NoSuchOrganisation

    path = hotlines.write(tmp_path, hotlines.row("C1"))
    with pytest.raises(NoSuchOrganisation):
        hotlines.take(path, organisation=hotlines.FORCE, is_new=False)


def test_the_database_lets_no_contact_be_changed_removed_or_moved_back(tmp_path):
    from django.db import ProgrammingError

    hotlines.take(hotlines.write(tmp_path, hotlines.refused("C1")))
    held = Contact.objects.get()
    for statement in ("update imports_contact set reason = 'x'", "delete from imports_contact"):
        with pytest.raises(ProgrammingError), transaction.atomic():
            imported.change(statement)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contact.objects.create(
            body_id=held.body_id, force_id=held.force_id, run_id=held.run_id, ref="C1",
            received_on=held.received_on, disposition="pending", supersedes=held,
            recorded_on=held.recorded_on,
        )  # fmt: skip


def test_every_contact_is_in_the_log(tmp_path, log_keys, settings):
    from candour.guard.log import verify
    from candour.ops import work

    hotlines.take(hotlines.write(tmp_path, hotlines.passed_on("C1"), hotlines.row("C2"), total=2))
    work.sequence()
    found = verify.verify(trusted=log_keys, origin=settings.LOG_ORIGIN).findings
    imported.change("reset role")
    imported.change("update imports_contact set received_on = '2020-01-01' where ref = 'C2'")
    changed = verify.verify(trusted=log_keys, origin=settings.LOG_ORIGIN).findings
    assert found == ()
    assert [one.problem for one in changed] == ["This row was changed past the log."]
