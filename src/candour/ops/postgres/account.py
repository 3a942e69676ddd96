"""The unprivileged account that PostgreSQL runs as, since it refuses to run as root."""

import functools
import os
import pathlib
import pwd
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from candour.ops.refused import Refused

# A machine with PostgreSQL installed has an account for it; nobody is the last resort.
_CANDIDATES = ("candour", "postgres", "nobody")


class NoAccount(Refused):
    """Root found no unprivileged account to run the database as."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Who runs the database; `is_other` when it is not the person who typed the command."""

    uid: int
    gid: int
    is_other: bool

    def run(
        self, command: Sequence[str], *, text: str = "", seconds: float = 120
    ) -> subprocess.CompletedProcess[str]:
        """Run `command` as this account in a folder that every account can enter."""
        return subprocess.run(
            command,
            cwd="/",
            env=_environment(),
            input=text,
            capture_output=True,
            text=True,
            timeout=seconds,
            check=False,
            user=self.uid if self.is_other else None,
            group=self.gid if self.is_other else None,
            extra_groups=[] if self.is_other else None,
        )

    def reaches(self, path: pathlib.Path) -> bool:
        """Tell whether this account can enter the folder `path`."""
        if not self.is_other:
            return os.access(path, os.X_OK)
        return self.run(["/bin/sh", "-c", 'cd "$1" 2>/dev/null', "sh", str(path)]).returncode == 0

    def give(self, path: pathlib.Path) -> None:
        """Make this account the owner of `path`."""
        if self.is_other:
            os.chown(path, self.uid, self.gid)


def for_cluster(cluster: pathlib.Path) -> Account:
    """Return the account of an existing cluster, or the one that a new cluster will belong to."""
    if os.geteuid() != 0:
        return Account(uid=os.geteuid(), gid=os.getegid(), is_other=False)
    if cluster.is_dir():
        found = cluster.stat()
        return Account(uid=found.st_uid, gid=found.st_gid, is_other=True)
    return _first_candidate()


@functools.cache
def _first_candidate() -> Account:
    for name in _CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(uid=entry.pw_uid, gid=entry.pw_gid, is_other=True)
    message = "PostgreSQL can't run as root and there is no account named candour or nobody."
    raise NoAccount(message)


def _environment() -> Mapping[str, str]:
    # PG* variables would redirect the tools; the rest of the environment is none of their business.
    kept = {"PATH", "TZ", "TMPDIR", "LD_LIBRARY_PATH"}
    return {"LC_ALL": "C", **{name: os.environ[name] for name in kept if name in os.environ}}
