"""Lets several commands use one server: the first starts it, the last one out stops it."""

import contextlib
import pathlib
from collections.abc import Iterator

from candour.ops import keys, locks
from candour.ops.folders import Folders
from candour.ops.postgres import cluster as clusters
from candour.ops.postgres import server
from candour.ops.postgres.cluster import Cluster
from candour.ops.refused import Refused


class PasswordGone(Refused):
    """There is a database, but its owner's password is missing."""


@contextlib.contextmanager
def in_use(folders: Folders) -> Iterator[Cluster]:
    """Keep the server running for as long as the block lasts.

    The locks are the kernel's: a command that is killed holds nothing, so the next one to leave
    stops the server that the killed one started.
    """
    with locks.alone(_gate(folders)):
        found = _start(folders)
        users = contextlib.ExitStack()
        users.enter_context(locks.together(_users(folders)))
    try:
        yield found
    finally:
        with locks.alone(_gate(folders)):
            users.close()
            if not is_used(folders):
                server.stop(folders)


def is_used(folders: Folders) -> bool:
    """Tell whether any command is using the server."""
    try:
        with locks.alone_or_refuse(_users(folders)):
            return False
    except locks.Held:
        return True


@contextlib.contextmanager
def unused(folders: Folders) -> Iterator[None]:
    """Keep every other command away from the server, or raise locks.Held if one uses it."""
    with locks.alone(_gate(folders)), locks.alone_or_refuse(_users(folders)):
        yield


def revive(folders: Folders) -> None:
    """Start a server again that died while it was in use."""
    with locks.alone(_gate(folders)):
        _start(folders)


def _start(folders: Folders) -> Cluster:
    # The owner's password is made with the cluster and never after.
    name = f"db-{clusters.OWNER}"
    has_cluster = clusters.locate(folders).version is not None
    if has_cluster and keys.missing(folders.secrets, names=(name,)):
        message = (
            f"The database's password, {name} in {folders.secrets}, is gone:"
            f" restore the secrets folder from a backup."
        )
        raise PasswordGone(message)
    password = keys.ensure_password(folders.secrets, role=clusters.OWNER)
    return server.start(folders, password=password)


def _gate(folders: Folders) -> pathlib.Path:
    return folders.run / "database-gate.lock"


def _users(folders: Folders) -> pathlib.Path:
    return folders.run / "database-users.lock"
