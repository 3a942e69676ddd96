"""Scoring a description: what agrees counts, what is unknown counts nothing, reasons are given."""

import datetime
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.core.matching import score, weights
from candour.core.matching.score import (
    Dated,
    Description,
    Known,
    KnownName,
    Level,
    Reading,
)

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


def fit(said: Description, **more: object) -> score.Match:
    return score.score(readings=(Reading(said=said, **more),), known=MARLOW)


def reasons(**said: object) -> tuple[Level, ...]:
    return fit(Description(**said)).because


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
        ({"rank": "pc", "on": datetime.date(2012, 1, 1)}, Level.RANK_OTHER_TIME),
        ({"family": "marlo", "is_family_borne": False}, Level.FAMILY_MISSPELT),
        ({"given": "daneil", "is_given_borne": False}, Level.GIVEN_MISSPELT),
    ],
)
def test_each_field_is_compared_and_its_reason_named(said, level):
    assert reasons(**said) == (level,)


def test_what_was_not_said_counts_nothing():
    assert fit(Description()).bits == 0


def test_the_weight_is_the_sum_of_its_reasons():
    match = fit(Description(given="dan", family="marlow"))
    assert match.bits == pytest.approx(sum(match.parts))
    assert match.bits == pytest.approx(sum(weights.shipped().bits(one) for one in match.because))


def test_the_strongest_reason_comes_first():
    said = Description(given="dan", family="marlow", numbers=("4471",), on=ON)
    found = reasons(given="dan", family="marlow", numbers=("4471",), on=ON)
    assert found[0] is Level.NUMBER_THEN
    assert fit(said).bits > 20


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
    ranked = score.rank(
        readings=(Reading(said=said),), register=[people[i] for i in order], at_least=0, most=3
    )
    assert [match.person_id.int for match in ranked] == [0, 1, 2]


def test_who_fits_too_little_is_not_suggested():
    said = Description(given="peter", family="okafor")
    assert (
        score.rank(readings=(Reading(said=said),), register=[MARLOW], at_least=4.0, most=20) == ()
    )


def test_a_rare_name_counts_more_than_a_common_one():
    said = Description(family="marlow")
    rare = fit(said, shares={Level.FAMILY_EXACT: 0.0001})
    common = fit(said, shares={Level.FAMILY_EXACT: 0.01})
    assert rare.bits - common.bits == pytest.approx(6.64, abs=0.01)


def test_names_that_were_swapped_still_find_the_person():
    said = Description(given="marlow", family="daniel")
    readings = [
        Reading(said=one, bits=bits)
        for one, bits in score.readings_of(said=said, weights=weights.shipped())
    ]
    found = score.score(readings=readings, known=MARLOW)
    assert Level.FAMILY_EXACT in found.because
    assert found.bits < fit(Description(given="daniel", family="marlow")).bits


def test_two_who_fit_alike_are_both_improbable_to_be_the_one():
    alone = score.probabilities(bits=[25.0], people=30_000, known=0.9)
    two = score.probabilities(bits=[25.0, 25.0], people=30_000, known=0.9)
    assert alone[0] > 0.99
    assert two[0] == two[1] < 0.5


def test_who_fits_no_better_than_chance_is_nobody():
    (chance,) = score.probabilities(bits=[5.0], people=30_000, known=0.9)
    assert chance < 0.02
