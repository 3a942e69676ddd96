"""The repository speaks of the product alone."""

import pytest

from candour.ops.architecture import every, wording
from candour.ops.architecture.source import kept_files


def test_no_file_speaks_of_a_machine_a_package_host_or_how_it_was_made():
    assert list(every.of_repository()) == []


@pytest.mark.parametrize(
    "parts",
    [
        ("see /wo", "rk/main/x"),
        ("at /ho", "me/somebody/candour"),
        ("from https://pyp", "i.org/simple"),
        ("the registry.np", "mjs.org copy"),
        ("as iss", "ue 2 says"),
        ("a sub-ag", "ent wrote it"),
        ("an AI assis", "tant"),
    ],
)
def test_a_line_that_does_is_found(parts):
    assert len(list(wording.in_line("".join(parts), place="README.md:1"))) == 1


@pytest.mark.parametrize(
    "line",
    [
        "an unlocked session of the desk reader",
        "no user agent is stored anywhere",
        "https://candour.example/work/plan",
        "the issue of a receipt",
    ],
)
def test_the_words_of_the_field_are_well(line):
    assert list(wording.in_line(line, place="README.md:1")) == []


def test_what_git_leaves_out_is_left_out_here(tmp_path):
    (tmp_path / ".gitignore").write_text("build/\n*.pyc\n")
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "made.txt").write_text("")
    (tmp_path / "kept.py").write_text("")
    (tmp_path / "left.pyc").write_text("")

    assert [path.name for path in kept_files(root=tmp_path)] == [".gitignore", "kept.py"]
