"""What a deployment runs: three sites and a worker, each with its own role and its own secrets."""

import os
import pathlib
import sys
from collections.abc import Mapping

from candour.ops import keys, roles
from candour.ops.folders import Folders
from candour.ops.launcher.children import Program
from candour.ops.launcher.ports import HOST

SITES = ("report", "casework", "oversight")

# What the launcher itself was told; none of it may reach a child.
_WITHHELD = ("DATABASE_URL", "CANDOUR_DB_URL", "CANDOUR_SECRETS", "DJANGO_SETTINGS_MODULE")
_WITHHELD_PREFIXES = ("PG", "GRANIAN_")

# A real deployment seals once a day; nobody watching a demonstration wants to wait so long.
_DEMO_SEAL_SECONDS = "5"

# Each starts in a second or two of a core, so the site that few people watch has one.
_WORKERS = {"report": 2, "casework": 2, "oversight": 1}
# A slow upload holds a thread for as long as it takes; it must not keep other reporters out.
_THREADS = {"report": 12, "casework": 4, "oversight": 2}

SERVER = (
    "--interface=wsgi",
    f"--host={HOST}",
    "--http=1",
    "--no-ws",
    "--log-level=warning",
    "--no-access-log",
    "--respawn-failed-workers",
    "--respawn-interval=0.5",
    "--workers-kill-timeout=5",
)


def of(
    *, folders: Folders, owner_address: str, first_port: int, is_demo: bool, is_private: bool
) -> tuple[Program, ...]:
    """Return the four programs, each with an environment that holds nothing of the others."""
    shared = {
        **inherited(os.environ),
        "CANDOUR_DATA": str(folders.data),
        "CANDOUR_STATIC": str(folders.static),
        "CANDOUR_PORT": str(first_port),
        "CANDOUR_DEMO": "1" if is_demo else "0",
        "CANDOUR_EMBEDDED": "1" if is_private else "0",
    }
    if is_demo:
        shared.setdefault("CANDOUR_SEAL_SECONDS", _DEMO_SEAL_SECONDS)

    def environ(process: str) -> dict[str, str]:
        role = f"candour_{process}"
        given = keys.ensure_given(folders.secrets, process=process)
        address = roles.address_for(role, owner_address=owner_address, secrets=folders.secrets)
        return {
            **shared,
            "CANDOUR_SECRETS": str(given),
            "CANDOUR_DB_URL": address,
            "CANDOUR_HOST": _hosts(process),
        }

    sites = tuple(
        _site(name, port=first_port + place, environ=environ(name))
        for place, name in enumerate(SITES)
    )
    worker = Program(
        name="worker",
        command=(_beside_python("candour"), "worker", "run"),
        environ=environ("worker"),
    )
    return (*sites, worker)


def inherited(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment without what leads to the owner's database or to every secret."""
    return {
        name: value
        for name, value in environ.items()
        if name not in _WITHHELD and not name.startswith(_WITHHELD_PREFIXES)
    }


def _site(name: str, *, port: int, environ: Mapping[str, str]) -> Program:
    application = f"candour.sites.{name}.wsgi:application"
    server = (_beside_python("granian"), *SERVER, f"--workers={_WORKERS[name]}")
    threads = f"--blocking-threads={_THREADS[name]}"
    command = (*server, threads, f"--port={port}", application)
    return Program(name=f"{name} site", command=command, environ=environ, port=port)


def _hosts(process: str) -> str:
    """Return the names a site answers to: the launcher's own, and the public one if it has one."""
    public = os.environ.get(f"CANDOUR_{process.upper()}_HOST")
    return ",".join(filter(None, (f"{process}.localhost", public)))


def _beside_python(name: str) -> str:
    return str(pathlib.Path(sys.executable).with_name(name))
