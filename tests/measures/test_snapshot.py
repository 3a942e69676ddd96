"""The register snapshot: repeatable, pseudonymised, cut by its day, all of it or nothing."""

import collections
import hashlib
import json
import pathlib
import stat
import uuid

import pyarrow.parquet
import pytest
import registers
from django.db import ProgrammingError, connection

from candour.cases.models import Case
from candour.guard.actors import Actor
from candour.guard.models import Leaf
from candour.guard.permissions import NotPermitted
from candour.guard.seats import Seat
from candour.measures.actions.take_snapshot import NotYet, take_snapshot
from candour.measures.register import folders, pseudonyms, reading
from candour.measures.register.pseudonyms import Key
from candour.people.models import Characteristic, Identifier, Person, PersonName, Unit


def rows(folder: pathlib.Path, table: str) -> list[dict]:
    return pyarrow.parquet.read_table(folder / f"{table}.parquet").to_pylist()


def everything(folder: pathlib.Path) -> set[str]:
    """Every value of every table as text."""
    tables = [pyarrow.parquet.read_table(path) for path in folder.glob("*.parquet")]
    return {
        str(value) for table in tables for column in table.columns for value in column.to_pylist()
    }


def hashes(folder: pathlib.Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def leaves_of(what: str) -> list[dict]:
    found = [json.loads(bytes(body)) for body in Leaf.objects.values_list("body", flat=True)]
    return [leaf for leaf in found if leaf["what"] == what]


@pytest.fixture
def filled(force) -> uuid.UUID:
    """Two officers, three cases, one of them about both and one about nobody identified."""
    first, second = registers.person(serves=force), registers.person(serves=force)
    registers.case(force, received="2019-02-03", closed="2019-05-01", about=(first, second))
    registers.case(force, received="2020-03-04", about=(first,))
    registers.case(force, received="2020-04-05", about=(None,))
    return force


def test_the_same_database_day_and_key_give_the_same_bytes(filled, as_role, tmp_path):
    with as_role("worker"):
        one = registers.snapshot(tmp_path / "one")
        other = registers.snapshot(tmp_path / "other")
    assert one.folder.name == other.folder.name
    assert hashes(one.folder) == hashes(other.folder)


def test_two_snapshots_share_no_pseudonym(filled, as_role, under):
    with as_role("worker"):
        one = registers.snapshot(under, key=None)
        other = registers.snapshot(under, key=None)
    for table, column in (("case", "case_key"), ("person", "person_key")):
        first = {row[column] for row in rows(one.folder, table)}
        second = {row[column] for row in rows(other.folder, table)}
        assert len(first) == len(second) >= 2
        assert first.isdisjoint(second)


def test_the_order_of_rows_is_that_of_the_pseudonyms_and_tells_nothing(world, as_role, under):
    with as_role("worker"):
        taken = registers.snapshot(under, as_of=registers.AT.date(), key=None)
    for table, column in (("case", "case_key"), ("person", "person_key")):
        found = [row[column] for row in rows(taken.folder, table)]
        assert len(found) > 100
        assert found == sorted(found)


def test_postgresql_and_python_give_the_same_pseudonym(filled, as_role, under):
    with as_role("worker"):
        taken = registers.snapshot(under)
    expected = {
        pseudonyms.pseudonym(key=registers.KEY, kind=pseudonyms.CASE, of=file)
        for file in Case.objects.filter(organisation_id=filled).values_list("file_id", flat=True)
    }
    assert len(expected) == 3
    assert expected <= {row["case_key"] for row in rows(taken.folder, "case")}


def test_the_pseudonym_is_hmac_sha256():
    key = Key(secret=b"Jefe")
    found = pseudonyms.pseudonym(
        key=key, kind="what do ya wan", of=uuid.UUID(bytes=b"t for nothing??!")
    )
    assert len(found) == 32
    assert (
        hashlib.sha256(
            key.outer + hashlib.sha256(key.inner + b"what do ya want for nothing?").digest()
        ).hexdigest()
        == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    )


def test_no_id_name_number_reference_or_unit_is_in_a_snapshot(world, as_role, under):
    with as_role("worker"):
        taken = registers.snapshot(under, as_of=registers.AT.date(), key=None)
    secrets = {str(value) for value in Person.objects.values_list("id", flat=True)}
    secrets |= set(Identifier.objects.values_list("value", flat=True))
    secrets |= set(PersonName.objects.values_list("family", flat=True))
    secrets |= set(PersonName.objects.values_list("given", flat=True))
    secrets |= set(Unit.objects.values_list("name", flat=True))
    for file, reference, source_ref in Case.objects.values_list(
        "file_id", "reference", "source_ref"
    ):
        secrets |= {str(file), reference, source_ref}
    # A staff number of two signs may be the code of a category too.
    secrets = {secret for secret in secrets if len(secret) > 2}
    assert len(secrets) > 1_000
    assert secrets & everything(taken.folder) == set()
    said = (taken.folder / "manifest.json").read_text()
    assert [secret for secret in secrets if len(secret) > 8 and secret in said] == []


def test_a_snapshot_holds_the_four_units_time_and_groups(filled, as_role, under):
    with as_role("worker"):
        taken = registers.snapshot(under)
    of_force = {
        table: len([row for row in rows(taken.folder, table)
                    if row["organisation"] == str(filled)])
        for table in ("allegation", "case", "involvement", "person_time")
    }  # fmt: skip
    assert of_force == {"allegation": 4, "case": 3, "involvement": 3, "person_time": 2}
    assert {table.table for table in taken.manifest.tables} == {
        "allegation", "case", "involvement", "person", "person_time", "characteristics",
        "assessment", "step", "reporter", "service", "posted", "case_step", "weighed",
        "suspended", "report", "told", "followed", "event", "old_code",
    }  # fmt: skip


def test_only_the_owner_may_read_the_files(filled, as_role, under):
    with as_role("worker"):
        taken = registers.snapshot(under)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in taken.folder.iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE(taken.folder.stat().st_mode) == 0o700


def test_a_value_that_few_people_have_is_no_group_of_its_own(force, as_role, under):
    people = [registers.person(serves=force) for _ in range(10)]
    Characteristic.objects.bulk_create(
        Characteristic(person=one, kind="ethnicity", value="White") for one in people
    )
    rare = registers.person(serves=force)
    Characteristic.objects.create(person=rare, kind="ethnicity", value="of the manse")
    with as_role("worker"):
        taken = registers.snapshot(under)
    found = rows(taken.folder, "characteristics")
    values = {row["value"] for row in found if row["kind"] == "ethnicity"}
    assert values == {"White", "fewer_than_ten"}


def test_age_is_a_band_by_the_year_of_birth_and_few_of_one_band_are_none(force, under, as_role):
    Person.objects.update(birth_year=None)
    for born in [1995] * 10 + [1980] * 9 + [2030, None]:
        registers.person(serves=force, born=born)
    with as_role("worker"):
        taken = registers.snapshot(under)
        before = registers.snapshot(under, as_of=registers.day("2005-12-31"))
    counted = [
        collections.Counter(
            row["value"] for row in rows(one.folder, "characteristics") if row["kind"] == "age"
        )
        for one in (taken, before)
    ]
    # Those born in 1995 are 25, or turn it in that year; nine are forty, too few for a group.
    assert counted[0] == {"25_and_under": 10, "fewer_than_ten": 9}
    assert counted[1] == {"25_and_under": 19}


def test_every_snapshot_leaves_one_leaf_with_the_hash_of_its_manifest(filled, as_role, under):
    with as_role("worker"):
        taken = registers.snapshot(under)
    leaf = leaves_of("measures.take_snapshot")[-1]
    manifest = (taken.folder / "manifest.json").read_bytes()
    assert leaf["detail"]["manifest"] == hashlib.sha256(manifest).hexdigest()
    assert leaf["detail"]["as_of"] == "2020-12-31"
    assert leaf["kind"] == "export"


def test_the_manifest_counts_what_is_missing(filled, as_role, under):
    registers.case(filled, received="2020-05-06", is_closed_undated=True)
    with as_role("worker"):
        taken = registers.snapshot(under)
    assert taken.manifest.missing["allegations about nobody identified"] >= 1
    assert taken.manifest.missing["cases closed at an unknown day"] == 1
    assert (
        taken.manifest.rows("case") == Case.objects.filter(received_on__lte=registers.AS_OF).count()
    )


def test_the_manifest_names_an_organisation_as_it_was_called_on_the_day(force, as_role, under):
    from candour.people.models import OrganisationName

    OrganisationName.objects.filter(organisation_id=force).update(until_on="2024-12-31")
    OrganisationName.objects.create(
        organisation_id=force, name="Moorland Police", from_on="2025-01-01"
    )
    with as_role("worker"):
        before = registers.snapshot(under)
        after = registers.snapshot(under, as_of=registers.AT.date())
    assert before.manifest.organisations[str(force)] == "Westmoor Police"
    assert after.manifest.organisations[str(force)] == "Moorland Police"


def test_a_snapshot_that_fails_leaves_neither_folder_nor_leaf(filled, as_role, under):
    with connection.cursor() as cursor:
        cursor.execute("revoke select on people_characteristic from candour_worker")
    with pytest.raises(ProgrammingError), as_role("worker"):
        registers.snapshot(under)
    assert list(under.iterdir()) == []
    assert leaves_of("measures.take_snapshot") == []


def test_the_same_snapshot_taken_twice_is_one_folder(filled, as_role, under):
    with as_role("worker"):
        one = registers.snapshot(under)
        other = registers.snapshot(under)
    assert one.folder == other.folder
    assert list(under.iterdir()) == [one.folder]


def test_a_day_that_lies_ahead_has_no_snapshot(force, as_role, under):
    with pytest.raises(NotYet, match="lies ahead"), as_role("worker"):
        registers.snapshot(under, as_of=registers.day("2030-01-01"))
    assert not under.exists()


def test_nobody_but_the_system_takes_a_snapshot(world, under):
    overseer = Actor(
        account_id=world.accounts["oversight"], organisation_id=None, seat=Seat.OVERSIGHT_READER
    )
    with pytest.raises(NotPermitted):
        take_snapshot(as_of=registers.AS_OF, under=under, by=overseer, at=registers.AT)
    assert not under.exists()


def test_a_file_that_was_changed_is_refused(filled, as_role, under):
    with as_role("worker"):
        taken = registers.snapshot(under)
    (taken.folder / "case.parquet").write_bytes((taken.folder / "person.parquet").read_bytes())
    with pytest.raises(folders.DamagedSnapshot, match="table case"):
        reading.read(folder=taken.folder)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"format": 99}', b"\xff"])
def test_a_folder_without_a_manifest_of_ours_is_no_snapshot(tmp_path, content):
    (tmp_path / "manifest.json").write_bytes(content)
    with pytest.raises(folders.NoSnapshot):
        reading.read(folder=tmp_path)


def test_what_a_killed_run_left_behind_is_removed_after_a_day(filled, as_role, under):
    import os

    left = under / ".new-left"
    fresh = under / ".new-fresh"
    left.mkdir(parents=True)
    fresh.mkdir()
    long_ago = registers.AT.timestamp() - 2 * 86_400
    os.utime(left, (long_ago, long_ago))
    os.utime(fresh, (registers.AT.timestamp(), registers.AT.timestamp()))
    with as_role("worker"):
        registers.snapshot(under)
    assert not left.exists()
    assert fresh.exists()


def test_the_engine_reads_the_snapshot_and_nothing_else(filled, as_role, under, tmp_path):
    import duckdb

    with as_role("worker"):
        taken = registers.snapshot(under)
    other = tmp_path / "other.parquet"
    other.write_bytes((taken.folder / "case.parquet").read_bytes())
    engine = reading.duckdb(may_read=taken.folder)
    with pytest.raises(duckdb.PermissionException):
        engine.read_parquet(str(other))
    assert engine.raw_sql("select current_setting('temp_directory')").fetchall() == [("",)]
