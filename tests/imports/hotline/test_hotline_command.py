"""`candour import run hotline` as a program: totals that add up, no words, and a proof after it."""

import hotlines
import pytest
from django.core.management import CommandError, call_command


@pytest.fixture
def options(loaded, db, worker) -> tuple[str, ...]:
    return ("--body", hotlines.LINE, "--force", hotlines.FORCE, "--create")


def test_the_command_prints_totals_the_stated_one_too_and_no_word_of_a_contact(
    options, tmp_path, capsys
):
    path = hotlines.write(
        tmp_path, hotlines.passed_on("C1"), hotlines.refused("C2"), hotlines.row(""), total=4
    )
    call_command("import", "run", "hotline", str(path), *options)
    printed = capsys.readouterr().out
    assert "taken 2 + unchanged 0 + rejected 1 = read 3" in printed
    assert "3 contacts, 4 stated, which differs by 1" in printed
    assert "1 rows of reports" in printed
    assert hotlines.WORDS not in printed


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("contact_reference,received_on\r\n", "lacks the column disposition, reason, text"),
        ("name,received_on\r\n", "no column of a batch is called what column 1 is headed"),
        (
            "contact_reference,received_on,disposition,reason,text\r\ntotal,1\r\nC1,2026-11-01,"
            "pending,,\r\n",
            "must be the last one",
        ),
        ("contact_reference,received_on,disposition,reason,text\r\ntotal,many\r\n", "no whole"),
    ],
)
def test_a_file_that_is_no_batch_is_refused_in_one_sentence(options, tmp_path, content, sentence):
    path = tmp_path / "batch.csv"
    path.write_text(content, encoding="utf-8", newline="")
    with pytest.raises(CommandError, match=sentence):
        call_command("import", "run", "hotline", str(path), *options)


def test_programs_of_their_own_import_a_batch_and_prove_it(loaded, spare, tmp_path):
    rows = [hotlines.row(f"C{number}") for number in range(5)]
    path = hotlines.write(tmp_path, *rows, hotlines.refused("C9"), total=6)
    run = ("import", "run", "hotline", str(path), "--body", hotlines.LINE)
    spare.command(*run, "--force", hotlines.FORCE, "--create")
    again = spare.command(*run, "--force", hotlines.FORCE)
    # What is proved rests on a published head.
    spare.data.mkdir(exist_ok=True)
    spare.command("tick")
    proved = spare.command("receipts", "check")
    assert "taken 0 + unchanged 6 + rejected 0 = read 6" in again.stdout
    assert ", 0 findings" in proved.stdout
