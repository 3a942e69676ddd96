"""Recomputing all clocks of 100,000 open cases: computed, compared with what is stored, written.

Three rounds at each size: the first writes every row, the second finds everything as it was, the
third is of the next day, as each night is.
"""

import datetime
import os
import pathlib
import sys
import time

import psycopg

import measured

SIZES = tuple(int(size) for size in os.environ.get("BENCH_SIZES", "25000,100000").split(","))
ON = datetime.date(2026, 11, 22)
MOST_SECONDS = 30
FORCE = "00000000-0000-4000-8000-000000000001"
# What happened to a case, on which day of it; every fifth and every tenth case has more to tell.
_EVENTS = """
    insert into cases_event (id, file_id, organisation_id, kind, happened_on, recorded_at)
    select gen_random_uuid(), known.file_id, known.organisation_id, fact.kind,
           known.received_on + fact.after, now()
    from (select *, row_number() over (order by reference) as n from cases_case) as known,
         (values ('complaint_made', 0, 1), ('report_received', 0, 1), ('acknowledged', 2, 1),
                 ('recorded', 3, 1), ('recorded_under_schedule_3', 3, 1),
                 ('handling_started', 5, 1), ('update_sent', 30, 1), ('update_sent', 58, 2),
                 ('update_sent', 86, 3), ('referral_criterion_met', 4, 5), ('referred', 6, 5),
                 ('interested_person_admitted', 9, 5),
                 ('stopped_for_criminal_proceedings', 40, 10), ('restarted', 90, 10))
           as fact (kind, after, every)
    where known.n %% fact.every = 0 and known.received_on + fact.after <= %(on)s
"""
_CASES = """
    insert into cases_case (file_id, organisation_id, reference, kind, source, reporter_kind,
                            received_on, is_closed_undated, recorded_at, source_name, source_ref,
                            source_category)
    select md5('case' || n)::uuid, %(force)s, 'B-' || n, 'complaint', 'public', 'public',
           %(on)s::date - (n %% 700), false, now(), 'bench', n::text, ''
    from generate_series(1, %(cases)s) as n
"""
_FILES = """
    insert into guard_file (id, kind, organisation_id, opened_on, wall_epoch)
    select md5('case' || n)::uuid, 'case', %(force)s, '2025-01-01', 1
    from generate_series(1, %(cases)s) as n
"""
_ALLEGATIONS = """
    insert into cases_allegation (id, file_id, organisation_id, number, category, recorded_at,
                                  source_ref, source_category)
    select gen_random_uuid(), md5('case' || n)::uuid, %(force)s, 1, 'B4', now(), '', ''
    from generate_series(1, %(cases)s) as n
"""


def fill(address: str, cases: int) -> None:
    """Write so many open complaints with what happened to them."""
    values = {"force": FORCE, "cases": cases, "on": ON}
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("set session_replication_role = replica")
        connection.execute(
            "insert into people_organisation (id, kind) values (%s, 'police_force')", [FORCE]
        )
        for statement in (_FILES, _CASES, _ALLEGATIONS, _EVENTS):
            connection.execute(statement, values)
        connection.execute("analyze")


def measure() -> dict[str, float]:
    """Refresh as the worker does; return the seconds of each round."""
    from django.db import connection, transaction

    from candour.cases import deadlines

    taken: dict[str, float] = {}
    with connection.cursor() as cursor:
        cursor.execute("set role candour_worker")
    for name, on in (("first", ON), ("again", ON), ("next_day", ON + datetime.timedelta(days=1))):
        start, spent = time.perf_counter(), _spent()
        with transaction.atomic():
            deadlines.refresh_open(on=on)
        taken[name] = time.perf_counter() - start
        taken[f"{name}_cpu"] = _spent() - spent
    return taken


def _spent() -> float:
    """Return the processor time of this program and of its connection's server process."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select pg_backend_pid()")
        (number,) = cursor.fetchone()
    ran = pathlib.Path(f"/proc/{number}/schedstat").read_text().split()[0]
    return time.process_time() + int(ran) / 1e9


def one_size(cases: int) -> None:
    """Measure one size in a process of its own: Django keeps to the database it began with."""
    with measured.database(f"candour_bench_clocks_{cases}") as address:
        measured.migrate(address)
        fill(address, cases)
        os.environ["CANDOUR_DB_URL"] = address
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "candour.sites.command_line")
        import django

        django.setup()
        taken = measure()
        from candour.cases.models import Deadline

        measured.line(
            "all clocks of all open cases recomputed, role candour_worker",
            cases=cases,
            rows=Deadline.objects.count(),
            **{f"{name}_s": round(seconds, 1) for name, seconds in taken.items()},
            again_us_a_case=round(taken["again"] / cases * 1e6),
            target=f"<= {MOST_SECONDS} s for 100,000 cases, and linear",
        )
        from django.db import connection

        connection.close()


def main() -> None:
    import subprocess

    for size in SIZES:
        # The same program again, told to measure one size alone.
        subprocess.run([sys.executable, __file__, str(size)], check=True, env=os.environ)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        one_size(int(sys.argv[1]))
    else:
        main()
