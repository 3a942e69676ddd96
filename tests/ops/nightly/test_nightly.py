"""The nightly proof: no receipt without state, owner and day; nothing altered goes unnoticed."""

import datetime
import json

import pytest
import thousand
from django.core.management import call_command
from django.db import ProgrammingError, connection

import story
from candour.guard.models import Account, Leaf, SeatCertificate
from candour.intake.attachments import receive
from candour.intake.models import Blob, Report
from candour.ops import nightly, work
from candour.ops.doctor import receipts
from candour.ops.doctor.findings import Finding
from candour.oversight.models import Alert, Proof
from candour.oversight.queries import alerts
from cast import NOW
from intake.attachments.attaching import body_of, request_of

TODAY = NOW.date()


@pytest.fixture
def prove(as_role):
    """Prove as the worker does each night."""

    def proved():
        with as_role("worker"):
            work.sequence()
            return nightly.prove(at=NOW, today=TODAY)

    return proved


@pytest.fixture
def sent(world, as_role):
    """A report that was sealed."""
    return story.reported(world, as_role)


def reports() -> set:
    return set(Report.objects.values_list("file_id", flat=True))


@pytest.fixture
def thousand_files(world, as_role) -> list:
    with as_role("report"):
        files = thousand.send(world, count=thousand.THOUSAND)
    with as_role("worker"):
        story.seal()
    return files


@pytest.mark.proof
@pytest.mark.scenario("SC-04", part="a-thousand")
def test_of_a_thousand_receipts_none_is_without_state_owner_and_next_day(thousand_files, prove):
    proved = prove()
    assert set(thousand_files) <= reports()
    assert proved.receipts >= thousand.THOUSAND
    assert proved.faults == ()


@pytest.mark.proof
@pytest.mark.scenario("SC-04", part="deletion")
def test_one_of_a_thousand_deleted_with_all_its_rows_is_noticed(thousand_files, prove):
    gone = thousand_files[500]
    thousand.erase(gone)
    proved = prove()
    assert f"intake_report {gone}" in {fault.place for fault in proved.faults}
    assert {fault.words for fault in proved.faults} == {"This row was removed."}


@pytest.mark.scenario("SC-04", part="alert")
def test_a_deleted_report_alerts_the_overseers_by_itself(sent, prove, as_role):
    thousand.erase(sent.file)
    prove()
    by = story.actor("oversight")
    with as_role("oversight", actor=by.account):
        found = alerts.alerts(by=by, at=NOW)
    assert f"intake_report {sent.file}" in {alert.place for alert in found.waiting}
    assert found.proof.findings == len(found.waiting) > 0


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("delete from intake_mailbox", "no_mailbox"),
        ("update intake_mailbox set leaf_hash = sha256('x')", "other_leaf"),
        ("update intake_report set leaf_hash = sha256('x')", "no_leaf"),
        ("delete from intake_progress", "no_state"),
        ("update guard_account set is_active = false", "no_owner"),
        (
            "update guard_seatcertificate"
            " set revoked_on = '2020-01-01', revoked_because = 'leaver'",
            "no_owner",
        ),
        ("delete from guard_keywrap", "no_owner"),
        (
            "insert into guard_wall (id, file_id, account_id, because)"
            " select gen_random_uuid(), file_id, account_id, 'association' from guard_grant"
            " on conflict do nothing",
            "no_owner",
        ),
        (
            "insert into intake_progress (id, correspondent_id, file_id, organisation_id, number,"
            " state, since_on, next_on) select gen_random_uuid(), correspondent_id, file_id,"
            " organisation_id, 3, 'read', since_on, next_on from intake_progress",
            "state_removed",
        ),
        ("delete from intake_report", "no_report"),
    ],
)
def test_a_receipt_that_lacks_something_is_found_and_named(sent, prove, statement, problem):
    thousand.change(statement)
    found = {fault.place.split()[0] for fault in prove().faults if fault.kind == "receipt"}
    assert problem in found


@pytest.fixture
def with_a_file(world, as_role, settings, tmp_path):
    """A report with an attached file, after the sealing, and where its bytes are."""
    settings.BLOBS = tmp_path / "blobs"
    with as_role("report"):
        (taken,), _ = receive.take(request_of(body_of([("a.txt", b"words")])))
    sent = story.reported(world, as_role, files=(taken.to_json(),))
    return sent, settings.BLOBS / str(taken.id)


def test_attached_files_that_are_there_are_sound(with_a_file, prove):
    assert prove().faults == ()


@pytest.mark.parametrize("problem", ["file_gone", "file_cut"])
def test_an_attached_file_that_is_gone_or_cut_is_found_and_its_report_named(
    with_a_file, prove, problem
):
    sent, place = with_a_file
    harm = {"file_gone": place.unlink, "file_cut": lambda: place.write_bytes(b"half")}
    harm[problem]()
    prove()
    alert = Alert.objects.get()
    assert (alert.kind, alert.place) == ("receipt", f"{problem} {place.name}")
    assert (alert.file_id, alert.reference) == (
        sent.file, Report.objects.get(file_id=sent.file).reference,
    )  # fmt: skip


def test_whoever_was_never_given_a_mailbox_lacks_none(sent, prove):
    thousand.change("delete from intake_mailbox")
    thousand.change("update intake_correspondent set is_reachable = false")
    assert prove().faults == ()


def test_an_altered_row_is_named_by_its_report_and_its_body(world, sent, prove):
    report = Report.objects.get(file_id=sent.file)
    thousand.change("update intake_report set received_on = '2020-01-01'")
    prove()
    alert = Alert.objects.get(place=f"intake_report {sent.file}")
    assert alert.words == "This row was changed past the log."
    assert (alert.reference, alert.organisation_id) == (report.reference, report.organisation_id)


def test_a_handed_on_and_a_recorded_report_are_sound(world, as_role, sent, prove):
    story.record(world, as_role, report=sent.file)
    assert prove().faults == ()


def test_the_same_finding_is_one_alert_however_often_it_is_found(sent, prove):
    thousand.change("delete from intake_mailbox")
    prove()
    first = Alert.objects.count()
    prove()
    assert Alert.objects.count() == first > 0
    assert Proof.objects.count() == 2


def test_what_was_settled_and_is_still_wrong_is_found_again(sent, prove, as_role):
    from candour.oversight.actions.settle_alert import settle_alert

    thousand.change("delete from intake_mailbox")
    prove()
    alert = Alert.objects.get(kind="receipt")
    by = story.actor("oversight")
    with as_role("oversight", actor=by.account):
        settle_alert(alert=alert.id, reason="Restored from a backup.", by=by, at=NOW)
    prove()
    assert Alert.objects.filter(place=alert.place).count() == 2


def test_alerts_and_proofs_are_in_the_log_themselves(sent, prove):
    thousand.change("delete from intake_mailbox")
    prove()
    thousand.change("delete from oversight_alert")
    places = {fault.place.split()[0] for fault in prove().faults}
    assert "oversight_alert" in places


def test_of_very_many_findings_a_hundred_are_listed_and_the_rest_counted(world, as_role, prove):
    with as_role("report"):
        thousand.send(world, count=130)
    with as_role("worker"):
        story.seal()
    thousand.change("delete from intake_mailbox")
    proved = prove()
    assert len(proved.faults) >= 130
    assert Alert.objects.count() == 101
    assert Alert.objects.get(kind="more").words == f"{len(proved.faults) - 100:,} more findings."
    prove()
    assert Alert.objects.exclude(kind="more").count() == len(proved.faults)


def test_what_is_known_never_hides_what_is_new_and_altered_rows_stand_first(world, as_role, prove):
    with as_role("report"):
        files = thousand.send(world, count=130)
    with as_role("worker"):
        story.seal()
    thousand.change("delete from intake_mailbox")
    thousand.change("update intake_report set received_on = '2020-01-01' where file_id = %s",
                    max(files))  # fmt: skip
    prove()
    assert Alert.objects.filter(kind="row", place=f"intake_report {max(files)}").exists()
    thousand.change("update intake_report set received_on = '2020-01-01' where file_id = %s",
                    min(files))  # fmt: skip
    prove()
    assert Alert.objects.filter(kind="row", place=f"intake_report {min(files)}").exists()


def test_the_proof_is_owed_once_a_day_and_not_before_the_sealing(world, as_role, settings, prove):
    settings.SEAL_SECONDS = 0
    with as_role("worker"):
        before = nightly.is_due(today=TODAY)
        work.seal(at=NOW, day=TODAY)
        after_sealing = nightly.is_due(today=TODAY)
    prove()
    assert (before, after_sealing, nightly.is_due(today=TODAY)) == (False, True, False)


@pytest.mark.parametrize("table", ["intake_draft", "intake_equalitypool"])
def test_a_renewal_that_fails_stops_no_other(world, as_role, settings, tmp_path, table):
    settings.BLOBS = tmp_path / "blobs"
    with as_role("report"):
        receive.take(request_of(body_of([("a.txt", b"words")])))
    long_ago = TODAY - datetime.timedelta(days=9)
    Blob.objects.update(expires_on=long_ago)
    thousand.change(f"alter table {table} rename to broken")
    with as_role("worker"), pytest.raises(ProgrammingError):
        work.seal(at=NOW, day=TODAY)
    assert (Blob.objects.count(), list(settings.BLOBS.iterdir())) == (0, [])


def test_a_tick_seals_and_then_proves_once(world, as_role, settings, tmp_path, capsys):
    settings.SEAL_SECONDS = 0
    settings.DATA = tmp_path
    with as_role("report"):
        story.send(world)
    with as_role("worker"):
        call_command("tick")
        call_command("tick")
    assert capsys.readouterr().out.count("receipts proved, 0 findings") == 1
    assert Proof.objects.count() == 1


def test_the_command_says_what_it_proved(sent, as_role, capsys):
    with as_role("worker"):
        work.sequence()
        call_command("receipts", "check")
    assert "rows proved, 0 findings" in capsys.readouterr().out


def test_the_command_names_each_finding_and_ends_with_one(sent, as_role, capsys):
    report = Report.objects.get(file_id=sent.file)
    thousand.change("delete from intake_mailbox")
    with as_role("worker"), pytest.raises(SystemExit) as ended:
        call_command("receipts", "check", "--json")
    found = json.loads(capsys.readouterr().out)["findings"]
    assert ended.value.code == 1
    assert [(one["reference"], one["problem"]) for one in found] == [
        (report.reference, "Its mailbox is gone.")
    ]
    assert Alert.objects.count() == 1


def test_the_command_does_nothing_where_nothing_is_owed(sent, prove, as_role, capsys):
    prove()
    with as_role("worker"):
        call_command("receipts", "check", "--if-due")
    assert capsys.readouterr().out == ""


def test_no_word_of_a_report_and_no_name_is_in_an_alert(world, sent, prove):
    names = set(Account.objects.values_list("username", flat=True)) | {"lockers", "Marlow"}
    thousand.erase(sent.file)
    SeatCertificate.objects.all().delete()
    prove()
    said = " ".join(json.dumps(alert, default=str) for alert in Alert.objects.values())
    assert Leaf.objects.exists()
    assert [name for name in names if f" {name} " in said] == []


def doctor(*, on) -> Finding:
    (finding,) = receipts.look(connection.connection, on=on)
    return finding


def test_the_doctor_says_when_the_receipts_were_last_proved(sent, prove):
    before = doctor(on=TODAY)
    prove()
    after, late = doctor(on=TODAY), doctor(on=TODAY + datetime.timedelta(days=3))
    assert (before.advice, after.advice, late.advice) == (None, None, "run candour receipts check")
    assert after.says == f"1 proved on {TODAY}, no alert waits"


def test_the_doctor_says_how_many_alerts_wait(sent, prove):
    thousand.change("delete from intake_mailbox")
    prove()
    assert doctor(on=TODAY).says == "1 alerts of the nightly proof wait"


def test_a_step_that_the_law_does_not_allow_is_found(world, prove):
    with connection.cursor() as cursor:
        cursor.execute("update cases_allowedstep set parties = '{stranger}' where id = 1")

    found = [one.words for one in prove().faults if one.place == "table of steps"]

    assert [words.endswith("the law file has no such row") for words in found] == [True, False]
