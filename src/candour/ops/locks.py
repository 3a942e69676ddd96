"""File locks that vanish with the process that held them, however it ended."""

import contextlib
import fcntl
import os
import pathlib
from collections.abc import Iterator


class Held(Exception):
    """Another process holds the lock; `number` is the process that said so, if one did."""

    def __init__(self, number: int | None) -> None:
        super().__init__("the lock is held")
        self.number = number


@contextlib.contextmanager
def alone(path: pathlib.Path) -> Iterator[None]:
    """Hold `path` alone, waiting for whoever holds it now."""
    with _opened(path) as descriptor:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def alone_or_refuse(path: pathlib.Path) -> Iterator[None]:
    """Hold `path` alone, or raise Held at once."""
    with _opened(path) as descriptor:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Held(_number_in(descriptor)) from None
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
        yield


@contextlib.contextmanager
def together(path: pathlib.Path) -> Iterator[None]:
    """Hold `path` together with others."""
    with _opened(path) as descriptor:
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        yield


@contextlib.contextmanager
def _opened(path: pathlib.Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _number_in(descriptor: int) -> int | None:
    text = os.pread(descriptor, 20, 0).decode(errors="replace")
    return int(text) if text.isdigit() else None
