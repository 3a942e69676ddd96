"""What stands ready around one command: folders, keys, a running database, its address."""

import contextlib
import tempfile
import urllib.parse
from collections.abc import Iterator, MutableMapping, Sequence

from candour.ops import folders as places
from candour.ops import keys, roles
from candour.ops.folders import Folders
from candour.ops.postgres import sharing
from candour.ops.postgres.cluster import DATABASE, OWNER, Cluster

# Commands that create or change the schema, or look at everything.
AS_OWNER = frozenset({"flush", "migrate", "sqlmigrate", "test", "up"})

# Commands that need no database, or that look after it themselves.
WITHOUT_DATABASE = frozenset(
    {"collectstatic", "docs", "doctor", "law", "makemigrations", "reset", "types"}
)
# The same of single verbs: these are taken on a machine without a network, or work on files alone.
VERBS_WITHOUT_DATABASE = frozenset(
    {
        *("key root", "key officer", "key certify", "key sign"),
        *("link match", "link train", "link register", "link invent"),
        *("publish check", "publish list"),
        *("inquiry check", "returns list"),
    }
)
# And of verbs that are given a folder to read instead.
VERBS_WITH_A_FOLDER = frozenset(
    {f"early-warning {verb}" for verb in ("score", "train", "evaluate")}
)
FOLDER = "--folder"

# Settings want an address even where nothing will ever connect.
_NOWHERE = "postgresql://nobody@/candour?host=/nonexistent"


def needs_database(*, noun: str, arguments: Sequence[str] = ()) -> bool:
    """Say whether a command reads or writes the database."""
    said = f"{noun} {arguments[0] if arguments else ''}"
    if said in VERBS_WITH_A_FOLDER:
        return not any(one.split("=")[0] == FOLDER for one in arguments)
    return noun not in WITHOUT_DATABASE and said not in VERBS_WITHOUT_DATABASE


@contextlib.contextmanager
def ready(
    *, noun: str, environ: MutableMapping[str, str], arguments: Sequence[str] = ()
) -> Iterator[None]:
    """Put into `environ` what a command needs, and keep it true while the block lasts."""
    if environ.get("CANDOUR_DB_URL"):
        yield  # a process with its own role: whoever started it has prepared everything
        return
    with contextlib.ExitStack() as stack:
        environ["CANDOUR_DB_URL"] = (
            stack.enter_context(_address(noun=noun, environ=environ))
            if needs_database(noun=noun, arguments=arguments)
            else _NOWHERE
        )
        try:
            yield
        finally:
            environ.pop("CANDOUR_DB_URL")


@contextlib.contextmanager
def owner_address(folders: Folders, *, environ: MutableMapping[str, str]) -> Iterator[str]:
    """Yield the owner's address of DATABASE_URL, or else of the private database, running."""
    if environ.get("DATABASE_URL"):
        yield environ["DATABASE_URL"]
        return
    with sharing.in_use(folders) as cluster:
        yield private_address(folders, cluster=cluster)


def private_address(folders: Folders, *, cluster: Cluster) -> str:
    """Return the owner's address of the private database."""
    password = keys.ensure_password(folders.secrets, role=OWNER)
    socket = urllib.parse.quote(str(cluster.socket), safe="")
    return f"postgresql://{OWNER}:{password}@/{DATABASE}?host={socket}"


@contextlib.contextmanager
def _address(*, noun: str, environ: MutableMapping[str, str]) -> Iterator[str]:
    folders = places.of(environ)
    places.create(folders)
    keys.ensure(folders.secrets)
    with owner_address(folders, environ=environ) as owner:
        passwords = [f"db-{role}" for role in roles.ALL]
        if noun in AS_OWNER or keys.missing(folders.secrets, names=passwords):
            roles.ensure(owner_address=owner, secrets=folders.secrets)
        if noun in AS_OWNER:
            yield owner
            return
        yield roles.address_for(roles.WORKER, owner_address=owner, secrets=folders.secrets)


@contextlib.contextmanager
def lent_keys(environ: MutableMapping[str, str]) -> Iterator[None]:
    """Let settings load where there are no keys yet, for commands that sign nothing."""
    if not keys.missing(places.of(environ).secrets, names=("django.key",)):
        yield
        return
    before = environ.get("CANDOUR_SECRETS")
    with tempfile.TemporaryDirectory(prefix="candour-") as folder:
        keys.ensure(places.of({"CANDOUR_SECRETS": folder}).secrets)
        environ["CANDOUR_SECRETS"] = folder
        try:
            yield
        finally:
            _restore(environ, before=before)


def _restore(environ: MutableMapping[str, str], *, before: str | None) -> None:
    if before is None:
        del environ["CANDOUR_SECRETS"]
    else:
        environ["CANDOUR_SECRETS"] = before
