"""What an inquiry is given: pseudonyms unless a basis is stated, signed, and in the log first."""

import csv
import hashlib
import io
import json
import pathlib
import tarfile
import uuid

import pyarrow.parquet
import pyrage
import pytest
from django.core.management import CommandError, call_command

from candour.core import notes
from candour.guard.models import Account, Leaf
from candour.measures.register import folders
from candour.ops import session
from measures import registers

AS_OF = "2020-12-31"
SEED = bytes(range(32))
KEY = notes.SigningKey(name="log.example/candour", purpose=notes.Purpose.NOTE, seed=SEED)
PURPOSE = ("--purpose", "other-inquiry", "--about", "An inquiry into vetting", "--for", "Its chair")


@pytest.fixture
def force(db, settings, tmp_path):
    settings.DATA = tmp_path / "data"
    settings.LOG_ORIGIN, settings.LOG_SEED = KEY.name, SEED
    return registers.force()


@pytest.fixture
def lead(force) -> Account:
    return Account.objects.create(
        username="inquiry-lead", organisation_id=force, seat="appropriate_authority", is_active=True
    )


@pytest.fixture
def cases(force):
    """Two cases about two officers."""
    return [
        registers.case(force, received=f"2019-0{number}-01",
                       about=(registers.person(serves=force),))
        for number in (2, 3)
    ]  # fmt: skip


@pytest.fixture
def export(as_role, capsys, tmp_path, lead):
    """Run the command as the role of the command line and return the file it wrote."""

    def run(*words: str) -> pathlib.Path:
        out = tmp_path / "out" / "inquiry.tar"
        asked = ("export", *PURPOSE, "--authorised-by", "inquiry-lead", "--as-of", AS_OF)
        with as_role("worker"):
            call_command("inquiry", *asked, "--out", str(out), *words)
        return out

    return run


def files(archive: bytes) -> dict[str, bytes]:
    with tarfile.open(fileobj=io.BytesIO(archive)) as opened:
        assert len(set(opened.getnames())) == len(opened.getnames())
        return {name: opened.extractfile(name).read() for name in opened.getnames()}


def leaves() -> list[dict]:
    found = [json.loads(bytes(body)) for body in Leaf.objects.values_list("body", flat=True)]
    return [leaf for leaf in found if leaf["what"] == "oversight.export_to_inquiry"]


def rows(content: bytes, *, of: uuid.UUID | None = None) -> list[dict]:
    """Return a table's rows, or those of one organisation: others may be on the register."""
    found = pyarrow.parquet.read_table(io.BytesIO(content)).to_pylist()
    return [one for one in found if of is None or one["organisation"] == str(of)]


def test_it_holds_purpose_recipient_and_who_said_yes_and_no_reference(export, cases, force):
    archive = export().read_bytes()
    found = files(archive)
    said = json.loads(found["manifest.json"])
    assert (said["purpose"], said["for"]) == ("other_inquiry", "An inquiry into vetting")
    assert (said["recipient"], said["authorised_by"]) == ("Its chair", "inquiry-lead")
    assert said["legal_basis"] == "none stated: pseudonyms alone"
    assert len(rows(found["case.parquet"], of=force)) == 2
    assert "references.csv" not in found
    assert json.loads(found["register.json"])["as_of"] == AS_OF
    for case in cases:
        assert case.reference.encode() not in archive
        assert str(case.file_id).encode() not in archive


def test_the_log_holds_the_hashes_and_no_words(export, cases, lead):
    archive = export().read_bytes()
    (leaf,) = leaves()
    assert leaf["detail"]["archive_sha256"] == hashlib.sha256(archive).hexdigest()
    assert leaf["detail"]["authorised_by"] == str(lead.id)
    assert leaf["recipients"] == ["other_inquiry"]
    assert "vetting" not in json.dumps(leaf)
    assert "chair" not in json.dumps(leaf)


def test_the_leaf_is_there_before_the_file(export, cases, monkeypatch):
    def fails(*_: object) -> None:
        assert len(leaves()) == 1
        raise OSError

    monkeypatch.setattr("candour.oversight.management.commands.inquiry._write", fails)
    with pytest.raises(OSError):  # noqa: PT011 - it has no words
        export()


def test_what_was_given_can_be_checked_and_nothing_else_passes(export, cases, capsys, tmp_path):
    out = export()
    key = notes.encode_key(key=KEY.verifier)
    asked = ("--note", f"{out}.note", "--log-key", key)
    call_command("inquiry", "check", str(out), *asked)
    assert "This is what was given on" in capsys.readouterr().out
    other = tmp_path / "other.tar"
    other.write_bytes(out.read_bytes() + b"\0")
    with pytest.raises(CommandError, match="not the one that was given"):
        call_command("inquiry", "check", str(other), *asked)
    stranger = notes.SigningKey(name=KEY.name, purpose=KEY.purpose, seed=bytes(32))
    with pytest.raises(CommandError, match="No key that you trust"):
        call_command(
            "inquiry", "check", str(out), *asked[:3], notes.encode_key(key=stranger.verifier)
        )
    assert not session.needs_database(noun="inquiry", arguments=("check", "x"))


def test_with_a_key_only_its_recipient_reads_it(export, cases, force):
    identity = pyrage.x25519.Identity.generate()
    sent = export("--key", str(identity.to_public())).read_bytes()
    assert sent.startswith(b"age-encryption.org/v1")
    archive = pyrage.decrypt(sent, [identity])
    assert len(rows(files(archive)["case.parquet"], of=force)) == 2
    (leaf,) = leaves()
    assert leaf["recipients"] == [str(identity.to_public())]
    assert leaf["detail"]["content_sha256"] == hashlib.sha256(sent).hexdigest()


def test_chosen_cases_come_with_their_people_and_no_others(export, cases):
    found = files(export("--case", cases[0].reference).read_bytes())
    (case,) = rows(found["case.parquet"])
    (involved,) = rows(found["involvement.parquet"])
    assert case["received_on"] == cases[0].received_on
    assert [one["person_key"] for one in rows(found["person.parquet"])] == [involved["person_key"]]
    assert {one["person_key"] for one in rows(found["service.parquet"])} == {involved["person_key"]}


def test_cases_are_named_only_on_a_stated_basis_and_for_a_purpose_that_allows_it(export, cases):
    with pytest.raises(CommandError, match="legal basis"):
        export("--name-cases")
    with pytest.raises(CommandError, match="legal basis"):
        export("--name-cases", "--basis", "Consent", "--purpose", "research")
    assert leaves() == []
    found = files(export("--name-cases", "--basis", "Inquiries Act 2005 s21").read_bytes())
    named = list(csv.DictReader(io.StringIO(found["references.csv"].decode())))
    assert {one["reference"] for one in named} >= {case.reference for case in cases}
    assert {one["case_key"] for one in named} == {
        one["case_key"] for one in rows(found["case.parquet"])
    }


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--about", " "), "in words"),
        (("--for", ""), "who receives it"),
        (("--authorised-by", "nobody"), "who authorised it"),
        (("--purpose", "curiosity"), "one of these purposes"),
        (("--case", "R-999999"), "isn't on the register"),
        (("--key", "age1nothing"), "not an age public key"),
        (("--as-of", "2999-01-01"), "lies ahead"),
    ],
)
def test_what_is_not_said_is_not_given(export, cases, settings, words, said):
    with pytest.raises(CommandError, match=said):
        export(*words)
    assert leaves() == []
    assert folders.latest(under=settings.DATA / "register") is None


def test_a_side_of_a_case_can_not_have_said_yes(export, cases, lead):
    Account.objects.filter(id=lead.id).update(seat="subject")
    with pytest.raises(CommandError, match="who authorised it"):
        export()
    assert leaves() == []


def test_somebody_who_left_can_not_have_said_yes(export, cases, lead):
    Account.objects.filter(id=lead.id).update(is_active=False)
    with pytest.raises(CommandError, match="who authorised it"):
        export()
    assert leaves() == []
