"""Rows per second of a whole import from the command line, and the most memory it held at once."""

import json
import os
import pathlib
import subprocess
import sys
import time

import measured

CANDOUR = str(pathlib.Path(sys.executable).with_name("candour"))
FOLDER = "chicago_as_known_2011-12-31"
DATA = pathlib.Path(os.environ.get("CANDOUR_TEST_DATA", measured.ROOT.parent / "shared" / "data"))
SYNTHETIC_COMPLAINTS = 20_000


def folder_of(home: pathlib.Path) -> tuple[pathlib.Path, str]:
    """Return the folder to import: the real one where there is one, else an invented one."""
    if (DATA / FOLDER).is_dir():
        return DATA / FOLDER, "the real folder"
    sys.path.append(str(measured.ROOT / "tests" / "imports"))
    import synthetic

    (home / "records").mkdir()
    made = synthetic.folder(officers=6_000, complaints=SYNTHETIC_COMPLAINTS)
    return made.write(home / "records"), "an invented folder"


def read_bare(folder: pathlib.Path) -> float:
    """Return the seconds that reading every value of the files takes, and doing nothing with it."""
    import pyarrow.parquet

    start = time.perf_counter()
    for path in sorted(folder.glob("*.parquet")):
        pyarrow.parquet.read_table(path).to_pylist()
    return time.perf_counter() - start


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


def measure(what: str, *, folder: pathlib.Path, home: pathlib.Path, target: int | None) -> None:
    bare = read_bare(folder)
    named = ("--organisation", "Benchmark Police", "--create")
    seconds, printed = candour("import", "run", "chicago", str(folder), *named, "--json", home=home)
    rows = sum(table["read"] for table in json.loads(printed)["tables"].values())
    measured.line(
        f"import of {what} into an empty database, start of the command included",
        n=1,
        rows=rows,
        seconds=round(seconds, 1),
        rows_per_second=round(rows / seconds),
        target_seconds=target,
        peak_mib=round(measured.largest_child_mib()),
        target_mib=1536,
        floor="reading every value of the files into Python and dropping it",
        floor_seconds=round(bare, 2),
        ratio_to_floor=round(seconds / bare, 1),
    )


def main() -> None:
    with measured.on_disk() as home:
        candour("migrate", home=home)
        folder, what = folder_of(home)
        measure(what, folder=folder, home=home, target=120 if folder.parent == DATA else None)


if __name__ == "__main__":
    sys.exit(main())
