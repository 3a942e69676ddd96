"""Imports and foreign keys go down the layers only, and each contract says so when broken."""

import os
import pathlib
import shutil
import subprocess
import sys

import pytest

from candour.ops.architecture import layers
from candour.ops.architecture.layers import Reference

ROOT = pathlib.Path(__file__).parents[2]
LAYERS = [
    "cli",
    "sites",
    "ops",
    "holder",
    "oversight",
    "patterns",
    "measures",
    "linking",
    "imports",
    "cases",
    "intake",
    "access",
    "people",
    "guard",
    "pages",
    "core",
    "stats",
    "law",
]
SITES = ("report", "casework", "oversight")


@pytest.fixture
def skeleton(tmp_path) -> pathlib.Path:
    """An empty package with Candour's layers, under Candour's own contracts."""
    package = tmp_path / "candour"
    folders = [package, *(package / name for name in LAYERS)]
    folders += [package / "sites" / name for name in SITES]
    for folder in folders:
        folder.mkdir()
        (folder / "__init__.py").write_text("")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return package


def lint(folder: pathlib.Path) -> subprocess.CompletedProcess[str]:
    command = pathlib.Path(sys.executable).with_name("lint-imports")
    environ = {**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"}
    return subprocess.run(
        [command, "--no-cache"], cwd=folder, env=environ, capture_output=True, text=True
    )


def test_the_source_keeps_every_contract():
    done = lint(ROOT)

    assert (done.returncode, "0 broken" in done.stdout) == (0, True), done.stdout


def test_an_empty_package_keeps_every_contract(skeleton):
    done = lint(skeleton.parent)

    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("module", "line", "says"),
    [
        ("core/planted.py", "import django", "candour.core is not allowed to import django"),
        ("law/planted.py", "import socket", "candour.law is not allowed to import socket"),
        (
            "cases/planted.py",
            "import candour.oversight",
            "candour.cases is not allowed to import candour.oversight",
        ),
        (
            "sites/report/planted.py",
            "import candour.cases",
            "candour.sites.report is not allowed to import candour.cases",
        ),
        (
            "sites/report/planted.py",
            "import candour.sites.casework",
            "candour.sites.report is not allowed to import candour.sites.casework",
        ),
    ],
)
def test_an_import_against_a_contract_is_found(skeleton, module, line, says):
    (skeleton / module).write_text(line + "\n")

    done = lint(skeleton.parent)

    assert (done.returncode, says in done.stdout) == (1, True), done.stdout


def test_a_cycle_within_a_package_is_found(skeleton):
    (skeleton / "cases" / "one.py").write_text("import candour.cases.two\n")
    (skeleton / "cases" / "two.py").write_text("import candour.cases.one\n")

    done = lint(skeleton.parent)

    assert (done.returncode, "No cycles inside any package BROKEN" in done.stdout) == (1, True)


def test_a_package_that_no_layer_names_is_found(skeleton):
    (skeleton / "services").mkdir()
    (skeleton / "services" / "__init__.py").write_text("")

    done = lint(skeleton.parent)

    assert (done.returncode, "candour.services" in done.stdout) == (1, True), done.stdout


# Foreign keys: Django refers by strings, which no linter of imports sees.


def test_no_model_refers_to_a_layer_above_it():
    found = layers.references()

    assert found
    assert list(layers.pointing_up(found=found, heights=layers.order())) == []


def test_a_reference_up_the_layers_is_found():
    planted = Reference(field="people.Person.case", source="people", target="cases")

    (breach,) = layers.pointing_up(found=[planted], heights=layers.order())

    assert breach.problem == "refers from people up to cases"


def test_a_reference_within_a_layer_is_well():
    planted = Reference(field="cases.Outcome.supersedes", source="cases", target="cases")

    assert list(layers.pointing_up(found=[planted], heights=layers.order())) == []


def test_the_order_is_that_of_the_import_contract():
    heights = layers.order()

    assert heights["law"] < heights["core"] == heights["stats"] < heights["pages"]
    assert heights["guard"] < heights["people"] < heights["cases"] < heights["cli"]
