"""Measures say the same whether they are given pseudonyms or numbers in the place of them."""

import dataclasses
import datetime
import json

import pytest

from candour.measures import running
from candour.measures.counting import heads
from candour.measures.parameters import Parameters
from candour.measures.register import reading
from measures.engines import awkward_register


@pytest.fixture(scope="module")
def register(tmp_path_factory):
    """An awkward register, less a few cases that a wall hides."""
    found = reading.read(folder=awkward_register.write(tmp_path_factory.mktemp("awkward")))
    cases = found.tables["case"].order_by("case_key").limit(5).to_pyarrow()
    return dataclasses.replace(found, without=frozenset(cases["case_key"].to_pylist()))


def said(name, register):
    asked = Parameters(
        as_of=register.as_of, from_on=datetime.date(2013, 4, 1), to_on=register.as_of
    )
    found = running.run(entry=running.entry_of(name), register=register, parameters=asked)
    return json.loads(json.dumps(found.as_json()))


def nearly(said):
    """Sums of floats may differ by a billionth, since rows have no order."""
    if isinstance(said, dict):
        return {key: nearly(value) for key, value in said.items()}
    if isinstance(said, list):
        return [nearly(value) for value in said]
    return pytest.approx(said, rel=1e-9) if isinstance(said, float) else said


@pytest.mark.parametrize("name", running.entries())
def test_a_measure_says_the_same_of_numbers(register, name):
    by_pseudonym = dataclasses.replace(register, is_numbered=False)

    assert said(name, register) == nearly(said(name, by_pseudonym))


def test_people_who_take_turns_are_counted_as_all_at_once(register, monkeypatch):
    at_once = said("workforce", register)
    monkeypatch.setattr(heads, "_AT_ONCE", 100)

    assert said("workforce", register) == nearly(at_once)


def test_a_hidden_case_stays_hidden_under_a_number(register):
    whole = dataclasses.replace(register, without=frozenset())
    hidden = [one.table("case").count().to_pyarrow().as_py() for one in (whole, register)]

    assert hidden[0] - hidden[1] == len(register.without)
