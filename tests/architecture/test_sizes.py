"""Nothing grows past the size at which a reader loses it."""

import pytest

from candour.ops.architecture import sizes
from candour.ops.architecture.source import ROOT, parse

SOURCE = "src/candour/cases/planted.py"


def module(path: str = SOURCE, text: str = ""):
    return parse(path=path, text=text)


@pytest.mark.parametrize(
    "rule",
    [
        sizes.long_files,
        sizes.long_functions,
        sizes.many_arguments,
        sizes.crowded_folders,
        sizes.deep_folders,
    ],
    ids=lambda rule: rule.__name__,
)
def test_the_source_and_the_tests_keep_to_the_sizes(everything, rule):
    assert list(rule(everything)) == []


def test_no_decision_record_is_too_long_to_read():
    assert list(sizes.long_decisions(ROOT / "docs" / "decisions")) == []


@pytest.mark.parametrize(
    ("path", "lines"),
    [
        (SOURCE, 401),
        ("tests/cases/test_planted.py", 401),
        ("src/candour/sites/base.py", 200),
        ("src/candour/sites/casework/settings.py", 40),
    ],
)
def test_a_file_over_its_limit_is_found(path, lines):
    assert len(list(sizes.long_files([module(path, "x = 1\n" * lines)]))) == 1
    assert list(sizes.long_files([module(path, "x = 1\n" * (lines - 1))])) == []


@pytest.mark.parametrize(
    "path", ["src/candour/law/clocks.py", "src/candour/cases/migrations/0001_initial.py"]
)
def test_a_table_of_law_and_a_first_migration_may_be_long(path):
    assert list(sizes.long_files([module(path, "x = 1\n" * 900)])) == []


@pytest.mark.parametrize(("path", "lines"), [(SOURCE, 51), ("tests/cases/test_planted.py", 41)])
def test_a_function_over_its_limit_is_found(path, lines):
    text = "def planted():\n" + "    x = 1\n" * (lines - 1)

    assert len(list(sizes.long_functions([module(path, text)]))) == 1
    assert list(sizes.long_functions([module(path, text.removesuffix("    x = 1\n"))])) == []


def test_a_seventh_argument_is_found():
    six, seven = "def f(self, a, b, /, c, *, d, e, f): ...", "def f(a, b, c, d, e, *, f, g): ..."

    assert list(sizes.many_arguments([module(text=six)])) == []
    assert len(list(sizes.many_arguments([module(text=seven)]))) == 1


def test_a_sixteenth_file_in_a_folder_is_found():
    files = [module(f"src/candour/cases/file_{number}.py") for number in range(16)]

    assert list(sizes.crowded_folders(files[:15])) == []
    assert len(list(sizes.crowded_folders(files))) == 1


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("src/candour/a/b/c/planted.py", 0),
        ("src/candour/a/b/c/d/planted.py", 1),
        ("src/candour/a/b/management/commands/planted.py", 0),
    ],
)
def test_a_fourth_folder_below_the_package_is_found(path, count):
    assert len(list(sizes.deep_folders([module(path)]))) == count


def test_a_decision_record_over_its_limit_is_found(tmp_path):
    (tmp_path / "0099-planted.md").write_text("line\n" * 61)

    (breach,) = sizes.long_decisions(tmp_path)

    assert breach.place == "docs/decisions/0099-planted.md"
