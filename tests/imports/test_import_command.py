"""`candour import` prints totals that add up, keeps rejects to itself and quotes nobody."""

import io
import json
import pathlib
import stat

import imported
import pytest
import rosters
import synthetic
from django.core.management import CommandError, call_command

from candour.imports import page
from candour.imports.progress import Bar
from candour.imports.sources import chicago

pytestmark = pytest.mark.usefixtures("worker")
ROOT = pathlib.Path(__file__).parent.parent.parent
SECRET = "Unmistakable"


def test_the_totals_are_printed_and_add_up(tmp_path, capsys):
    path = synthetic.full_of_traps().write(tmp_path)
    call_command("import", "run", "chicago", str(path))
    printed = capsys.readouterr().out
    assert "+ rejected 10 = read" in printed
    assert "no_subject" not in printed
    assert "The complaint names nobody" in printed


def test_the_totals_are_printed_as_json(tmp_path, capsys):
    made = synthetic.folder()
    call_command("import", "run", "chicago", str(made.write(tmp_path)), "--json")
    said = json.loads(capsys.readouterr().out)
    complaints = said["tables"]["complaints"]
    assert complaints["taken"] == complaints["read"] == len(made.complaints)
    assert [file["name"] for file in said["files"]] == [
        "officers.parquet",
        "unit_history.parquet",
        "complaints.parquet",
        "accused.parquet",
        "complaint_categories.parquet",
    ]


def test_a_dry_run_says_that_nothing_was_written(tmp_path, capsys):
    path = synthetic.folder().write(tmp_path)
    call_command("import", "run", "chicago", str(path), "--dry-run")
    assert "Nothing was written" in capsys.readouterr().out


def test_the_rejects_file_says_where_and_why_and_never_what(tmp_path, data_folder):
    path = rosters.write(
        tmp_path,
        rosters.row("P1", family=SECRET, posted_from=f"=cmd|{SECRET}"),
        rosters.row("P2", family=SECRET, birth_year=SECRET),
        rosters.row("P2", family=SECRET),
        rosters.row("P2", family=SECRET),
    )
    report = imported.roster_from(path)
    assert report.rejects_file.parent == data_folder / "imports"
    assert stat.S_IMODE(report.rejects_file.stat().st_mode) == 0o600
    assert report.rejects_file.read_text(encoding="utf-8").splitlines() == [
        "table,row,reason,columns",
        "roster,1,A formula; formulas are never evaluated: paste its value,posted_from",
        "roster,2,Not a whole number,birth_year",
        "roster,4,The same as row 3,",
    ]


def test_no_cell_of_the_rejects_file_can_be_a_formula(tmp_path):
    path = synthetic.full_of_traps().write(tmp_path)
    report = imported.chicago_from(path)
    cells = report.rejects_file.read_text(encoding="utf-8").replace("\n", ",").split(",")
    assert not [cell for cell in cells if cell.lstrip('"')[:1] in {"=", "+", "-", "@", "\t"}]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("chicago", "nowhere"), "Give the folder"),
        (("roster", "nowhere.csv"), "Give the roster's"),
        (("roster", "{roster}", "--organisation", "No Such Force"), "Say whose records"),
    ],
)
def test_what_cannot_be_imported_is_refused_in_one_sentence(tmp_path, arguments, sentence):
    path = rosters.write(tmp_path, rosters.row(family=SECRET))
    words = [word.format(roster=path) for word in arguments]
    with pytest.raises(CommandError, match=sentence) as refused:
        call_command("import", "run", *words)
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda folder: (folder / "officers.parquet").unlink(), "lacks officers.parquet"),
        (lambda folder: (folder / "accused.parquet").write_bytes(b"no"), "accused.parquet can't"),
        (
            lambda folder: (folder / "complaints.parquet").write_bytes(
                (folder / "accused.parquet").read_bytes()
            ),
            "complaints.parquet lacks the columns",
        ),
    ],
)
def test_a_folder_that_is_not_whole_is_refused_before_anything_is_written(
    tmp_path, spoil, sentence
):
    path = synthetic.folder().write(tmp_path)
    spoil(path)
    with pytest.raises(CommandError, match=sentence):
        call_command("import", "run", "chicago", str(path))
    named = "select count(*) from people_organisationname where name = %s"
    assert imported.value(named, chicago.ENTRY.organisation) == 0


def test_the_template_is_printed_or_written(tmp_path, capsys):
    call_command("import", "template", "roster")
    assert capsys.readouterr().out.startswith("person_ref,given,family,")
    call_command("import", "template", "roster", "--out", str(tmp_path / "roster.xlsx"))
    assert (tmp_path / "roster.xlsx").read_bytes().startswith(b"PK")


def test_sources_and_runs_are_listed(tmp_path, capsys):
    report = imported.chicago_from(synthetic.folder().write(tmp_path))
    call_command("import", "list")
    printed = capsys.readouterr().out
    assert "roster: A force's people" in printed
    assert f"chicago finished {report.run}" in printed
    call_command("import", "list", "--json")
    (run,) = json.loads(capsys.readouterr().out)
    assert (run["state"], run["counts"]["tables"]["officers"]["read"]) == ("finished", 12)


def test_progress_is_shown_on_a_terminal_and_nowhere_else():
    shown, silent = io.StringIO(newline=""), io.StringIO(newline="")
    Bar(stream=shown, is_shown=True).show(500, 1000)
    Bar(stream=silent, is_shown=False).show(500, 1000)
    assert shown.getvalue() == "\r[###############...............] 500 of 1,000 rows"
    assert silent.getvalue() == ""


def test_progress_of_what_has_no_known_end_counts_what_is_read():
    shown = io.StringIO(newline="")
    Bar(stream=shown, is_shown=True).show(1500, 0)
    assert shown.getvalue() == "\r1,500 rows"


def test_the_reference_page_is_what_the_code_says():
    kept = (ROOT / "docs" / "reference" / "imports.md").read_text(encoding="utf-8")
    assert kept == page.text()
