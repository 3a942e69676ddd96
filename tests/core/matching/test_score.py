"""Scoring a description: what agrees counts, what is unknown counts nothing, reasons are given."""

import datetime
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.core.matching import score
from candour.core.matching.score import Dated, Description, Known, KnownName, Level

UNIT = uuid.uuid4()
ON = datetime.date(2026, 3, 1)
MARLOW = Known(
    person_id=uuid.uuid4(),
    names=[
        KnownName(given="daniel", family="marlow", is_current=True),
        KnownName(given="daniel", family="hollis", is_current=False),
    ],
    numbers=[
        Dated(value="4471", from_on=datetime.date(2020, 1, 1), until_on=None),
        Dated(value="812", from_on=datetime.date(2012, 1, 1), until_on=datetime.date(2019, 12, 31)),
    ],
    postings=[
        Dated(
            value="constable",
            unit_id=UNIT,
            from_on=datetime.date(2021, 1, 1),
            until_on=datetime.date(2026, 6, 30),
        )
    ],
)


def reasons(**said: object) -> tuple[Level, ...]:
    return score.score(said=Description(**said), known=MARLOW).because


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ({"family": "marlow"}, Level.FAMILY_EXACT),
        ({"family": "marlowe"}, Level.FAMILY_CLOSE),
        ({"family": "hollis"}, Level.FAMILY_FORMER),
        ({"family": "okafor"}, Level.FAMILY_DIFFERENT),
        ({"given": "daniel"}, Level.GIVEN_EXACT),
        ({"given": "dan"}, Level.GIVEN_FORM),
        ({"given": "daneil"}, Level.GIVEN_CLOSE),
        ({"given": "d"}, Level.GIVEN_INITIAL),
        ({"given": "peter"}, Level.GIVEN_DIFFERENT),
        ({"numbers": ("4471",), "on": ON}, Level.NUMBER_THEN),
        ({"numbers": ("812",), "on": ON}, Level.NUMBER_OTHER_TIME),
        ({"numbers": ("4417",), "on": ON}, Level.NUMBER_SLIP),
        ({"numbers": ("9999",), "on": ON}, Level.NUMBER_DIFFERENT),
        ({"unit_ids": frozenset({UNIT}), "on": ON}, Level.UNIT_THEN),
        ({"unit_ids": frozenset({UNIT}), "on": datetime.date(2020, 6, 1)}, Level.UNIT_NEAR),
        ({"unit_ids": frozenset({UNIT}), "on": datetime.date(2015, 1, 1)}, Level.UNIT_OTHER_TIME),
        ({"unit_ids": frozenset({uuid.uuid4()}), "on": ON}, Level.UNIT_DIFFERENT),
        ({"rank": "constable", "on": ON}, Level.RANK_THEN),
        ({"rank": "pc", "on": ON}, Level.RANK_THEN),
        ({"rank": "detective constable", "on": ON}, Level.RANK_THEN),
        ({"rank": "d.s.", "on": ON}, Level.RANK_DIFFERENT),
        ({"rank": "sergeant", "on": ON}, Level.RANK_DIFFERENT),
    ],
)
def test_each_field_is_compared_and_its_reason_named(said, level):
    assert reasons(**said) == (level,)


def test_what_was_not_said_counts_nothing():
    assert score.score(said=Description(), known=MARLOW).bits == 0


def test_the_weight_is_the_sum_of_its_reasons():
    match = score.score(said=Description(given="dan", family="marlow"), known=MARLOW)
    assert match.bits == sum(score.WEIGHTS[level].bits for level in match.because)


def test_the_strongest_reason_comes_first():
    said = Description(given="dan", family="marlow", numbers=("4471",), on=ON)
    found = reasons(given="dan", family="marlow", numbers=("4471",), on=ON)
    assert found[0] is Level.NUMBER_THEN
    assert score.score(said=said, known=MARLOW).bits > 20


def test_every_level_has_words_that_say_no_name():
    assert set(Level) == set(score.WEIGHTS)
    assert all(weight.words for weight in score.WEIGHTS.values())


@given(order=st.permutations(range(4)))
def test_the_order_of_the_register_never_changes_the_ranking(order):
    people = [
        Known(
            person_id=uuid.UUID(int=number),
            names=[KnownName(given="dan", family="marlow", is_current=True)],
            numbers=[],
            postings=[],
        )
        for number in range(4)
    ]
    said = Description(given="dan", family="marlow")
    ranked = score.rank(said=said, register=[people[i] for i in order], at_least=0, most=3)
    assert [match.person_id.int for match in ranked] == [0, 1, 2]


def test_who_fits_too_little_is_not_suggested():
    said = Description(given="peter", family="okafor")
    assert score.rank(said=said, register=[MARLOW], at_least=4.0, most=20) == ()
