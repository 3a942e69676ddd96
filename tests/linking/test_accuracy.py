"""On a sample of the judged kind, the proposals are right and most people are found."""

import pytest

from candour.core.matching import weights
from candour.linking import judging
from candour.linking.engine import matching, people
from candour.linking.evaluating import Judged, accuracy, error_ratio
from candour.linking.files.reading import Row
from candour.linking.generated import noise, register

_FIELDS = {
    "person_id": "person", "given_name": "given", "family_name": "family",
    "former_family_name": "former", "force": "force", "birth_year": "born", "unit": "unit",
    "rank": "rank", "from": "from", "until": "until", "number": "number",
}  # fmt: skip


@pytest.fixture(scope="module")
def judged():
    """What the shipped weights propose for 600 descriptions of 4,000 invented people."""
    officers = list(register.officers(people=4_000, seed=91))
    gathered, table = people.Gathering(), type("Table", (), {"trouble": None})
    for officer in officers:
        for row in register.rows(officer=officer):
            held = {_FIELDS[name]: [str(value)] for name, value in row.items() if value}
            people._add(gathered, Row(number=0, values=held), table)
    matcher = matching.matcher(people=people.People(gathered), weights=weights.shipped())
    strangers = list(register.officers(people=300, seed=92))
    described = noise.descriptions(register=officers, strangers=strangers, count=600, seed=93)
    found = judging.judged(matcher=matcher, described=described)
    return [one.at(weights.shipped().propose_at) for one in found]


def test_partial_descriptions_reach_the_goal(judged):
    counts = accuracy(judged=judged)
    assert counts.precision >= 0.98
    assert counts.f1 >= 0.90


def test_whole_names_or_numbers_are_found(judged):
    counts = accuracy(judged=[one for one in judged if one.is_full])
    assert counts.precision >= 0.98
    assert counts.recall >= 0.96


def test_strangers_are_hardly_ever_taken_for_somebody(judged):
    strangers = [one for one in judged if not one.truth]
    assert len(strangers) > 30
    assert sum(bool(one.proposed) for one in strangers) <= 1


def test_the_one_who_was_meant_is_nearly_always_compared(judged):
    assert accuracy(judged=judged).blocking_recall >= 0.95


def test_the_error_ratio_is_that_of_the_worst_group_to_the_best():
    right = Judged(truth="a", proposed="a", group="one")
    missed = Judged(truth="a", proposed="", group="one")
    other = [
        Judged(truth="b", proposed="", group="two"),
        Judged(truth="b", proposed="b", group="two"),
    ]
    assert error_ratio(judged=[right, right, right, missed, *other]) == pytest.approx(2.0)
