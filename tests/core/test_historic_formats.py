"""Every format that code writes has a file of its first day, which opens for ever.

A version that nobody knows is refused as such. A new format fails the first test here until it has
a file in golden/ and a line below; files there are only added, never made anew.
"""

import dataclasses
import datetime
import io
import json
import pathlib
import re
import tarfile
import uuid
from collections.abc import Callable

import pyrage
import pytest

from candour.core import (
    certificates,
    envelope,
    gates,
    mailbox,
    notes,
    receipts,
    sealed_state,
    stream,
    vault,
)
from candour.core.countersigning import tombstones
from candour.core.custody import shares, statements
from candour.core.keys import file_keys, sealed_keys
from candour.core.keys.sealed_keys import Kind
from candour.core.retaliation import marks
from candour.core.tracing import marking
from candour.guard.ceremony import codes, papers, register
from candour.guard.custody import orders
from candour.guard.log import bodies
from candour.intake.mailboxes import letters
from candour.ops.architecture.source import ROOT

FOLDER = pathlib.Path(__file__).parent / "golden"
KEY, SECRET = bytes(range(32)), bytes(range(1, 33))
FILE, ITEM = uuid.UUID(int=1), uuid.UUID(int=2)
PLACE = envelope.KeyContext(file_id=FILE, compartment="narrative", epoch=3)
SIX = ("abacus", "zoom", "cactus", "dial", "oxygen", "tidy")
EIGHT = (*SIX, "upon", "visa")
AT = datetime.datetime(2026, 11, 21, 13, tzinfo=datetime.UTC)
DERIVED = json.loads((FOLDER / "derived.json").read_text())

HEADER = re.compile(r'b"(C[A-Z])\\x(\d\d)"')
NAMED = re.compile(r"\b([a-z][a-z-]*[/@]v\d+)\b")


def read(name: str) -> bytes:
    return (FOLDER / name).read_bytes()


def formats_in_code() -> set[tuple[str, str]]:
    """Find every header with a version byte, and every name with a version."""
    found = set()
    for path in (ROOT / "src" / "candour").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        found |= {(path.stem, "".join(one)) for one in HEADER.findall(text)}
        found |= {("", one) for one in NAMED.findall(text)}
    return found


def hexed(value: object) -> dict[str, str]:
    return {one.name: getattr(value, one.name).hex() for one in dataclasses.fields(value)}


def derived_lock() -> dict[str, str]:
    own = mailbox.derive_mailbox(words=EIGHT, salt=KEY)
    stretched = mailbox.stretch_passphrase(words=EIGHT, passphrase="grüne Tür", salt=KEY)
    return {
        "stretched": stretched.hex(),
        **hexed(mailbox.locked(keys=own, stretched=stretched)),
    }


def opened_item(blob: bytes) -> bytes:
    context = envelope.ItemContext(key=PLACE, item_id=ITEM)
    return envelope.open_item(blob=blob, epoch_private=KEY, context=context)


def opened_state(token: bytes) -> object:
    return sealed_state.open_state(token=token.decode().strip(), keys=[KEY], at=AT, label="report")


def opened_stream(blob: bytes) -> bytes:
    return b"".join(stream.open_stream(key=KEY, context=b"golden", blocks=[blob]))


def opened_key(data: bytes, *, kind: Kind) -> bytes:
    return sealed_keys.open_key(key=sealed_keys.decode(data=data, kind=kind), words=SIX)


def opened_bundle(data: bytes) -> bytes:
    """Open what left for disclosure as its recipient does; return the first file's words."""
    identity = pyrage.x25519.Identity.from_str(read("bundle.identity").decode().strip())
    with tarfile.open(fileobj=io.BytesIO(pyrage.decrypt(data, [identity]))) as archive:
        manifest, first = (archive.extractfile(name).read() for name in archive.getnames())
    assert json.loads(manifest)["version"] == 1
    return first


def opened_tombstone(data: bytes) -> tuple[uuid.UUID, list[uuid.UUID]]:
    signed = tombstones.decode(data=data)
    return tombstones.read(body=signed.body).id, [one.officer_id for one in signed.signatures]


def opened_statement(data: bytes) -> tuple[str, datetime.date, bool]:
    log = notes.SigningKey(
        name="log.example/candour", purpose=notes.Purpose.NOTE, seed=bytes(range(32))
    )
    found = statements.read(data=data, key=log.verifier)
    is_of = statements.is_of(statement=found, archive=b"She told the desk.")
    return found.origin, found.on, is_of


def derived_mark() -> str:
    text = 'She told the desk. "It happened again," she said. The well-known officer left... Nobody'
    return marking.mark(
        copy=marking.Copy(code="ABCD-2345", key=KEY[:16], text=f"{text} asked why.")
    )


def derived_commitment() -> str:
    share = shares.Share(number=3, value=SECRET)
    return shares.commitment(share=share, context=b"golden").hex()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format: its file, how it is opened, what is in it, and how another version is refused."""

    file: str
    opens: Callable[[bytes], object]
    holds: object
    refusal: type[Exception]


STATE = {"step": "when", "answers": {"what": "Grüße", "ticks": [1, None, True]}}
BINARY: dict[tuple[str, str], Format] = {
    ("envelope", "CW01"): Format(
        file="wrap.bin", holds=SECRET, refusal=envelope.UnknownVersion,
        opens=lambda b: envelope.unwrap_key(wrap=b, reader_private=KEY, context=PLACE)),
    ("envelope", "CI01"): Format(
        file="item.bin", holds=b"She told the desk.", refusal=envelope.UnknownVersion,
        opens=opened_item),
    ("file_keys", "CK01"): Format(
        file="file_key.bin", holds=envelope.public_of(private=KEY),
        refusal=envelope.UnknownVersion,
        opens=lambda b: file_keys.checked(stamped=b, secret=SECRET, context=PLACE)),
    ("vault", "CV01"): Format(
        file="vault.bin", holds=KEY, refusal=vault.UnknownVersion,
        opens=lambda b: vault.open_vault(vault=b, words=SIX)),
    ("vault", "CS01"): Format(
        file="session.bin", holds=KEY, refusal=vault.UnknownVersion,
        opens=lambda b: vault.open_session(session=b, session_key=SECRET)),
    ("sealed_state", "CF01"): Format(
        file="state.txt", holds=STATE, refusal=sealed_state.Unreadable, opens=opened_state),
    ("sizes", "CS01"): Format(
        file="sealed_stream.bin", holds=b"She sent me this picture.", refusal=stream.CannotOpen,
        opens=opened_stream),
}  # fmt: skip
TEXT: dict[str, Format] = {
    "root-key/v1": Format(
        file="root.key", holds=KEY, refusal=sealed_keys.UnknownKeyFile,
        opens=lambda b: opened_key(b, kind=Kind.ROOT)),
    "officer-key/v1": Format(
        file="officer.key", holds=KEY, refusal=sealed_keys.UnknownKeyFile,
        opens=lambda b: opened_key(b, kind=Kind.OFFICER)),
    "register/v1": Format(
        file="register.json", refusal=papers.Refusal, opens=lambda b: register.read(data=b),
        holds=register.Register(bodies={uuid.UUID(int=100): "Office for Police Standards"},
                                accounts={uuid.UUID(int=20): "desk"})),
    "seat-certificate/v1": Format(
        file="seat.request", holds="desk_reader", refusal=certificates.NotCertified,
        opens=lambda b: certificates.read_seat(
            body=certificates.decode_signing(data=b).body).seat),
    "officer-certificate/v1": Format(
        file="officer.request", holds=uuid.UUID(int=10), refusal=certificates.NotCertified,
        opens=lambda b: certificates.decode_officer_request(data=b).officer_id),
    "tombstone/v1": Format(
        file="tombstone.txt", refusal=tombstones.Refused, opens=opened_tombstone,
        holds=(uuid.UUID(int=99), [uuid.UUID(int=10), uuid.UUID(int=11)])),
    "inquiry-export/v1": Format(
        file="inquiry_export.note", refusal=notes.Refused, opens=opened_statement,
        holds=("log.example/candour", datetime.date(2026, 6, 15), True)),
    # The age format, whose own address names its version.
    "org/v1": Format(
        file="bundle.age", holds=b"She told the desk.", refusal=pyrage.DecryptError,
        opens=opened_bundle),
}  # fmt: skip
DERIVATIONS: dict[str, Callable[[], object]] = {
    "mailbox/v1": lambda: hexed(mailbox.derive_mailbox(words=EIGHT, salt=KEY)),
    "matter/v1": lambda: hexed(mailbox.derive_mailbox(words=EIGHT, salt=KEY, matter=2)),
    "supporter/v1": lambda: hexed(mailbox.derive_supporter(words=EIGHT, salt=KEY)),
    "draft/v1": lambda: hexed(mailbox.derive_draft(words=EIGHT, salt=KEY)),
    "lock/v1": derived_lock,
    "fingerprint/v1": lambda: certificates.fingerprint(public_key=KEY),
    "set-up-code/v1": lambda: codes._hash("ABCDEFGHIJKLMNOPQRSTUVWX").hex(),
    "share/v1": derived_commitment,
    "mark/v1": derived_mark,
    # What a worker's announcement is signed over.
    "worker-key/v1": lambda: orders._signed(KEY, AT).hex(),
    # Whom chance lets a change wait, and who reported: other values would lose what was stored.
    "gates/v1": lambda: gates.drawing_key(secret=KEY).hex(),
    "reporter/v1": lambda: marks.mark_of(person=uuid.UUID(int=20), secret=KEY).hex(),
}
# Held to their files by tests of their own: what opens them, and what refuses another version.
ELSEWHERE = {
    "promise/v1": "promise.txt",
    "opening/v1": "opening.txt",
    "tlog-proof@v1": "receipt.tlog-proof",
    "cosignature/v1": "receipt.tlog-proof",
    "subtree/v1": "head_signed_twice.txt",
    # Inside the others: an item's commitment to its key, and what a proof's leaf says.
    "item-key/v1": "item.bin",
    "commitment/v1": "opening.txt",
    "intake-leaf/v1": "receipt.tlog-proof",
}


def test_every_format_with_a_version_has_its_file_here():
    known = {("", name) for name in (*TEXT, *DERIVATIONS, *ELSEWHERE)}

    assert formats_in_code() == {*BINARY, *known}
    files = {one.file for one in (*BINARY.values(), *TEXT.values())} | set(ELSEWHERE.values())
    assert [name for name in sorted(files) if not (FOLDER / name).is_file()] == []


@pytest.mark.parametrize("one", [*BINARY.values(), *TEXT.values()], ids=lambda one: one.file)
def test_what_was_written_on_the_first_day_opens(one):
    assert one.opens(read(one.file)) == one.holds


@pytest.mark.parametrize("name", sorted(BINARY), ids=lambda name: "-".join(name))
def test_a_version_byte_that_nobody_knows_is_refused(name):
    one = BINARY[name]
    blob = read(one.file)
    # A state travels as base64: its fourth letter holds the version's last bits.
    later = blob[:3] + b"C" + blob[4:] if one.file == "state.txt" else blob[:2] + b"\2" + blob[3:]

    assert later != blob
    with pytest.raises(one.refusal):
        one.opens(later)


@pytest.mark.parametrize("name", sorted(TEXT))
def test_a_version_in_words_that_nobody_knows_is_refused(name):
    one = TEXT[name]
    later = read(one.file).replace(name.encode(), name.replace("v1", "v2").encode())

    assert later != read(one.file)
    with pytest.raises(one.refusal):
        one.opens(later)


@pytest.mark.parametrize("name", sorted(DERIVATIONS))
def test_what_words_and_keys_derive_is_the_same_for_ever(name):
    assert DERIVATIONS[name]() == DERIVED[name]


@pytest.mark.parametrize("name", ["promise.txt", "opening.txt", "receipt.tlog-proof"])
def test_receipts_of_a_later_version_are_said_to_be_unknown(name):
    kind, *_ = (one for one, file in ELSEWHERE.items() if file == name)
    later = read(name).replace(kind.encode(), kind.replace("v1", "v2").encode())
    seed = bytes(range(32))
    log = notes.SigningKey(name="log.example/candour", purpose=notes.Purpose.NOTE, seed=seed)

    assert later != read(name)
    assert not receipts.check(file=later, trusted=[log.verifier]).is_valid


def test_letters_of_the_first_day_are_read():
    plain, marked = (letters.decode(read(f"letter.{kind}")) for kind in ("plain", "marked"))

    assert plain == letters.Letter(text="It happened again.")
    assert marked == letters.Letter(
        text="See this.", kind="update", files=({"id": "a", "key": "b"},)
    )


def test_a_leaf_of_the_first_day_is_read():
    said = bodies.read(body=read("leaf.json"))

    assert said.after == (("guard_grant", 1, str(FILE), "ab"),)
    assert said.order == 7


def test_a_format_that_was_planted_would_be_found(monkeypatch, tmp_path):
    planted = tmp_path / "src" / "candour" / "planted.py"
    planted.parent.mkdir(parents=True)
    planted.write_text('_HEADER = b"CQ\\x02"\nTYPE = "candour/planted/v3"\n')
    monkeypatch.setitem(globals(), "ROOT", tmp_path)

    assert formats_in_code() == {("planted", "CQ02"), ("", "planted/v3")}
