"""An import that is killed goes on where it stopped; two imports at once are refused."""

import dataclasses
import pathlib
import random
from typing import Any

import imported
import pytest
import synthetic

from candour.imports.running import lock
from candour.imports.running.counts import Counts, TotalsDisagree

BATCH = 4


@dataclasses.dataclass(frozen=True, kw_only=True)
class Broken:
    """An import that was killed three times and then let run through, and the folder it read."""

    spare: Any
    folder: pathlib.Path
    positions: tuple[int, ...]

    def told(self, query: str) -> list[tuple]:
        with self.spare.connect() as connection:
            return connection.execute(query).fetchall()


@pytest.fixture(scope="session")
def broken(spare_for_all, tmp_path_factory) -> Broken:
    folder = synthetic.full_of_traps().write(tmp_path_factory.mktemp("folder"))
    positions = tuple(
        _killed(spare_for_all, folder, batches)
        for batches in random.Random().sample(range(1, 12), 3)
    )
    with spare_for_all.start(folder, batch_rows=BATCH) as program:
        program.stdout.read()
    return Broken(spare=spare_for_all, folder=folder, positions=positions)


def _killed(spare, folder: pathlib.Path, batches: int) -> int:
    """Kill an import with signal 9 on the batch after so many; return how many it had committed."""
    with spare.start(folder, batch_rows=BATCH) as program:
        for _ in range(batches):
            program.stdout.readline()
        program.kill()
    with spare.connect() as connection:
        return connection.execute("select position from imports_run").fetchone()[0]


def test_a_killed_import_ends_with_the_totals_of_one_that_ran_through(broken, worker):
    whole = imported.chicago_from(broken.folder, batch_rows=BATCH)
    assert broken.told("select state, counts from imports_run") == [
        ("finished", whole.counts.as_json())
    ]


def test_a_killed_import_leaves_what_one_that_ran_through_leaves(broken, worker):
    imported.chicago_from(broken.folder, batch_rows=BATCH)
    with broken.spare.connect() as other:
        assert imported.content(of=other) == imported.content()


def test_a_killed_import_goes_on_where_it_stopped(broken):
    assert broken.positions[0] > 0
    assert list(broken.positions) == sorted(broken.positions)
    assert broken.told("select count(*), max(position) from imports_run where position > 20") == [
        (1, broken.told("select position from imports_run")[0][0])
    ]


def test_the_log_holds_after_an_import_that_was_killed(broken):
    ((batches, logged),) = broken.told(
        "select count(*), count(*) filter (where exists (select from guard_leaf as leaf"
        " where convert_from(leaf.body, 'UTF8')::jsonb -> 'detail' ->> 'digest'"
        " = guard.batch_digest(batch.id))) from guard_batch as batch where source = 'chicago'"
    )
    assert batches == logged > 0


def test_two_imports_at_once_are_refused(worker, second_connection):
    second_connection.execute("select pg_advisory_lock(%s)", [lock.NUMBER])
    with pytest.raises(lock.AnotherImportIsRunning), lock.alone(patience="100ms"):
        pytest.fail("two imports would have run at once")


def test_an_import_waits_for_one_that_was_killed_a_moment_ago(worker, second_connection):
    second_connection.execute("select pg_advisory_lock(%s)", [lock.NUMBER])
    second_connection.close()
    with lock.alone(patience="20s"):
        held = imported.value(
            "select count(*) from pg_locks join pg_database as known on known.oid = database"
            " where locktype = 'advisory' and objid = %s and granted"
            " and datname = current_database()",
            lock.NUMBER,
        )
    assert held == 1


def test_a_total_that_does_not_add_up_is_refused():
    counts = Counts()
    counts.table("complaints").new = 9
    with pytest.raises(TotalsDisagree, match="complaints: 10 rows were read but 9"):
        counts.check(read={"complaints": 10})
