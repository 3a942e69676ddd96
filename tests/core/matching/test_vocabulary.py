"""Names of a register that are nearly what was said, pet names and short names too."""

import pytest

from candour.core.matching.vocabulary import Givens, Vocabulary

HOLDERS = {"daniel": 40, "edmund": 5, "robert": 30, "mara": 3, "abad": 2, "william": 20}


@pytest.fixture
def givens():
    return Givens(holders=HOLDERS, people=1_000)


@pytest.mark.parametrize(("said", "meant"), [("robie", "robert"), ("etd", "edmund")])
def test_a_misspelt_pet_name_is_near_the_name_it_is_short_for(givens, said, meant):
    assert meant in givens.near(said)


def test_a_pet_name_that_is_written_rightly_brings_in_no_others(givens):
    assert givens.near("dan") == frozenset()


def test_a_family_name_is_never_taken_for_a_pet_name():
    assert "robert" not in Vocabulary(holders=HOLDERS, people=1_000).near("robie")


@pytest.mark.parametrize(("said", "meant"), [("mra", "mara"), ("abd", "abad")])
def test_a_letter_lost_from_a_name_of_four_is_one_slip(givens, said, meant):
    assert meant in givens.near(said)
