"""Both systems' words of a case are compared field by field, without a database."""

from hypothesis import given
from hypothesis import strategies as st

from candour.imports.casesystem import columns
from candour.imports.casesystem.comparing import Differs, Side, differences

_VALUES = st.sampled_from(["", "one", "two"])
_CASES = st.fixed_dictionaries(dict.fromkeys(columns.COMPARED_OF_CASE, _VALUES))
_ALLEGATIONS = st.dictionaries(
    st.sampled_from(["1", "2", "3"]),
    st.fixed_dictionaries(dict.fromkeys(columns.COMPARED_OF_ALLEGATION, _VALUES)),
)
_SIDES = st.builds(
    lambda case, allegations: Side(case=case, allegations=allegations, numbers={}),
    _CASES,
    _ALLEGATIONS,
)
_CASE = dict.fromkeys(columns.COMPARED_OF_CASE, "one")
_ALLEGED = dict.fromkeys(columns.COMPARED_OF_ALLEGATION, "one")


@given(side=_SIDES)
def test_a_side_does_not_differ_from_itself(side):
    assert differences(theirs=side, ours=side) == ()


@given(one=_SIDES, other=_SIDES)
def test_swapping_the_sides_swaps_the_values_and_nothing_else(one, other):
    swapped = {
        Differs(part=each.part, field=each.field, theirs=each.ours, ours=each.theirs)
        for each in differences(theirs=other, ours=one)
    }
    assert set(differences(theirs=one, ours=other)) == swapped


@given(one=_SIDES, other=_SIDES)
def test_sides_that_differ_are_said_to(one, other):
    assert bool(differences(theirs=one, ours=other)) == (one != other)


def test_another_number_of_the_same_person_is_no_difference():
    theirs = Side(case=_CASE, allegations={"1": {**_ALLEGED, "subject_number": "C7"}}, numbers={})
    ours = Side(
        case=_CASE,
        allegations={"1": {**_ALLEGED, "subject_number": "W1"}},
        numbers={"1": frozenset({"W1", "C7"})},
    )
    assert differences(theirs=theirs, ours=ours) == ()


def test_an_allegation_that_one_side_lacks_is_one_difference():
    theirs = Side(case=_CASE, allegations={"1": _ALLEGED}, numbers={})
    ours = Side(case=_CASE, allegations={}, numbers={})
    assert differences(theirs=theirs, ours=ours) == (
        Differs(part="1", field="allegation", theirs="there", ours=""),
    )
