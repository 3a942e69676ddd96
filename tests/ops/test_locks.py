"""Locks end with their process."""

import pathlib
import subprocess
import sys

import pytest

from candour.ops import locks

_HOLDER = """
import pathlib, sys
from candour.ops import locks
with locks.alone_or_refuse(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def _holder(path: pathlib.Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_holder_is_refused_and_told_who_holds_it(tmp_path: pathlib.Path) -> None:
    with _holder(tmp_path / "lock") as process:
        with pytest.raises(locks.Held) as refused, locks.alone_or_refuse(tmp_path / "lock"):
            pass
        process.kill()

    assert refused.value.number == process.pid


def test_a_killed_holder_holds_nothing(tmp_path: pathlib.Path) -> None:
    with _holder(tmp_path / "lock") as process:
        process.kill()

    with locks.alone_or_refuse(tmp_path / "lock"):
        held = True

    assert held


def test_those_who_share_do_not_wait_for_each_other(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "lock"

    with (
        locks.together(path),
        locks.together(path),
        pytest.raises(locks.Held),
        locks.alone_or_refuse(path),
    ):
        pass
