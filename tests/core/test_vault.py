"""Vaults and sessions: six words, or the session they opened, and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candour.core import vault

WORDS = ("abacus", "drop-down", "felt-tip", "t-shirt", "yoyo", "zoom")
KEY = bytes(range(32, 64))
CHEAP = vault.Cost(passes=1, kib=8)
SEALED = vault.seal_vault(private_key=KEY, words=WORDS, cost=CHEAP)

SESSION_KEY = vault.new_session_key()
SESSION = vault.seal_session(private_key=KEY, session_key=SESSION_KEY)

# Sealed on the day that the formats were fixed.
OLD_VAULT = bytes.fromhex(
    "4356010000000200004c00213a1b95ad329463d16b0742c34fcba0aaef6cb6537238cb412e9881ce4b148bc0916ba7"
    "96b11827ae1493b392b7bda71432e74c2a208331d7ee6de11cc99e8da5026318e02cbd3c60d419bfdd863e4099b4aa"
    "ed1efa7266"
)
OLD_SESSION = bytes.fromhex(
    "435301dcd6a62b10b65a18c3e91492ada03b7d02cfe52513395f7749cf83719949fa68ea860a542e3d1fd25eb52764"
    "6ad0dcc9601214db3c819bf609703f83d474227a7bc7b7b1f44d4d9c"
)


def bent(data: bytes, *, at: int, bit: int) -> bytes:
    changed = bytearray(data)
    changed[at] ^= 1 << bit
    return bytes(changed)


def test_a_vault_of_the_first_version_still_opens() -> None:
    assert vault.open_vault(vault=OLD_VAULT, words=WORDS) == KEY


def test_a_session_of_the_first_version_still_opens() -> None:
    assert vault.open_session(session=OLD_SESSION, session_key=bytes(range(32))) == KEY


def test_six_words_open_the_vault() -> None:
    assert vault.open_vault(vault=SEALED, words=WORDS) == KEY


def test_a_vault_has_99_bytes_and_a_session_75() -> None:
    assert (len(SEALED), len(SESSION)) == (vault.VAULT_BYTES, vault.SESSION_BYTES) == (99, 75)


@given(at=st.integers(0, 5))
def test_one_wrong_word_does_not_open_the_vault(at: int) -> None:
    wrong = (*WORDS[:at], "zoning", *WORDS[at + 1 :])

    with pytest.raises(vault.WrongPassphrase, match="do not open your vault"):
        vault.open_vault(vault=SEALED, words=wrong)


@pytest.mark.parametrize("words", [(), WORDS[:5], (*WORDS, "zoom")])
def test_fewer_or_more_words_do_not_open_the_vault(words: tuple[str, ...]) -> None:
    with pytest.raises(vault.WrongPassphrase, match="six words"):
        vault.open_vault(vault=SEALED, words=words)


@pytest.mark.parametrize("words", [(), WORDS[:5], (*WORDS, "zoom")])
def test_a_vault_is_sealed_under_six_words_only(words: tuple[str, ...]) -> None:
    with pytest.raises(vault.WrongPassphrase, match="six words"):
        vault.seal_vault(private_key=KEY, words=words, cost=CHEAP)


@given(at=st.integers(11, 98), bit=st.integers(0, 7))
def test_a_vault_altered_in_any_bit_does_not_open(at: int, bit: int) -> None:
    with pytest.raises(vault.WrongPassphrase):
        vault.open_vault(vault=bent(SEALED, at=at, bit=bit), words=WORDS)


def test_a_cheaper_cost_written_into_a_vault_does_not_open_it() -> None:
    dearer = vault.seal_vault(private_key=KEY, words=WORDS, cost=vault.Cost(passes=2, kib=8))

    with pytest.raises(vault.WrongPassphrase):
        vault.open_vault(vault=SEALED[:11] + dearer[11:], words=WORDS)


@pytest.mark.parametrize(
    "costs", [b"\0\0\0\0\0\0\0\x08", b"\0\0\0\x01\0\0\0\0", b"\0\0\0\x11\0\0\0\x08", b"\xff" * 8]
)
def test_a_cost_that_would_stop_the_server_is_refused(costs: bytes) -> None:
    with pytest.raises(vault.UnknownVersion):
        vault.open_vault(vault=SEALED[:3] + costs + SEALED[11:], words=WORDS)


@pytest.mark.parametrize(
    "data",
    [b"", b"CV\x02" + SEALED[3:], SEALED[:-1], SEALED + b"\0"],
    ids=["nothing", "a later version", "cut short", "too long"],
)
def test_a_vault_of_an_unknown_version_says_so(data: bytes) -> None:
    with pytest.raises(vault.UnknownVersion):
        vault.open_vault(vault=data, words=WORDS)


@settings(max_examples=5)
@given(key=st.binary(min_size=32, max_size=32))
def test_a_guess_costs_what_owasp_recommends_by_default(key: bytes) -> None:
    sealed = vault.seal_vault(private_key=key, words=WORDS)

    assert vault.cost_of(vault=sealed) == vault.Cost(passes=2, kib=19 * 1024)
    assert vault.open_vault(vault=sealed, words=WORDS) == key


def test_two_vaults_of_one_key_and_passphrase_are_unlike() -> None:
    again = vault.seal_vault(private_key=KEY, words=WORDS, cost=CHEAP)

    assert again[11:27] != SEALED[11:27]
    assert again[-48:] != SEALED[-48:]


def test_a_session_key_opens_its_session() -> None:
    assert vault.open_session(session=SESSION, session_key=SESSION_KEY) == KEY


def test_another_sessions_key_does_not_open_it() -> None:
    with pytest.raises(vault.SessionOver):
        vault.open_session(session=SESSION, session_key=vault.new_session_key())


@given(at=st.integers(3, 74), bit=st.integers(0, 7))
def test_a_session_altered_in_any_bit_does_not_open(at: int, bit: int) -> None:
    with pytest.raises(vault.SessionOver):
        vault.open_session(session=bent(SESSION, at=at, bit=bit), session_key=SESSION_KEY)


@pytest.mark.parametrize(
    "data",
    [b"", b"CS\x02" + SESSION[3:], SESSION[:-1], SESSION + b"\0"],
    ids=["nothing", "a later version", "cut short", "too long"],
)
def test_a_session_of_an_unknown_version_says_so(data: bytes) -> None:
    with pytest.raises(vault.UnknownVersion):
        vault.open_session(session=data, session_key=SESSION_KEY)


@pytest.mark.parametrize("key", [b"", bytes(31), bytes(33)])
def test_only_keys_of_32_bytes_go_into_a_vault(key: bytes) -> None:
    with pytest.raises(vault.BadKey):
        vault.seal_vault(private_key=key, words=WORDS, cost=CHEAP)


@pytest.mark.parametrize(
    ("key", "session_key"),
    [(KEY[:31], SESSION_KEY), (KEY, SESSION_KEY[:31])],
    ids=["a short key", "a short session key"],
)
def test_only_keys_of_32_bytes_go_into_a_session(key: bytes, session_key: bytes) -> None:
    with pytest.raises(vault.BadKey):
        vault.seal_session(private_key=key, session_key=session_key)
