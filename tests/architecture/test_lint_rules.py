"""What the linter is asked to find, it finds: each rule that matters here, planted once."""

import subprocess
import sys
from pathlib import Path

import pytest

from candour.ops.architecture.source import ROOT

RUFF = Path(sys.executable).with_name("ruff")
HEAD = '"""Planted."""\n\n'
BRANCHES = "".join(f"    if number == {value}:\n        return {value}\n" for value in range(8))


def rules_found(*, path: str, text: str) -> set[str]:
    command = [RUFF, "check", "--output-format=concise", "--stdin-filename", path, "-"]
    done = subprocess.run(command, cwd=ROOT, input=HEAD + text, capture_output=True, text=True)
    lines = [line.split(" ") for line in done.stdout.splitlines() if line.startswith(path)]
    return {line[1] for line in lines}


@pytest.mark.parametrize(
    ("path", "text", "rule"),
    [
        ("cases/planted.py", f"def f(number):\n{BRANCHES}    return number\n", "C901"),
        ("cases/planted.py", "def f(a, b, c, d, e, f, g):\n    return a\n", "PLR0913"),
        (
            "cases/planted.py",
            "import datetime\n\nX = datetime.datetime.now(datetime.UTC)\n",
            "TID251",
        ),
        ("cases/planted.py", "import datetime\n\nX = datetime.date.today()\n", "TID251"),
        ("cases/planted.py", "import requests\n\nX = requests\n", "TID251"),
        ("cases/planted.py", "from django.contrib import admin\n\nX = admin\n", "TID251"),
        ("cases/planted.py", "try:\n    X = 1\nexcept Exception:\n    pass\n", "S110"),
        ("cases/planted.py", "try:\n    X = 1\nexcept:\n    X = 2\n", "E722"),
        ("cases/planted.py", 'print("x")\n', "T201"),
        ("law/planted.py", "def f(number):\n    return number\n", "D103"),
        ("core/planted.py", "def f(number):\n    return number\n", "D103"),
        ("stats/planted.py", "class A:\n    pass\n", "D101"),
    ],
)
def test_the_linter_finds_what_was_planted(path, text, rule):
    assert rule in rules_found(path=f"src/candour/{path}", text=text)


def test_sound_code_is_left_alone():
    text = 'def double(*, of: int) -> int:\n    """Return twice that."""\n    return 2 * of\n'

    assert rules_found(path="src/candour/core/planted.py", text=text) == set()
