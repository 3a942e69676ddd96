"""Shares: enough of them give the secret back, fewer tell nothing, and a wrong one is named."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.core.custody import shares
from candour.core.custody.shares import Share

SECRET = bytes(range(32))
secrets_of_any_size = st.binary(min_size=1, max_size=40)


@pytest.mark.parametrize(("left", "right", "product"), [(0x57, 0x83, 0xC1), (0x57, 0x13, 0xFE)])
def test_the_field_is_that_of_fips_197(left, right, product):
    assert shares.value_at(polynomial=[b"\0", bytes([left])], number=right) == bytes([product])


@pytest.mark.parametrize(("number", "value"), [(1, 0x99), (2, 0xDC), (3, 0x16)])
def test_a_share_is_the_value_of_the_polynomial(number, value):
    # 0x53 + 0xCA x, worked out by hand.
    assert shares.value_at(polynomial=[b"\x53", b"\xca"], number=number) == bytes([value])


def test_shares_worked_out_by_hand_give_the_secret_back():
    known = [Share(number=3, value=b"\x16"), Share(number=1, value=b"\x99")]

    assert shares.combine(shares=known, threshold=2) == b"\x53"


def test_any_three_of_five_give_the_secret_back():
    made = shares.split(secret=SECRET, threshold=3, count=5)

    found = {shares.combine(shares=some, threshold=3) for some in itertools.permutations(made, 3)}

    assert found == {SECRET}


@given(secret=secrets_of_any_size, threshold=st.integers(2, 6), more=st.integers(0, 4))
def test_whatever_the_secret_enough_shares_give_it_back(secret, threshold, more):
    made = shares.split(secret=secret, threshold=threshold, count=threshold + more)

    assert shares.combine(shares=made[::-1], threshold=threshold) == secret


@given(known=st.binary(min_size=2, max_size=2), guess=st.integers(0, 255))
def test_two_of_three_needed_fit_every_secret(known, guess):
    # For each secret there is one third share that leads to it: two shares rule nothing out.
    held = [Share(number=1, value=known[:1]), Share(number=2, value=known[1:])]
    leads_to = {
        shares.combine(shares=[*held, Share(number=3, value=bytes([third]))], threshold=3)
        for third in range(256)
    }

    assert bytes([guess]) in leads_to


def test_too_few_shares_are_refused():
    made = shares.split(secret=SECRET, threshold=3, count=5)

    with pytest.raises(shares.CannotCombine):
        shares.combine(shares=made[:2], threshold=3)


def test_one_share_twice_is_refused():
    made = shares.split(secret=SECRET, threshold=3, count=5)

    with pytest.raises(shares.CannotCombine):
        shares.combine(shares=[made[0], made[1], made[1]], threshold=3)


@pytest.mark.parametrize(("threshold", "count"), [(1, 3), (4, 3), (2, 256)])
def test_a_split_that_protects_nothing_or_cannot_be_put_together_is_refused(threshold, count):
    with pytest.raises(ValueError, match="give a secret back"):
        shares.split(secret=SECRET, threshold=threshold, count=count)


@given(position=st.integers(0, 31), flip=st.integers(1, 255))
def test_a_share_with_one_byte_changed_is_named(position, flip):
    share = shares.split(secret=SECRET, threshold=3, count=5)[1]
    committed = shares.commitment(share=share, context=b"a case")
    value = bytearray(share.value)
    value[position] ^= flip
    wrong = Share(number=share.number, value=bytes(value))

    assert shares.is_share(share=share, context=b"a case", committed=committed)
    assert not shares.is_share(share=wrong, context=b"a case", committed=committed)


def test_a_share_of_another_place_or_number_is_not_the_one():
    share = shares.split(secret=SECRET, threshold=3, count=5)[1]
    committed = shares.commitment(share=share, context=b"a case")
    renumbered = Share(number=5, value=share.value)

    assert not shares.is_share(share=share, context=b"another case", committed=committed)
    assert not shares.is_share(share=renumbered, context=b"a case", committed=committed)


@given(secret=secrets_of_any_size)
def test_a_masked_secret_comes_back_from_both_parts(secret):
    part, other = shares.mask(secret=secret)

    assert shares.unmask(part=part, other=other) == secret
