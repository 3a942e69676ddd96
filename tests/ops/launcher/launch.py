"""A launcher with stand-ins for the sites, for tests to start, stop and kill.

Run as `python launch.py FIRST_PORT MARK [NAME=COMMAND...]`; MARK is in every process's environment.
"""

import os
import pathlib
import sys

from candour.ops.launcher import ports, supervision
from candour.ops.launcher.children import Program
from candour.ops.launcher.programs import SERVER, SITES
from candour.ops.refused import Refused

HERE = pathlib.Path(__file__).parent


def _say(sentence: str) -> None:
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


def main() -> None:
    first_port = int(sys.argv[1])
    others = dict(argument.split("=", 1) for argument in sys.argv[3:])
    environ = {**os.environ, "CANDOUR_TEST_MARK": sys.argv[2], "PYTHONPATH": str(HERE)}
    granian = str(pathlib.Path(sys.executable).with_name("granian"))
    sites = [
        Program(
            name=f"{name} site",
            command=(granian, *SERVER, f"--port={first_port + place}", "standin:application"),
            environ={**environ, "CANDOUR_TEST_SITE": name},
            port=first_port + place,
        )
        for place, name in enumerate(SITES)
    ]
    worker = Program(
        name="worker",
        command=("/bin/sh", "-c", others.get("worker", "exec sleep 600")),
        environ=environ,
    )
    watch = supervision.Watch(
        say=_say,
        announce=lambda: "All of them answer.",
        revive_database=lambda: None,
        tidy=lambda: None,
        tidy_every_seconds=3600,
    )
    ports.demand_free(range(first_port, first_port + len(SITES)))
    supervision.run([*sites, worker], watch=watch)


if __name__ == "__main__":
    try:
        main()
    except Refused as refused:
        sys.exit(str(refused))
