"""Rows per second and peak memory of a case system's history, its repeat, and a nightly delta."""

import csv
import json
import os
import pathlib
import subprocess
import sys
import time

import measured

CANDOUR = str(pathlib.Path(sys.executable).with_name("candour"))
# Together 200,000 rows: a case has 1.5 allegations and as many subjects on average.
CASES, OFFICERS = 49_500, 900
NIGHTLY = 500
FORCE = "Benchmark Police"


def candour(*arguments: str, home: pathlib.Path) -> tuple[float, str]:
    """Run a command on a deployment of its own; return its seconds and what it printed."""
    withheld = ("CANDOUR_", "DJANGO_", "DATABASE_URL", "PG")
    environ = {name: value for name, value in os.environ.items() if not name.startswith(withheld)}
    start = time.perf_counter()
    done = subprocess.run(
        [CANDOUR, *arguments],
        env={**environ, "CANDOUR_DATA": str(home / "data")},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    return time.perf_counter() - start, done.stdout


def read_bare(folder: pathlib.Path) -> float:
    """Return the seconds that reading every cell of the files takes, and doing nothing with it."""
    start = time.perf_counter()
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            list(csv.reader(file))
    return time.perf_counter() - start


def measure(what: str, *, folder: pathlib.Path, home: pathlib.Path) -> None:
    """Import a folder and print how fast, beside reading the same files and nothing else."""
    bare = read_bare(folder)
    seconds, printed = candour(
        "import", "run", "casesystem", str(folder), "--organisation", FORCE, "--json", home=home
    )
    tables = json.loads(printed)["tables"].values()
    rows = sum(table["read"] for table in tables)
    measured.line(
        f"case system: {what}, start of the command included",
        n=1,
        rows=rows,
        taken=sum(table["taken"] for table in tables),
        rejected=sum(table["rejected"] for table in tables),
        seconds=round(seconds, 1),
        rows_per_second=round(rows / seconds),
        peak_mib=round(measured.largest_child_mib()),
        floor="reading every cell of the files into Python and dropping it",
        floor_seconds=round(bare, 2),
    )


def nightly(folder: pathlib.Path, home: pathlib.Path) -> pathlib.Path:
    """Write a delta of some cases, each as a whole and closed anew."""
    made = home / "nightly"
    made.mkdir()
    wanted = {f"CO/{number:06d}/INV" for number in range(1, CASES, CASES // NIGHTLY)}
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        kept = [row for row in rows if row[0] in wanted]
        said = [["conduct_matter" if one == "complaint" else one for one in row] for row in kept]
        with (made / path.name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head, *said])
    return made


def main() -> None:
    with measured.on_disk() as home:
        candour("migrate", home=home)
        folder = home / "delta"
        counts = ("--rows", str(CASES), "--officers", str(OFFICERS))
        candour("import", "invent", str(folder), "--of", "casesystem", *counts, home=home)
        roster = ("--organisation", FORCE, "--create")
        candour("import", "run", "roster", str(folder / "roster.csv"), *roster, home=home)
        measure("a history into an empty database", folder=folder, home=home)
        measure("the same history again", folder=folder, home=home)
        measure("a nightly delta that changes some", folder=nightly(folder, home), home=home)


if __name__ == "__main__":
    main()
