"""The reference says what the code says."""

import re
import shutil

import pytest
from django.core.management import call_command

from candour.law import clocks
from candour.ops.docs import reference
from candour.ops.docs.pages import open_questions

PAGES = sorted(reference.PAGES)


def test_no_page_has_fallen_behind_the_code():
    assert reference.behind() == ()


def test_a_page_that_was_changed_by_hand_is_named_and_the_check_fails(tmp_path, capsys):
    shutil.copytree(reference.FOLDER, tmp_path / "reference")
    page = tmp_path / "reference" / "clocks.md"
    page.write_text(page.read_text(encoding="utf-8") + "By hand.\n", encoding="utf-8")

    with pytest.raises(SystemExit) as ended:
        call_command("docs", "build", "--check", "--to", str(page.parent))

    assert ended.value.code == 1
    assert capsys.readouterr().out.splitlines() == [
        "clocks.md has fallen behind: run candour docs build"
    ]


def test_building_writes_only_what_has_changed_and_then_nothing_is_behind(tmp_path):
    assert reference.build(folder=tmp_path) == tuple(PAGES)
    (tmp_path / "states.md").unlink()

    assert reference.build(folder=tmp_path) == ("states.md",)
    assert reference.behind(folder=tmp_path) == ()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_the_same_each_time(name):
    assert reference.PAGES[name]() == reference.PAGES[name]()


@pytest.mark.parametrize("name", PAGES)
def test_a_generated_page_says_so_in_its_first_lines(name):
    head = (reference.FOLDER / name).read_text(encoding="utf-8").splitlines()[:3]

    assert "Generated" in " ".join(head)
    assert "`candour docs build`" in " ".join(head)


@pytest.mark.parametrize("name", ["clocks.md", "criteria.md", "categories.md", "outcomes.md"])
def test_every_table_of_law_explains_its_marks(name):
    page = (reference.FOLDER / name).read_text(encoding="utf-8")

    assert "**Basis**" in page
    assert "**Verification**" in page


@pytest.mark.parametrize("clock", clocks.CLOCKS, ids=lambda clock: clock.id)
def test_the_page_of_clocks_shows_time_basis_and_verification_of_each(clock):
    page = (reference.FOLDER / "clocks.md").read_text(encoding="utf-8")
    section = page.split(f'<a id="{clock.id}"></a>')[1].split("<a id=")[0]

    assert "| **Time** |" in section
    assert f"| **Basis** | {clock.basis.value} |" in section
    assert f"| **Verification** | {clock.verification.value} |" in section


def test_every_clock_that_was_not_read_in_full_has_an_open_question():
    asked = {name for one in open_questions.OF_CLOCKS for name in one.touches}
    unread = {one.id for one in clocks.CLOCKS if one.verification.value != "seen"}

    assert unread <= asked <= {clock.id for clock in clocks.CLOCKS}


def test_every_row_of_a_table_has_as_many_cells_as_its_head():
    pages = [(reference.FOLDER / name).read_text(encoding="utf-8") for name in PAGES]
    tables = [table for page in pages for table in re.findall(r"(?:^\|.*\n)+", page, re.MULTILINE)]
    widths = [
        {len(re.findall(r"(?<!\\)\|", row)) for row in table.splitlines()} for table in tables
    ]

    assert len(widths) > 50
    assert [width for width in widths if len(width) != 1] == []
