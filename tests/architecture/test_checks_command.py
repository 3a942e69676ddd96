"""The rules of the source are checked without a test runner and without a database, too."""

import os
import subprocess
import sys

import pytest

from candour.ops.architecture.source import ROOT

COMMAND = [sys.executable, "-m", "candour.ops.checks"]


@pytest.mark.proof
def test_the_checks_start_no_database_and_say_how_many_places_they_found(tmp_path):
    ours = ("CANDOUR_", "DJANGO_", "DATABASE_URL", "PG")
    environ = {name: value for name, value in os.environ.items() if not name.startswith(ours)}

    done = subprocess.run(
        COMMAND,
        cwd=ROOT,
        env={**environ, "CANDOUR_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
    )

    *places, count = done.stdout.splitlines()
    assert count == f"{len(places)} places do not keep the rules of the source"
    assert done.returncode == min(len(places), 1)
    assert list(tmp_path.iterdir()) == []
