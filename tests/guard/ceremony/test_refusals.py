"""Wrong file or order, expired, one body twice, damaged: a clear word, and nothing half done."""

import dataclasses
import datetime
import os
import pathlib
import subprocess
import sys
import uuid

import pytest
from django.conf import settings as django_settings
from django.core.management.base import CommandError

from candour.core import certificates
from candour.core.keys import sealed_keys
from candour.core.keys.sealed_keys import Kind
from candour.guard.ceremony import offline, papers, register
from candour.guard.models import (
    KeyRequest,
    Leaf,
    OfficerCertificate,
    SeatCertificate,
    VaultKey,
)
from cast import NOW

WORDS = ("zoom",) * 6
TODAY = NOW.date()
SIGN = (
    "key sign stick/{seat} --key {who}/officer.key --certificate stick/{who}.certificate"
    " --out stick/{out}"
)


def counts() -> tuple[int, ...]:
    """How many rows a step of the ceremony could have written."""
    models = (OfficerCertificate, SeatCertificate, VaultKey, KeyRequest, Leaf)
    return tuple(model.objects.count() for model in models)


def made(path: str, content: bytes) -> None:
    pathlib.Path(path).write_bytes(content)


def officer_of(world, root, who: str, body: str, *, on: datetime.date = TODAY) -> None:
    """Put an officer's key and certificate on the sticks, as the ceremony does."""
    key = sealed_keys.make(kind=Kind.OFFICER, words=WORDS)
    asked = offline.officer_request(body=world.organisations[body], key=key, on=on)
    signed = offline.certify(officer=asked, root=root, words=WORDS, on=on)
    pathlib.Path(who).mkdir(exist_ok=True)
    made(f"{who}/officer.key", sealed_keys.encode(key=key))
    made(f"stick/{who}.request", certificates.encode_officer_request(officer=asked))
    made(f"stick/{who}.certificate", certificates.encode_officer(certificate=signed))


@pytest.fixture
def set_out(world, table, candour, people):
    """A table with a root, three officers of two bodies, and a holder's request."""
    root = sealed_keys.make(kind=Kind.ROOT, words=WORDS)
    made("root-stick/root.key", sealed_keys.encode(key=root))
    officer_of(world, root, "first", "Office for Police Standards")
    officer_of(world, root, "second", "Northfold Policing Board")
    officer_of(world, root, "third", "Office for Police Standards")
    for key in ("root-stick/root.key", "first/officer.key", "second/officer.key",
                "third/officer.key"):  # fmt: skip
        people.known[key] = " ".join(WORDS)
    django_settings.ROOT_PUBLIC = root.public_key
    OfficerCertificate.objects.all().delete()
    for who in ("first", "second", "third"):
        candour(f"key install stick/{who}.certificate")
    candour("key request desk --out stick/desk.request")
    return root


def signed_by(candour, *whose: str) -> str:
    """Sign the holder's request in turn; return the last file's name."""
    seat = "desk.request"
    for number, who in enumerate(whose):
        out = f"desk.signed{number}"
        candour(SIGN.format(seat=seat, who=who, out=out))
        seat = out
    return seat


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("key install stick/nothing", "can't be read"),
        ("key install stick/first.request", "asks the root to certify"),
        ("key install stick/desk.request", "signed by two officers first"),
        ("key install root-stick/root.key", "no file of the ceremony"),
        ("key certify stick/desk.request --root root-stick/root.key --out stick/x",
         "Needed here is what an officer asks the root to certify"),
        ("key certify stick/first.request --root first/officer.key --out stick/x",
         "not a root's key file"),
        ("key certify stick/first.request --root root-stick/root.key --out stick/first.request",
         "is there already"),
        (SIGN.format(seat="first.request", who="first", out="x"), "Needed here is what a holder"),
        (SIGN.format(seat="desk.request", who="first", out="desk.request"), "is there already"),
        ("key sign stick/desk.request --key second/officer.key --certificate"
         " stick/first.certificate --out stick/x", "the key of another officer"),
        ("key sign stick/desk.request --key first/officer.key --certificate"
         " stick/first.request --out stick/x", "Needed here is an officer's certificate"),
        ("key request nobody --out stick/x", "No active account"),
        ("key request desk --out nowhere/x", "is not there"),
        ("key revoke nobody --because leaver", "No active account"),
        ("key pin stick/desk.request", "no public half"),
        ("key remove-officer 00000000-0000-0000-0000-000000000001", "No officer of that number"),
    ],
)  # fmt: skip
def test_the_wrong_thing_is_refused_in_words(set_out, candour, line, says):
    before, files = counts(), set(pathlib.Path().rglob("*"))

    with pytest.raises(CommandError, match=says):
        candour(line)

    assert counts() == before
    assert set(pathlib.Path().rglob("*")) == files


def test_two_officers_of_one_body_certify_nobody(set_out, candour):
    seat = signed_by(candour, "first", "third")
    before = counts()

    with pytest.raises(CommandError, match="Both officers belong to one body"):
        candour(f"key install stick/{seat}")

    assert counts() == before


def test_one_officer_cannot_sign_twice_nor_a_third_at_all(set_out, candour):
    once = signed_by(candour, "first")
    with pytest.raises(CommandError, match="signed it already"):
        candour(SIGN.format(seat=once, who="first", out="x"))
    candour(SIGN.format(seat=once, who="second", out="twice"))

    with pytest.raises(CommandError, match="Two officers have signed it already"):
        candour(SIGN.format(seat="twice", who="third", out="x"))


def test_one_signature_is_not_enough(set_out, candour):
    with pytest.raises(CommandError, match="signed by one more officer, of another body"):
        candour(f"key install stick/{signed_by(candour, 'first')}")


def test_every_damaged_byte_of_a_certificate_is_refused(set_out, candour):
    whole = pathlib.Path("stick", signed_by(candour, "first", "second")).read_bytes()
    before = counts()

    for place in range(0, len(whole), 29):
        made("stick/damaged", whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(CommandError):
            candour("key install stick/damaged")
    made("stick/damaged", whole[:-1])
    with pytest.raises(CommandError):
        candour("key install stick/damaged")

    assert counts() == before


def test_who_does_not_say_yes_or_types_other_words_signs_nothing(set_out, candour, people):
    people.answers = "no"
    with pytest.raises(CommandError, match="Nothing was done"):
        signed_by(candour, "first")
    people.answers, people.known["first/officer.key"] = "yes", " ".join(["abacus"] * 6)

    with pytest.raises(CommandError, match="do not open"):
        signed_by(candour, "first")

    assert not pathlib.Path("stick/desk.signed0").exists()


def test_what_has_run_out_is_neither_signed_nor_installed(set_out, candour, world):
    longago = NOW.date() - datetime.timedelta(days=500)
    asked = certificates.read_seat(
        body=certificates.decode_signing(data=pathlib.Path("stick/desk.request").read_bytes()).body
    )
    old = dataclasses.replace(asked, not_before=longago, not_after=longago + offline.VALID)
    made("stick/old", certificates.encode_seat(
        certificate=certificates.certify_seat(seat=old, signatures=[])))  # fmt: skip
    officer_of(world, set_out, "former", "Northfold Policing Board", on=longago)

    with pytest.raises(CommandError, match="was in force until"):
        candour(SIGN.format(seat="old", who="first", out="x"))
    with pytest.raises(CommandError, match="not in force on this day"):
        candour("key install stick/former.certificate")


def test_a_later_request_makes_the_earlier_one_worthless(set_out, candour):
    seat = signed_by(candour, "first", "second")
    KeyRequest.objects.all().delete()
    candour("key request desk --out stick/desk.later")

    with pytest.raises(CommandError, match="does not wait here"):
        candour(f"key install stick/{seat}")


def test_another_root_is_neither_pinned_over_nor_believed(set_out, candour, world):
    made("stick/root.pub", set_out.public_key)
    candour("key pin stick/root.pub")
    other = sealed_keys.make(kind=Kind.ROOT, words=WORDS)
    made("stick/other.pub", other.public_key)
    officer_of(world, other, "false", "Northfold Policing Board")

    with pytest.raises(CommandError, match="Another root is pinned"):
        candour("key pin stick/other.pub")
    with pytest.raises(CommandError, match="root did not sign"):
        candour("key install stick/false.certificate")

    assert pathlib.Path("secrets/root.pub").read_bytes() == set_out.public_key


@pytest.mark.parametrize("folder", ["data", "secrets"])
def test_no_private_key_is_put_into_a_folder_of_the_deployment(
    world, table, candour, settings, folder
):
    (table / "data" / "deep").mkdir(parents=True)
    settings.DATA = table / "data"
    place = "data/deep" if folder == "data" else "secrets"

    with pytest.raises(CommandError, match="inside a folder of the deployment"):
        candour(f"key root --key {place}/root.key --out stick/root.pub")

    assert not list(table.rglob("root.*"))


def test_the_offline_steps_start_no_database_and_make_no_folder(tmp_path):
    environ = {
        "PATH": os.environ["PATH"], "CANDOUR_DATA": str(tmp_path / "data"),
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
    }  # fmt: skip
    command = [str(pathlib.Path(sys.executable).parent / "candour"), "key", "root",
               "--key", "root.key", "--out", "root.pub"]  # fmt: skip

    done = subprocess.run(
        command, cwd=tmp_path, env=environ, input="", capture_output=True, text=True
    )

    assert (done.returncode, "Nobody answered" in done.stderr) == (1, True), done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["desk\x1b[2K\rauthority", "desk\nfingerprint  0000", "a\u202eb"])
def test_no_name_in_a_register_writes_over_what_an_officer_is_shown(name):
    held = register.Register(bodies={}, accounts={uuid.UUID(int=1): name})

    with pytest.raises(papers.Refusal, match="can't be shown"):
        register.read(data=register.write(register=held))
