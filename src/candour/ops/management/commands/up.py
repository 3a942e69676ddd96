"""`candour up`: brings a deployment up and keeps it up until Ctrl-C."""

import contextlib
import functools
import os
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

import psycopg
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader

from candour.ops import assets, deployment, locks, roles
from candour.ops import folders as places
from candour.ops.demo import cast
from candour.ops.deployment import Kind
from candour.ops.folders import Folders
from candour.ops.launcher import ports, programs, supervision
from candour.ops.postgres import journal, server, sharing

_FIRST_PORT = 8000
_LAST_PORT = 65535 - len(programs.SITES) + 1


class Command(BaseCommand):
    help = "Bring the database, the three sites and the worker up; Ctrl-C stops them."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        default = int(os.environ.get("CANDOUR_PORT") or _FIRST_PORT)
        parser.add_argument(
            "--port", type=int, default=default, help="the first of three ports (8000)"
        )
        parser.add_argument(
            "--story", action="store_true", help="a new demonstration has cases under way"
        )
        kind = parser.add_mutually_exclusive_group()
        kind.add_argument(
            "--demo", dest="kind", action="store_const", const=Kind.DEMO, help="invented people"
        )
        kind.add_argument(
            "--live", dest="kind", action="store_const", const=Kind.LIVE, help="real people"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folders = places.of(os.environ)
        kind = options["kind"] or (Kind.LIVE if os.environ.get("DATABASE_URL") else Kind.DEMO)
        first_port = options["port"]
        if not 0 < first_port <= _LAST_PORT:
            message = f"--port must be between 1 and {_LAST_PORT}."
            raise CommandError(message)
        owner_address = os.environ["CANDOUR_DB_URL"]
        with _only_one(folders):
            ports.demand_free(range(first_port, first_port + len(programs.SITES)))
            self._prepare(owner_address, kind=kind, has_story=options["story"])
            connections.close_all()
            watch = supervision.Watch(
                say=self._say,
                announce=functools.partial(
                    _announcement, first_port=first_port, kind=kind, has_story=options["story"]
                ),
                revive_database=functools.partial(_revive, folders),
                tidy=functools.partial(_forget, owner_address),
                tidy_every_seconds=journal.FORGET_EVERY_SECONDS,
            )
            programs_to_run = programs.of(
                folders=folders,
                owner_address=owner_address,
                first_port=first_port,
                is_demo=kind is Kind.DEMO,
                is_private=not os.environ.get("DATABASE_URL"),
            )
            supervision.run(programs_to_run, watch=watch)

    def _prepare(self, owner_address: str, *, kind: Kind, has_story: bool) -> None:
        assets.demand_built()
        with roles.connect(owner_address) as direct:
            deployment.demand(direct, kind=kind)
            _demand_known_schema()
            self._say("Preparing the database.")
            call_command("migrate", verbosity=0, interactive=False)
            deployment.mark(direct, kind=kind)
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        if kind is Kind.DEMO:
            self._say("Loading the invented force.")
            call_command("demo", "load", story=has_story, stdout=self.stdout)

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()


@contextlib.contextmanager
def _only_one(folders: Folders) -> Iterator[None]:
    try:
        with locks.alone_or_refuse(folders.run / "up.lock"):
            yield
    except locks.Held as held:
        message = f"Candour is already running on {folders.data} (process {held.number})."
        raise CommandError(message) from None


def _demand_known_schema() -> None:
    loader = MigrationLoader(connection)
    ours = {app for app, _ in loader.disk_migrations}
    unknown = [name for name in loader.applied_migrations if name not in loader.disk_migrations]
    if any(app in ours for app, _ in unknown):
        message = "The database belongs to a later version of Candour: update this one first."
        raise CommandError(message)


def _announcement(*, first_port: int, kind: Kind, has_story: bool) -> str:
    lines = ["", "Candour is running. Ctrl-C stops it.", ""]
    for place, site in enumerate(programs.SITES):
        lines.append(f"  {site:<10} http://{site}.localhost:{first_port + place}/")
    if kind is Kind.DEMO:
        lines += ["", "One click signs you in there as:", ""]
        lines += [f"  {part.username:<22}{part.story}" for part in cast.CAST]
    if kind is Kind.DEMO and has_story:
        lines += ["", f"A reporter's mailbox opens with: {' '.join(cast.REPORTER_WORDS)}"]
    return "\n".join(lines)


def _revive(folders: Folders) -> str | None:
    if os.environ.get("DATABASE_URL") or server.is_running(folders):
        return None
    sharing.revive(folders)
    return "The database had stopped; it runs again."


def _forget(owner_address: str) -> None:
    # An outside server's journal is its administrator's to keep short.
    if not os.environ.get("DATABASE_URL"):
        with contextlib.suppress(psycopg.OperationalError):  # the next turn comes in hours
            journal.forget(owner_address)
