"""A run goes on where it was killed, is started with six typed words, and knows the wall's sets."""

import csv
import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from feeds import read, write

import story
from browsing import phrase_of
from candour.guard.models import Account
from candour.imports.actions import watch_lookups
from candour.imports.lookups import reading
from candour.imports.models import LookupProgress, Run
from cast import NOW


class Killed(Exception):
    """The power went off."""


@pytest.fixture
def feed(told, number_of, tmp_path):
    """A feed whose only look-up is in its first rows."""
    told.consent()
    rows = [read(number_of("subject"), days=2, vrm="AB12CDE")]
    rows += [read("N9", days=3, hour=number % 24, vrm=f"ZZ{number:02}ZZZ") for number in range(40)]
    return write(tmp_path / "feed.csv", rows)


def test_a_killed_run_goes_on_and_finds_what_was_read_before(feed, world, as_role) -> None:
    lines = feed.with_suffix(".jsonl")
    rows = csv.DictReader(feed.read_text().splitlines())
    lines.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    request = watch_lookups.Request(
        feed=reading.of_path(path=lines), force="Northfold Police", sha256="f" * 64, chunk_rows=8
    )
    vault, by = story.vault_of(world, "outside-desk"), story.actor("outside-desk")

    def kill(done: int, total: int) -> None:
        if LookupProgress.objects.exists():
            raise Killed

    with as_role("worker"):
        with pytest.raises(Killed):
            watch_lookups.watch_lookups(request=request, vault=vault, by=by, at=NOW, progress=kill)
        report = watch_lookups.watch_lookups(request=request, vault=vault, by=by, at=NOW)

    assert report.is_resumed
    assert (report.rows, report.raised.alerts) == (41, 1)
    assert Run.objects.filter(source="lookups").count() == 1
    assert not LookupProgress.objects.exists()


def test_the_command_asks_for_six_words_and_says_what_it_did(
    feed, world, as_role, monkeypatch, capsys
) -> None:
    monkeypatch.setattr("getpass.getpass", lambda _: phrase_of(world, "outside-desk"))
    run = ("import", "run", "lookups", str(feed), "--organisation", "Northfold Police")

    with as_role("worker"):
        call_command(*run, "--reader", "outside-desk", "--json")

    said = json.loads(capsys.readouterr().out)
    assert (said["rows"], said["touching"], said["raised"]["alerts"]) == (41, 1, 1)


def test_a_pipe_is_read_from_standard_input(feed, world, as_role, monkeypatch, capsys) -> None:
    monkeypatch.setattr("getpass.getpass", lambda _: phrase_of(world, "outside-desk"))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(feed.read_bytes())))
    run = ("import", "run", "lookups", "-", "--organisation", "Northfold Police")

    with as_role("worker"):
        call_command(*run, "--reader", "outside-desk")

    assert "1 alerts, 1 of them for a file's handlers" in capsys.readouterr().out


def test_wrong_words_and_an_unknown_reader_are_told_alike(feed, as_role, monkeypatch) -> None:
    monkeypatch.setattr("getpass.getpass", lambda _: "no such words at all here")
    run = ("import", "run", "lookups", str(feed), "--organisation", "Northfold Police", "--reader")

    with as_role("worker"):
        for name in ("outside-desk", "nobody"):
            with pytest.raises(CommandError, match="No vault of that reader opens"):
                call_command(*run, name)


def test_the_officers_close_to_a_case_are_those_whom_the_wall_keeps_out(world) -> None:
    persons = list(Account.objects.exclude(person_id=None).values_list("person_id", flat=True))
    ours, theirs = set(), set()
    for person in persons:
        with connection.cursor() as cursor:
            cursor.execute(
                "select account.id, close.because from imports.close_to(%s, %s) as close"
                " join guard_account as account on account.person_id = close.person_id"
                " where close.because <> 'line_of_command'"
                " or account.seat <> 'appropriate_authority'",
                [[person], NOW.date()],
            )
            ours |= {(person, *row) for row in cursor.fetchall()}
            cursor.execute(
                "select account_id, because from access.near(%s, %s)", [[person], NOW.date()]
            )
            theirs |= {(person, *row) for row in cursor.fetchall()}

    assert ours == theirs
    assert {because for _, _, because in ours} >= {"is_subject", "shared_unit"}
