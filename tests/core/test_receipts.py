"""Receipts: what each file proves, that it says what it does not, that nothing forged passes."""

import base64
import dataclasses
import datetime
import pathlib
import shutil
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.core import mailbox, merkle, notes, receipts

FOLDER = pathlib.Path(__file__).parent / "golden"
FILES = {"promise": "promise.txt", "proof": "receipt.tlog-proof", "opening": "opening.txt"}
GOLDEN = {name: (FOLDER / file).read_bytes() for name, file in FILES.items()}

ORIGIN = "log.example/candour"
LOG = notes.SigningKey(name=ORIGIN, purpose=notes.Purpose.NOTE, seed=bytes(range(32)))
PROMISER = notes.SigningKey(
    name=f"{ORIGIN}/promise", purpose=notes.Purpose.NOTE, seed=bytes(range(64, 96))
)
WITNESS = notes.SigningKey(
    name="witness.example/w1", purpose=notes.Purpose.COSIGNATURE, seed=bytes(range(32, 64))
)
TRUSTED = (LOG.verifier, PROMISER.verifier, WITNESS.verifier)

WORDS = ("abacus", "drop-down", "felt-tip", "t-shirt", "yoyo", "zoom", "zoning", "abdomen")
KEYS = mailbox.derive_mailbox(words=WORDS, salt=bytes(range(32)))
CONTENT = b"He asked me for my number, and then he came to my house."
DAY = datetime.date(2026, 11, 21)
LEAF = receipts.intake_leaf(
    commitment=receipts.commitment(salt=KEYS.commitment_salt, content=CONTENT), day=DAY
)
LEAVES = [merkle.leaf_hash(leaf) for leaf in (b"a", b"b", LEAF, b"c", b"d")]


def tree(leaf: bytes) -> merkle.HashReader:
    return merkle.reader_of(leaves=[*LEAVES[:2], merkle.leaf_hash(leaf), *LEAVES[3:]])


def checkpoint(*, leaf: bytes = LEAF, key: notes.SigningKey = LOG) -> bytes:
    head = notes.Checkpoint(origin=ORIGIN, size=5, root=merkle.root(size=5, read=tree(leaf)))
    return notes.sign(text=notes.checkpoint_text(checkpoint=head), keys=[key])


def proof_file(*, leaf: bytes = LEAF, signed: bytes) -> bytes:
    proof = merkle.inclusion_proof(index=2, size=5, read=tree(leaf))
    return receipts.proof_file(leaf=leaf, index=2, proof=proof, checkpoint=signed)


def opening(**change: bytes) -> bytes:
    parts = {"salt": KEYS.commitment_salt, "content": CONTENT, "receipt": GOLDEN["proof"]}
    return receipts.opening(**parts | change)


def checked(file: bytes) -> receipts.Verdict:
    return receipts.check(file=file, trusted=TRUSTED)


of_each_kind = pytest.mark.parametrize("name", ["promise", "proof", "opening"])
VERDICTS = {name: checked(file) for name, file in GOLDEN.items()}


@of_each_kind
def test_receipts_given_out_long_ago_still_hold(name: str) -> None:
    verdict = VERDICTS[name]

    assert verdict.is_valid
    assert verdict.kind == name
    assert verdict.day == DAY
    assert verdict.leaf_hash == merkle.leaf_hash(LEAF)
    assert verdict.origin == ORIGIN


def test_a_leaf_is_written_the_same_way_for_ever() -> None:
    assert LEAF == (
        b'{"commitment":"sYe3Z9dbmuGbUHwPZnFa46+TizfoZOcgpl56JDUorGw=",'
        b'"day":"2026-11-21","type":"candour/intake-leaf/v1"}'
    )


def test_a_promise_is_written_the_same_way_for_ever() -> None:
    file = receipts.promise(origin=ORIGIN, leaf=LEAF, day=DAY, key=PROMISER)

    assert file == GOLDEN["promise"]


def test_a_proof_file_is_written_the_same_way_for_ever() -> None:
    at = datetime.datetime(2026, 11, 22, 3, tzinfo=datetime.UTC)
    signed = notes.cosign(data=checkpoint(), key=WITNESS, at=at)

    assert proof_file(signed=signed) == GOLDEN["proof"]


def test_an_opening_is_written_the_same_way_for_ever() -> None:
    assert opening() == GOLDEN["opening"]


STAND_ALONE = """
import sys
sys.path.insert(0, sys.argv[1])
from candour.core import notes, receipts
assert receipts.__file__.startswith(sys.argv[1])
keys = [notes.parse_key(text=line) for line in sys.argv[3:]]
with open(sys.argv[2], "rb") as file:
    print(receipts.check(file=file.read(), trusted=keys).is_valid, "django" in sys.modules)
"""


@pytest.mark.scenario("SC-01", part="the receipt verifies offline")
def test_three_files_and_a_library_check_a_receipt_without_the_rest(
    tmp_path: pathlib.Path,
) -> None:
    core, source = tmp_path / "candour" / "core", pathlib.Path(receipts.__file__).parent
    core.mkdir(parents=True)
    (tmp_path / "candour" / "__init__.py").touch()
    (core / "__init__.py").touch()
    [shutil.copy(source / name, core) for name in ("notes.py", "merkle.py", "receipts.py")]
    keys = [notes.encode_key(key=key) for key in TRUSTED]

    command: list[str | pathlib.Path] = [
        sys.executable,
        "-I",
        "-c",
        STAND_ALONE,
        tmp_path,
        FOLDER / "opening.txt",
        *keys,
    ]
    run = subprocess.run(command, capture_output=True, check=True, text=True)

    assert run.stdout == "True False\n"


def test_a_promise_says_that_only_the_proof_file_proves_the_log_holds_it() -> None:
    said = " ".join(VERDICTS["promise"].statements)

    assert "This promise proves what the site signed." in said
    assert "Only the proof file proves that the log holds it." in said


def test_a_proof_file_names_its_witnesses_and_when_they_saw_it() -> None:
    assert VERDICTS["proof"].witnesses == ("witness.example/w1",)
    assert "witness.example/w1 (2026-11-22)" in VERDICTS["proof"].statements[1]


def test_a_proof_file_without_a_witness_says_unwitnessed() -> None:
    verdict = checked(proof_file(signed=checkpoint()))

    assert verdict.is_valid
    assert verdict.witnesses == ()
    assert verdict.statements[1].startswith("Unwitnessed:")


def test_a_proof_file_whose_witness_is_not_trusted_says_unwitnessed() -> None:
    verdict = receipts.check(file=GOLDEN["proof"], trusted=[LOG.verifier])

    assert (verdict.is_valid, verdict.statements[1][:12]) == (True, "Unwitnessed:")


@of_each_kind
def test_nothing_is_proved_to_someone_who_trusts_other_keys(name: str) -> None:
    stranger = dataclasses.replace(LOG, seed=bytes(32))

    verdict = receipts.check(file=GOLDEN[name], trusted=[stranger.verifier])

    assert not verdict.is_valid
    assert "No key that you trust has signed this." in verdict.statements


@of_each_kind
def test_a_witness_alone_vouches_for_no_receipt(name: str) -> None:
    assert not receipts.check(file=GOLDEN[name], trusted=[WITNESS.verifier]).is_valid


def test_the_promise_key_can_not_sign_a_log_head() -> None:
    assert not checked(proof_file(signed=checkpoint(key=PROMISER))).is_valid


def test_the_log_key_can_not_sign_a_promise() -> None:
    text = notes.parse(data=GOLDEN["promise"]).text

    assert not checked(notes.sign(text=text, keys=[LOG])).is_valid


def test_a_promise_is_made_with_the_logs_own_promise_key_only() -> None:
    with pytest.raises(receipts.Misused):
        receipts.promise(origin=ORIGIN, leaf=LEAF, day=DAY, key=LOG)


def test_a_leaf_that_the_log_does_not_hold_is_refused() -> None:
    missing = receipts.cover_leaf(day=DAY)

    verdict = checked(proof_file(leaf=missing, signed=checkpoint()))

    assert not verdict.is_valid
    assert "The leaf is not in the log that this file shows." in verdict.statements


@pytest.mark.parametrize(
    "leaf",
    [
        LEAF.replace(b",", b", "),
        LEAF + b"\n",
        LEAF.replace(b"2026-11-21", b"20261121"),
        LEAF.replace(b"2026-11-21", b"2026-13-21"),
        LEAF.replace(b"v1", b"v2"),
        LEAF.replace(b"{", b'{"a":1,'),
        b'{"commitment":"AAAA","day":"2026-11-21","type":"candour/intake-leaf/v1"}',
        b'{"commitment":1,"day":"2026-11-21","type":"candour/intake-leaf/v1"}',
        b'{"commitment":"AAAA","day":1,"type":"candour/intake-leaf/v1"}',
        b"[" * 10_000,
        b"[]",
        b"a",
        b"\xff",
    ],
)
def test_a_logged_leaf_in_any_other_spelling_is_refused(leaf: bytes) -> None:
    verdict = checked(proof_file(leaf=leaf, signed=checkpoint(leaf=leaf)))

    assert not verdict.is_valid
    assert "The leaf is not in the log that this file shows." not in verdict.statements


def test_a_cover_leaf_looks_like_a_real_one_and_never_like_another() -> None:
    cover = receipts.cover_leaf(day=DAY)

    assert len(cover) == len(LEAF)
    assert cover[:15] + cover[59:] == LEAF[:15] + LEAF[59:]
    assert cover != receipts.cover_leaf(day=DAY)


@given(content=st.binary(max_size=200), other=st.binary(max_size=200))
def test_a_commitment_holds_one_content_only(content: bytes, other: bytes) -> None:
    first = receipts.commitment(salt=KEYS.commitment_salt, content=content)

    second = receipts.commitment(salt=KEYS.commitment_salt, content=other)

    assert (first == second) == (content == other)


def test_one_content_under_two_salts_has_unlike_commitments() -> None:
    first = receipts.commitment(salt=bytes(32), content=CONTENT)

    assert first != receipts.commitment(salt=KEYS.commitment_salt, content=CONTENT)


@pytest.mark.parametrize("salt", [b"", bytes(31), bytes(33)])
def test_salts_and_commitments_have_32_bytes(salt: bytes) -> None:
    with pytest.raises(receipts.Misused):
        receipts.commitment(salt=salt, content=CONTENT)
    with pytest.raises(receipts.Misused):
        opening(salt=salt)
    with pytest.raises(receipts.Misused):
        receipts.intake_leaf(commitment=salt, day=DAY)


@pytest.mark.scenario("SC-07", part="a statement proves content and date without the force")
@pytest.mark.parametrize("receipt", [GOLDEN["promise"], GOLDEN["proof"]])
def test_an_opening_proves_the_content_with_a_promise_or_a_proof(receipt: bytes) -> None:
    verdict = checked(opening(receipt=receipt))

    assert verdict.is_valid
    assert verdict.day == DAY
    assert "byte for byte" in verdict.statements[0]


def test_an_opening_says_that_it_does_not_prove_truth() -> None:
    assert VERDICTS["opening"].statements[-1] == (
        "It proves what was written, not that what was written is true."
    )


def test_an_opening_gives_away_nothing_that_opens_the_mailbox() -> None:
    secrets = (KEYS.mailbox_id, KEYS.x25519_private, KEYS.ed25519_private)

    assert not [s for s in secrets if base64.b64encode(s) in GOLDEN["opening"]]
    assert b"abacus" not in GOLDEN["opening"]


@given(content=st.binary(max_size=100).filter(lambda content: content != CONTENT))
def test_an_opening_with_any_other_content_is_refused(content: bytes) -> None:
    verdict = checked(opening(content=content))

    assert "This text is not what the receipt commits to." in verdict.statements


def test_an_opening_with_another_salt_is_refused() -> None:
    assert not checked(opening(salt=bytes(32))).is_valid


def test_an_opening_of_another_day_is_refused() -> None:
    tomorrow = DAY + datetime.timedelta(days=1)
    receipt = receipts.promise(origin=ORIGIN, leaf=LEAF, day=tomorrow, key=PROMISER)

    assert not checked(opening(receipt=receipt)).is_valid


def test_an_opening_inside_an_opening_is_refused() -> None:
    verdict = checked(opening(receipt=GOLDEN["opening"]))

    assert "The receipt inside fails." in verdict.statements


@of_each_kind
def test_changed_line_endings_are_named_as_the_reason(name: str) -> None:
    mangled = GOLDEN[name].replace(b"\n", b"\r\n")

    verdict = checked(mangled)

    assert verdict.kind == name
    assert notes.CHANGED_LINES in verdict.statements


def test_another_file_is_not_taken_for_a_receipt() -> None:
    assert checked(b"%PDF-1.7 hello").kind == "unknown"


@pytest.mark.parametrize(
    "file",
    [
        b"c2sp.org/tlog-proof@v1",
        GOLDEN["proof"].replace(b"index 2", b"index 02"),
        GOLDEN["proof"].replace(b"index 2", b"index 5"),
        GOLDEN["proof"].replace(b"index 2", b"index 99999999999999999999"),
        GOLDEN["proof"].replace(b"index 2\n", b""),
        GOLDEN["proof"].replace(b"extra ", b"Extra "),
        GOLDEN["proof"].replace(b"\n\n", b"\nAAAA\n\n", 1),
        GOLDEN["proof"].replace(b"\n\n", b"\n" + b"A" * 43 + b"=\n\n", 1),
        GOLDEN["proof"] + b"\n",
        GOLDEN["proof"] + b" " * 300_000,
        GOLDEN["promise"] + b"\n",
        GOLDEN["proof"].replace(b"@v1", b"@v12"),
        GOLDEN["opening"].replace(b"opening/v1", b"opening/v12"),
        GOLDEN["opening"].replace(b"\n\n", b"\nmore\n\n", 1),
        b"candour/opening/v1",
        b"candour/opening/v1\nsalt AAAA\nreceipt AAAA\n\ncontent",
        b"candour/opening/v1\n" + b"x" * (16 * 1024 * 1024),
    ],
)
def test_a_file_that_is_not_laid_out_exactly_proves_nothing(file: bytes) -> None:
    verdict = checked(file)

    assert not verdict.is_valid
    assert verdict.statements[0] == "This file proves nothing."
    assert verdict.day is None
    assert verdict.leaf_hash is None


PROMISE_TEXT = notes.parse(data=GOLDEN["promise"]).text


@pytest.mark.parametrize(
    "text",
    [
        PROMISE_TEXT.replace("2026-11-21", "20261121"),
        PROMISE_TEXT.replace("2026-11-21", "2026-11-31"),
        PROMISE_TEXT.replace("2026-11-21\n", ""),
        PROMISE_TEXT + "more\n",
        PROMISE_TEXT.replace("candour/promise/v1", "candour/promise/v1 "),
        PROMISE_TEXT.replace("Hutw=", "Hutx="),
        PROMISE_TEXT.replace("Xq5Q", ""),
    ],
)
def test_a_promise_truly_signed_but_in_another_layout_is_refused(text: str) -> None:
    assert not checked(notes.sign(text=text, keys=[PROMISER])).is_valid


@of_each_kind
@given(place=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_one_flipped_bit_never_leaves_a_verdict_as_it_was(name: str, place: int, bit: int) -> None:
    bent = bytearray(GOLDEN[name])
    bent[place % len(bent)] ^= 1 << bit

    assert checked(bytes(bent)) != VERDICTS[name]


@of_each_kind
@given(start=st.integers(0, 2_000), length=st.integers(0, 100), insert=st.binary(max_size=100))
def test_checking_never_raises_on_a_damaged_receipt(
    name: str, start: int, length: int, insert: bytes
) -> None:
    file = GOLDEN[name]

    verdict = checked(file[:start] + insert + file[start + length :])

    assert verdict.statements


@given(
    head=st.sampled_from([b"", b"c2sp.org/tlog-proof@v1\n", b"candour/opening/v1\n", b"a\n"]),
    rest=st.binary(max_size=500),
)
def test_checking_never_raises_on_any_file(head: bytes, rest: bytes) -> None:
    assert not checked(head + rest).is_valid
