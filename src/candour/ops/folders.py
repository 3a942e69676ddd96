"""Where everything of one deployment stands on disk, and who may enter it."""

import os
import pathlib
import stat
from collections.abc import Mapping
from dataclasses import dataclass

from candour.ops.refused import Refused

# Others may pass through the data folder (the database's own account must), never look into it.
_THROUGH = 0o711
_PRIVATE = 0o700


class CannotUseFolder(Refused):
    """A folder of the deployment can't be made or belongs to someone else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """The folders of one deployment; nothing of it lives elsewhere unless `location` says so."""

    data: pathlib.Path
    secrets: pathlib.Path
    static: pathlib.Path

    @property
    def postgres(self) -> pathlib.Path:
        return self.data / "postgres"

    @property
    def run(self) -> pathlib.Path:
        return self.data / "run"

    @property
    def address(self) -> pathlib.Path:
        """The file that names the cluster's folder when it can't stand inside the data folder."""
        return self.data / "postgres-is-at"


def of(environ: Mapping[str, str]) -> Folders:
    """Read where the folders are; nothing is created."""
    data = _absolute(environ.get("CANDOUR_DATA") or ".candour")
    secrets = environ.get("CANDOUR_SECRETS")
    static = environ.get("CANDOUR_STATIC")
    return Folders(
        data=data,
        secrets=_absolute(secrets) if secrets else data / "secrets",
        static=_absolute(static) if static else data / "static",
    )


def create(folders: Folders) -> None:
    """Make the data, secrets and run folders, with the rights each needs."""
    _make(folders.data, mode=_THROUGH)
    _make(folders.secrets, mode=_PRIVATE)
    _make(folders.run, mode=_PRIVATE)


def _absolute(path: str) -> pathlib.Path:
    return pathlib.Path(path).expanduser().absolute()


def _make(path: pathlib.Path, *, mode: int) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
        found = path.stat()
        if found.st_uid != os.geteuid():
            message = f"The folder {path} belongs to another account; run the command as that one."
            raise CannotUseFolder(message)
        if stat.S_IMODE(found.st_mode) != mode:
            path.chmod(mode)
    except OSError as error:
        message = f"The folder {path} can't be made or entered: {error.strerror}."
        raise CannotUseFolder(message) from None
