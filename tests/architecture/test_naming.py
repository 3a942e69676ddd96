"""Files are named for a concept, migrations for what becomes true; no name judges anybody."""

import pytest

from candour.ops.architecture import naming
from candour.ops.architecture.source import PACKAGE, ROOT, parse


def test_every_file_is_named_for_a_concept(everything):
    assert list(naming.vague_modules(everything)) == []


def test_no_two_test_modules_hide_each_other(everything):
    assert list(naming.shared_test_names(everything)) == []


def test_a_name_that_two_folders_of_tests_share_is_found_but_not_in_a_package():
    paths = (
        "tests/walls/test_walls.py", "tests/walls/worlds.py", "tests/walls/conftest.py",
        "tests/stats/test_counts.py", "tests/stats/worlds.py", "tests/stats/conftest.py",
        "tests/matrix/__init__.py", "tests/matrix/test_cells.py", "tests/matrix/worlds.py",
    )  # fmt: skip
    planted = [parse(path=path, text="") for path in paths]

    found = list(naming.shared_test_names(planted))

    assert [one.place for one in found] == ["tests/walls/worlds.py"]
    assert found[0].problem == "worlds.py also stands at tests/stats/worlds.py"


def test_no_identifier_judges_anybody(everything):
    assert list(naming.judging_identifiers(everything)) == []


@pytest.mark.parametrize(
    "path", sorted((ROOT / PACKAGE).rglob("*.sql")), ids=lambda path: path.stem
)
def test_no_name_in_sql_judges_anybody(path):
    assert list(naming.judging_sql(path=path.name, text=path.read_text(encoding="utf-8"))) == []


def test_every_migration_says_what_becomes_true(source):
    assert list(naming.nameless_migrations(source)) == []


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "service", "manager", "signals"])
def test_a_file_named_for_no_concept_is_found(name):
    planted = [
        parse(path=f"src/candour/cases/{name}.py", text=""),
        parse(path=f"src/candour/{name}/rules.py", text=""),
    ]

    assert len(list(naming.vague_modules(planted))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "accused = 1",
        "VICTIM_COUNT = 1",
        "class VictimRow: ...",
        "def count(*, banter): ...",
        "row.accused_name",
        "call(victim=1)",
        "import rows as accused",
    ],
)
def test_an_identifier_that_judges_is_found(text):
    assert list(naming.judging_identifiers([parse(path="src/candour/a.py", text=text)])) != []


def test_words_that_only_resemble_them_and_texts_are_well():
    text = 'victimisation = "accused"  # banter\n'

    assert list(naming.judging_identifiers([parse(path="src/candour/a.py", text=text)])) == []


def test_sql_that_judges_is_found_and_its_comments_and_texts_are_well():
    said = "-- the accused\nselect 'victim' from cases_case;\n"

    assert list(naming.judging_sql(path="a.sql", text=said)) == []
    assert len(list(naming.judging_sql(path="a.sql", text="select accused_id from x;"))) == 1


@pytest.mark.parametrize(
    "name", ["0002_auto_20260101_0900", "0003_alter_case_kind", "0004_case_kind_and_more", "0005_x"]
)
def test_a_migration_that_says_what_was_done_is_found(name):
    planted = parse(path=f"src/candour/cases/migrations/{name}.py", text="")

    assert len(list(naming.nameless_migrations([planted]))) == 1
