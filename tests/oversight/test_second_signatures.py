"""Heads are signed with Ed25519 and ML-DSA-44; a wrong or missing second signature is named."""

import pytest
from django.conf import settings as django_settings
from django.db import connection

import story
from candour.core import notes
from candour.core.countersigning import policy
from candour.guard.log import heads, sequencer, verify
from candour.guard.log.published import cosigning
from candour.guard.models import Checkpoint, Cosignature, Publication
from candour.intake import trust
from candour.ops import work
from cast import NOW


@pytest.fixture
def published(world, as_role):
    """Publish so often, each time with or without the second key; return the heads."""

    def heads_of(settings, *is_double: bool) -> list[Publication]:
        seed = settings.LOG_SECOND_SEED
        settings.LOG_SECOND_SEED = seed if is_double[0] else b""
        story.reported(world, as_role)
        for one in is_double:
            settings.LOG_SECOND_SEED = seed if one else b""
            with as_role("worker"):
                work.sequence()
                work.publish(at=NOW)
        settings.LOG_SECOND_SEED = seed
        return list(Publication.objects.order_by("size"))

    return heads_of


def problems(log_keys, held: bytes | None = None) -> list[tuple[str, str]]:
    found = verify.verify(trusted=log_keys, origin=django_settings.LOG_ORIGIN, witnessed=held)
    return [(one.place, one.problem) for one in found.findings]


def with_line_of(note: str, other: str, key: notes.VerifierKey, first: notes.VerifierKey) -> str:
    kept = notes.only(note=notes.parse(data=note.encode()), keys=[first])
    return (kept + notes.line_of(data=other.encode(), key=key).encode()).decode()


def test_a_published_head_bears_both_signatures_and_verifies(published, settings, log_keys):
    newest = published(settings, True)[-1]
    signed = notes.verify(note=notes.parse(data=newest.note.encode()), keys=log_keys)

    assert [one.key.purpose.name for one in signed] == ["NOTE", "POST_QUANTUM"]
    assert problems(log_keys, newest.note.encode()) == []


def test_heads_of_earlier_days_with_one_signature_still_verify(published, settings, log_keys):
    first, *_, newest = published(settings, False, True)

    assert (first.note.count("\u2014"), newest.note.count("\u2014")) == (1, 2)
    assert problems(log_keys, first.note.encode()) == []


def test_a_later_head_with_one_signature_alone_is_named(published, settings, log_keys):
    newest = published(settings, True, False)[-1]

    assert problems(log_keys) == [
        (f"checkpoint {newest.size}", "It bears no ML-DSA-44 signature, and an earlier head does.")
    ]


def test_a_wrong_second_signature_is_named_and_a_kept_head_with_one_proves_nothing(
    published, settings, log_keys
):
    first, *_, newest = published(settings, True, True)
    false = with_line_of(newest.note, first.note, log_keys[1], log_keys[0])
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        Checkpoint.objects.filter(size=newest.size).update(note=false)

    assert problems(log_keys, false.encode()) == [
        (f"checkpoint {newest.size}", "The checkpoint's ML-DSA-44 signature does not hold."),
        ("the checkpoint held outside", "Its ML-DSA-44 signature does not hold."),
    ]


def test_a_witnesss_second_line_is_kept_and_counted(published, settings, log_keys, as_role):
    newest = published(settings, True)[-1]
    both = [
        notes.SigningKey(name="board.example/w", purpose=purpose, seed=b"b" * 32)
        for purpose in (notes.Purpose.COSIGNATURE, notes.Purpose.POST_QUANTUM)
    ]
    first, second = (notes.encode_key(key=key.verifier) for key in both)
    settings.WITNESSES = policy.parse(
        text=f"witness a {first}\nwitness b {second}\ngroup board all a b\nquorum board\n"
    )
    data = newest.note.encode()
    for key in both:
        data = notes.cosign(data=data, key=key, at=NOW)
    with as_role("worker"):
        assert cosigning.take(data=data, on=NOW.date()) == ("a", "b")

    assert (Cosignature.objects.count(), heads.is_witnessed(at=NOW)) == (2, True)
    assert heads.with_lines(published=sequencer.newest_published()) == data
    assert problems(log_keys) == []


def test_both_keys_are_shown_to_everybody():
    shown = trust.published_keys()
    assert [one.purpose.name for one in shown] == ["NOTE", "POST_QUANTUM", "NOTE"]
    assert shown[:2] == heads.own_keys()
