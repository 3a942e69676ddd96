"""Which witnesses are pinned, and how many make up the quorum: C2SP tlog-policy."""

import datetime

import pytest

from candour.core import notes
from candour.core.countersigning import policy


def key_of(name: str, seed: int) -> str:
    key = notes.SigningKey(name=name, purpose=notes.Purpose.COSIGNATURE, seed=bytes([seed]) * 32)
    return notes.encode_key(key=key.verifier)


W1, W2, W3 = (key_of(f"w{number}.example", number) for number in (1, 2, 3))
THREE = f"witness a {W1} https://a/add-checkpoint\nwitness b {W2}\nwitness c {W3}\n"


@pytest.mark.parametrize(
    ("rest", "enough", "too_few"),
    [
        ("quorum none", (), None),
        ("quorum a", ("a",), ("b", "c")),
        ("group g 2 a b c\nquorum g", ("a", "c"), ("b",)),
        ("group g all a b\nquorum g", ("a", "b"), ("a", "c")),
        ("group g any a b\ngroup h all g c\nquorum h", ("b", "c"), ("a", "b")),
    ],
)
def test_a_quorum_is_met_by_enough_witnesses_and_by_no_fewer(rest, enough, too_few):
    found = policy.parse(text=f"# pinned\n\n{THREE}{rest}\n")
    assert policy.is_met(policy=found, by=enough)
    assert too_few is None or not policy.is_met(policy=found, by=too_few)


AT = datetime.datetime(2026, 11, 23, 7, tzinfo=datetime.UTC)
SECOND_OF_W1 = notes.SigningKey(
    name="w1.example", purpose=notes.Purpose.POST_QUANTUM, seed=b"\1" * 32
)
S1 = notes.encode_key(key=SECOND_OF_W1.verifier)
TWO_KEYS = THREE + f"witness s {S1}\n"


@pytest.mark.parametrize(
    "rest",
    [
        "group g any a b\ngroup h any s c\ngroup i all g h\nquorum i",
        "group g all a\ngroup h all s\ngroup i all g h\nquorum i",
    ],
)
def test_a_body_with_keys_in_two_groups_is_refused(rest):
    with pytest.raises(policy.BadPolicy, match=r"keys of w1\.example"):
        policy.parse(text=TWO_KEYS + rest)


@pytest.mark.parametrize(
    ("kind", "enough", "too_few"),
    [("any", ("s", "b"), ("a", "s")), ("all", ("a", "s", "b"), ("s", "b"))],
)
def test_a_body_with_two_keys_counts_once_by_any_or_by_all(kind, enough, too_few):
    rest = f"group one {kind} a s\ngroup g 2 one b c\nquorum g"
    found = policy.parse(text=TWO_KEYS + rest)
    assert policy.is_met(policy=found, by=enough)
    assert not policy.is_met(policy=found, by=too_few)


OLD_AND_NEW = THREE + f"witness s {key_of('w1.example', 9)}\n"


@pytest.mark.parametrize("pinned", [TWO_KEYS, OLD_AND_NEW])
@pytest.mark.parametrize(
    ("rest", "enough", "too_few"),
    [
        ("group g 2 a s b", [("a", "b"), ("s", "b"), ("a", "s", "b")], [("a", "s"), ("b",)]),
        ("group g 2 a s b c", [("a", "b"), ("s", "c"), ("b", "c")], [("a", "s")]),
        ("group g 3 a s b c", [("a", "b", "c")], [("a", "s", "b"), ("b", "c")]),
        ("group g all a s b", [("a", "s", "b")], [("a", "b"), ("a", "s")]),
        ("group g all a s", [("a", "s")], [("a",), ("s",)]),
        ("group h any b c\ngroup g 2 a s h", [("s", "b")], [("a", "s"), ("b", "c")]),
    ],
)
def test_two_keys_of_a_body_count_once_beside_others(pinned, rest, enough, too_few):
    found = policy.parse(text=f"{pinned}{rest}\nquorum g")
    assert all(policy.is_met(policy=found, by=by) for by in enough)
    assert not any(policy.is_met(policy=found, by=by) for by in too_few)


def test_an_address_is_kept_with_its_witness():
    found = policy.parse(text=THREE + "quorum none\n")
    assert [one.url for one in found.witnesses] == ["https://a/add-checkpoint", "", ""]


@pytest.mark.parametrize(
    "text",
    [
        THREE,
        THREE + "quorum a\nquorum b",
        THREE + "quorum d",
        THREE + "group g 4 a b c\nquorum g",
        THREE + "group g 0 a b c\nquorum g",
        THREE + "group g 1 a a\nquorum g",
        THREE + "group g 1 a\ngroup h 1 a\nquorum h",
        THREE + "group a 1 b\nquorum a",
        f"witness a {W1}\nwitness b {W1}\nquorum a",
        "witness a nonsense\nquorum a",
        "something else",
        "quorum none x",
    ],
)
def test_a_policy_that_makes_no_sense_is_refused(text):
    with pytest.raises(policy.BadPolicy):
        policy.parse(text=text)


def test_the_key_of_a_log_is_not_that_of_a_witness():
    key = notes.SigningKey(name="log", purpose=notes.Purpose.NOTE, seed=b"\1" * 32).verifier
    with pytest.raises(policy.BadPolicy, match="not the key of a witness"):
        policy.parse(text=f"witness a {notes.encode_key(key=key)}\nquorum a")


LOGS = [
    notes.SigningKey(name="log.example", purpose=purpose, seed=b"\5" * 32)
    for purpose in (notes.Purpose.NOTE, notes.Purpose.POST_QUANTUM)
]
LOG, SECOND = (notes.encode_key(key=key.verifier) for key in LOGS)


@pytest.mark.parametrize("lines", [(f"log {LOG}", f"witness l {SECOND}"),
                                   (f"witness l {SECOND}", f"log {LOG}")])  # fmt: skip
def test_the_second_key_of_a_log_is_not_that_of_a_witness(lines):
    with pytest.raises(policy.BadPolicy, match=r"key of a log, log\.example"):
        policy.parse(text="\n".join([*lines, "quorum l"]))


def test_the_logs_own_second_signature_is_no_cosignature():
    found = policy.parse(text=f"{TWO_KEYS}witness l {SECOND}\nquorum l\n")
    head = notes.Checkpoint(origin="log.example", size=1, root=bytes(32))
    data = notes.sign(text=notes.checkpoint_text(checkpoint=head), keys=LOGS)
    cosigned = notes.cosign(data=data, key=SECOND_OF_W1, at=AT)

    assert policy.cosigners(policy=found, data=data) == {}
    assert list(policy.cosigners(policy=found, data=cosigned)) == ["s"]
