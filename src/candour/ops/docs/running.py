"""Runs the tests that prove scenarios, beside a database, and says which of them passed."""

import os
import pathlib
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as Tree
from collections.abc import Sequence

from candour.ops.docs import proving
from candour.ops.refused import Refused

_ROOT = pathlib.Path(__file__).resolve().parents[4]


class NothingRan(Refused):
    """The test runner did not get as far as a result."""


def passed(tests: Sequence[str]) -> frozenset[str]:
    """Run these tests; return those of which something passed and nothing failed."""
    with tempfile.TemporaryDirectory(prefix="candour-") as folder:
        results = pathlib.Path(folder) / "results.xml"
        command = [str(pathlib.Path(sys.executable).with_name("candour")), "test", "-q"]
        command += [f"--junit-xml={results}", *tests]
        subprocess.run(command, cwd=_ROOT, env=_environment(), check=False, stdout=sys.stderr)
        if not results.is_file():
            message = "The tests did not run; make test says more."
            raise NothingRan(message)
        return read(results)


def read(results: pathlib.Path) -> frozenset[str]:
    """Return the passed tests of a file of results; a skipped test proves nothing."""
    good: set[str] = set()
    bad: set[str] = set()
    for case in Tree.parse(results).iter("testcase"):  # noqa: S314 - written by our own run
        name = proving.test_name(file=case.get("classname", ""), function=case.get("name", ""))
        marks = {child.tag for child in case}
        if marks & {"failure", "error"}:
            bad.add(name)
        elif "skipped" not in marks:
            good.add(name)
    return frozenset(good - bad)


def _environment() -> dict[str, str]:
    # A command without a database has an address that leads nowhere; the tests get their own.
    environ = dict(os.environ)
    if "//nobody@" in environ.get("CANDOUR_DB_URL", ""):
        del environ["CANDOUR_DB_URL"]
    return environ
