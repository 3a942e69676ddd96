"""The launcher's own life: start all, wait until all answer, watch, stop all."""

import signal
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from candour.ops.launcher import ports
from candour.ops.launcher.children import Child, Program, stop_all
from candour.ops.refused import Refused

_LOOK_SECONDS = 0.2
_LOOK_AT_DATABASE_SECONDS = 1.0
_START_SECONDS = 90.0
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class DoesNotStart(Refused):
    """A site or the worker ended or stayed silent while the deployment was starting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """What the launcher does beside its children: speak, and keep the database alive."""

    say: Callable[[str], None]
    announce: Callable[[], str]
    revive_database: Callable[[], str | None]
    tidy: Callable[[], None]
    tidy_every_seconds: float


def run(programs: Sequence[Program], *, watch: Watch) -> None:
    """Run `programs` until a signal says stop; leave no process behind, whatever happens."""
    children = tuple(Child(program=program) for program in programs)
    stop = _stop_signal()
    rounds = _Rounds(watch=watch, stop=stop)
    try:
        for child in children:
            child.start()
        if _wait_until_ready(children, rounds=rounds):
            watch.say(watch.announce())
            while rounds.go_on():
                for child in children:
                    _say(child.revive(), watch=watch)
    finally:
        # A second Ctrl-C must not cut the ending short, the database's after this included.
        for number in _SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        watch.say("Stopping.")
        stop_all(reversed(children))


class _Rounds:
    """The launcher's rounds: a look at the database each second, and the journal now and then."""

    def __init__(self, *, watch: Watch, stop: threading.Event) -> None:
        self._watch = watch
        self._stop = stop
        self._database_at = time.monotonic()
        self._tidy_at = self._database_at + watch.tidy_every_seconds

    def go_on(self) -> bool:
        """Wait a moment, do what is due, and return False when told to stop."""
        if self._stop.wait(_LOOK_SECONDS):
            return False
        now = time.monotonic()
        if now >= self._database_at:
            _say(self._watch.revive_database(), watch=self._watch)
            self._database_at = time.monotonic() + _LOOK_AT_DATABASE_SECONDS
        if now >= self._tidy_at:
            self._watch.tidy()
            self._tidy_at = time.monotonic() + self._watch.tidy_every_seconds
        return True


def _stop_signal() -> threading.Event:
    stop = threading.Event()
    for number in _SIGNALS:
        signal.signal(number, lambda *_: stop.set())
    return stop


def _wait_until_ready(children: Sequence[Child], *, rounds: _Rounds) -> bool:
    """Return True when every site answers and nothing has ended, False when told to stop."""
    give_up_at = time.monotonic() + _START_SECONDS
    silent = [child for child in children if child.program.port is not None]
    while silent:
        if not rounds.go_on():
            return False
        _demand_alive(children)
        silent = [child for child in silent if not _answers(child)]
        if silent and time.monotonic() > give_up_at:
            message = f"The {silent[0].program.name} does not answer; its messages stand above."
            raise DoesNotStart(message)
    return True


def _demand_alive(children: Sequence[Child]) -> None:
    for child in children:
        code = child.exit_code()
        if code is not None:
            message = (
                f"The {child.program.name} stopped while starting (exit code {code});"
                f" its messages stand above."
            )
            raise DoesNotStart(message)


def _answers(child: Child) -> bool:
    site = child.program.name.partition(" ")[0]
    return ports.answers(site=site, port=child.program.port or 0)


def _say(sentence: str | None, *, watch: Watch) -> None:
    if sentence:
        watch.say(sentence)
