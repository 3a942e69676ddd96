"""Bulk linking: a whole register with itself, and descriptions with a register; time and memory.

CANDOUR_BENCH_BULK lists how many people, smallest first (100000,1000000): each size is a process of
its own, so that the most memory it held is its own, and the growth is told from the one before.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import measured

CANDOUR = str(pathlib.Path(sys.executable).with_name("candour"))
SIZES = tuple(int(one) for one in os.environ.get("CANDOUR_BENCH_BULK", "100000,1000000").split(","))
DESCRIPTIONS = 2_000


def main() -> None:
    before: dict[str, tuple[float, float]] = {}
    for people in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            home = pathlib.Path(folder)
            _candour("invent", "--people", str(people), "--descriptions", str(DESCRIPTIONS),
                     "--out", folder)  # fmt: skip
            known = str(home / "people.parquet")
            said = str(home / "descriptions.parquet")
            runs = {
                "a register is linked with itself": ("register", "--people", known, "--out",
                                                     str(home / "pairs.parquet")),
                f"{DESCRIPTIONS} descriptions are matched": ("match", "--people", known,
                                                             "--descriptions", said, "--out",
                                                             str(home / "found.parquet")),
            }  # fmt: skip
            for what, asked in runs.items():
                before[what] = _measure(what, asked, people=people, before=before.get(what))


def _measure(
    what: str, asked: tuple[str, ...], *, people: int, before: tuple[float, float] | None
) -> tuple[float, float]:
    seconds, megabytes = _candour(*asked)
    grown = {} if before is None else {
        "times_longer": round(seconds / before[0], 1),
        "times_more_memory": round(megabytes / before[1], 1),
    }  # fmt: skip
    measured.line(what, people=people, seconds=round(seconds, 1), peak_mb=round(megabytes), **grown)
    return seconds, megabytes


def _candour(*asked: str) -> tuple[float, float]:
    """Run a command in a process of its own; return its seconds and the most memory it held."""
    told = subprocess.run(
        [sys.executable, __file__, "--run", *asked], capture_output=True, text=True, check=False
    )
    if told.returncode:
        raise RuntimeError(told.stderr)
    held = json.loads(told.stdout.splitlines()[-1])
    return held["seconds"], held["megabytes"]


def _run(asked: list[str]) -> None:
    start = time.perf_counter()
    subprocess.run([CANDOUR, "link", *asked], check=True, stdout=subprocess.DEVNULL)
    told = {"seconds": time.perf_counter() - start, "megabytes": measured.largest_child_mib()}
    print(json.dumps(told))


if __name__ == "__main__":
    _run(sys.argv[2:]) if sys.argv[1:2] == ["--run"] else main()
