"""The page of commands names what `candour help` lists, and each of them can be called."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands

from candour.ops.docs.pages import commands

CANDOUR = Path(sys.executable).with_name("candour")


def test_the_page_names_every_command_that_help_lists():
    said = subprocess.run([CANDOUR, "help"], capture_output=True, text=True, check=True).stdout
    listed = {line.strip() for line in said.splitlines() if line.startswith("  ")}

    assert listed == {*commands.nouns(), *commands.BORROWED, *commands.PROGRAMS}


@pytest.mark.parametrize("noun", commands.nouns())
def test_every_noun_can_be_called_from_a_test(noun):
    assert noun in get_commands()


def test_help_and_version_need_no_database_and_no_settings():
    command = [CANDOUR, "version"]

    done = subprocess.run(command, capture_output=True, text=True, env={}, check=True)

    assert done.stdout.strip() == "0.1.0"


def test_an_unknown_noun_is_one_sentence_and_exit_1():
    done = subprocess.run([CANDOUR, "nonsense"], capture_output=True, text=True)

    assert done.returncode == 1
    assert done.stderr.strip() == "There is no candour nonsense; candour help lists what there is."
