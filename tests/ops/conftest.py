"""A deployment's folders in a place that every account can reach, and one running database."""

import os
import pathlib
import shutil
import tempfile
from collections.abc import Iterator

import pytest

from candour.ops import folders as places
from candour.ops import keys, roles, session
from candour.ops.folders import Folders
from candour.ops.postgres import cluster, server, sharing

# Memory, where there is enough of it: clusters are made often here, and a disk is slow to promise.
_MEMORY = pathlib.Path("/dev/shm")
_NEEDED_BYTES = 2 * 1024**3


def _has_memory() -> bool:
    return _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > _NEEDED_BYTES


def _new_folders() -> Folders:
    place = _MEMORY if _has_memory() else None
    home = pathlib.Path(tempfile.mkdtemp(prefix="candour-test-", dir=place))
    home.chmod(0o711)
    folders = places.of({"CANDOUR_DATA": str(home / "data")})
    places.create(folders)
    return folders


def _remove(folders: Folders) -> None:
    server.stop(folders)
    cluster.remove(cluster.locate(folders), folders=folders)
    shutil.rmtree(folders.data.parent, ignore_errors=True)


@pytest.fixture
def folders() -> Iterator[Folders]:
    found = _new_folders()
    yield found
    _remove(found)


@pytest.fixture(scope="session")
def shared_folders() -> Iterator[Folders]:
    found = _new_folders()
    keys.ensure(found.secrets)
    yield found
    _remove(found)


@pytest.fixture(scope="session")
def owner(shared_folders: Folders) -> Iterator[str]:
    """The owner's address of a database that runs for the whole session, with its roles."""
    with sharing.in_use(shared_folders) as running:
        address = session.private_address(shared_folders, cluster=running)
        roles.ensure(owner_address=address, secrets=shared_folders.secrets)
        yield address


@pytest.fixture
def without_settings() -> dict[str, str]:
    """The environment of a command that knows of no database and no folders yet."""
    ours = ("CANDOUR_", "DJANGO_", "DATABASE_URL", "PG")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}
