"""The secret files of a deployment: created once, readable by their owner alone, never replaced."""

import os
import pathlib
import secrets
from collections.abc import Iterable

from candour.core import envelope, notes
from candour.ops.refused import Refused

# Every secret is 32 random bytes. The seeds are Ed25519 private keys; alarm.key is an X25519 one:
# to its public half a site seals what is searched for, so that the worker alone can compare it.
# log-mldsa.key is a seed of ML-DSA-44: the log signs its heads with both.
RANDOM = (
    "django.key", "form.key", "file.key", "deployment.salt", "leaf.key", "alarm.key", "figures.key",
)  # fmt: skip
SECOND_SEED = "log-mldsa.key"
SEEDS = ("log.key", "promise.key", SECOND_SEED)
SIZE = 32

# What each process is given beside a django.key of its own, so that no site can sign for another.
# leaf.key marks the leaves that write, so that whoever has the database alone can't add one.
# root.pub is the offline root of seat certificates: it comes from outside, so it may be missing.
# So does the file that pins the witnesses of the log.
_PUBLIC = ("log.pub", "log-mldsa.pub", "promise.pub", "root.pub", "witnesses")
# What a site proves itself with at a force's identity provider; most deployments have none.
_SIGNED_IN = (*_PUBLIC, "oidc.secret")
GIVEN = {
    "report": ("form.key", "file.key", "promise.key", "deployment.salt", *_PUBLIC),
    "casework": ("file.key", "leaf.key", "alarm.pub", *_SIGNED_IN),
    "oversight": ("leaf.key", *_SIGNED_IN),
    "worker": (
        "leaf.key", "log.key", SECOND_SEED, "file.key", "alarm.key", "figures.key", *_PUBLIC,
    ),
}  # fmt: skip


class BadKey(Refused):
    """A secret file can't be written or is not what it must be."""


def ensure(folder: pathlib.Path) -> None:
    """Create every missing secret in `folder`; leave the others as they are."""
    for name in (*RANDOM, *SEEDS):
        write_once(folder / name, secrets.token_bytes(SIZE))
        _check_size(folder / name)
    for name in SEEDS:
        is_second = name == SECOND_SEED
        key = notes.SigningKey(
            name=name,
            purpose=notes.Purpose.POST_QUANTUM if is_second else notes.Purpose.NOTE,
            seed=(folder / name).read_bytes(),
        )
        write_once((folder / name).with_suffix(".pub"), key.verifier.public_key)
    opens = envelope.public_of(private=(folder / "alarm.key").read_bytes())
    write_once(folder / "alarm.pub", opens)


def ensure_given(folder: pathlib.Path, *, process: str) -> pathlib.Path:
    """Return a folder that shows `process` its own django.key and the secrets it needs."""
    given = folder / f"given-to-{process}"
    given.mkdir(mode=0o700, exist_ok=True)
    write_once(given / "django.key", secrets.token_bytes(SIZE))
    wanted = {"django.key", *GIVEN[process]}
    for path in given.iterdir():
        if path.name not in wanted:
            path.unlink()
    for name in GIVEN[process]:
        if not (given / name).is_symlink():
            (given / name).symlink_to(pathlib.Path("..") / name)
    return given


def ensure_password(folder: pathlib.Path, *, role: str) -> str:
    """Return the database password of `role`, made on first use."""
    path = folder / f"db-{role}"
    write_once(path, secrets.token_urlsafe(SIZE).encode())
    return path.read_text(encoding="ascii")


def missing(folder: pathlib.Path, *, names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of secrets that are not there."""
    return tuple(name for name in names if not (folder / name).is_file())


def write_once(path: pathlib.Path, content: bytes) -> None:
    """Write a file that must not exist yet, whole or not at all, for its owner alone."""
    if path.exists():
        return
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    try:
        _write_private(draft, content)
        # A link refuses an existing name, so of two writers at once the first one stands.
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError as error:
        message = f"The secret {path.name} can't be written in {path.parent}: {error.strerror}."
        raise BadKey(message) from None
    finally:
        draft.unlink(missing_ok=True)


def _write_private(path: pathlib.Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _check_size(path: pathlib.Path) -> None:
    if path.stat().st_size != SIZE:
        message = f"The secret {path.name} in {path.parent} is damaged: restore it from a backup."
        raise BadKey(message)
