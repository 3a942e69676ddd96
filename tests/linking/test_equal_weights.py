"""The scorer that answers a request weighs as Splink does, on the same levels and file."""

import random

import pytest

from candour.core.matching import score, weights
from candour.core.matching.comparing import levels
from candour.core.matching.levels import FIELDS
from candour.linking import judging
from candour.linking.engine import blocking, people
from candour.linking.engine.describing import Describer
from candour.linking.files.reading import Row
from candour.linking.generated import noise, register
from candour.linking.splinking import records, training


@pytest.fixture(scope="module")
def invented():
    """A register, its describer and readings of noisy descriptions with whom each may mean."""
    officers = list(register.officers(people=1_500, seed=71))
    gathered = people.Gathering()
    table = type("Table", (), {"trouble": None})
    for officer in officers:
        for number, row in enumerate(register.rows(officer=officer)):
            held = {_FIELDS[name]: [str(value)] for name, value in row.items() if value}
            people._add(gathered, Row(number=number, values=held), table)
    describer = Describer(people.People(gathered))
    described = noise.descriptions(register=officers, strangers=officers, count=150, seed=72)
    said = [describer.read(judging.row_of(noisy=one)).description for one in described]
    return describer, said


_FIELDS = {
    "person_id": "person", "given_name": "given", "family_name": "family",
    "former_family_name": "former", "force": "force", "birth_year": "born", "unit": "unit",
    "rank": "rank", "from": "from", "until": "until", "number": "number",
}  # fmt: skip


def test_both_scorers_give_the_same_weight_to_a_millionth_of_a_bit(invented):
    describer, described = invented
    rng = random.Random(73)
    ours, lefts, rights = {}, [], {}
    for place, said in enumerate(described):
        reading = describer.readings(said, weights.shipped())[0]
        lefts.append(records.described(ref=f"d{place}", reading=reading, describer=describer))
        found = blocking.candidates(said=said, describer=describer)[:40]
        for person in {*found, rng.randrange(len(describer.people))}:
            known = describer.people.known(person)
            rights[person] = known
            match = score.score(
                readings=(score.Reading(said=reading.said, shares=reading.shares),), known=known
            )
            ours[f"d{place}", str(person)] = match.bits
    theirs = _splink(lefts, [records.known(ref=str(one), person=rights[one]) for one in rights])
    assert len(ours) > 3_000
    assert max(abs(ours[pair] - theirs[pair]) for pair in ours) < 1e-6


def test_the_pairs_compared_reach_almost_every_level(invented):
    describer, described = invented
    reached = set()
    for said in described:
        for reading in describer.readings(said, weights.shipped()):
            for person in blocking.candidates(said=said, describer=describer):
                reached |= set(levels(said=reading.said, known=describer.people.known(person)))
    trained = {
        level for field in FIELDS if field not in {"born", "force"} for level in FIELDS[field]
    }
    assert len(trained & reached) >= len(trained) - 4


def _splink(lefts, rights):
    tables = (records.table(records=lefts), records.table(records=rights))
    linker = training.linker_of(
        tables=tables,
        settings=training.settings(
            link_type="link_only", weights=weights.shipped(), has_shares=True
        ),
    )
    api = linker._db_api
    scored = linker.inference.score_pairs(
        api.register(tables[0], table_name="said_of"), api.register(tables[1], table_name="held_of")
    )
    rows = (
        scored.as_duckdbpyrelation().select("unique_id_l, unique_id_r, match_weight, *").fetchall()
    )
    prior = training.PRIOR_BITS
    return {(left, right): bits - prior for left, right, bits, *_ in rows}
