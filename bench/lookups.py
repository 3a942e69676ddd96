"""Rows per second of a look-up feed, and the most memory held at once, beside a plain scan of it.

The peer is DuckDB counting rows of the same file by officer and day: what reading it at all costs.
Arguments are numbers of rows, 1,000,000 if there are none: `lookups.py 1000000 10000000 50000000`.
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

import measured

sys.path.insert(0, str(measured.ROOT / "src"))
WATCHES = 50
# About so many reads a day are made by each invented officer.
READS_A_DAY = 11.5
DAYS = 60
# In memory: what is measured is no disk.
MEMORY = pathlib.Path("/dev/shm")


def make(path: pathlib.Path, *, rows: int) -> int:
    """Write a feed of about so many rows; return how many it has."""
    from candour.imports.lookups.generated import writing
    from candour.imports.lookups.generated.generator import Asked

    officers = min(max(80, round(rows / READS_A_DAY / DAYS)), 4_000)
    busier = rows / (officers * READS_A_DAY * DAYS)
    asked = Asked(officers=officers, days=DAYS, watches=WATCHES, busier=busier, seed=7)
    return writing.write(asked=asked, path=path).rows


def scan(path: pathlib.Path) -> dict[str, object]:
    """Scan a feed as a run does, without a database; return what was found and held."""
    from candour.imports.lookups import finding, reading, scanning, terms
    from candour.imports.lookups.generated import trial
    from candour.imports.lookups.tallies import Tallies

    told = json.loads(path.with_suffix(".truth.json").read_text())["watched"]
    watched = [terms.from_text(text=json.dumps(one["terms"])) for one in told]
    keyed = terms.keyed(watched=watched)
    about = [
        finding.About(reported_on=time_of(one["reported_on"]), relations={}, has_birth=True)
        for one in told
    ]
    hits: finding.Hits = {}
    tallies, engine, rows, start = Tallies(), scanning.duckdb(), 0, time.perf_counter()
    for chunk in reading.chunks(feed=reading.of_path(path=path)):
        touched, usual = trial.scan(engine, chunk.rows, keyed)
        finding.gather(rows=touched, keyed=keyed, about=about, into=hits)
        tallies.add(rows=usual)
        rows += chunk.read
    taken = time.perf_counter() - start
    return {"rows": rows, "seconds": round(taken, 1), "per_second": round(rows / taken),
            "touching": sum(map(len, hits.values()))}  # fmt: skip


def time_of(text: str):
    """Return a date from the truth beside a feed."""
    import datetime

    return datetime.date.fromisoformat(text)


def peer(path: pathlib.Path) -> dict[str, object]:
    """Count rows by officer and day with DuckDB alone."""
    import duckdb

    start = time.perf_counter()
    engine = duckdb.connect(config={"memory_limit": "1GB"})
    table = engine.read_csv(str(path)) if path.suffix == ".csv" else engine.read_parquet(str(path))
    groups = table.aggregate("officer, at::date as day, count(*) as reads").fetchall()
    taken = time.perf_counter() - start
    return {"rows": sum(row[2] for row in groups), "seconds": round(taken, 1)}


def apart(what: str, path: pathlib.Path) -> dict[str, object]:
    """Run one measurement as a program of its own; return its figures and its most memory."""
    command = ["/usr/bin/env", sys.executable, __file__, what, str(path)]
    ran = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ)
    assert ran.stdout is not None
    said = ran.stdout.read()
    _, status, used = os.wait4(ran.pid, 0)
    if status:
        sys.exit(f"{what} of {path.name} failed")
    return {**json.loads(said), "peak_mib": round(used.ru_maxrss / 1024)}


def main() -> None:
    """Measure each number of rows, as CSV and as Parquet."""
    if sys.argv[1:2] in (["scan"], ["peer"]):
        found = {"scan": scan, "peer": peer}[sys.argv[1]](pathlib.Path(sys.argv[2]))
        print(json.dumps(found))
        return
    home = MEMORY if MEMORY.is_dir() else None
    for rows in [int(one) for one in sys.argv[1:]] or [1_000_000]:
        with tempfile.TemporaryDirectory(dir=home) as folder:
            path = pathlib.Path(folder) / "feed.parquet"
            made = make(path, rows=rows)
            for what in ("scan", "peer"):
                measured.line(
                    f"look-up feed, {what}", made=made, form="parquet", **apart(what, path)
                )


if __name__ == "__main__":
    main()
