"""Who is put to a panel: two independent incidents at least, and eleven allegations always."""

import dataclasses
import datetime

import pytest

from candour.law.categories import CATEGORIES
from candour.patterns.warning import writing
from candour.patterns.warning.scoring import card, flags, incidents, weights
from candour.patterns.warning.scoring.flags import Facts
from candour.patterns.warning.scoring.incidents import Incident
from candour.patterns.warning.scoring.score import Row
from candour.patterns.warning.scoring.terms import TERMS

SURE = Facts(allegations=4, independent=2, severity=9.0, above=0.95)


def incident(*senders: str) -> Incident:
    return Incident(
        received_on=datetime.date(2025, 1, 1), cases=senders, senders=frozenset(senders),
        severity=1.0, share=0.1, is_proven=False, is_punished=False, is_internal=False,
        is_open=True,
    )  # fmt: skip


def test_a_rate_far_over_the_peers_with_heavy_matters_is_put_forward():
    assert flags.because(facts=SURE) == ("rate",)


@pytest.mark.parametrize("change", [{"independent": 1}, {"above": 0.79}, {"severity": 5.9}])
def test_each_part_of_the_rule_is_needed(change):
    assert not flags.because(facts=dataclasses.replace(SURE, **change))


@pytest.mark.scenario("SC-45", part="an 11-allegation officer is always flagged")
def test_eleven_allegations_are_always_put_forward_whatever_the_peers_have():
    facts = Facts(allegations=11, independent=2, severity=0.0, above=0.0)
    assert flags.because(facts=facts) == ("number",)
    assert not flags.because(facts=dataclasses.replace(facts, allegations=10))


def test_one_senders_many_complaints_are_one_source():
    told = [incident("a"), incident("a"), incident("a", "b"), incident("c")]
    assert incidents.independent(incidents=told) == 2


def test_the_card_has_no_more_than_twelve_terms_and_each_says_what_it_is():
    found = card.read()
    assert len(found.points) <= 12
    assert list(found.points) == list(TERMS)
    assert card.written(card=found) == card.FILE.read_text(encoding="utf-8")


def test_the_card_knows_nothing_of_the_years_on_which_it_is_judged():
    found = card.read()
    assert found.labels_until == "2010-01-01"
    assert max(found.learned_as_of) <= "2008-01-01"


def test_a_card_with_other_terms_is_refused(tmp_path):
    other = tmp_path / "card.toml"
    other.write_text(card.FILE.read_text(encoding="utf-8").replace("proven =", "height ="))
    with pytest.raises(card.BadCard):
        card.read(path=other)


def test_every_column_is_documented_in_its_order():
    assert list(writing.COLUMNS) == [field.name for field in dataclasses.fields(Row)]


def test_every_category_has_a_weight_and_sexual_matters_and_corruption_weigh_most():
    found = {one.code: weights.severity_of(category=one.code) for one in CATEGORIES}
    assert min(found.values()) >= 1.0
    assert {code[0] for code, weight in found.items() if weight == max(found.values())} == {
        "G", "J"
    }  # fmt: skip
