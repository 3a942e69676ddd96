"""A row is about somebody for certain only where number, or name, year and service, all agree."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.core import crime
from candour.core.crime import Doubt, Fit
from candour.core.matching.score import Level, Match

NUMBER = (Level.NUMBER_THEN, Level.FAMILY_EXACT, Level.GIVEN_EXACT)
NAME = (Level.FAMILY_EXACT, Level.GIVEN_EXACT)


def fit(*because: Level, **changes: object) -> Fit:
    match = Match(person_id=uuid.uuid4(), bits=10.0, because=tuple(because))
    told = {"is_birth_year_same": True, "organisation": None, "is_serving": True, **changes}
    return Fit(match=match, **told)


def doubts(*fits: Fit, says: bool = True) -> tuple[str, ...]:
    verdict = crime.judge(fits=fits, is_said_to_serve=says)
    assert verdict.sure is None
    return verdict.because


def test_a_number_with_the_name_is_certain_whatever_the_crime_side_says_of_service():
    one = fit(*NUMBER, is_birth_year_same=None)
    verdict = crime.judge(fits=[one], is_said_to_serve=False)
    assert verdict.sure is one


def test_a_name_and_year_are_certain_only_of_somebody_said_to_serve():
    one = fit(*NAME)
    assert crime.judge(fits=[one], is_said_to_serve=True).sure is one
    assert doubts(one, says=False) == (Doubt.NOT_SAID_TO_SERVE,)


@pytest.mark.parametrize(
    ("fits", "because"),
    [
        ([], Doubt.NOBODY),
        ([fit(*NAME), fit(*NAME)], Doubt.SEVERAL),
        ([fit(*NUMBER), fit(*NUMBER)], Doubt.SEVERAL),
        ([fit(Level.NUMBER_THEN, Level.FAMILY_DIFFERENT)], Doubt.NAME_DIFFERS),
        ([fit(*NUMBER, is_birth_year_same=False)], Doubt.BIRTH_YEAR_DIFFERS),
        ([fit(*NAME, is_birth_year_same=False)], Doubt.BIRTH_YEAR_DIFFERS),
        ([fit(*NAME, is_birth_year_same=None)], Doubt.BIRTH_YEAR_UNKNOWN),
        ([fit(*NAME, Level.NUMBER_DIFFERENT)], Doubt.NUMBER_ONLY_LIKE),
        ([fit(Level.NUMBER_SLIP, Level.FAMILY_CLOSE)], Doubt.NUMBER_ONLY_LIKE),
        ([fit(Level.FAMILY_CLOSE, Level.GIVEN_EXACT)], Doubt.NAME_ALONE),
        ([fit(*NUMBER, is_serving=False)], Doubt.NOT_SERVING_THEN),
    ],
)
def test_any_doubt_keeps_a_row_for_a_person_to_decide(fits, because):
    assert doubts(*fits) == (because,)


def test_of_two_forces_with_the_same_number_the_own_one_is_meant():
    own, other = fit(*NUMBER), fit(*NUMBER, is_own=False)
    assert crime.judge(fits=[other, own], is_said_to_serve=True).sure is own


def test_the_year_of_birth_tells_two_of_one_name_apart():
    one, other = fit(*NAME), fit(*NAME, is_birth_year_same=False)
    assert crime.judge(fits=[other, one], is_said_to_serve=True).sure is one


FITS = st.builds(
    fit,
    st.sampled_from(Level),
    st.sampled_from(Level),
    is_birth_year_same=st.sampled_from([True, False, None]),
    is_serving=st.booleans(),
)


@given(st.lists(FITS, max_size=5), st.booleans())
def test_nobody_who_does_not_serve_or_was_born_in_another_year_is_ever_certain(fits, says):
    sure = crime.judge(fits=fits, is_said_to_serve=says).sure
    assert sure is None or (sure.is_serving and sure.is_birth_year_same is not False)


@given(st.lists(FITS, max_size=5))
def test_there_is_always_a_reason_and_the_order_never_counts(fits):
    verdict = crime.judge(fits=fits, is_said_to_serve=True)
    backwards = crime.judge(fits=fits[::-1], is_said_to_serve=True)
    assert verdict.because
    assert verdict.sure is backwards.sure


def test_every_doubt_has_its_words():
    assert set(crime.DOUBTS) == set(Doubt)
