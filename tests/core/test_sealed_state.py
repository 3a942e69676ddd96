"""Sealed form state: it comes back as it went, tells nothing by its length, and ages."""

import base64
import datetime
import pathlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.core import sealed_state

AT = datetime.datetime(2026, 11, 21, 12, 0, tzinfo=datetime.UTC)
SOON = AT + datetime.timedelta(minutes=119)
LATE = AT + datetime.timedelta(minutes=121)
NEW, OLD = bytes(range(32)), bytes(range(1, 33))

# Sealed on the day that the format was fixed, under NEW at AT.
FIRST = (pathlib.Path(__file__).parent / "golden" / "state.txt").read_text().strip()

STATE: dict[str, sealed_state.JsonValue] = {
    "step": "when",
    "answers": {"what": "Grüße", "ticks": [1, None, True]},
}

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=12,
)


def sealed(mapping: Any, *, key: bytes = NEW, label: str = "report") -> str:
    return sealed_state.seal_state(mapping=mapping, keys=[key, OLD], at=AT, label=label)


def opened(
    token: str, *, at: datetime.datetime = SOON, keys: tuple[bytes, ...] = (NEW, OLD)
) -> dict[str, sealed_state.JsonValue]:
    return sealed_state.open_state(token=token, keys=keys, at=at, label="report")


def test_a_state_of_the_first_version_still_opens() -> None:
    assert opened(FIRST) == STATE


@given(mapping=st.dictionaries(st.text(max_size=9), JSON, max_size=6))
def test_a_state_comes_back_as_it_went(mapping: dict[str, sealed_state.JsonValue]) -> None:
    assert opened(sealed(mapping)) == mapping


def test_a_state_needs_no_escaping_in_a_form() -> None:
    assert sealed(STATE).replace("-", "").replace("_", "").isalnum()


def test_one_state_sealed_twice_looks_unlike() -> None:
    assert sealed(STATE) != sealed(STATE)


def test_nothing_typed_can_be_read_in_the_page() -> None:
    raw = base64.urlsafe_b64decode(sealed(STATE) + "=")

    assert b"when" not in raw
    assert b"answers" not in raw


@given(text=st.text(alphabet="aé語", max_size=1_300))
def test_progress_within_a_bucket_changes_no_length(text: str) -> None:
    assert len(sealed({"what": text})) == len(sealed({}))


@pytest.mark.parametrize(
    ("letters", "bucket"),
    [
        (4_076, 4_096),
        (4_077, 16_384),
        (16_364, 16_384),
        (16_365, 65_536),
        (65_517, 262_144),
        (262_124, 262_144),
    ],
)
def test_a_state_is_filled_up_to_a_bucket(letters: int, bucket: int) -> None:
    token = sealed({"a": "x" * letters})

    assert len(base64.urlsafe_b64decode(token + "==")) == bucket + 43
    assert opened(token) == {"a": "x" * letters}


def test_a_state_beyond_the_last_bucket_is_refused_in_plain_words() -> None:
    with pytest.raises(sealed_state.TooLarge, match="too long for one report"):
        sealed({"a": "x" * 262_125})


def test_a_state_that_waited_too_long_still_hands_back_what_she_wrote() -> None:
    with pytest.raises(sealed_state.Expired) as caught:
        opened(sealed(STATE), at=LATE)

    assert caught.value.mapping == STATE


def test_an_expired_states_message_repeats_nothing_she_wrote() -> None:
    with pytest.raises(sealed_state.Expired) as caught:
        opened(sealed(STATE), at=LATE)

    assert str(caught.value) == "This page was open for too long. Check your answers and go on."


def test_a_state_lives_as_long_as_it_was_given() -> None:
    token = sealed_state.seal_state(
        mapping=STATE, keys=[NEW], at=AT, label="report", lifetime=datetime.timedelta(minutes=5)
    )

    with pytest.raises(sealed_state.Expired):
        opened(token, at=AT + datetime.timedelta(minutes=6))


def test_the_newest_key_seals() -> None:
    assert opened(sealed(STATE), keys=(NEW,)) == STATE


def test_a_state_under_the_last_key_but_one_still_opens() -> None:
    assert opened(sealed(STATE, key=OLD), keys=(NEW, OLD)) == STATE


def test_a_state_under_a_key_now_gone_is_unreadable() -> None:
    with pytest.raises(sealed_state.Unreadable):
        opened(sealed(STATE, key=OLD), keys=(NEW,))


def test_a_state_of_another_form_is_unreadable() -> None:
    with pytest.raises(sealed_state.Unreadable):
        opened(sealed(STATE, label="mailbox"))


RAW = base64.urlsafe_b64decode(sealed(STATE) + "=")


@given(at=st.integers(0, len(RAW) - 1), bit=st.integers(0, 7))
def test_a_state_altered_in_any_bit_is_unreadable(at: int, bit: int) -> None:
    changed = bytearray(RAW)
    changed[at] ^= 1 << bit

    with pytest.raises(sealed_state.Unreadable):
        opened(base64.urlsafe_b64encode(changed).decode().rstrip("="))


@given(cut=st.integers(0, 5_000))
def test_a_state_cut_short_is_unreadable(cut: int) -> None:
    with pytest.raises(sealed_state.Unreadable):
        opened(FIRST[:cut])


@given(token=st.text(max_size=100))
def test_any_other_text_is_unreadable(token: str) -> None:
    with pytest.raises(sealed_state.Unreadable):
        opened(token)


def test_a_field_stuffed_with_megabytes_is_unreadable() -> None:
    with pytest.raises(sealed_state.Unreadable):
        opened(FIRST + "A" * 10_000_000)


@pytest.mark.parametrize(
    "mapping",
    [
        {"a": float("nan")},
        {"a": float("inf")},
        {"a": (1, 2)},
        {"a": {1, 2}},
        {"a": b"bytes"},
        {"a": AT},
        {"a": "\ud800"},
        {1: "a"},
        {None: "a"},
    ],
)
def test_what_json_can_not_carry_there_and_back_is_refused(mapping: Any) -> None:
    with pytest.raises(sealed_state.NotJson):
        sealed(mapping)


def test_a_state_that_contains_itself_is_refused() -> None:
    endless: dict[str, Any] = {}
    endless["a"] = endless

    with pytest.raises(sealed_state.NotJson):
        sealed(endless)
