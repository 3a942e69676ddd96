"""Two publications at once: one waits for the other, and none goes by an outdated history."""

import concurrent.futures
import datetime
import hashlib
import pathlib
import threading

import psycopg
import pytest
from django.db import connection

from candour.guard.actors import service
from candour.measures.register import folders, reading
from candour.oversight.actions.publish_release import Overtaken, publish_release
from candour.oversight.publishing import folder, lock, releasing
from candour.oversight.publishing.folder import Line
from cast import NOW
from measures import registers

AS_OF = datetime.date(2020, 12, 31)
AT_ONCE, IN_ALL = 4, 12


def release_something(out: pathlib.Path, start: threading.Barrier) -> str:
    """Take the next number, write a release and add its line, from a connection of its own."""
    start.wait()
    try:
        with lock.alone():
            name = folder.next_name(folder=out, as_of=AS_OF)
            digest = hashlib.sha256(name.encode()).hexdigest()
            with folder.placing(folder=out, name=name, files={folder.CELLS: name.encode()}):
                pass
            line = Line(what=folder.PUBLISHED, release=name, at=NOW.isoformat(), manifest=digest)
            folder.add(folder=out, line=line)
            return name
    finally:
        connection.close()


def test_publications_at_once_take_turns_and_none_is_lost(db, out):
    start = threading.Barrier(AT_ONCE)
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        names = list(pool.map(release_something, [out] * IN_ALL, [start] * IN_ALL))
    listed = [one.name for one in folder.kept(out)]
    assert sorted(names) == sorted(f"2020-12-31-{number}" for number in range(1, IN_ALL + 1))
    assert sorted(listed) == sorted(names)
    for name in names:
        assert (out / folder.RELEASES / name / folder.CELLS).read_text() == name


def test_a_publication_that_waits_too_long_is_refused(db):
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as other:
        other.execute("select pg_advisory_lock(%s)", [lock.NUMBER])
        with pytest.raises(lock.AnotherIsPublishing), lock.alone(patience="100ms"):
            pytest.fail("two publications would have run at once")


def test_the_lock_is_free_after_a_publication_that_failed(db):
    with pytest.raises(ZeroDivisionError), lock.alone():
        raise ZeroDivisionError
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_locks where locktype = 'advisory' and objid = %s"
            " and pid = pg_backend_pid()",
            [lock.NUMBER],
        )
        assert cursor.fetchone()[0] == 0


@pytest.mark.scenario("SC-68", part="release gate")
def test_a_release_that_was_not_checked_against_the_newest_one_is_not_published(
    released, busy_force, publish, out, as_role, settings
):
    taken = folders.latest(under=settings.DATA / "register")
    stale = releasing.prepare(
        register=reading.read(folder=taken), name="2020-12-31-2", key=settings.FIGURES_KEY,
        earlier=folder.history(out),
    )  # fmt: skip
    officer = registers.person(serves=busy_force)
    registers.case(busy_force, received="2020-12-30", closed="2021-01-05", about=(officer,))
    publish("release", "--as-of", "2021-01-15")
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    with as_role("worker"), pytest.raises(Overtaken, match="start again"):
        publish_release(prepared=stale, folder=out, by=service("test"), at=NOW)
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


def test_two_releases_one_after_the_other_are_both_published(first, publish, out):
    assert "is published in" in publish("release", "--as-of", "2020-12-31")
    assert [one.name for one in folder.kept(out)] == ["2020-12-31-1", "2020-12-31-2"]
