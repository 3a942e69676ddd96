"""Anybody checks a statement: on the public page, or with the command and the public keys."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

import story
from candour.core import notes
from candour.intake.trust import published_keys


@pytest.fixture
def statement(visitor) -> bytes:
    visitor.act("statement")
    return visitor.response.content


def shown(visitor, as_role, content: bytes) -> str:
    with as_role("report"):
        file = SimpleUploadedFile("statement.txt", content)
        visitor.response = visitor.client.post("/check/", {"file": file})
    return visitor.text


@pytest.mark.scenario("SC-07", part="check-page")
def test_the_public_page_says_that_a_statement_holds_and_what_it_says(visitor, as_role, statement):
    text = shown(visitor, as_role, statement)
    assert "It holds" in text
    assert story.STORY in text


def test_the_public_page_shows_nothing_of_a_statement_that_does_not_hold(
    visitor, as_role, statement
):
    text = shown(visitor, as_role, statement.replace(b"pushed", b"pulled"))
    assert "It does not hold" in text
    assert "lockers" not in text


@pytest.mark.scenario("SC-07", part="command")
def test_the_command_checks_a_statement_with_the_public_keys_alone(tmp_path, statement, capsys):
    saved = tmp_path / "statement.txt"
    saved.write_bytes(statement)
    keys = [notes.encode_key(key=key) for key in published_keys()]

    call_command("receipt", "check", str(saved), "--show", *[f"--key={key}" for key in keys])

    said = capsys.readouterr().out
    assert said.startswith("opening: holds")
    assert story.STORY in said


def test_the_command_refuses_a_statement_that_was_changed(tmp_path, statement, capsys):
    saved = tmp_path / "statement.txt"
    saved.write_bytes(statement.replace(b"pushed", b"pulled"))

    with pytest.raises(SystemExit):
        call_command("receipt", "check", str(saved), "--json", "--show")

    verdict = json.loads(capsys.readouterr().out)
    assert verdict["valid"] is False
