"""`candour disclosure trace`: a reader's six words open the ledger, and nobody else's do."""

import json

import pytest
from django.core.management import CommandError, call_command

import browsing
from candour.cases.models import Case, DisclosedCopy
from candour.cases.parties import copies
from candour.guard import keys
from candour.guard.models import Wall
from cast import NOW, SUBJECT_SEAT

LONG = " ".join(f"In week {week} nobody spoke to me - and 'nothing was wrong', they said." * 2
                for week in range(3, 12))  # fmt: skip


@pytest.fixture
def leaked(named, side, world, as_role, tmp_path):
    """The subject's copy of a paper, in a file."""
    side(named, SUBJECT_SEAT, title="Summary", text=LONG)
    copy = DisclosedCopy.objects.get(party__account__username=SUBJECT_SEAT)
    desk = browsing.story.actor("desk")
    with as_role("casework", actor=desk.account):
        texts = keys.open_items(
            items=[copy.item], vault=browsing.story.vault_of(world, "desk"), by=desk, at=NOW
        )
    path = tmp_path / "leaked.txt"
    path.write_text(copies.read(text=texts[copy.item_id]).marked)
    return named, copy, path


def trace(leaked, world, as_role, capsys, *more: str, username: str = "desk") -> str:
    case, _, path = leaked
    reference = Case.objects.get(file_id=case).reference
    phrase = browsing.phrase_of(world, username)
    with as_role("worker"):
        call_command(
            "disclosure", "trace", str(path), "--case", reference, "--as", username, *more,
            phrase=phrase,
        )  # fmt: skip
    return capsys.readouterr().out


@pytest.mark.scenario("SC-25", part="traced")
def test_it_names_the_copy_with_its_likelihood(leaked, world, as_role, capsys):
    first, *_ = json.loads(trace(leaked, world, as_role, capsys, "--json"))

    assert first["code"] == leaked[1].code
    assert first["recipient"] == "Daniel Marlow"
    assert (first["confidence"], first["probability"]) == ("Very strong", 1.0)


def test_it_prints_a_line_for_each_copy(leaked, world, as_role, capsys):
    lines = trace(leaked, world, as_role, capsys).splitlines()

    assert len(lines) == 2
    assert "very strong" in lines[0]


def test_an_account_with_no_part_in_the_case_is_refused(leaked, world, as_role, capsys):
    with pytest.raises(CommandError, match="no case of this reference"):
        trace(leaked, world, as_role, capsys, username="stranger")


def test_so_is_a_reader_who_was_walled_since(leaked, world, as_role, capsys):
    Wall.objects.create(file_id=leaked[0], account_id=world.accounts["desk"], because="is_subject")

    with pytest.raises(CommandError, match="no case of this reference"):
        trace(leaked, world, as_role, capsys)
