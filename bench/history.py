"""History of a case's candidates, walls on, as the casework role: at 100,000 and 1,000,000 rows."""

import os
import pathlib
import sys

import psycopg

import measured

CALLS = 1_000
FLOOR = "select n from generate_series(1, 15) as n"
SIZES = tuple(int(size) for size in os.environ.get("BENCH_SIZES", "100000,1000000").split(","))


def fill(address: str, allegations: int) -> None:
    """Write a synthetic force of that size."""
    script = (pathlib.Path(__file__).parent / "synthetic.sql").read_text(encoding="utf-8")
    values = {
        ":allegations": str(allegations),
        ":people": str(allegations // 5),
        ":cases": str(int(allegations / 1.18)),
        ":'force'": "'00000000-0000-4000-8000-000000000001'",
    }
    for name, value in values.items():
        script = script.replace(name, value)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(script)


def measure(address: str, allegations: int) -> tuple[float, float]:
    """Ask for the history of one fresh case after another; return median and p99."""
    with psycopg.connect(address, options="-c role=candour_casework") as connection:

        def ask(number: int) -> None:
            with connection.transaction():
                connection.execute(
                    "select set_config('candour.actor', md5('account1')::uuid::text, true)"
                )
                connection.execute(
                    "select * from cases.history(md5('fresh' || %s)::uuid)", [1 + number % 500]
                ).fetchall()

        def floor(_: int) -> None:
            with connection.transaction():
                connection.execute(
                    "select set_config('candour.actor', md5('account1')::uuid::text, true)"
                )
                connection.execute(FLOOR).fetchall()

        measured.times(ask, n=200)
        taken = measured.times(ask, n=CALLS)
        bare = measured.times(floor, n=CALLS)
        connection.execute("set role none")
        rows = connection.execute(
            "select avg(n) from (select count(*) as n from access_involvement as i"
            " join cases_allegation as a on a.subject_id = i.person_id"
            " where i.role = 'candidate' group by i.file_id) as one"
        ).fetchone()[0]
    middle, slowest = measured.median(taken), measured.quantile(taken, 0.99)
    measured.line(
        "history of a case's three candidates, walls on, role candour_casework",
        n=CALLS,
        allegations=allegations,
        rows_a_call=round(float(rows), 1),
        median_ms=round(middle, 2),
        p99_ms=round(slowest, 2),
        floor="the same transaction with a query that reads no table",
        floor_median_ms=round(measured.median(bare), 2),
        ratio_to_floor=round(middle / measured.median(bare), 2),
    )
    return middle, slowest


def main() -> None:
    medians = []
    for size in SIZES:
        with measured.database(f"candour_bench_{size}") as address:
            measured.migrate(address)
            fill(address, size)
            medians.append(measure(address, size)[0])
    if len(medians) > 1:
        measured.line(
            "growth of the history median",
            sizes=list(SIZES),
            ratio=round(medians[-1] / medians[0], 2),
            target="<= 1.5 for ten times the rows",
        )


if __name__ == "__main__":
    sys.exit(main())
