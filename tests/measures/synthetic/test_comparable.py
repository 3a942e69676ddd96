"""Two shares are compared only where nothing but their values differs."""

import dataclasses
import datetime

import pytest

from candour.measures.beside import published, rendering, scope
from candour.measures.beside.scope import Comparison, NotComparable, Refusal, Scope, Share
from candour.measures.result import Basis, Counted

SCOPE = Scope(
    covers="raised inside",
    stage="no case to answer",
    denominator="finalised allegations",
    unit=Counted.ALLEGATION,
    basis=Basis.CLOSURE,
    recorded="one system",
    from_on=datetime.date(2021, 4, 1),
    to_on=datetime.date(2022, 3, 31),
    as_of=datetime.date(2022, 6, 1),
)
HERE = Share(whose="here", low=0.55, high=0.60, scope=SCOPE)
THERE = Share(whose="there", low=0.46, high=0.46, scope=SCOPE)
OTHERWISE = {
    "covers": "public complaints", "stage": "case to answer", "denominator": "all allegations",
    "unit": Counted.CASE, "basis": Basis.RECEIPT, "recorded": "another system",
    "from_on": datetime.date(2013, 4, 1), "to_on": datetime.date(2022, 3, 30),
    "as_of": datetime.date(2022, 3, 31),
}  # fmt: skip


def of(**more: object) -> Share:
    return dataclasses.replace(THERE, scope=dataclasses.replace(SCOPE, **more))


@pytest.mark.scenario("SC-61")
def test_the_force_and_all_forces_are_not_comparable_and_it_says_in_what_they_differ():
    found = scope.compare(one=published.OF_THE_FORCE, other=published.NATIONAL)
    said = rendering.comparison(found)
    assert isinstance(found, Refusal)
    assert "not comparable" in said
    assert all(
        aspect in said for aspect in ("which matters", "recorded", "first day", "last day", "unit")
    )
    assert "points" not in said


@pytest.mark.scenario("SC-61")
def test_two_shares_of_one_scope_are_compared():
    found = scope.compare(one=HERE, other=THERE)
    assert isinstance(found, Comparison)
    assert (found.least, found.most) == (pytest.approx(0.09), pytest.approx(0.14))
    assert rendering.comparison(found).endswith("a difference of 9.0 to 14.0 points.")


@pytest.mark.scenario("SC-61")
@pytest.mark.parametrize("aspect", sorted(OTHERWISE))
def test_one_thing_that_differs_is_enough_to_refuse(aspect):
    found = scope.compare(one=HERE, other=of(**{aspect: OTHERWISE[aspect]}))
    assert isinstance(found, Refusal)
    assert len(found.differs) == 1


@pytest.mark.parametrize("aspect", sorted(OTHERWISE))
def test_what_either_leaves_unsaid_differs_even_if_both_do(aspect):
    silent = of(**{aspect: None})
    found = scope.compare(one=silent, other=silent)
    assert isinstance(found, Refusal)
    assert (found.differs[0].one, found.differs[0].other) == (scope.NOT_SAID, scope.NOT_SAID)


def test_every_part_of_a_scope_is_compared():
    assert set(OTHERWISE) == {field.name for field in dataclasses.fields(Scope)}


def test_a_comparison_of_unlike_shares_cannot_even_be_made():
    with pytest.raises(NotComparable):
        Comparison(one=HERE, other=of(basis=Basis.RECEIPT))


def test_a_share_lies_between_nought_and_one():
    with pytest.raises(ValueError, match="between 0 and 1"):
        Share(whose="here", low=0.5, high=1.2, scope=SCOPE)
