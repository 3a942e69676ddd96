"""Final submissions per second over HTTP, and what one costs; the load generator runs beside it."""

import dataclasses
import datetime
import os
import secrets
import sys
import threading
import uuid
from collections.abc import Callable

import psycopg

import measured
import reporters
from candour.core import sealed_state, words
from running import Deployment

N = int(os.environ.get("BENCH_SUBMISSIONS", "2000"))
CLIENTS = 16
# As many as the report site has: two processes with two threads each.
CONNECTIONS = 4
LABEL = "candour/report"
_OK = 200


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One keep-alive connection for each client, opened on first use."""

    port: int
    local: threading.local = dataclasses.field(default_factory=threading.local)

    @property
    def reporter(self) -> reporters.Reporter:
        if not hasattr(self.local, "reporter"):
            self.local.reporter = reporters.Reporter(port=self.port)
        return self.local.reporter


def states(site: Deployment, *, n: int) -> list[str]:
    """Seal n states of the last page, each with words, a story and ids of its own."""
    reporter = reporters.Reporter(port=site.port)
    reporter.start()
    reporter.walk()
    keys, at = [site.secret("form.key")], datetime.datetime.now(datetime.UTC)  # noqa: TID251 - a benchmark's own clock
    held = sealed_state.open_state(token=reporter.page.state, keys=keys, at=at, label=LABEL)
    reporter.hang_up()
    return [
        sealed_state.seal_state(mapping=_another(held), keys=keys, at=at, label=LABEL)
        for _ in range(n)
    ]


def _another(held: dict[str, sealed_state.JsonValue]) -> dict[str, sealed_state.JsonValue]:
    answers = {**held["answers"], "what_happened": {"story": [f"A story {uuid.uuid4()}."]}}
    ids = {name: str(uuid.uuid4()) for name in ("file", "correspondent")}
    spoken = " ".join(words.generate(count=words.MAILBOX_WORDS))
    return {**held, **ids, "answers": answers, "words": spoken}


def sending(line: Line, state: str) -> Callable[[], None]:
    def send() -> None:
        answer = line.reporter.post("/report/", {"state": state, "go": "next", "kept": "on"})
        if answer.status != _OK or "candour/promise/v1" not in answer.page:
            message = f"a submission was answered with {answer.status}"
            raise RuntimeError(message)

    return send


def insert_floor(site: Deployment) -> measured.Rush:
    """Insert rows of the same size that mean nothing, one transaction each."""
    package = secrets.token_hex(4_000)
    with site.connect() as connection:
        connection.execute("create table bench_floor (id bytea primary key, package jsonb)")
    local = threading.local()

    def insert() -> None:
        if not hasattr(local, "connection"):
            local.connection = psycopg.connect(site.owner, autocommit=True)
        local.connection.execute(
            "insert into bench_floor values (%b, to_jsonb(%t::text))",
            [secrets.token_bytes(32), package],
        )

    found = measured.rush([insert] * N, clients=CONNECTIONS)
    with site.connect() as connection:
        connection.execute("drop table bench_floor")
    return found


def server_cpu(site: Deployment) -> tuple[float, float]:
    """Return the seconds used so far by the report site and by the database."""
    postmaster = site.postmaster()
    assert postmaster
    return measured.cpu_seconds(site.site()), measured.cpu_seconds(measured.children(postmaster))


def measure(site: Deployment) -> None:
    prepared, line = states(site, n=N + 200), Line(port=site.port)
    measured.rush([sending(line, state) for state in prepared[N:]], clients=CLIENTS)
    before = server_cpu(site)
    sent = measured.rush([sending(line, state) for state in prepared[:N]], clients=CLIENTS)
    after = server_cpu(site)
    health = measured.rush([lambda: line.reporter.get("/healthz")] * N, clients=CLIENTS)
    bare = insert_floor(site)
    stored = site.one("select count(*) from intake_staged")
    assert stored == len(prepared), f"{stored} stored"
    measured.line(
        f"final submission over HTTP, {CLIENTS} clients, everything on these cores",
        **sent.figures(),
        target_per_second=100,
        site_cpu_ms=round((after[0] - before[0]) / N * 1000, 2),
        database_cpu_ms=round((after[1] - before[1]) / N * 1000, 2),
        floor="GET /healthz of the same server, and inserting a row of that size and no more",
        floor_http_per_second=round(health.per_second, 1),
        floor_insert_per_second=round(bare.per_second, 1),
        ratio_to_floor=round(
            (1 / sent.per_second) / (1 / health.per_second + 1 / bare.per_second), 2
        ),
    )


def main() -> None:
    with measured.site() as site:
        measure(site)


if __name__ == "__main__":
    sys.exit(main())
