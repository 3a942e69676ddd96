"""When a gate is due, whom chance draws, which change a posting was, and samples by a seed."""

import uuid

from hypothesis import given
from hypothesis import strategies as st

from candour.core import gates
from candour.core.gates import Post
from candour.law.policies import gates as policy

KEY = gates.drawing_key(secret=b"a secret of the tests")
RESPONSE = Post(unit="1", unit_name="Response team 2", rank="PC", role="Response")


def moved(**changes: str) -> frozenset[str]:
    told = {"unit": "1", "unit_name": "Response team 2", "rank": "PC", "role": "Response"}
    return gates.changes_of(before=RESPONSE, after=Post(**{**told, **changes}))


def test_a_gate_is_due_ten_working_days_after_it_is_asked_as_its_example_says():
    example = policy.CLOCK.example
    assert gates.due_on(asked_on=example.from_on) == example.due_on


def test_a_higher_rank_is_a_promotion_and_a_lower_or_unknown_one_is_not():
    assert moved(rank="Sgt") == {"promotion"}
    assert moved(rank="Band C") == frozenset()
    assert gates.changes_of(
        before=Post(unit="1", unit_name="", rank="Insp", role=""),
        after=Post(unit="1", unit_name="", rank="PC", role=""),
    ) == frozenset()  # fmt: skip


def test_another_unit_is_a_transfer_and_a_specialist_one_its_posting_too():
    assert moved(unit="2", unit_name="Response team 3") == {"transfer"}
    assert moved(unit="2", unit_name="Custody, Kings Cross") == {"transfer", "posting_custody"}
    assert moved(role="Armed response") == {"posting_firearms"}


def test_a_temporary_rank_is_an_acting_role_and_the_promotion_that_it_is():
    assert moved(rank="Temporary sergeant") == {"acting", "promotion"}


def test_a_first_post_is_asked_about_only_where_it_is_a_specialist_one():
    assert gates.changes_of(before=None, after=RESPONSE) == frozenset()
    first = Post(unit="9", unit_name="Public protection", rank="DC", role="")
    assert gates.changes_of(before=None, after=first) == {"posting_abuse"}


def test_about_one_in_twenty_is_drawn_and_asking_again_draws_the_same():
    people = [str(uuid.UUID(int=number)) for number in range(4_000)]
    drawn = [
        gates.is_drawn(person=person, change="promotion", year=2026, key=KEY) for person in people
    ]
    again = [
        gates.is_drawn(person=person, change="promotion", year=2026, key=KEY) for person in people
    ]
    assert drawn == again
    assert 150 < sum(drawn) < 250


@given(
    ids=st.lists(st.uuids(), max_size=40, unique=True),
    seed=st.text(min_size=1, max_size=8),
    number=st.integers(min_value=0, max_value=50),
)
def test_a_sample_is_the_same_for_everybody_who_has_the_list_and_the_seed(ids, seed, number):
    drawn = gates.sample(of=ids, seed=seed, number=number)
    assert drawn == gates.sample(of=list(reversed(ids)), seed=seed, number=number)
    assert len(drawn) == min(number, len(ids))
    assert drawn <= set(ids)
