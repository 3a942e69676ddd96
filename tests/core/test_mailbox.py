"""Mailbox keys: the same words open the same mailbox for ever, and nothing else does."""

import dataclasses
import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.pwhash import argon2id

from candour.core import mailbox

WORDS = ("abacus", "drop-down", "felt-tip", "t-shirt", "yoyo", "zoom", "zoning", "abdomen")
SALT = bytes(range(32))
OTHER_SALT = bytes(range(1, 33))

MAILBOX = mailbox.derive_mailbox(words=WORDS, salt=SALT)
DRAFT = mailbox.derive_draft(words=WORDS, salt=SALT)


def values(keys: mailbox.MailboxKeys | mailbox.DraftKeys) -> list[bytes]:
    return [getattr(keys, field.name) for field in dataclasses.fields(keys)]


def by_hand(label: str) -> bytes:
    """RFC 5869 with SHA-256 for one block: extract with the salt, expand with the label."""
    extracted = hmac.new(SALT, " ".join(WORDS).encode(), hashlib.sha256).digest()
    return hmac.new(extracted, f"candour/{label}".encode() + b"\x01", hashlib.sha256).digest()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("mailbox_id", "e7813c56b9a41ce3da76f75ce1ed150d8348d7f34a7f93b6ab2b15c2cb585843"),
        ("x25519_private", "5227aa3b747f3a1a2d6e37965a499c04384883359495349e713b905a1566bb4a"),
        ("x25519_public", "5779bbd98f6e959e4eebc086502750f7688f4012cc487e46a6eea98d8a122a73"),
        ("ed25519_private", "e64b7f13c5cd5c596a98894df99c3fd6beb7da389811ab93ab66005071d39d65"),
        ("ed25519_public", "b559b9faa590564b6e4a1dbce756573136ccbc9becbdd8855693204277b5bac1"),
        ("commitment_salt", "1c450abdcaf68f0c77f69c8e3d82041bf3d25bedc3e62978d9a91fdabf073040"),
    ],
)
def test_the_same_words_open_the_same_mailbox_for_ever(name: str, value: str) -> None:
    assert getattr(MAILBOX, name).hex() == value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("draft_id", "2462ba57b9fff8b66538c98384da5d8a4e4fa9a3b09652598f575fd1f45b8b36"),
        ("key", "e793343afa7cf9adcab753ec57c0ca40b4c729de48742a44843cd94f012412ce"),
    ],
)
def test_the_same_words_open_the_same_draft_for_ever(name: str, value: str) -> None:
    assert getattr(DRAFT, name).hex() == value


@pytest.mark.parametrize(
    ("derived", "label"),
    [
        (MAILBOX.mailbox_id, "mailbox/v1/id"),
        (MAILBOX.x25519_private, "mailbox/v1/x25519"),
        (MAILBOX.ed25519_private, "mailbox/v1/ed25519"),
        (MAILBOX.commitment_salt, "mailbox/v1/commitment-salt"),
        (DRAFT.draft_id, "draft/v1/id"),
        (DRAFT.key, "draft/v1/key"),
    ],
)
def test_every_value_is_what_the_standard_computes(derived: bytes, label: str) -> None:
    assert derived == by_hand(label)


def test_no_two_values_of_one_phrase_are_the_same() -> None:
    assert len({*values(MAILBOX), *values(DRAFT)}) == 9


def test_every_value_has_32_bytes() -> None:
    assert {len(value) for value in [*values(MAILBOX), *values(DRAFT)]} == {32}


def test_another_deployment_has_other_mailboxes() -> None:
    elsewhere = mailbox.derive_mailbox(words=WORDS, salt=OTHER_SALT)

    assert not {*values(elsewhere)} & {*values(MAILBOX)}


@given(at=st.integers(0, 7))
def test_one_other_word_opens_another_mailbox(at: int) -> None:
    other = mailbox.derive_mailbox(words=(*WORDS[:at], "zoologist", *WORDS[at + 1 :]), salt=SALT)

    assert not {*values(other)} & {*values(MAILBOX)}


def test_the_order_of_the_words_matters() -> None:
    turned = mailbox.derive_mailbox(words=WORDS[::-1], salt=SALT)

    assert turned.mailbox_id != MAILBOX.mailbox_id


@pytest.mark.parametrize("words", [(), WORDS[:7], (*WORDS, "zoom"), (*WORDS[:7], "")])
def test_only_eight_words_make_a_mailbox(words: tuple[str, ...]) -> None:
    with pytest.raises(mailbox.Misused, match="eight words"):
        mailbox.derive_mailbox(words=words, salt=SALT)


@pytest.mark.parametrize("words", [(), WORDS[:7], (*WORDS, "zoom"), (*WORDS[:7], "")])
def test_only_eight_words_make_a_draft(words: tuple[str, ...]) -> None:
    with pytest.raises(mailbox.Misused, match="eight words"):
        mailbox.derive_draft(words=words, salt=SALT)


@pytest.mark.parametrize("salt", [b"", SALT[:31], SALT + b"\0"])
def test_only_a_salt_of_32_bytes_is_used(salt: bytes) -> None:
    with pytest.raises(mailbox.Misused, match="32 bytes"):
        mailbox.derive_mailbox(words=WORDS, salt=salt)


@pytest.mark.parametrize("keys", [MAILBOX, DRAFT])
def test_printing_keys_shows_none_of_them(keys: mailbox.MailboxKeys | mailbox.DraftKeys) -> None:
    printed = f"{keys} {keys!r}"

    assert printed.count("object at") == 2
    assert not [value for value in values(keys) if str(value) in printed or value.hex() in printed]


SUPPORTER = mailbox.derive_supporter(words=WORDS, salt=SALT)
STRETCHED = mailbox.stretch_passphrase(words=WORDS, passphrase="by the river", salt=SALT)


@pytest.mark.parametrize(
    ("derived", "label"),
    [
        (SUPPORTER.mailbox_id, "supporter/v1/id"),
        (SUPPORTER.x25519_private, "supporter/v1/x25519"),
        (mailbox.derive_mailbox(words=WORDS, salt=SALT, matter=3).mailbox_id, "matter/v1/3/id"),
    ],
)
def test_a_supporters_and_a_matters_values_are_hkdf_with_labels_of_their_own(derived, label):
    assert derived == by_hand(label)


def test_words_mean_something_else_as_a_supporters_as_a_drafts_and_for_each_matter():
    matters = [mailbox.derive_mailbox(words=WORDS, salt=SALT, matter=one) for one in range(6)]
    supporters = [SUPPORTER.mailbox_id, SUPPORTER.x25519_private, SUPPORTER.x25519_public]
    found = [*(value for keys in matters for value in values(keys)), *supporters, *values(DRAFT)]
    assert len(set(found)) == len(found)


def test_a_passphrase_is_stretched_with_argon2id_over_a_salt_of_the_words():
    own = by_hand("lock/v1/salt")[:16]
    assert argon2id.kdf(32, b"by the river", own, opslimit=3, memlimit=32 * 2**20) == STRETCHED


def test_a_passphrase_is_the_same_however_a_keyboard_composes_its_letters():
    composed = mailbox.stretch_passphrase(words=WORDS, passphrase="caf\u00e9", salt=SALT)
    apart = mailbox.stretch_passphrase(words=WORDS, passphrase="cafe\u0301", salt=SALT)
    assert composed == apart


def test_behind_a_passphrase_only_the_pair_that_letters_are_sealed_to_is_another():
    locked = mailbox.locked(keys=MAILBOX, stretched=STRETCHED)
    differ = {
        field.name
        for field in dataclasses.fields(locked)
        if getattr(locked, field.name) != getattr(MAILBOX, field.name)
    }
    assert differ == {"x25519_private", "x25519_public"}


def test_a_locked_pair_needs_the_words_and_the_passphrase():
    other_words = mailbox.derive_mailbox(words=WORDS[::-1], salt=SALT)
    other = mailbox.stretch_passphrase(words=WORDS, passphrase="by the sea", salt=SALT)
    pairs = {
        mailbox.locked(keys=keys, stretched=stretched).x25519_private
        for keys in (MAILBOX, other_words)
        for stretched in (STRETCHED, other)
    }
    assert len(pairs) == 4
