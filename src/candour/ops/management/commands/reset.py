"""`candour reset --yes`: removes the private database, its keys and its built files."""

import os
import shutil
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from candour.ops import folders as places
from candour.ops import locks
from candour.ops.folders import Folders
from candour.ops.postgres import cluster, server, sharing


class Command(BaseCommand):
    help = "Remove the private database, its keys and the built files, to start over."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--yes", action="store_true", help="do it; nothing brings it back")

    def handle(self, *args: Any, **options: Any) -> None:
        if os.environ.get("DATABASE_URL"):
            message = "DATABASE_URL names a database of your own, which reset never touches."
            raise CommandError(message)
        folders = places.of(os.environ)
        if not folders.data.is_dir():
            self.stdout.write(f"There is nothing to remove in {folders.data}.")
            return
        if not options["yes"]:
            message = f"This would remove {_listed(folders)}. Repeat it with --yes to do so."
            raise CommandError(message)
        _remove(folders)
        self.stdout.write(f"Removed {_listed(folders)}.")


def _listed(folders: Folders) -> str:
    home = cluster.locate(folders).home
    return f"the database in {home}, the keys in {folders.secrets} and {folders.static}"


def _remove(folders: Folders) -> None:
    places.create(folders)
    try:
        with locks.alone_or_refuse(folders.run / "up.lock"), sharing.unused(folders):
            server.stop(folders)
            cluster.remove(cluster.locate(folders), folders=folders)
            shutil.rmtree(folders.secrets, ignore_errors=True)
            shutil.rmtree(folders.static, ignore_errors=True)
            # The demonstration's sign-ins belong to the keys and the database that just went.
            (folders.data / "demo.json").unlink(missing_ok=True)
    except locks.Held:
        message = "Candour is running on this data folder: stop it first."
        raise CommandError(message) from None
