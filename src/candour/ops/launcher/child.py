"""Becomes one process of a deployment, which the kernel stops when its launcher is killed.

Run as `python -m candour.ops.launcher.child LAUNCHER PROGRAM ARGUMENT...`.
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def main() -> None:
    """Ask for the signal, then turn into the program."""
    launcher, program = int(sys.argv[1]), sys.argv[2]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != launcher:
        sys.exit(0)  # the launcher died before the kernel knew
    os.execv(program, sys.argv[2:])  # noqa: S606 - the launcher wrote every argument


if __name__ == "__main__":
    main()
