"""When another force must investigate: by category, by what was told, by rank, by number."""

import pytest

from candour.core.impartial import independence
from candour.core.impartial.independence import Facts
from candour.law.independence import OUTSIDE_RULES


def facts(**changes: object) -> Facts:
    known: dict[str, object] = {
        "categories": frozenset({"B4"}),
        "told": frozenset(),
        "ranks": frozenset({"constable"}),
        "clean_investigators": 2,
        "clean_readers": 2,
    }
    return Facts(**{**known, **changes})


def test_two_clean_of_each_and_nothing_else_is_for_the_force_itself():
    assert independence.assess(facts=facts()).because == ()


@pytest.mark.parametrize(
    ("changes", "because"),
    [
        ({"categories": frozenset({"J2"})}, "sexual"),
        ({"told": frozenset({"sexual_misconduct"})}, "sexual"),
        ({"told": frozenset({"domestic_abuse"})}, "domestic"),
        ({"ranks": frozenset({"assistant chief constable"})}, "senior"),
        ({"ranks": frozenset({"temporary deputy chief constable"})}, "senior"),
        ({"clean_investigators": 1}, "too_few"),
        ({"clean_readers": 1}, "too_few"),
    ],
)
def test_each_rule_asks_for_another_force_by_itself(changes, because):
    found = independence.assess(facts=facts(**changes))

    assert found.because == (because,)
    assert found.is_required


@pytest.mark.parametrize("rank", ["chief superintendent", "dcs", "chief inspector", "constable"])
def test_nobody_below_a_chief_officer_is_senior(rank):
    assert not independence.is_senior(rank=rank)


def test_every_rule_has_a_provision_a_basis_and_a_mark():
    assert all(rule.provision and rule.basis and rule.verification for rule in OUTSIDE_RULES)
