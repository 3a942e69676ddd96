"""One supervised process: started, watched, started again with growing pauses, stopped whole."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_FIRST_PAUSE_SECONDS = 0.5
_LONGEST_PAUSE_SECONDS = 30.0
_SETTLED_SECONDS = 60.0
_STOP_SECONDS = 8.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """What to run, under which name, with which environment, and where it will answer."""

    name: str
    command: tuple[str, ...]
    environ: Mapping[str, str]
    port: int | None = None


@dataclass(slots=True, kw_only=True)
class Child:
    """A program and its process, if it has one now."""

    program: Program
    process: subprocess.Popen[bytes] | None = None
    failures: int = 0
    started_at: float = 0.0
    start_again_at: float = 0.0

    def start(self) -> None:
        """Start the program in a group of its own, so that Ctrl-C reaches the launcher alone."""
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "candour.ops.launcher.child", str(os.getpid())),
                *self.program.command,
            ],
            env=dict(self.program.environ),
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.started_at = time.monotonic()

    def exit_code(self) -> int | None:
        """Return how the process ended, or None while it runs."""
        return self.process.poll() if self.process else None

    def revive(self) -> str | None:
        """Start a process that ended, after a pause; return a sentence when one is found ended."""
        now = time.monotonic()
        if self.process is not None and self.process.poll() is not None:
            code = self.process.returncode
            self._forget()
            if now - self.started_at > _SETTLED_SECONDS:
                self.failures = 0
            pause = min(_FIRST_PAUSE_SECONDS * 2**self.failures, _LONGEST_PAUSE_SECONDS)
            self.failures += 1
            self.start_again_at = now + pause
            name = self.program.name
            return f"The {name} stopped ({_ending(code)}); it starts again in {pause:g} s."
        if self.process is None and now >= self.start_again_at:
            self.start()
        return None

    def ask_to_stop(self) -> None:
        """Tell the process and its own children to finish."""
        self._signal(signal.SIGTERM)

    def wait_until_stopped(self, *, give_up_at: float) -> None:
        """Wait for the end, then make sure that nothing of the group is left."""
        if self.process is None:
            return
        try:
            self.process.wait(timeout=max(0.0, give_up_at - time.monotonic()))
        except subprocess.TimeoutExpired:
            self._signal(signal.SIGKILL)
            self.process.wait()
        self._forget()

    def _forget(self) -> None:
        # Workers of a server that was killed would keep its port.
        self._signal(signal.SIGKILL)
        self.process = None

    def _signal(self, number: signal.Signals) -> None:
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, number)


def stop_all(children: Iterable[Child]) -> None:
    """Stop every child; they finish at the same time."""
    everyone = tuple(children)
    for child in everyone:
        child.ask_to_stop()
    give_up_at = time.monotonic() + _STOP_SECONDS
    for child in everyone:
        child.wait_until_stopped(give_up_at=give_up_at)


def _ending(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"exit code {code}"
