"""A witness with two keys cosigns twice, and asks a log for each kind of signature it knows."""

import pytest

from candour.core import merkle, notes
from candour.core.countersigning import protocol
from candour.holder import keys
from candour.holder.cli import main
from candour.holder.refused import Unreachable
from holder.little_log import KEY, ORIGIN, leaves

SECOND = notes.SigningKey(name=ORIGIN, purpose=notes.Purpose.POST_QUANTUM, seed=b"\1" * 32)
ASKED = ("--log-key", notes.encode_key(key=SECOND.verifier))


@pytest.fixture
def publish(log):
    """Publish a head that the log signs with some of its keys, the last line perhaps of another."""

    def signed(size: int, *signing: notes.SigningKey, last_of: int = 0) -> bytes:
        log.publish(leaves(size))
        text = _text(size)
        data = notes.sign(text=text, keys=signing)
        if last_of:
            other = notes.sign(text=_text(last_of), keys=signing)
            kept = notes.only(
                note=notes.parse(data=data), keys=[one.verifier for one in signing[:-1]]
            )
            data = kept + notes.line_of(data=other, key=signing[-1].verifier).encode()
        (log.folder / "checkpoint").write_bytes(data)
        return data

    return signed


def _text(size: int) -> str:
    root = merkle.root(size=size, read=merkle.reader_of(leaves=leaves(size)))
    return notes.checkpoint_text(checkpoint=notes.Checkpoint(origin=ORIGIN, size=size, root=root))


def test_it_cosigns_with_both_keys_and_keeps_both_lines_of_the_log(run, publish, home, tmp_path):
    publish(300, KEY, SECOND)
    assert run(*ASKED, "--out", str(tmp_path / "head")) == 0

    note = notes.parse(data=(tmp_path / "head").read_bytes())
    own = [keys.load(home=home).verifier, keys.load_second(home=home).verifier]
    signed = notes.verify(note=note, keys=[KEY.verifier, SECOND.verifier, *own])

    assert [one.key for one in signed] == [KEY.verifier, SECOND.verifier, *own]
    assert {one.name for one in own} == {"board.example/witness"}
    assert signed[2].at == signed[3].at is not None


def test_a_head_without_the_second_signature_is_refused_where_its_key_is_known(
    run, publish, capsys
):
    publish(3, KEY)
    assert (run(), run(*ASKED)) == (0, 1)
    assert "has not signed this head with ML-DSA-44" in capsys.readouterr().err


def test_a_head_without_the_first_signature_is_refused_too(run, publish, capsys):
    publish(3, SECOND)
    assert run(*ASKED) == 1
    assert "has not signed this head with Ed25519" in capsys.readouterr().err


def test_a_wrong_second_signature_is_refused_and_named(run, publish, capsys):
    publish(3, KEY, SECOND, last_of=2)
    assert run(*ASKED) == 1
    assert f"The ML-DSA-44 signature of {ORIGIN} does not belong" in capsys.readouterr().err


def test_a_witness_that_was_given_one_key_of_the_log_takes_no_notice_of_the_other(run, publish):
    publish(3, KEY, SECOND, last_of=2)
    assert run() == 0


def test_a_log_that_asks_is_told_why(publish):
    data = publish(3, KEY)
    request = protocol.Request(old_size=0, proof=(), checkpoint=data)
    verdict = protocol.judge(
        request=request, keys=[KEY.verifier, SECOND.verifier], seen=protocol.NOTHING_SEEN
    )
    assert verdict.status is protocol.Status.NOT_SIGNED
    assert "ML-DSA-44" in verdict.because


def test_a_home_of_earlier_days_signs_as_before_until_it_is_given_a_second_key(
    run, publish, home, tmp_path, capsys
):
    (home / "witness-mldsa.key").unlink()
    publish(3, KEY, SECOND)
    assert run("--out", str(tmp_path / "head")) == 0
    assert len(notes.parse(data=(tmp_path / "head").read_bytes()).signatures) == 2

    main(["key", "--home", str(home), "--name", "somebody.else/witness"])
    said = [notes.parse_key(text=line) for line in capsys.readouterr().out.split()]

    assert [one.name for one in said] == ["board.example/witness"] * 2
    assert [one.purpose.name for one in said] == ["COSIGNATURE", "POST_QUANTUM"]
    assert (home / "witness-mldsa.key").stat().st_mode & 0o077 == 0


def test_a_damaged_second_key_signs_nothing(home):
    text = (home / "witness.key").read_text()
    (home / "witness-mldsa.key").write_text(text)
    with pytest.raises(Unreachable, match="damaged"):
        keys.load_second(home=home)
