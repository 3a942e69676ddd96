"""Signed notes: other programs' notes verify here, and nothing but the exact format is read."""

import base64
import dataclasses
import datetime
import pathlib
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from candour.core import merkle, notes

# A checkpoint of a public log, as cosigned by the public witness network, and two of its keys.
PUBLIC = (pathlib.Path(__file__).parent.parent / "golden" / "public_checkpoint.txt").read_bytes()
PUBLIC_LOG = (
    "arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM+dJ472xgFYh15f"
)
PUBLIC_WITNESS = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2"

# The worked example of C2SP signed-note.
EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
EXAMPLE = (
    "This is an example message.\n\n"
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRK"
    "uwHjG1Yu72IneyaQM=\n"
).encode()

LOG = notes.SigningKey(
    name="log.example/candour", purpose=notes.Purpose.NOTE, seed=bytes(range(32))
)
WITNESS = notes.SigningKey(
    name="witness.example/w1", purpose=notes.Purpose.COSIGNATURE, seed=bytes(range(32, 64))
)
OTHER = notes.SigningKey(name="other.example", purpose=notes.Purpose.NOTE, seed=bytes(32))

HEAD = notes.Checkpoint(origin="log.example/candour", size=3, root=merkle.leaf_hash(b"x"))
AT = datetime.datetime(2026, 11, 21, 3, 0, tzinfo=datetime.UTC)

GOLDEN = (
    "log.example/candour\n"
    "3\n"
    "PH6byTDck/AfppmF7yQtn56GHzxTVaokzl70tLinDMs=\n"
    "\n"
    "— log.example/candour PKCLz31Psw3S0tPB+uIGHxehd9CwKVAdP7si57VEdfT9BSlIR95Dm5tgBRUj8OrCvTrddmYZ"
    "YOH0ujkH8h4dOsNO2g8=\n"
    "— witness.example/w1 IDJKvgAAAABrAQkwNCJ8B1wbw8CBwIvsXIEjx5r6DLyuISgpjee80FyAMJH0fyWjkhbfTyXT"
    "AkCV84+67TTDFxjxOpiPu5HFrMPfBQ==\n"
).encode()


def signed_by(data: bytes, *keys: notes.VerifierKey) -> tuple[notes.Signed, ...]:
    return notes.verify(note=notes.parse(data=data), keys=keys)


def refusal(data: bytes) -> str:
    with pytest.raises(notes.Refused) as caught:
        notes.parse(data=data)
    return str(caught.value)


def with_line(name: str, blob: bytes) -> bytes:
    return GOLDEN + f"— {name} {base64.b64encode(blob).decode()}\n".encode()


def test_the_specifications_own_example_verifies() -> None:
    key = notes.parse_key(text=EXAMPLE_KEY)

    assert signed_by(EXAMPLE, key) == (notes.Signed(key=key, at=None),)


def test_a_public_logs_checkpoint_verifies_with_its_witness() -> None:
    log, witness = notes.parse_key(text=PUBLIC_LOG), notes.parse_key(text=PUBLIC_WITNESS)

    signed = signed_by(PUBLIC, log, witness)

    assert signed == (
        notes.Signed(key=log, at=None),
        notes.Signed(key=witness, at=datetime.datetime.fromtimestamp(0x6A122120, datetime.UTC)),
    )


def test_a_public_logs_checkpoint_is_read() -> None:
    checkpoint = notes.parse_checkpoint(text=notes.parse(data=PUBLIC).text)

    assert checkpoint.size == 1_432_088_532
    assert checkpoint.origin == "arche2025h1.staging.ct.transparency.dev"


def test_signing_and_cosigning_give_the_same_bytes_for_ever() -> None:
    note = notes.sign(text=notes.checkpoint_text(checkpoint=HEAD), keys=[LOG])

    assert notes.cosign(data=note, key=WITNESS, at=AT) == GOLDEN


def test_a_cosigned_checkpoint_names_both_signers_and_the_witnesss_time() -> None:
    assert signed_by(GOLDEN, LOG.verifier, WITNESS.verifier) == (
        notes.Signed(key=LOG.verifier, at=None),
        notes.Signed(key=WITNESS.verifier, at=AT),
    )


def test_signatures_of_unknown_keys_are_ignored() -> None:
    assert [signed.key for signed in signed_by(GOLDEN, LOG.verifier)] == [LOG.verifier]


def test_a_note_that_no_trusted_key_signed_is_refused() -> None:
    with pytest.raises(notes.Refused, match="No key that you trust"):
        signed_by(GOLDEN, OTHER.verifier)


def test_a_key_of_the_same_name_but_another_id_is_not_trusted() -> None:
    namesake = dataclasses.replace(OTHER, name=LOG.name)

    with pytest.raises(notes.Refused, match="No key that you trust"):
        signed_by(GOLDEN, namesake.verifier)


def test_a_signature_serves_for_no_other_purpose() -> None:
    as_witness = dataclasses.replace(LOG.verifier, purpose=notes.Purpose.COSIGNATURE)

    with pytest.raises(notes.Refused, match="No key that you trust"):
        signed_by(GOLDEN, as_witness)


def test_a_changed_text_is_refused() -> None:
    with pytest.raises(notes.Refused, match="does not belong to this text"):
        signed_by(GOLDEN.replace(b"\n3\n", b"\n4\n"), LOG.verifier)


def test_one_wrong_signature_of_a_trusted_key_spoils_the_note() -> None:
    forged = with_line(OTHER.name, OTHER.verifier.key_id + bytes(64))

    with pytest.raises(notes.Refused, match=r"other\.example does not belong"):
        signed_by(forged, LOG.verifier, OTHER.verifier)


def test_a_witnesss_time_can_not_be_changed() -> None:
    head, _, blob = GOLDEN.rstrip(b"\n").rpartition(b" ")
    payload = bytearray(base64.b64decode(blob))
    payload[11] ^= 1

    moved = head + b" " + base64.b64encode(payload) + b"\n"

    with pytest.raises(notes.Refused, match=r"witness\.example"):
        signed_by(moved, WITNESS.verifier)


def test_a_witnesss_time_outside_the_calendar_is_refused() -> None:
    endless = with_line(OTHER.name, b"\0\0\0\0" + b"\xff" * 72)
    note = notes.parse(data=endless)
    key = dataclasses.replace(OTHER.verifier, purpose=notes.Purpose.COSIGNATURE)
    line = dataclasses.replace(note.signatures[-1], key_id=key.key_id)

    with pytest.raises(notes.Refused, match="not a date"):
        notes.verify(note=dataclasses.replace(note, signatures=(line,)), keys=[key])


def test_two_trusted_keys_with_one_name_and_id_are_refused() -> None:
    note = notes.parse(data=GOLDEN)
    twin = Twin(name=LOG.name, purpose=notes.Purpose.NOTE, public_key=bytes(32))

    with pytest.raises(notes.Refused, match="same name and id"):
        notes.verify(note=note, keys=[LOG.verifier, twin])


class Twin(notes.VerifierKey):
    """A key made to collide with the log's four-byte id, as anybody can by trying."""

    @property
    def key_id(self) -> bytes:
        return LOG.verifier.key_id


@pytest.mark.parametrize("text", [PUBLIC_LOG, PUBLIC_WITNESS, EXAMPLE_KEY])
def test_a_published_key_is_written_as_it_was_read(text: str) -> None:
    assert notes.encode_key(key=notes.parse_key(text=text)) == text


def test_our_own_key_is_published_the_same_way_for_ever() -> None:
    assert (
        notes.encode_key(key=LOG.verifier)
        == "log.example/candour+3ca08bcf+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
    )


@given(cut=st.integers(0, len(EXAMPLE_KEY) - 1))
def test_a_key_cut_short_is_refused(cut: int) -> None:
    with pytest.raises(notes.Refused):
        notes.parse_key(text=EXAMPLE_KEY[:cut])


@given(
    at=st.integers(0, len(EXAMPLE_KEY) - 1), character=st.characters(codec="ascii", min_codepoint=1)
)
def test_a_key_with_one_other_character_is_refused(at: int, character: str) -> None:
    changed = EXAMPLE_KEY[:at] + character + EXAMPLE_KEY[at + 1 :]
    assume(changed != EXAMPLE_KEY)

    with pytest.raises(notes.Refused):
        notes.parse_key(text=changed)


def test_a_key_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(notes.Refused, match="kind of key"):
        notes.parse_key(text="example.com/foo+530d903a+" + base64.b64encode(b"\x7f" * 33).decode())


def test_a_private_key_is_never_printed() -> None:
    assert LOG.seed.hex() not in repr(LOG)
    assert str(LOG.seed) not in repr(LOG)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no text followed by an empty line"),
        (b"text\n", "no text followed by an empty line"),
        (GOLDEN.replace(b"\n\n", b"\n"), "no text followed by an empty line"),
        (b"\n\n" + GOLDEN.partition(b"\n\n")[2], "no text followed by an empty line"),
        (b"text\n\n", "does not end where its last signature ends"),
        (GOLDEN[:-1], "does not end where its last signature ends"),
        (GOLDEN + b"\n", "does not end where its last signature ends"),
        (GOLDEN + b"more\n", "something else among the signatures"),
        (GOLDEN + "—\n".encode(), "something else among the signatures"),
        (GOLDEN + "— name\n".encode(), "something else among the signatures"),
        (GOLDEN + "— a+b AAAAAAAA\n".encode(), "no spaces and no plus sign"),
        (GOLDEN + "— a\u00a0b AAAAAAAA\n".encode(), "no spaces and no plus sign"),
        (GOLDEN + "— name AAAA AAAA\n".encode(), "base64"),
        (GOLDEN + "— name AAAAAAB=\n".encode(), "base64"),
        (GOLDEN + "— name AAAAAA==\n".encode(), "too short"),
        (GOLDEN + "— name é\n".encode(), "base64"),
        (GOLDEN.replace(b"\n", b"\r\n"), "line endings were changed"),
        (GOLDEN.replace(b"3", b"\t3", 1), "control characters"),
        (b"\xff" + GOLDEN, "not plain text"),
        (GOLDEN + GOLDEN.splitlines(keepends=True)[-1], "signed twice"),
        (b"x" * 300_000 + GOLDEN, "too large"),
    ],
)
def test_what_is_not_exactly_a_note_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    assert reason in refusal(data)


def test_more_signatures_than_anyone_needs_are_refused() -> None:
    lines = "".join(f"— name{i} AAAAAAAA\n" for i in range(65))

    assert "too many" in refusal(b"text\n\n" + lines.encode())


def test_a_note_may_contain_empty_lines() -> None:
    data = notes.sign(text="one\n\ntwo\n", keys=[LOG])

    assert notes.parse(data=data).text == "one\n\ntwo\n"


@pytest.mark.parametrize("text", ["", "\n", "no newline", "a\r\n", "a\tb\n"])
def test_a_text_that_could_not_be_read_back_is_not_signed(text: str) -> None:
    with pytest.raises(notes.Refused):
        notes.sign(text=text, keys=[LOG])


@pytest.mark.parametrize("text", ["\n\n— x AAAAAAAA\n", "text\n\n— log.example/candour AAAAAAAA\n"])
def test_a_text_that_ends_like_a_signature_stays_text(text: str) -> None:
    data = notes.sign(text=text, keys=[LOG])

    assert notes.parse(data=data).text == text


def test_a_note_is_not_signed_twice_with_one_key() -> None:
    with pytest.raises(notes.Refused, match="signed twice"):
        notes.sign(text="text\n", keys=[LOG, LOG])


def test_a_witness_signs_nothing_but_checkpoints() -> None:
    promise = notes.sign(text="one\ntwo\nthree\n", keys=[LOG])

    with pytest.raises(notes.Refused, match="size"):
        notes.cosign(data=promise, key=WITNESS, at=AT)


@given(
    size=st.integers(0, 2**63 - 1),
    root=st.binary(min_size=32, max_size=32),
    extensions=st.lists(st.sampled_from(["more", "a b c", "— x"]), max_size=3),
)
def test_a_checkpoint_is_read_as_it_was_written(
    size: int, root: bytes, extensions: list[str]
) -> None:
    checkpoint = notes.Checkpoint(
        origin="log.example", size=size, root=root, extensions=tuple(extensions)
    )

    text = notes.checkpoint_text(checkpoint=checkpoint)

    assert notes.parse_checkpoint(text=text) == checkpoint


ROOT = base64.b64encode(bytes(32)).decode()


@pytest.mark.parametrize(
    "text",
    [
        "",
        f"log.example\n3\n{ROOT}",
        "log.example\n3\n",
        f"\n3\n{ROOT}\n",
        f"log.example\n03\n{ROOT}\n",
        f"log.example\n-3\n{ROOT}\n",
        f"log.example\n+3\n{ROOT}\n",
        f"log.example\n3 \n{ROOT}\n",
        f"log.example\n٣\n{ROOT}\n",
        f"log.example\n{2**63}\n{ROOT}\n",
        f"log.example\n{'9' * 5_000}\n{ROOT}\n",
        f"log.example\n3\n{ROOT[:-4]}\n",
        f"log.example\n3\n{ROOT[:-2]}B=\n",
        f"log.example\n3\n{ROOT}\n\nmore\n",
    ],
)
def test_what_is_not_exactly_a_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(notes.Refused):
        notes.parse_checkpoint(text=text)


@pytest.mark.parametrize(
    "change",
    [
        {"origin": ""},
        {"origin": "two\nlines"},
        {"size": -1},
        {"root": bytes(31)},
        {"extensions": ("two\nlines",)},
        {"extensions": ("",)},
    ],
)
def test_a_checkpoint_that_could_not_be_read_back_is_not_written(
    change: dict[str, Any],
) -> None:
    with pytest.raises(notes.Refused):
        notes.checkpoint_text(checkpoint=dataclasses.replace(HEAD, **change))


@given(at=st.integers(0, len(GOLDEN) - 1), bit=st.integers(0, 7))
def test_no_single_bit_of_a_cosigned_checkpoint_can_change(at: int, bit: int) -> None:
    bent = bytearray(GOLDEN)
    bent[at] ^= 1 << bit

    with pytest.raises(notes.Refused):
        [signed_by(bytes(bent), key) for key in (LOG.verifier, WITNESS.verifier)]
