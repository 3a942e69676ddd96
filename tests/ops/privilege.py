"""Runs a function in a process of its own, under another account or as a collector of none."""

import ctypes
import multiprocessing
import os
import traceback
from collections.abc import Callable

import pytest

_PR_SET_CHILD_SUBREAPER = 36
NOBODY = 65534

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become someone else")


def run(work: Callable[[], None], *, uid: int | None = None, collects: bool = False) -> int:
    """Return the exit code of `work`, run in a fork: 0 when it returned."""
    fork = multiprocessing.get_context("fork")
    process = fork.Process(target=_enter, args=(work, uid, collects))
    process.start()
    process.join(timeout=90)
    return -1 if process.exitcode is None else process.exitcode


def _enter(work: Callable[[], None], uid: int | None, collects: bool) -> None:
    if uid is not None:
        os.setgroups([])
        os.setgid(uid)
        os.setuid(uid)
    if collects:
        # Orphans become children of this process, which never asks how they ended.
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)
    try:
        work()
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)
