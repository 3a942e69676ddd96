"""`candour link evaluate` tries three ways on the same invented people, and says how it went."""

import json

import pytest
from django.core.management import call_command

from candour.linking.trials import world


@pytest.fixture(scope="module")
def trial(tmp_path_factory):
    """The figures of a small trial, as the command prints them."""
    out = tmp_path_factory.mktemp("trial") / "trial.json"
    with out.open("w") as written:
        call_command(
            "link", "evaluate", "--people", "3000", "--descriptions", "500", "--json",
            stdout=written, stderr=written,
        )  # fmt: skip
    return json.loads(out.read_text().splitlines()[-1])


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """The figures of a trial of the size in which the goals are set."""
    out = tmp_path_factory.mktemp("large") / "trial.json"
    with out.open("w") as written:
        call_command("link", "evaluate", "--json", stdout=written, stderr=written)
    return json.loads(out.read_text().splitlines()[-1])


def figures(trial, *, kind: str) -> dict[str, dict]:
    return {one["rival"]: one for one in trial["counted"] if one["kind"] == kind}


def test_candour_finds_more_than_splink_as_it_comes_and_exact_match(trial):
    found = figures(trial, kind="all")
    ours = found["Candour"]
    assert ours["precision"]["value"] >= 0.97
    assert ours["f1"]["value"] > found["Splink, as it comes"]["f1"]["value"]
    assert ours["f1"]["value"] > found["exact match"]["f1"]["value"]


def test_the_rivals_are_not_straw_men(trial):
    found = figures(trial, kind="full name or number")
    assert found["Splink, as it comes"]["f1"]["value"] > 0.7
    assert found["exact match"]["f1"]["value"] > 0.5


def test_the_errors_of_each_group_are_told_and_give_the_ratio(trial):
    ours = figures(trial, kind="all")["Candour"]
    groups = ours["groups"].values()
    shares = [
        (one["meant"] + one["proposed"] - 2 * one["right"]) / one["descriptions"] for one in groups
    ]

    assert sum(one["descriptions"] for one in groups) == ours["descriptions"]
    assert ours["error_ratio"]["value"] == pytest.approx(max(shares) / min(shares))


@pytest.mark.proof
@pytest.mark.scenario("SC-42", part="recall-and-precision")
def test_the_goals_are_reached_on_thirty_thousand_people(large):
    whole, named = (figures(large, kind=kind) for kind in ("all", "full name or number"))

    assert whole["Candour"]["precision"]["value"] >= 0.98
    assert whole["Candour"]["f1"]["value"] >= 0.90
    assert named["Candour"]["precision"]["value"] >= 0.99
    assert named["Candour"]["recall"]["value"] >= 0.98
    assert whole["Candour"]["f1"]["value"] > whole["Splink, as it comes"]["f1"]["value"] + 0.05


@pytest.mark.proof
@pytest.mark.xfail(reason="Not reached: 1.26, docs/reference/evaluations.md says of whom.")
def test_no_group_of_names_has_a_quarter_more_errors_than_another(large):
    ratio = figures(large, kind="all")["Candour"]["error_ratio"]["value"]

    assert ratio <= 1.25


def test_the_sets_have_seeds_of_their_own(trial):
    seeds = trial["seeds"]
    assert len(set(seeds.values())) == len(seeds)


def test_tuning_and_test_descriptions_differ():
    made = world.invent(
        people=300, descriptions=50, seed=4, say=lambda text: None, shown=lambda unit: _Silent()
    )
    said = [(one.given, one.family, one.number, one.on) for one in made.tuning]
    assert said != [(one.given, one.family, one.number, one.on) for one in made.test]


class _Silent:
    def show(self, done: int, total: int) -> None:
        """Say nothing."""
