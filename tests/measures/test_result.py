"""No figure without its definition: the types refuse it."""

import dataclasses
import json

import pytest
import registers
from hypothesis import given
from hypothesis import strategies as st

from candour import catalogue
from candour.measures import catalogue as measures
from candour.measures import result
from candour.measures.entry import BadEntry, Entry, Grouping
from candour.measures.parameters import BadWindow, Parameters, years_back
from candour.measures.result import (
    Basis,
    Column,
    Counted,
    Curve,
    Definition,
    Missing,
    Point,
    Result,
    Row,
    Tabled,
    Undefined,
    Value,
)
from candour.pages.wording import Unit

DEFINITION = Definition(
    stage="Received",
    numerator="cases",
    denominator="cases received",
    unit=Counted.CASE,
    basis=Basis.RECEIPT,
    missing="Nothing is missing.",
    method="Counted",
    references=("Counting",),
)
MISSING = (Missing(what="cases", count=0, total=3),)
NUMBERS = st.floats(min_value=0, max_value=1e9)


def tabled(**changes: object) -> Tabled:
    given_: dict[str, object] = {
        "name": "one",
        "title": "One",
        "definition": DEFINITION,
        "heading": "Group",
        "columns": (Column(text="Cases", unit=Unit.COUNT),),
        "rows": (Row(label="All", values=(Value(value=3),)),),
        "missing": MISSING,
    }
    return Tabled(**{**given_, **changes})


@pytest.mark.parametrize("words", ["stage", "numerator", "denominator", "missing", "method"])
def test_a_definition_without_one_of_its_words_can_not_be_made(words):
    with pytest.raises(Undefined, match="needs its stage"):
        dataclasses.replace(DEFINITION, **{words: "  "})


def test_a_definition_without_a_reference_can_not_be_made():
    with pytest.raises(Undefined):
        dataclasses.replace(DEFINITION, references=())


def test_a_table_without_its_definition_can_not_be_made():
    with pytest.raises(TypeError, match="definition"):
        Tabled(name="one", title="One", heading="", columns=(), rows=(), missing=MISSING)


def test_a_table_that_does_not_say_what_is_missing_can_not_be_made():
    with pytest.raises(Undefined, match="missing"):
        tabled(missing=())


def test_a_row_has_one_value_for_each_column():
    with pytest.raises(Undefined, match="one value for each column"):
        tabled(rows=(Row(label="All", values=()),))


@pytest.mark.parametrize(
    "numbers",
    [
        {"value": None},
        {"value": float("nan")},
        {"value": float("inf")},
        {"value": 1.0, "low": 2.0, "high": 1.0},
        {"value": None, "note": "not reached", "low": float("inf")},
    ],
)
def test_a_value_is_a_finite_number_or_a_reason(numbers):
    with pytest.raises(Undefined):
        Value(**numbers)


def test_figures_can_not_be_changed_once_made():
    with pytest.raises(dataclasses.FrozenInstanceError):
        tabled().rows = ()


@given(value=NUMBERS, spread=NUMBERS, note=st.text(max_size=20), count=st.integers(0, 10**9))
def test_a_result_comes_back_from_json_as_it_was(value, spread, note, count):
    known = Value(value=value, low=value, high=value + spread, note=note)
    made = Result(
        measure="one",
        parameters=registers.window(organisation="an id", by="kind"),
        organisation="Westmoor Police",
        snapshot="2020-12-31-abc",
        manifest_sha256="ab" * 32,
        tables=(
            tabled(
                rows=(Row(label=note, values=(known,)),),
                missing=(Missing(what="cases", count=count, total=count),),
                notes=(note,),
            ),
        ),
        curves=(Curve(label="All", points=(Point(at=0, value=1.0, low=0.5),), mark=None),),
    )
    assert result.from_json(json.loads(json.dumps(made.as_json()))) == made


def test_every_measure_says_what_it_counts_and_what_it_can_not_say():
    entries = catalogue.entries(measures, Entry)
    assert list(entries) == [
        "channels", "chases", "confidence", "discouragement", "dismissals", "findings",
        "former_officers", "funnel", "ladder", "outcomes", "receipt", "referrals", "repeaters",
        "reports_before", "reviews", "suspended_days", "timeliness", "units", "uplift",
        "victimisation", "word_against_word", "workforce",
    ]  # fmt: skip
    assert [name for name, entry in entries.items() if entry.name != name] == []
    assert all(len(entry.limits) >= 2 and entry.definition for entry in entries.values())


@pytest.mark.parametrize("changes", [{"question": " "}, {"limits": ()}, {"years": 0}])
def test_a_measure_without_a_question_or_a_limit_can_not_be_made(changes):
    entry = catalogue.entries(measures, Entry)["units"]
    with pytest.raises(BadEntry):
        dataclasses.replace(entry, **changes)


def test_figures_are_grouped_by_columns_that_every_unit_has():
    from candour.measures.register import tables

    units = (tables.ALLEGATION, tables.CASE, tables.INVOLVEMENT)
    shared = [{name for name, _ in unit.columns} for unit in units]
    assert set(Grouping) <= set.intersection(*shared)


@pytest.mark.parametrize(
    ("from_on", "to_on", "said"),
    [("2020-01-02", "2020-01-01", "ends before it begins"), ("2020-01-01", "2021-01-01", "past")],
)
def test_a_window_that_makes_no_sense_is_refused(from_on, to_on, said):
    with pytest.raises(BadWindow, match=said):
        Parameters(
            as_of=registers.AS_OF, from_on=registers.day(from_on), to_on=registers.day(to_on)
        )


def test_a_window_of_three_years_holds_three_years():
    assert str(years_back(to_on=registers.day("2011-12-31"), years=3)) == "2009-01-01"
    assert str(years_back(to_on=registers.day("2024-02-29"), years=1)) == "2023-03-01"
