"""Look-ups of a consenting reporter are found in her force's feed by somebody outside it."""

import json

import pytest
from feeds import read

import story
from candour.guard import keys
from candour.guard.models import Leaf
from candour.imports.actions import watch_lookups
from candour.imports.models import LookupAlert, LookupFinding, LookupProgress, Remark
from candour.intake.models import WatchedTerms
from cast import NOW


@pytest.mark.scenario("SC-27", part="alert")
def test_the_subjects_reads_of_her_vehicle_alert_handlers_and_those_outside(
    told, number_of, world, as_role
) -> None:
    told.consent()
    subject = number_of("subject")

    report = told.run([read(subject, days=2, hour=hour, vrm="ab12cde") for hour in (9, 10, 11)])

    assert (report.raised.alerts, report.raised.told) == (1, 1)
    alert = LookupAlert.objects.get()
    vault, by = story.vault_of(world, "desk"), story.actor("desk")
    with as_role("casework", actor=by.account):
        text = keys.open_items(items=[alert.item], vault=vault, by=by, at=NOW)[alert.item_id]
    said = json.loads(text)
    assert alert.file_id == told.case
    assert said["lines"] == [
        "Read the reporter's vehicle 3 times, 2 days after the report, no task"
    ]
    assert LookupFinding.objects.get().alert_id == alert.id


def test_a_handler_is_told_no_moment_and_no_record(told, number_of, world, as_role) -> None:
    told.consent()

    told.run([read(number_of("subject"), days=2, vrm="AB12 CDE", record="SECRET-REF")])

    alert = LookupAlert.objects.get()
    by = story.actor("desk")
    with as_role("casework", actor=by.account):
        text = keys.open_items(
            items=[alert.item], vault=story.vault_of(world, "desk"), by=by, at=NOW
        )[alert.item_id]
    assert "SECRET-REF" not in text
    assert "T10:00" not in text


def test_a_colleagues_read_by_her_name_alerts(told, number_of) -> None:
    told.consent()
    colleague = number_of("colleague")

    report = told.run(
        [read(colleague, days=3, name="OXLEY-EXAMPLE, Ann", dob="1990-05-17", system="crime")]
    )

    assert report.raised.alerts == 1


@pytest.mark.scenario("SC-27", part="before")
def test_reads_before_the_report_on_several_days_alert(told, number_of) -> None:
    told.consent()
    subject = number_of("subject")

    report = told.run([read(subject, days=-day, vrm="AB12CDE") for day in (40, 30, 20)])

    assert report.raised.alerts == 1


def test_a_read_for_a_task_that_dispatch_gave_is_no_alert(told, number_of) -> None:
    told.consent()
    rows = [read(number_of("colleague"), days=0, vrm="AB12CDE", task="INC-1", task_by="dispatch")]

    assert told.run(rows).raised.alerts == 0


def test_somebody_elses_record_touches_nothing(told, number_of) -> None:
    told.consent()
    rows = [read(number_of("subject"), days=2, name="Ann Oxley-Example", dob="1961-01-02")]
    rows += [read(number_of("subject"), days=2, vrm="ZZ99ZZZ")]

    assert told.run(rows).raised.alerts == 0


def test_without_her_leave_only_those_outside_are_told(told, number_of) -> None:
    told.consent(tells_force="no")

    report = told.run([read(number_of("subject"), days=2, vrm="AB12CDE")])

    assert (report.raised.alerts, report.raised.told) == (1, 0)
    assert not LookupAlert.objects.exists()


@pytest.mark.scenario("SC-27", part="consent")
def test_what_she_ends_is_erased_with_what_was_found(told, number_of) -> None:
    told.consent()
    told.run([read(number_of("subject"), days=2, vrm="AB12CDE")])

    told.end()

    assert not WatchedTerms.objects.exists()
    assert not LookupFinding.objects.exists()


def test_new_terms_take_the_place_of_the_old_ones(told) -> None:
    told.consent()
    told.consent(vehicles="CD34 EFG")

    assert WatchedTerms.objects.count() == 1


def test_the_same_reads_again_raise_nothing(told, number_of) -> None:
    told.consent()
    rows = [read(number_of("subject"), days=2, vrm="AB12CDE")]
    told.run(rows)

    assert told.run(rows).raised.alerts == 0


def test_a_reader_of_the_force_is_refused(told) -> None:
    told.consent()

    with pytest.raises(watch_lookups.NotOutside):
        told.run([], who="desk")


def test_a_reader_who_keeps_no_terms_is_told_so(told) -> None:
    with pytest.raises(watch_lookups.NothingWatched):
        told.run([])


def test_no_leaf_and_no_row_holds_a_term_or_who_read_it(told, number_of) -> None:
    told.consent()
    subject = number_of("subject")

    told.run([read(subject, days=2, vrm="AB12CDE", searched="ann oxley-example")])

    leaves = b"".join(bytes(leaf.body) for leaf in Leaf.objects.all()).upper()
    assert not [word for word in (b"AB12CDE", b"OXLEY", f'"{subject}"'.encode()) if word in leaves]
    assert not LookupProgress.objects.exists()


def test_a_row_that_says_nothing_is_named_and_the_others_go_on(told, number_of) -> None:
    told.consent()
    subject = number_of("subject")
    rows = [
        read(subject, days=1, at="yesterday"),
        read("", days=1),
        read(subject, days=2, vrm="AB12CDE"),
    ]

    report = told.run(rows)

    assert report.left_out == {"missing": 1, "not_a_moment": 1}
    named = Remark.objects.filter(run_id=report.run).order_by("row")
    assert list(named.values_list("row", "reason")) == [(1, "not_a_moment"), (2, "missing")]
    assert report.raised.alerts == 1
