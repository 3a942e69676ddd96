"""Sealed items: the right key in the right place opens them, and nothing else ever does."""

import hashlib
import hmac
import uuid

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from hypothesis import given
from hypothesis import strategies as st
from nacl import bindings

from candour.core import envelope

FILE, OTHER_FILE = uuid.UUID(int=1), uuid.UUID(int=9)
ITEM, OTHER_ITEM = uuid.UUID(int=2), uuid.UUID(int=8)
KEY_CONTEXT = envelope.KeyContext(file_id=FILE, compartment="narrative", epoch=7)
CONTEXT = envelope.ItemContext(key=KEY_CONTEXT, item_id=ITEM)

OTHER_KEY_CONTEXTS = [
    envelope.KeyContext(file_id=OTHER_FILE, compartment="narrative", epoch=7),
    envelope.KeyContext(file_id=FILE, compartment="identity", epoch=7),
    envelope.KeyContext(file_id=FILE, compartment="narrative", epoch=8),
]
OTHER_CONTEXTS = [
    *(envelope.ItemContext(key=key, item_id=ITEM) for key in OTHER_KEY_CONTEXTS),
    envelope.ItemContext(key=KEY_CONTEXT, item_id=OTHER_ITEM),
]

EPOCH = envelope.new_epoch_key()
NEXT_EPOCH = envelope.new_epoch_key()
READER = envelope.new_epoch_key()
NEXT_CONTEXT = envelope.ItemContext(
    key=envelope.KeyContext(file_id=FILE, compartment="narrative", epoch=8), item_id=ITEM
)

TEXT = b"He came to my house."
WRAP = envelope.wrap_key(private=EPOCH.private, reader_public=READER.public, context=KEY_CONTEXT)
BLOB = envelope.seal_item(plaintext=TEXT, epoch_public=EPOCH.public, context=CONTEXT, pad=False)

# Sealed on the day that the formats were fixed, to these private keys.
OLD_EPOCH, OLD_READER = bytes(range(32)), bytes(range(32, 64))
OLD_WRAP = bytes.fromhex(
    "435701a88ca3ad37466812ab8a57c6769a26327bc617283c797179d737f6cc0967b81a955a027b52f404c9f6cc42a4"
    "d82b8f33974ed2b1781c1db02a256c5ae9759862d9cd9426738726ecc50d98e0b46ac2d7"
)
OLD_BLOB = bytes.fromhex(
    "43490127cc2eea674ffdd473d3a1a7bb7daaab7ff43198ff2d11e9602279e3da282e502b6c5121ab1f619af78d47a8"
    "f71efd2eb4f62aa667917be25603980d1f23e00be0c55aa77cacab8cfd0858065f06f821eecab20ddfc7247f6d4e13"
    "e3a2d8b9e3a2fac9c80dc1c8f405235f5fddbd9d75fcab5b0f6514aa816f51ef69f523c2a0065bbd2f39de0e87616f"
    "8ed037aef388bb542a747c6645b15c141ac417433acabda85b1530d87988e7eba433b05d814920c6e155"
)


def opened(
    blob: bytes, *, key: envelope.KeyPair = EPOCH, context: envelope.ItemContext = CONTEXT
) -> bytes:
    return envelope.open_item(blob=blob, epoch_private=key.private, context=context)


def rewrapped(blob: bytes, *, new_context: envelope.ItemContext = NEXT_CONTEXT) -> bytes:
    return envelope.rewrap_item(
        blob=blob,
        old_private=EPOCH.private,
        new_public=NEXT_EPOCH.public,
        old_context=CONTEXT,
        new_context=new_context,
    )


def bent(data: bytes, *, at: int, bit: int) -> bytes:
    changed = bytearray(data)
    changed[at] ^= 1 << bit
    return bytes(changed)


def test_a_wrap_of_the_first_version_still_opens() -> None:
    key = envelope.unwrap_key(wrap=OLD_WRAP, reader_private=OLD_READER, context=KEY_CONTEXT)

    assert key == OLD_EPOCH


def test_an_item_of_the_first_version_still_opens() -> None:
    text = envelope.open_item(blob=OLD_BLOB, epoch_private=OLD_EPOCH, context=CONTEXT)

    assert text == TEXT


def test_an_item_of_the_first_version_keeps_its_body_digest() -> None:
    assert (
        envelope.body_digest(blob=OLD_BLOB).hex()
        == "3cd27b915e6030d9d957c11d651f270362677eac28a533c4e07814d9fb891dc9"
    )


def labelled_extract(suite: bytes, *, salt: bytes, label: bytes, key: bytes) -> bytes:
    return hmac.new(salt, b"HPKE-v1" + suite + label + key, hashlib.sha256).digest()


def labelled_expand(suite: bytes, *, key: bytes, label: bytes, info: bytes, size: int) -> bytes:
    message = size.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info + b"\x01"
    return hmac.new(key, message, hashlib.sha256).digest()[:size]


def hpke_by_hand(*, sealed: bytes, private: bytes, info: bytes) -> bytes:
    """RFC 9180 sections 4.1 and 5.1, base mode, written out from the standard."""
    secret_key = X25519PrivateKey.from_private_bytes(private)
    pair = sealed[:32] + secret_key.public_key().public_bytes_raw()
    shared = secret_key.exchange(X25519PublicKey.from_public_bytes(sealed[:32]))
    kem, suite = b"KEM\x00\x20", b"HPKE\x00\x20\x00\x01\x00\x03"
    key = labelled_extract(kem, salt=b"", label=b"eae_prk", key=shared)
    key = labelled_expand(kem, key=key, label=b"shared_secret", info=pair, size=32)
    psk_id = labelled_extract(suite, salt=b"", label=b"psk_id_hash", key=b"")
    context = b"\0" + psk_id + labelled_extract(suite, salt=b"", label=b"info_hash", key=info)
    secret = labelled_extract(suite, salt=key, label=b"secret", key=b"")
    aead = labelled_expand(suite, key=secret, label=b"key", info=context, size=32)
    nonce = labelled_expand(suite, key=secret, label=b"base_nonce", info=context, size=12)
    return ChaCha20Poly1305(aead).decrypt(nonce, sealed[32:], None)


def test_a_wrap_is_what_the_standard_describes() -> None:
    key = hpke_by_hand(
        sealed=OLD_WRAP[3:], private=OLD_READER, info=b"CW\x01" + KEY_CONTEXT.encode()
    )

    assert key == OLD_EPOCH


def test_a_context_is_spelt_the_same_way_for_ever() -> None:
    assert CONTEXT.encode().hex() == (
        "00000000000000000000000000000001"
        "09" + b"narrative".hex() + "00000007"
        "00000000000000000000000000000002"
    )


@given(
    first=st.tuples(st.uuids(), st.from_regex(r"[a-z]{1,9}", fullmatch=True), st.integers(0, 9)),
    second=st.tuples(st.uuids(), st.from_regex(r"[a-z]{1,9}", fullmatch=True), st.integers(0, 9)),
)
def test_two_contexts_are_never_spelt_alike(
    first: tuple[uuid.UUID, str, int], second: tuple[uuid.UUID, str, int]
) -> None:
    spelt = [
        envelope.KeyContext(file_id=file, compartment=compartment, epoch=epoch).encode()
        for file, compartment, epoch in (first, second)
    ]

    assert (spelt[0] == spelt[1]) == (first == second)


@pytest.mark.parametrize("compartment", ["", "x" * 65])
def test_a_compartment_without_a_proper_name_is_refused(compartment: str) -> None:
    context = envelope.KeyContext(file_id=FILE, compartment=compartment, epoch=7)

    with pytest.raises(ValueError, match="1 to 64 characters"):
        context.encode()


def test_a_certified_reader_unwraps_the_epoch_key() -> None:
    key = envelope.unwrap_key(wrap=WRAP, reader_private=READER.private, context=KEY_CONTEXT)

    assert key == EPOCH.private
    assert envelope.public_of(private=key) == EPOCH.public


def test_a_wrap_has_83_bytes() -> None:
    assert len(WRAP) == envelope.WRAP_BYTES == 83


@pytest.mark.scenario("SC-20", part="without a wrap there is no key")
def test_a_wrap_for_one_reader_opens_for_no_other() -> None:
    stranger = envelope.new_epoch_key()

    with pytest.raises(envelope.CannotOpen):
        envelope.unwrap_key(wrap=WRAP, reader_private=stranger.private, context=KEY_CONTEXT)


@pytest.mark.parametrize("context", OTHER_KEY_CONTEXTS)
def test_a_wrap_opens_for_no_other_file_compartment_or_epoch(
    context: envelope.KeyContext,
) -> None:
    with pytest.raises(envelope.CannotOpen):
        envelope.unwrap_key(wrap=WRAP, reader_private=READER.private, context=context)


@given(at=st.integers(3, 82), bit=st.integers(0, 7))
def test_a_wrap_altered_in_any_bit_does_not_open(at: int, bit: int) -> None:
    altered = bent(WRAP, at=at, bit=bit)

    with pytest.raises(envelope.CannotOpen):
        envelope.unwrap_key(wrap=altered, reader_private=READER.private, context=KEY_CONTEXT)


@given(size=st.integers(3, 82))
def test_a_wrap_cut_short_does_not_open(size: int) -> None:
    with pytest.raises(envelope.CannotOpen):
        envelope.unwrap_key(wrap=WRAP[:size], reader_private=READER.private, context=KEY_CONTEXT)


@pytest.mark.parametrize(
    "wrap",
    [b"", b"CW", b"CW\x02" + WRAP[3:], BLOB],
    ids=["nothing", "no version", "a later version", "an item"],
)
def test_a_wrap_of_an_unknown_version_says_so(wrap: bytes) -> None:
    with pytest.raises(envelope.UnknownVersion):
        envelope.unwrap_key(wrap=wrap, reader_private=READER.private, context=KEY_CONTEXT)


@given(text=st.binary(max_size=3_000), pad=st.booleans())
def test_an_item_opens_to_what_was_sealed(text: bytes, pad: bool) -> None:
    blob = envelope.seal_item(plaintext=text, epoch_public=EPOCH.public, context=CONTEXT, pad=pad)

    assert opened(blob) == text


def test_sealing_one_text_twice_gives_unlike_blobs() -> None:
    blob = envelope.seal_item(plaintext=TEXT, epoch_public=EPOCH.public, context=CONTEXT)

    assert blob != envelope.seal_item(plaintext=TEXT, epoch_public=EPOCH.public, context=CONTEXT)


@pytest.mark.parametrize("context", OTHER_CONTEXTS)
def test_an_item_opens_in_no_other_file_compartment_epoch_or_place(
    context: envelope.ItemContext,
) -> None:
    with pytest.raises(envelope.CannotOpen):
        opened(BLOB, context=context)


def test_an_item_opens_with_no_other_key() -> None:
    with pytest.raises(envelope.CannotOpen):
        opened(BLOB, key=NEXT_EPOCH)


@given(at=st.integers(3, len(BLOB) - 1), bit=st.integers(0, 7))
def test_an_item_altered_in_any_bit_does_not_open(at: int, bit: int) -> None:
    with pytest.raises(envelope.CannotOpen):
        opened(bent(BLOB, at=at, bit=bit))


@given(size=st.integers(3, len(BLOB) - 1))
def test_an_item_cut_short_does_not_open(size: int) -> None:
    with pytest.raises(envelope.CannotOpen):
        opened(BLOB[:size])


@pytest.mark.parametrize(
    "blob",
    [b"", b"CI", b"CI\x02" + BLOB[3:], WRAP],
    ids=["nothing", "no version", "a later version", "a wrap"],
)
def test_an_item_of_an_unknown_version_says_so(blob: bytes) -> None:
    with pytest.raises(envelope.UnknownVersion):
        opened(blob)


def test_a_body_can_not_be_moved_under_another_items_key() -> None:
    other = envelope.seal_item(
        plaintext=b"I was mistaken.....", epoch_public=EPOCH.public, context=CONTEXT, pad=False
    )

    with pytest.raises(envelope.CannotOpen):
        opened(BLOB[:83] + other[83:])


def test_a_sealer_who_lies_about_the_length_is_caught() -> None:
    item_key, nonce = bytes(32), bytes(24)
    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
    public = X25519PublicKey.from_public_bytes(EPOCH.public)
    sealed = suite.encrypt(item_key, public, b"CI\x01" + CONTEXT.encode())
    commitment = hashlib.sha256(b"candour/item-key/v1\n" + item_key).digest()
    text = (100).to_bytes(8, "big") + b"short"
    body = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(
        text, b"CI\x01" + CONTEXT.lasting(), nonce, item_key
    )

    with pytest.raises(envelope.CannotOpen):
        opened(b"CI\x01" + sealed + commitment + nonce + body)


@pytest.mark.parametrize(
    ("size", "bucket"),
    [
        (0, 1_024),
        (1_016, 1_024),
        (1_017, 4_096),
        (4_088, 4_096),
        (4_089, 16_384),
        (65_000, 65_536),
        (65_529, 262_144),
        (262_136, 262_144),
        (262_137, 524_288),
        (600_000, 786_432),
    ],
)
def test_texts_are_filled_up_to_a_bucket(size: int, bucket: int) -> None:
    blob = envelope.seal_item(plaintext=bytes(size), epoch_public=EPOCH.public, context=CONTEXT)

    assert len(blob) == bucket + 155


@given(short=st.binary(max_size=1_016), long=st.binary(max_size=1_016))
def test_two_texts_in_one_bucket_look_equally_long(short: bytes, long: bytes) -> None:
    blobs = [
        envelope.seal_item(plaintext=text, epoch_public=EPOCH.public, context=CONTEXT)
        for text in (short, long)
    ]

    assert len(blobs[0]) == len(blobs[1])


def test_a_rewrapped_item_opens_in_the_new_epoch() -> None:
    assert opened(rewrapped(BLOB), key=NEXT_EPOCH, context=NEXT_CONTEXT) == TEXT


def test_a_rewrapped_item_no_longer_opens_in_the_old_epoch() -> None:
    with pytest.raises(envelope.CannotOpen):
        opened(rewrapped(BLOB))


def test_rewrapping_leaves_the_body_alone() -> None:
    assert rewrapped(BLOB)[83:] == BLOB[83:]
    assert envelope.body_digest(blob=rewrapped(BLOB)) == envelope.body_digest(blob=BLOB)


@given(at=st.integers(83, len(BLOB) - 1), bit=st.integers(0, 7))
def test_a_body_altered_in_any_bit_has_another_digest(at: int, bit: int) -> None:
    altered = bent(BLOB, at=at, bit=bit)

    assert envelope.body_digest(blob=altered) != envelope.body_digest(blob=BLOB)


@pytest.mark.parametrize("context", [*OTHER_CONTEXTS[:2], OTHER_CONTEXTS[3]])
def test_rewrapping_moves_no_item_to_another_file_compartment_or_place(
    context: envelope.ItemContext,
) -> None:
    with pytest.raises(envelope.WrongPlace):
        rewrapped(BLOB, new_context=context)


def test_nobody_can_rewrap_what_they_can_not_open() -> None:
    with pytest.raises(envelope.CannotOpen):
        envelope.rewrap_item(
            blob=BLOB,
            old_private=NEXT_EPOCH.private,
            new_public=NEXT_EPOCH.public,
            old_context=CONTEXT,
            new_context=NEXT_CONTEXT,
        )


@pytest.mark.parametrize("public", [b"", bytes(31), bytes(32), b"\x01" + bytes(31)])
def test_nothing_is_sealed_to_a_key_that_everybody_could_open(public: bytes) -> None:
    with pytest.raises(envelope.BadKey):
        envelope.seal_item(plaintext=TEXT, epoch_public=public, context=CONTEXT)


def test_only_a_key_of_32_bytes_is_wrapped() -> None:
    with pytest.raises(envelope.BadKey):
        envelope.wrap_key(private=bytes(31), reader_public=READER.public, context=KEY_CONTEXT)


def test_a_private_key_of_another_length_is_refused() -> None:
    with pytest.raises(envelope.BadKey):
        envelope.unwrap_key(wrap=WRAP, reader_private=bytes(31), context=KEY_CONTEXT)


def test_printing_a_key_pair_shows_no_key() -> None:
    printed = repr(EPOCH)

    assert EPOCH.private.hex() not in printed
    assert str(EPOCH.private) not in printed
