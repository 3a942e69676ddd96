"""The small files that travel between machines on a stick: read whole, written once, never over."""

import os
import pathlib

MAX_BYTES = 1024 * 1024
_SECRET, _OPEN = 0o600, 0o644


class Refusal(Exception):
    """A step of the ceremony can't be taken; the message says why, and what to do."""


def read(path: pathlib.Path) -> bytes:
    """Return a file's bytes, or say in words why it can't be read."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        message = f"{path} can't be read: {error.strerror}."
        raise Refusal(message) from None
    if len(content) > MAX_BYTES:
        message = f"{path} is far too long for a file of the ceremony."
        raise Refusal(message)
    return content


def demand_new(*paths: pathlib.Path) -> None:
    """Refuse before anything is done where a file to be written is there already."""
    for path in paths:
        if path.exists():
            message = f"{path} is there already. Nothing is written over: choose another name."
            raise Refusal(message)
        if not path.parent.is_dir():
            message = f"The folder {path.parent} is not there. Make it, or choose another one."
            raise Refusal(message)


def write_new(path: pathlib.Path, content: bytes, *, is_secret: bool = False) -> None:
    """Write a file that must not exist yet; a secret one is for its owner alone."""
    demand_new(path)
    mode = _SECRET if is_secret else _OPEN
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        message = f"{path} can't be written: {error.strerror}."
        raise Refusal(message) from None


def write_both(*, secret: tuple[pathlib.Path, bytes], public: tuple[pathlib.Path, bytes]) -> None:
    """Write a private and a public file, both or neither."""
    demand_new(secret[0], public[0])
    write_new(*secret, is_secret=True)
    try:
        write_new(*public)
    except Refusal:
        secret[0].unlink()
        raise


def demand_outside(path: pathlib.Path, *, of: tuple[pathlib.Path, ...]) -> None:
    """Refuse to put a private key into a folder of a deployment, where it would be backed up."""
    place = path.resolve()
    for folder in of:
        if place.is_relative_to(folder.resolve()):
            message = (
                f"{path} is inside a folder of the deployment ({folder}). A private key of the"
                " ceremony never lies there: choose a stick that is kept apart."
            )
            raise Refusal(message)
