"""Whole journeys per second over HTTP, from the first page to the promise."""

import os
import sys

import measured
import reporters
from running import Deployment

# Processor seconds of a complete submission to GlobaLeaks, its Argon2 made as cheap as it goes: a
# figure measured once on a machine of this kind, not in this run, since it can't be installed here.
PEER_CPU_MS = (550, 750)

N = int(os.environ.get("BENCH_JOURNEYS", "300"))
CLIENTS = 8


def journey(site: Deployment) -> None:
    """Walk a whole report as one browser does, over one connection."""
    reporter = reporters.Reporter(port=site.port)
    reporter.start()
    reporter.walk()
    answer = reporter.send()
    reporter.hang_up()
    if "candour/promise/v1" not in answer.page:
        message = f"a journey ended with {answer.status}"
        raise RuntimeError(message)


def floor(site: Deployment) -> None:
    """Ask the same server as often whether it is well."""
    reporter = reporters.Reporter(port=site.port)
    for _ in range(reporters.REQUESTS):
        reporter.get("/healthz")
    reporter.hang_up()


def measure(site: Deployment) -> None:
    measured.rush([lambda: journey(site)] * CLIENTS * 2, clients=CLIENTS)
    before = measured.cpu_seconds(site.site())
    walked = measured.rush([lambda: journey(site)] * N, clients=CLIENTS)
    used = measured.cpu_seconds(site.site()) - before
    bare = measured.rush([lambda: floor(site)] * N, clients=CLIENTS)
    measured.line(
        f"whole journey of {reporters.REQUESTS} requests over HTTP, {CLIENTS} clients,"
        " everything on these cores",
        **walked.figures(),
        requests_per_second=round(walked.per_second * reporters.REQUESTS, 1),
        target_per_second=20,
        site_cpu_ms=round(used / N * 1000, 2),
        peer="GlobaLeaks, complete submission with its Argon2 minimised, measured elsewhere",
        peer_cpu_ms=PEER_CPU_MS,
        ratio_to_peer=[round(used / N * 1000 / peer, 2) for peer in PEER_CPU_MS],
        floor="as many GET /healthz of the same server",
        floor_per_second=round(bare.per_second, 1),
        ratio_to_floor=round(bare.per_second / walked.per_second, 2),
    )


def main() -> None:
    with measured.site() as site:
        measure(site)


if __name__ == "__main__":
    sys.exit(main())
