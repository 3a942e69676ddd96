"""What a legal hold covers stays: no tombstone, no SQL and no sweep takes it away."""

import datetime
import io
import json
import tarfile
import uuid

import pytest
from django.conf import settings as django_settings
from django.core.management import CommandError, call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction

import legal_holds
import story
from candour.cases.models import Case
from candour.core import notes
from candour.core.countersigning import tombstones
from candour.core.countersigning.tombstones import Why
from candour.guard.actors import service
from candour.guard.log import verify
from candour.guard.log.erasure import erasing, held, passing
from candour.guard.models import Leaf, SealedItem, TreeLeaf
from candour.ops import work
from candour.ops.demo import enrol
from cast import NOW

BY = service("erasing")
TODAY = NOW.date()
# What somebody with a role that may write could try.
DELETIONS = (
    "delete from guard_sealeditem where file_id = %s",
    "update guard_sealeditem set ciphertext = '' where file_id = %s",
    "update guard_sealeditem set ciphertext = 'other' where file_id = %s",
    "update guard_sealeditem set file_id = gen_random_uuid() where file_id = %s",
    "update guard_leaf set body = null where file_id = %s",
    "update guard_file set opened_on = '1990-01-01' where id = %s",
    "delete from guard_file where id = %s",
    "delete from guard_filekey where file_id = %s",
)
EMPTYING = ("guard_sealeditem", "guard_leaf", "cases_case", "intake_report", "intake_attachment")
BROKEN = """
    create or replace function guard.holds_over(of_file uuid) returns setof uuid
    language plpgsql as $$ begin raise exception 'looked through'; end $$
"""
WITHOUT_A_HOLD = """
    select listed.table_name
    from information_schema.columns as listed
    join pg_class as known on known.relname = listed.table_name and known.relkind = 'r'
     and known.relnamespace = 'public'::regnamespace
    where listed.table_schema = 'public' and listed.column_name = 'file_id'
      and (select count(*) from pg_trigger as placed
           where placed.tgrelid = known.oid
             and placed.tgname in (listed.table_name || '_kept_while_held',
                                   listed.table_name || '_whole_while_held')) < 2
"""


@pytest.fixture
def ceremony(world, settings):
    """Two officers of different bodies under a root of their own."""
    bodies = [
        world.organisations["Northfold Police"],
        world.organisations["Eastmarch Constabulary"],
    ]
    found = enrol.hold_ceremony(bodies=bodies, at=NOW)
    settings.ROOT_PUBLIC = found.root_public
    return found


@pytest.fixture
def case(world, as_role) -> Case:
    sent = story.reported(world, as_role)
    recorded = story.record(world, as_role, report=sent.file)
    with as_role("worker"):
        work.sequence()
    return Case.objects.get(file_id=recorded.file)


def signed(item: SealedItem, ceremony) -> bytes:
    data = erasing.ask_for_item(
        item=item.id, why=Why.COURT_ORDER, origin=django_settings.LOG_ORIGIN, on=TODAY
    )
    found = tombstones.decode(data=data)
    for officer, seed in ceremony.officers[:2]:
        found = tombstones.sign(signed=found, officer_id=officer, seed=seed)
    return tombstones.encode(signed=found)


def erase(as_role, data: bytes) -> None:
    with as_role("worker"):
        erasing.erase(data=data, origin=django_settings.LOG_ORIGIN, by=BY, at=NOW)
        work.sequence()


def item_of(file: uuid.UUID) -> SealedItem:
    return SealedItem.objects.filter(file_id=file).order_by("id").first()


def run(statement: str, *values: object) -> None:
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute(statement, values)


def test_a_signed_tombstone_erases_nothing_that_was_held_since(as_role, case, ceremony, log_keys):
    item = item_of(case.file_id)
    tombstone = signed(item, ceremony)
    hold = legal_holds.place(as_role, reference=case.reference)
    with pytest.raises(held.Held) as refused:
        erase(as_role, tombstone)
    assert str(hold) in str(refused.value)
    for content in (case.reference, str(case.file_id), str(item.id), legal_holds.REASON):
        assert content not in str(refused.value)
    assert bytes(SealedItem.objects.get(id=item.id).ciphertext) == bytes(item.ciphertext)
    assert verify.verify(trusted=log_keys, origin=django_settings.LOG_ORIGIN).findings == ()


def test_no_tombstone_is_written_for_what_is_held(as_role, case):
    legal_holds.place(as_role, reference=case.reference)
    leaf = TreeLeaf.objects.filter(leaf__file_id=case.file_id).order_by("index").first()
    for what in (("--item", str(item_of(case.file_id).id)), ("--leaf", str(leaf.index))):
        with pytest.raises(CommandError, match=r"Legal hold .* keeps this"), as_role("worker"):
            call_command("log", "erase", *what, "--why", "court_order")


def test_once_two_people_have_lifted_it_what_two_bodies_signed_is_erased(
    as_role, case, ceremony, log_keys
):
    hold = legal_holds.place(as_role, reference=case.reference)
    legal_holds.lift(as_role, hold, by="oversight")
    with pytest.raises(held.Held):
        signed(item_of(case.file_id), ceremony)
    legal_holds.lift(as_role, hold, by="board")
    erase(as_role, signed(item_of(case.file_id), ceremony))
    assert bytes(item_of(case.file_id).ciphertext) == b""
    assert verify.verify(trusted=log_keys, origin=django_settings.LOG_ORIGIN).findings == ()


@pytest.mark.parametrize("role", ["worker", None])
@pytest.mark.parametrize("statement", DELETIONS)
def test_no_role_deletes_what_is_held_by_sql(as_role, case, role, statement):
    legal_holds.place(as_role, reference=case.reference)
    if role:
        with as_role(role), pytest.raises(IntegrityError, match=r"legal hold .* keeps this"):
            run(statement, case.file_id)
        return
    with pytest.raises(IntegrityError, match=r"legal hold .* keeps this"):
        run(statement, case.file_id)


@pytest.mark.parametrize("table", ["cases_case", "cases_allegation", "cases_described"])
def test_not_even_the_owner_of_the_tables_deletes_a_held_case(as_role, case, table):
    legal_holds.place(as_role, reference=case.reference)
    with pytest.raises(IntegrityError, match=r"legal hold .* keeps this"):
        run(f"delete from {table} where file_id = %s", case.file_id)


@pytest.mark.parametrize("table", EMPTYING)
def test_no_table_is_emptied_while_a_hold_is_in_force(as_role, case, table):
    # A table can't be emptied before the constraints of what was written to it were checked.
    run("set constraints all immediate")
    hold = legal_holds.place(as_role, reference=case.reference)
    with pytest.raises(IntegrityError, match="a legal hold is in force"):
        run(f"truncate {table} cascade")
    for who in ("oversight", "board"):
        legal_holds.lift(as_role, hold, by=who)
    run(f"truncate {table} cascade")


def test_nothing_is_looked_through_once_every_hold_is_lifted(as_role, case):
    hold = legal_holds.place(as_role, reference=case.reference)
    run(BROKEN)
    statement = "update guard_sealeditem set ciphertext = 'other' where file_id = %s"
    with pytest.raises(ProgrammingError, match="looked through"):
        run(statement, case.file_id)
    for who in ("oversight", "board"):
        legal_holds.lift(as_role, hold, by=who)
    run(statement, case.file_id)
    assert bytes(item_of(case.file_id).ciphertext) == b"other"


def test_words_that_are_sealed_anew_under_a_later_key_are_not_lost(as_role, case):
    legal_holds.place(as_role, reference=case.reference)
    item = item_of(case.file_id)
    with as_role("worker"):
        SealedItem.objects.filter(id=item.id).update(epoch=item.epoch + 1, ciphertext=b"anew")
    assert bytes(SealedItem.objects.get(id=item.id).ciphertext) == b"anew"


def test_the_report_that_a_case_was_made_of_is_held_with_it(as_role, case):
    legal_holds.place(as_role, reference=case.reference)
    with pytest.raises(IntegrityError, match="keeps this"):
        run("delete from intake_report where file_id = %s", case.report_file_id)


@pytest.mark.parametrize(
    ("days", "is_held"), [((-1, None), True), ((-1, 0), True), ((0, 0), True), ((-9, -8), False)]
)
def test_a_force_is_held_between_two_days_and_no_other_force_with_it(
    world, as_role, case, days, is_held
):
    first, last = (day if day is None else TODAY + datetime.timedelta(days=day) for day in days)
    for force in (case.organisation_id, world.organisations["Eastmarch Constabulary"]):
        found = legal_holds.place(as_role, force=force, from_on=first, until_on=last)
        with connection.cursor() as cursor:
            cursor.execute("select guard.holds_over(%s)", [case.file_id])
            rows = [hold for (hold,) in cursor.fetchall()]
        assert (found in rows) is (is_held and force == case.organisation_id)


def test_every_table_of_files_is_kept_by_a_hold_or_a_reason_says_why_not(db):
    with connection.cursor() as cursor:
        cursor.execute(WITHOUT_A_HOLD)
        without = {table for (table,) in cursor.fetchall()}
    assert without == set(passing.TABLES)


@pytest.mark.scenario("SC-68", part="inquiries")
def test_what_an_inquiry_asked_for_is_given_apart_signed_and_logged_and_is_not_erased(
    world, as_role, case, ceremony, settings, tmp_path, capsys
):
    settings.DATA = tmp_path / "data"
    key = notes.SigningKey(
        name=settings.LOG_ORIGIN, purpose=notes.Purpose.NOTE, seed=settings.LOG_SEED
    )
    Case.objects.filter(file_id=case.file_id).update(received_on="2020-05-01")
    hold, out = legal_holds.place(as_role, reference=case.reference), tmp_path / "inquiry.tar"
    with as_role("worker"):
        call_command(
            "inquiry", "export", "--purpose", "other-inquiry", "--about", "Vetting", "--for",
            "Its chair", "--authorised-by", "authority", "--as-of", "2020-12-31",
            "--case", case.reference, "--out", str(out),
        )  # fmt: skip
    given = capsys.readouterr().out
    call_command(
        "inquiry", "check", str(out), "--note", f"{out}.note",
        "--log-key", notes.encode_key(key=key.verifier),
    )  # fmt: skip
    checked = capsys.readouterr().out
    with tarfile.open(fileobj=io.BytesIO(out.read_bytes())) as archive:
        about = json.loads(archive.extractfile("manifest.json").read())
    leaves = [json.loads(bytes(one)) for one in Leaf.objects.values_list("body", flat=True)]
    (leaf,) = [one for one in leaves if one.get("what") == "oversight.export_to_inquiry"]
    assert [one["hold"] for one in about["legal_holds"]] == [str(hold)]
    assert leaf["detail"]["legal_holds"] == [str(hold)]
    assert f"Legal holds in force over it: {hold}." in given
    assert f"Legal holds in force over it: {hold}." in checked
    with pytest.raises(held.Held):
        signed(item_of(case.file_id), ceremony)


def test_the_command_lists_what_is_held(as_role, case, capsys):
    with as_role("worker"):
        call_command("hold", "list")
    assert "No legal hold is in force." in capsys.readouterr().out
    hold = legal_holds.place(as_role, reference=case.reference)
    with as_role("worker"):
        call_command("hold", "list", "--json")
    (one,) = json.loads(capsys.readouterr().out)
    assert one["id"] == str(hold)
    assert one["covers"] == f"case {case.reference} of Northfold Police"
