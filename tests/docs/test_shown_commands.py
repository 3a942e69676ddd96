"""Every command that a document shows exists as it is shown, and the safe ones run."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import ManagementUtility

from candour.core import notes
from candour.ops.architecture.source import ROOT, kept_files
from candour.ops.docs.pages import commands

BIN = Path(sys.executable).parent
BLOCK = re.compile(r"^ *```sh\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
PAGES = [path for path in kept_files() if path.suffix == ".md"]
SHOWN = sorted(
    {
        line.strip()
        for path in PAGES
        for block in BLOCK.findall(path.read_text(encoding="utf-8"))
        for line in block.replace("\\\n", " ").splitlines()
        if line.strip()
    }
)
PROOF = "tests/core/golden/receipt.tlog-proof"
# The key that signed it, and another of the same name.
LOG, OTHER = (
    notes.SigningKey(name="log.example/candour", purpose=notes.Purpose.NOTE, seed=bytes(seed))
    for seed in (range(32), range(32, 64))
)
NO_DATABASE = {**os.environ, "CANDOUR_DB_URL": "postgresql://nobody@/none?host=/nonexistent"}


def words(line: str) -> list[str]:
    """Return a command without what is set before it and where its output goes."""
    spoken = shlex.split(line.split(" > ")[0])
    while re.match(r"[A-Z_]+=", spoken[0]):
        spoken.pop(0)
    return [spoken[0].removeprefix(".venv/bin/"), *spoken[1:]]


CANDOUR = [line for line in SHOWN if words(line)[0] == "candour"]
MAKE = [line for line in SHOWN if words(line)[0] == "make"]


def test_the_documents_show_nothing_but_make_candour_and_how_to_fetch():
    assert {words(line)[0] for line in SHOWN} == {"candour", "candour-holder", "make", "curl"}


@pytest.mark.parametrize("line", [line for line in SHOWN if words(line)[0] == "candour-holder"])
def test_every_verb_of_the_witness_that_is_shown_exists(line):
    shown = [str(BIN / "candour-holder"), words(line)[1], "--help"]

    assert subprocess.run(shown, capture_output=True, env=NO_DATABASE).returncode == 0


@pytest.mark.parametrize("line", MAKE)
def test_every_target_that_is_shown_exists(line):
    targets = {word for word in words(line)[1:] if "=" not in word}

    assert targets <= TARGETS


@pytest.mark.parametrize("line", CANDOUR)
def test_every_command_that_is_shown_is_understood(line):
    noun, *arguments = words(line)[1:]

    if noun in {*commands.BORROWED, *commands.PROGRAMS}:
        return
    parser = ManagementUtility(["candour", noun]).fetch_command(noun)
    assert parser.create_parser("candour", noun).parse_args(arguments)


@pytest.mark.parametrize(
    "line",
    ["candour law clocks", "candour version", "candour help", "candour docs build --check"],
)
def test_a_command_that_needs_no_database_runs(line):
    noun, *arguments = words(line)[1:]

    done = subprocess.run([BIN / "candour", noun, *arguments], capture_output=True, cwd=ROOT)

    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(("key", "code"), [(LOG, 0), (OTHER, 1)])
def test_a_proof_is_checked_without_any_database_as_the_documents_say(key, code):
    command = ["receipt", "check", PROOF, "--key", notes.encode_key(key=key.verifier)]

    done = subprocess.run(
        [BIN / "candour", *command], capture_output=True, text=True, cwd=ROOT, env=NO_DATABASE
    )

    assert (done.returncode, done.stdout.startswith("proof: holds")) == (code, code == 0), (
        done.stderr
    )
