"""The database's files: created whole or not at all, where its account can reach them."""

import hashlib
import pathlib
import shutil
import stat
import sys
from dataclasses import dataclass

from candour.ops.folders import Folders
from candour.ops.postgres import account as accounts
from candour.ops.postgres.account import Account
from candour.ops.postgres.binaries import Binaries
from candour.ops.refused import Refused

OWNER = "candour_owner"
DATABASE = "candour"

# Short, on every machine, and not moved by TMPDIR between two commands; see prepare_socket.
_SOCKETS = pathlib.Path("/tmp")  # noqa: S108 - the folder inside is checked to be ours alone
_HERE = pathlib.Path(__file__).parent
# Where root puts what an unprivileged account must reach and the data folder hides.
_ELSEWHERE = pathlib.Path("/var/lib/candour")
# Since this version the server brings its own code point order and needs no locale of the system.
_BUILTIN_LOCALE = 17


class CannotCreate(Refused):
    """The database's files can't be made."""


class UnsafeSocket(Refused):
    """The folder of the socket belongs to someone else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """One PostgreSQL data folder, its log, and the folder of its socket."""

    home: pathlib.Path
    account: Account

    @property
    def folder(self) -> pathlib.Path:
        return self.home / "cluster"

    @property
    def log(self) -> pathlib.Path:
        return self.home / "server.log"

    @property
    def name(self) -> str:
        """A name in the titles of the server's processes, by which they are found again."""
        return "candour-" + hashlib.sha256(str(self.home).encode()).hexdigest()[:12]

    @property
    def socket(self) -> pathlib.Path:
        """A short path, since the name of a socket may have about a hundred characters."""
        return _SOCKETS / self.name

    @property
    def version(self) -> int | None:
        """The major version that wrote the files, or None where there are none yet."""
        try:
            return int((self.folder / "PG_VERSION").read_text(encoding="ascii"))
        except FileNotFoundError:
            return None


def locate(folders: Folders) -> Cluster:
    """Return the cluster of a deployment, and decide its place when it has none yet."""
    if folders.address.is_file():
        home = pathlib.Path(folders.address.read_text(encoding="utf-8").strip())
        return Cluster(home=home, account=accounts.for_cluster(home / "cluster"))
    account = accounts.for_cluster(folders.postgres / "cluster")
    if account.reaches(folders.data):
        return Cluster(home=folders.postgres, account=account)
    digest = hashlib.sha256(str(folders.data).encode()).hexdigest()[:12]
    return Cluster(home=_ELSEWHERE / digest, account=account)


def create(cluster: Cluster, *, binaries: Binaries, folders: Folders, password: str) -> None:
    """Make the cluster with its database; a draft of an earlier attempt is thrown away."""
    try:
        _make_home(cluster)
        if cluster.home != folders.postgres:
            folders.address.write_text(str(cluster.home), encoding="utf-8")
        draft = cluster.home / "cluster.draft"
        shutil.rmtree(draft, ignore_errors=True)
        _initialise(draft, cluster=cluster, binaries=binaries, password=password)
        draft.rename(cluster.folder)
    except OSError as error:
        message = f"The database can't be created in {cluster.home}: {error.strerror}."
        raise CannotCreate(message) from None


def write_settings(cluster: Cluster) -> None:
    """Put the settings of this version of Candour where the server reads them."""
    text = (_HERE / "candour.conf").read_text(encoding="utf-8")
    text += f"\ncluster_name = '{cluster.name}'\nunix_socket_directories = '{cluster.socket}'\n"
    _write(cluster.folder / "candour.conf", text, account=cluster.account)


def prepare_socket(cluster: Cluster) -> None:
    """Make the folder of the socket; refuse one that someone else has put there."""
    try:
        cluster.socket.mkdir(mode=0o700)
        cluster.account.give(cluster.socket)
    except FileExistsError:
        found = cluster.socket.lstat()
        is_ours = stat.S_ISDIR(found.st_mode) and found.st_uid == cluster.account.uid
        if not is_ours or stat.S_IMODE(found.st_mode) != 0o700:
            message = f"The folder {cluster.socket} belongs to someone else: remove it first."
            raise UnsafeSocket(message) from None


def reachable(binaries: Binaries, *, account: Account) -> Binaries:
    """Return programs that `account` can run: a copy, where a private folder hides them."""
    if account.reaches(binaries.folder):
        return binaries
    source = binaries.folder.parent
    copy = _ELSEWHERE / "postgresql" / source.name
    if not copy.is_dir():
        draft = copy.with_name(copy.name + ".draft")
        shutil.rmtree(draft, ignore_errors=True)
        shutil.copytree(source, draft, symlinks=True)
        draft.rename(copy)
    return Binaries(folder=copy / "bin", version=binaries.version)


def remove(cluster: Cluster, *, folders: Folders) -> None:
    """Delete the cluster, its log, its socket's folder and the note of its place."""
    shutil.rmtree(cluster.home, ignore_errors=True)
    shutil.rmtree(cluster.socket, ignore_errors=True)
    folders.address.unlink(missing_ok=True)


def _make_home(cluster: Cluster) -> None:
    cluster.home.mkdir(mode=0o711, parents=True, exist_ok=True)
    cluster.home.chmod(0o700)
    cluster.account.give(cluster.home)


def _initialise(
    draft: pathlib.Path, *, cluster: Cluster, binaries: Binaries, password: str
) -> None:
    secret = cluster.home / "initial-password"
    try:
        _write(secret, password, account=cluster.account)
        command = [
            binaries.program("initdb"),
            f"--pgdata={draft}",
            f"--username={OWNER}",
            f"--pwfile={secret}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--data-checksums",
            *_locale(binaries.version),
        ]
        _demand(cluster.account, command)
    finally:
        secret.unlink(missing_ok=True)
    settings = draft / "postgresql.conf"
    text = settings.read_text(encoding="utf-8") + "\ninclude_if_exists 'candour.conf'\n"
    _write(settings, text, account=cluster.account)
    _create_database(draft, cluster=cluster, binaries=binaries)


def _create_database(draft: pathlib.Path, *, cluster: Cluster, binaries: Binaries) -> None:
    # The template is closed first, so that every database made from it, a test's too, is closed.
    text = (_HERE / "closed.sql").read_text(encoding="utf-8")
    text += f"create database {DATABASE};\n\n"
    command = [binaries.program("postgres"), "--single", "-j", "-c", "exit_on_error=on"]
    _demand(cluster.account, [*command, "-D", str(draft), "template1"], text=text)


def _locale(version: int) -> list[str]:
    if version >= _BUILTIN_LOCALE:
        return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    return ["--locale=C" if sys.platform == "darwin" else "--locale=C.UTF-8", "--lc-messages=C"]


def _demand(account: Account, command: list[str], *, text: str = "") -> None:
    done = account.run(command, text=text)
    if done.returncode == 0:
        return
    if "No space left on device" in done.stderr:
        message = "The disk is full: the database could not be created."
        raise CannotCreate(message)
    reason = done.stderr.strip().splitlines()[-1:] or ["no reason was given"]
    message = f"The database could not be created: {reason[0].removeprefix('initdb: error: ')}"
    raise CannotCreate(message)


def _write(path: pathlib.Path, text: str, *, account: Account) -> None:
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")
    account.give(path)
