"""The document is the script: its commands run in order on real files and a real database."""

import pathlib
import re

import pytest
from django.conf import settings as django_settings
from django.core.management.base import CommandError

import story
from candour.core import certificates
from candour.guard.models import Account, OfficerCertificate, VaultKey
from candour.ops.architecture.source import ROOT

PAGE = (ROOT / "docs/how-to/hold-a-key-ceremony.md").read_text(encoding="utf-8")
LINES = [
    line.removeprefix("candour ")
    for block in re.findall(r"^```sh\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
]


@pytest.fixture
def live(world, table):
    """A deployment on its first day: bodies and people, no certificate and no open account."""
    Account.objects.update(is_active=False)
    OfficerCertificate.objects.all().delete()
    return table


def hold(candour, lines=LINES) -> list[str]:
    """Run the document's lines; whatever is pinned is read anew, as by a process that starts."""
    said = []
    for line in lines:
        said.append(candour(line))
        pinned = pathlib.Path("secrets/root.pub")
        django_settings.ROOT_PUBLIC = pinned.read_bytes() if pinned.exists() else b""
    return said


def test_the_document_holds_a_whole_ceremony(live, candour, people):
    said = hold(candour)

    assert len(LINES) == 16
    assert said[-1].endswith("0 findings\n")
    reader = Account.objects.get(username="new-reader")
    key = VaultKey.objects.get(account=reader)
    fingerprint = certificates.fingerprint(public_key=bytes(key.public_key))
    asked, first, second = said[10], said[11], said[12]
    assert fingerprint in asked
    for shown in (first, second):
        assert fingerprint in shown
        assert "new-reader (" in shown
        assert "Northfold Police (" in shown
        assert "desk reader" in shown
    assert "new-reader is sealed to from now on" in said[13]


def test_who_was_certified_so_is_sealed_to(live, candour, world, as_role):
    hold(candour)
    add = "account add second-reader --organisation 'Northfold Police' --seat desk_reader"
    candour(f"{add} --person 5004 --desk")
    later = [line for line in LINES if "stick/new-reader" in line]
    hold(candour, [line.replace("new-reader", "second-reader") for line in later])

    with as_role("report"):
        sent = story.send(world)

    readers = Account.objects.filter(id__in={one.account_id for one in sent.desk.readers})
    assert set(readers.values_list("username", flat=True)) == {"new-reader", "second-reader"}


@pytest.mark.parametrize("number", [1, 2, 4, 7, 9, 11, 12])
def test_a_step_that_is_left_out_stops_the_later_ones_and_is_made_up_for(
    live, candour, people, number
):
    before, left_out, after = LINES[:number], LINES[number], LINES[number + 1 :]
    hold(candour, before)
    done = 0
    try:
        for line in after:
            hold(candour, [line])
            done += 1
    except (CommandError, KeyError, SystemExit):
        pass

    hold(candour, [left_out, *after[done:]])

    assert Account.objects.filter(username="new-reader", is_active=True).exists()
    assert VaultKey.objects.filter(account__username="new-reader").exists()


def test_no_private_key_or_word_is_on_the_travelling_stick(live, candour, people):
    hold(candour)

    files = {path.name: path.read_bytes() for path in pathlib.Path("stick").iterdir()}
    assert len(files) == 9
    for words in people.known.values():
        assert not [name for name, held in files.items() if words.encode() in held]
    assert not [name for name, held in files.items() if b"-key/v1" in held]
    assert pathlib.Path("root-stick/root.key").stat().st_mode & 0o077 == 0
