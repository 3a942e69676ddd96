"""Tables that are written as code are whole."""

import dataclasses

import pytest

import candour.imports.sources
import candour.intake.routes
import candour.measures.catalogue
from candour import catalogue
from candour.imports.source import Source
from candour.intake.routes import Route
from candour.law.clocks import CLOCKS
from candour.measures.entry import Entry
from candour.ops.architecture import tables_of_rows
from candour.ops.architecture.source import parse


def test_every_clock_says_where_it_stands_how_far_that_was_checked_and_an_example():
    assert list(tables_of_rows.incomplete_clocks(CLOCKS)) == []


@pytest.mark.parametrize("name", ["provision", "basis", "verification", "example"])
def test_a_clock_that_lacks_one_of_them_is_found(name):
    planted = dataclasses.replace(CLOCKS[0], **{name: None})

    breaches = list(tables_of_rows.incomplete_clocks([planted]))

    assert f"has no {name}" in [breach.problem for breach in breaches]


def test_a_clock_whose_example_answers_nothing_is_found():
    example = dataclasses.replace(CLOCKS[0].example, expected=())
    planted = dataclasses.replace(CLOCKS[0], example=example)

    assert len(list(tables_of_rows.incomplete_clocks([planted]))) == 1


def test_every_module_of_a_catalogue_exports_one_entry(source):
    assert list(tables_of_rows.without_entry(source)) == []


@pytest.mark.parametrize("text", ["", "OTHER = 1\n", "ENTRY = 1\nENTRY = 2\n"])
def test_a_module_of_a_catalogue_without_its_one_entry_is_found(text):
    planted = parse(path="src/candour/intake/routes/planted.py", text=text)

    assert len(list(tables_of_rows.without_entry([planted]))) == 1


@pytest.mark.parametrize(
    ("package", "kind"),
    [
        (candour.intake.routes, Route),
        (candour.imports.sources, Source),
        (candour.measures.catalogue, Entry),
    ],
)
def test_every_entry_is_of_its_catalogues_type(package, kind):
    assert catalogue.entries(package, kind)


def test_an_entry_of_another_type_is_refused():
    with pytest.raises(catalogue.BadEntry):
        catalogue.entries(candour.intake.routes, Source)
