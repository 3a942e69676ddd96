"""The worklist of a unit with 5,000 open cases, and the filtered list, at 1,000,000 allegations.

Asked as the pages do: the query with its leaf, in a transaction with an actor, as the site's role,
row security on. Two readers: an authority who sees the force as a whole, and a desk reader with a
grant for each of the open cases and nothing else. BENCH_EXPLAIN=1 prints the plans.

What EXPLAIN (ANALYZE) says of the authority's page of what is late: the index holds the order, so
that the first 51 rows that are late, open and seen end the scan.

    Limit (rows=51)
      Nested Loop Semi Join
        Index Scan using cases_deadline_worklist on cases_deadline
          Index Cond: (organisation_id = '...' and late_after < '2026-11-22')
          Filter: the row policy, and (stopped_on is null or stopped_on > late_after)
        Index Scan using cases_case_pkey on cases_case
          Filter: the row policy, and closed_on is null and not is_closed_undated
"""

import datetime
import os
import sys
import uuid

import psycopg

import history
import measured

ALLEGATIONS = int(os.environ.get("BENCH_ALLEGATIONS", "1000000"))
CALLS = int(os.environ.get("BENCH_CALLS", "200"))
OPEN = 5_000
ON = datetime.date(2026, 11, 22)
MOST_MS = 200
_FORCE = "00000000-0000-4000-8000-000000000001"

# Six steps of each open case: some late, some due soon, some done; four weights.
_OPEN = """
    update cases_case set closed_on = received_on + 300 where closed_on is null;
    update cases_case
    set closed_on = null, received_on = date '2026-01-01' + (number %% 300)::integer
    from (select file_id as id, row_number() over (order by reference) as number
          from cases_case limit %(open)s) as first
    where cases_case.file_id = first.id;
    insert into cases_deadline (id, file_id, organisation_id, clock, started_on, due_on,
                                late_after, met_on, risk)
    select gen_random_uuid(), known.file_id, known.organisation_id,
           (array['acknowledgement', 'refer_complaint', 'progress_update_complainant',
                  'outcome_notice_complainant', 'delay_report_complaint', 'written_answer'])[n],
           known.received_on, last_on, last_on, case when n < 3 then last_on end,
           (array[1, 2, 3, 5])[1 + abs(hashtext(known.reference)) %% 4]
    from cases_case as known, generate_series(1, 6) as n,
         lateral (select date '2026-11-22' - 200
                         + abs(hashtext(known.reference || n)) %% 300 as last_on) as made
    where known.closed_on is null;
    insert into guard_account (id, username, password, organisation_id, seat, is_active)
    values (md5('authority')::uuid, 'authority', '', %(force)s, 'appropriate_authority', true),
           (md5('desk')::uuid, 'desk', '', %(force)s, 'desk_reader', true),
           (md5('investigator')::uuid, 'investigator', '', %(force)s, 'investigator', true);
    insert into guard_scope (id, account_id, organisation_id)
    values (gen_random_uuid(), md5('authority')::uuid, %(force)s);
    insert into guard_grant (id, file_id, organisation_id, account_id, role, granted_on)
    select gen_random_uuid(), known.file_id, known.organisation_id, md5('desk')::uuid, 'reader',
           date '2026-01-01'
    from cases_case as known where known.closed_on is null;
    insert into guard_grant (id, file_id, organisation_id, account_id, role, granted_on)
    select gen_random_uuid(), known.file_id, known.organisation_id, md5('investigator')::uuid,
           'investigator', date '2026-01-01'
    from cases_case as known
    where known.closed_on is null and abs(hashtext(known.reference)) %% 3 = 0;
    insert into guard_wall (id, file_id, account_id, because)
    select gen_random_uuid(), known.file_id, reader.id, 'shared_unit'
    from cases_case as known, guard_account as reader
    where reader.username in ('authority', 'desk') and abs(hashtext(known.reference)) %% 200 = 0;
"""


def fill(address: str) -> None:
    """Write the force's history, 5,000 open cases with their steps, and the readers."""
    history.fill(address, ALLEGATIONS)
    statement = _OPEN % {"open": OPEN, "force": f"'{_FORCE}'"}
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("set session_replication_role = replica")
        connection.execute(statement)  # constants of this file alone
        connection.execute("vacuum analyze")


def _asks() -> dict[str, object]:
    from candour.cases import paging
    from candour.cases.queries import case_list
    from candour.cases.queries.case_list import Filters
    from candour.cases.work.queries import worklists
    from candour.cases.work.queries.worklists import Asked, Key

    unit = uuid.UUID(bytes=__import__("hashlib").md5(b"unit7", usedforsecurity=False).digest())
    deep = Key(risk=2, on=ON - datetime.timedelta(days=30), id=uuid.UUID(int=0))

    def work(**asked: object) -> object:
        return lambda by, at: worklists.worklist(asked=Asked(**asked), by=by, at=at)

    def cases(start: object = paging.FIRST, **filters: object) -> object:
        return lambda by, at: case_list.case_page(
            filters=Filters(**filters), start=start, by=by, at=at
        )

    return {
        "my work today": work(which="today", whose="mine"),
        "overdue, everybody's": work(which="late"),
        "overdue, nobody's yet": work(which="late", whose="nobody"),
        "overdue, a page far down": work(which="late", after=deep),
        "due in 30 days": work(which="due"),
        "case list, open": cases(state="open"),
        "case list, open and overdue": cases(state="open", is_overdue=True),
        "case list, of a unit": cases(unit=unit),
        "case list, a page far down": cases(start=_far()),
        "case list, how a reference begins": cases(text="B-7731"),
    }


def _far() -> object:
    """Return a place far down in the list of all cases."""
    from candour.cases import paging

    return paging.Start(
        key=paging.Key(received_on=datetime.date(2005, 1, 1), file=uuid.UUID(int=0))
    )


def measure(username: str, seat: str) -> None:
    """Ask for each list again and again as one reader."""
    from django.db import connection, transaction

    from candour import clock
    from candour.guard.actors import Actor
    from candour.guard.models import Account
    from candour.guard.seats import Seat

    account = Account.objects.get(username=username)
    by = Actor(account_id=account.id, organisation_id=account.organisation_id, seat=Seat(seat))
    at = clock.now().replace(year=ON.year, month=ON.month, day=ON.day)
    for name, ask in _asks().items():

        def call(_: int, ask=ask) -> None:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("set local role candour_casework")
                cursor.execute("select set_config('candour.actor', %s, true)", [str(account.id)])
                ask(by, at)

        measured.times(call, n=5)
        taken = measured.calls(call, n=CALLS, backend=measured.backend())
        measured.line(
            f"{name}: the query with its leaf, walls on, as {seat}",
            allegations=ALLEGATIONS,
            open_cases=OPEN,
            **taken.figures(),
            target=f"p99 <= {MOST_MS} ms",
        )


def explain() -> None:
    """Print the plans of what is late, of a search by reference, and of a page far down."""
    from django.db import connection, transaction
    from django.test.utils import CaptureQueriesContext

    from candour import clock
    from candour.cases.queries import case_list
    from candour.cases.queries.case_list import Filters
    from candour.cases.work.queries import worklists
    from candour.cases.work.queries.worklists import Asked
    from candour.guard.actors import Actor
    from candour.guard.models import Account
    from candour.guard.seats import Seat

    at = clock.now().replace(year=ON.year, month=ON.month, day=ON.day)
    for username in ("authority", "desk"):
        account = Account.objects.get(username=username)
        by = Actor(account_id=account.id, organisation_id=None, seat=Seat(account.seat))
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("set local role candour_casework")
            cursor.execute("select set_config('candour.actor', %s, true)", [str(account.id)])
            with CaptureQueriesContext(connection) as asked:
                worklists.worklist(asked=Asked(which="late"), by=by, at=at)
                case_list.case_page(filters=Filters(text="B-7731"), by=by, at=at)
                case_list.case_page(filters=Filters(), start=_far(), by=by, at=at)
            for query in asked.captured_queries:
                if "ORDER BY" in query["sql"] and "LIMIT 51" in query["sql"]:
                    cursor.execute(f"explain (analyze, buffers) {query['sql']}")
                    print(f"--- {username}", *(row[0] for row in cursor.fetchall()), sep="\n")


def main() -> None:
    with measured.database("candour_bench_worklist") as address:
        measured.migrate(address)
        fill(address)
        os.environ["CANDOUR_DB_URL"] = address
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "candour.sites.command_line")
        import django

        django.setup()
        if os.environ.get("BENCH_EXPLAIN"):
            explain()
        measure("authority", "appropriate_authority")
        measure("desk", "desk_reader")
        from django.db import connection

        connection.close()


if __name__ == "__main__":
    sys.exit(main())
