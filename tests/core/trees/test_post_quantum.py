"""The second signature of a head, ML-DSA-44: others' notes verify, and Ed25519 stays enough."""

import base64
import dataclasses
import datetime
import hashlib
import pathlib
import struct

import pytest

from candour.core import merkle, notes, receipts

FOLDER = pathlib.Path(__file__).parent.parent / "golden"
# A head of a log that is not ours, and its key, as filippo.io/torchwood tests its witness with.
THEIRS = (FOLDER / "public_mldsa_checkpoint.txt").read_bytes()
THEIR_KEY = notes.parse_key(text=(FOLDER / "public_mldsa_key.txt").read_text().strip())
# A head as this log signed it on the first day that it signed twice, with a witness's two lines.
TWICE = (FOLDER / "head_signed_twice.txt").read_bytes()

ORIGIN, WITNESS = "log.example/candour", "witness.example/w1"
NOTE, COSIGNATURE, SECOND = notes.Purpose
AT = datetime.datetime(2026, 11, 23, 7, tzinfo=datetime.UTC)


def key(name: str, purpose: notes.Purpose) -> notes.SigningKey:
    first = 0 if name == ORIGIN else 32
    return notes.SigningKey(name=name, purpose=purpose, seed=bytes(range(first, first + 32)))


LOG, LOG_SECOND = key(ORIGIN, NOTE), key(ORIGIN, SECOND)
COSIGNER, COSIGNER_SECOND = key(WITNESS, COSIGNATURE), key(WITNESS, SECOND)
ALL = [one.verifier for one in (LOG, LOG_SECOND, COSIGNER, COSIGNER_SECOND)]
HEAD = notes.Checkpoint(origin=ORIGIN, size=3, root=bytes(range(32)))


def verified(data: bytes, *keys: notes.VerifierKey) -> list[tuple[str, datetime.datetime | None]]:
    signed = notes.verify(note=notes.parse(data=data), keys=keys)
    return [(one.key.purpose.name, one.at) for one in signed]


def damaged(line: int) -> bytes:
    """Return the head with one bit of a line's signature turned round."""
    lines = TWICE.decode().splitlines(keepends=True)
    start, _, encoded = lines[4 + line].rstrip("\n").rpartition(" ")
    blob = bytearray(base64.b64decode(encoded))
    blob[-1] ^= 1
    lines[4 + line] = f"{start} {base64.b64encode(blob).decode()}\n"
    return "".join(lines).encode()


def test_a_head_that_another_program_signed_verifies() -> None:
    assert verified(THEIRS, THEIR_KEY) == [("POST_QUANTUM", None)]
    assert notes.encode_key(key=THEIR_KEY) + "\n" == (FOLDER / "public_mldsa_key.txt").read_text()


def test_another_size_under_their_signature_is_refused() -> None:
    with pytest.raises(notes.Refused, match=r"ML-DSA-44 signature of example\.com/mldsa-log"):
        verified(THEIRS.replace(b"\n1\n", b"\n2\n", 1), THEIR_KEY)


def test_the_first_head_that_was_signed_twice_still_verifies() -> None:
    assert verified(TWICE, *ALL) == [
        ("NOTE", None), ("POST_QUANTUM", None), ("COSIGNATURE", AT), ("POST_QUANTUM", AT),
    ]  # fmt: skip


def test_whoever_knows_only_ed25519_accepts_it_as_before() -> None:
    assert verified(TWICE, LOG.verifier, COSIGNER.verifier) == [("NOTE", None), ("COSIGNATURE", AT)]


@pytest.mark.parametrize(("line", "name"), [(1, ORIGIN), (3, WITNESS)])
def test_a_wrong_second_line_is_refused_and_named_though_the_first_holds(line, name) -> None:
    with pytest.raises(notes.Refused, match=f"The ML-DSA-44 signature of {name} does not belong"):
        verified(damaged(line), *ALL)


@pytest.mark.parametrize("size", [2419, 2421])
def test_a_signature_of_another_length_is_refused(size) -> None:
    lines = TWICE.decode().splitlines(keepends=True)
    blob = LOG_SECOND.verifier.key_id + bytes(8 + size)
    lines[5] = f"— {ORIGIN} {base64.b64encode(blob).decode()}\n"
    with pytest.raises(notes.Refused, match="ML-DSA-44"):
        verified("".join(lines).encode(), *ALL)


def test_what_is_signed_is_laid_out_as_the_specification_says(monkeypatch) -> None:
    seen = []

    class Recorder:
        def sign(self, message: bytes) -> bytes:
            seen.append(message)
            return bytes(2420)

        def public_key(self) -> "Recorder":
            return self

        def public_bytes_raw(self) -> bytes:
            return bytes(1312)

    monkeypatch.setattr(notes, "_private", lambda _: Recorder())
    text = notes.checkpoint_text(checkpoint=HEAD)
    signed = notes.sign(text=text, keys=[LOG_SECOND])
    notes.cosign(data=signed, key=COSIGNER_SECOND, at=AT)

    def message(name: bytes, seconds: int) -> bytes:
        names = [struct.pack("B", len(one)) + one for one in (name, ORIGIN.encode())]
        return b"".join((b"subtree/v1\n\x00", names[0], struct.pack(">Q", seconds), names[1],
                         struct.pack(">QQ", 0, 3), bytes(range(32))))  # fmt: skip

    assert seen == [
        message(ORIGIN.encode(), 0), message(WITNESS.encode(), int(AT.timestamp())),
    ]  # fmt: skip


def test_a_keys_id_is_that_of_the_specification() -> None:
    public = LOG_SECOND.verifier.public_key
    expected = hashlib.sha256(ORIGIN.encode() + b"\n\x06" + public).digest()[:4]
    assert (len(public), LOG_SECOND.verifier.key_id) == (1312, expected)


def test_a_second_signature_over_extra_lines_or_no_head_is_not_made() -> None:
    more = notes.checkpoint_text(checkpoint=notes.Checkpoint(
        origin=ORIGIN, size=3, root=bytes(32), extensions=("more",)))  # fmt: skip
    for text in (more, "no head\n"):
        with pytest.raises(notes.Refused):
            notes.sign(text=text, keys=[LOG_SECOND])


def test_a_name_that_is_too_long_for_it_is_refused() -> None:
    long = notes.SigningKey(name="w" * 256, purpose=SECOND, seed=bytes(32))
    with pytest.raises(notes.Refused, match="255 bytes"):
        notes.cosign(data=TWICE, key=long, at=AT)


@pytest.mark.parametrize("purpose", list(notes.Purpose))
def test_a_public_key_of_another_length_is_refused(purpose) -> None:
    for size in {31, 32, 33, 1311, 1312, 1313} - {len(key(ORIGIN, purpose).verifier.public_key)}:
        with pytest.raises(notes.Refused, match="bytes"):
            notes.VerifierKey(name=ORIGIN, purpose=purpose, public_key=bytes(size))


def test_with_an_older_library_everything_else_is_still_checked(monkeypatch) -> None:
    monkeypatch.setattr(notes, "mldsa", None)

    assert verified(TWICE, LOG.verifier, COSIGNER.verifier) == [("NOTE", None), ("COSIGNATURE", AT)]
    with pytest.raises(notes.Refused, match="version 47"):
        verified(THEIRS, THEIR_KEY)


LEAF = receipts.intake_leaf(commitment=bytes(32), day=AT.date())
ONE = notes.Checkpoint(origin=ORIGIN, size=1, root=merkle.leaf_hash(LEAF))


@pytest.mark.parametrize(
    ("signing", "said"),
    [([LOG, LOG_SECOND], "signed this head with ML-DSA-44 too"), ([LOG], "with Ed25519 alone")],
)
def test_a_proof_file_says_how_its_head_is_signed(signing, said) -> None:
    head = notes.sign(text=notes.checkpoint_text(checkpoint=ONE), keys=signing)
    for cosigner in (COSIGNER, COSIGNER_SECOND):
        head = notes.cosign(data=head, key=cosigner, at=AT)
    file = receipts.proof_file(leaf=LEAF, index=0, proof=(), checkpoint=head)

    verdict = receipts.check(file=file, trusted=ALL)
    without = receipts.check(file=file, trusted=[LOG.verifier])

    assert (verdict.is_valid, verdict.witnesses) == (True, (WITNESS,))
    assert said in verdict.statements[1]
    assert (without.is_valid, "Unwitnessed" in without.statements[1]) == (True, True)


def test_the_second_key_of_another_log_is_no_witness() -> None:
    first, second = (key("other.example/log", purpose) for purpose in (NOTE, SECOND))
    head = notes.sign(text=notes.checkpoint_text(checkpoint=ONE), keys=[LOG, LOG_SECOND])
    head = notes.cosign(data=head, key=second, at=AT)
    file = receipts.proof_file(leaf=LEAF, index=0, proof=(), checkpoint=head)

    verdict = receipts.check(file=file, trusted=[*ALL, first.verifier, second.verifier])

    assert (verdict.is_valid, verdict.witnesses) == (True, ())
    assert "Unwitnessed" in verdict.statements[2]


def test_a_proof_file_whose_second_line_is_wrong_proves_nothing() -> None:
    head = notes.sign(text=notes.checkpoint_text(checkpoint=ONE), keys=[LOG, LOG_SECOND])
    other = notes.sign(text=notes.checkpoint_text(checkpoint=HEAD), keys=[LOG, LOG_SECOND])
    mixed = notes.only(note=notes.parse(data=head), keys=[LOG.verifier])
    mixed += notes.line_of(data=other, key=LOG_SECOND.verifier).encode()
    file = receipts.proof_file(leaf=LEAF, index=0, proof=(), checkpoint=mixed)

    verdict = receipts.check(file=file, trusted=ALL)

    assert not verdict.is_valid
    assert "The ML-DSA-44 signature of log.example/candour" in verdict.statements[1]


def test_a_proof_file_that_only_the_second_key_signed_proves_nothing() -> None:
    head = notes.sign(text=notes.checkpoint_text(checkpoint=ONE), keys=[LOG_SECOND])
    file = receipts.proof_file(leaf=LEAF, index=0, proof=(), checkpoint=head)

    verdicts = [receipts.check(file=file, trusted=keys) for keys in (ALL, [LOG_SECOND.verifier])]

    assert [verdict.is_valid for verdict in verdicts] == [False, False]
    assert "not signed this head with an Ed25519 key" in verdicts[0].statements[1]


def extended(*keys: notes.SigningKey) -> bytes:
    """Return a head with an extra line, under which second signatures of the same head stand."""
    more = notes.checkpoint_text(checkpoint=dataclasses.replace(ONE, extensions=("more",)))
    bare = notes.sign(text=notes.checkpoint_text(checkpoint=ONE), keys=[LOG, LOG_SECOND])
    bare = notes.cosign(data=bare, key=COSIGNER_SECOND, at=AT)
    lines = [notes.line_of(data=bare, key=one.verifier) for one in keys]
    return notes.join(data=notes.sign(text=more, keys=[LOG]), lines=lines)


def test_a_second_signature_counts_for_nothing_over_extra_lines() -> None:
    data = extended(LOG_SECOND, COSIGNER_SECOND)

    assert verified(data, *ALL) == [("NOTE", None)]
    with pytest.raises(notes.Refused, match="No key that you trust"):
        verified(data, LOG_SECOND.verifier, COSIGNER_SECOND.verifier)


def test_a_proof_file_whose_head_has_extra_lines_is_one_of_ed25519_alone() -> None:
    head = extended(LOG_SECOND, COSIGNER_SECOND)
    file = receipts.proof_file(leaf=LEAF, index=0, proof=(), checkpoint=head)

    verdict = receipts.check(file=file, trusted=ALL)

    assert (verdict.is_valid, verdict.witnesses) == (True, ())
    assert "with Ed25519 alone" in verdict.statements[1]
