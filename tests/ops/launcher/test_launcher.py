"""The launcher starts everything, looks after it, and leaves nothing behind."""

import os
import pathlib
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

import running
from candour.ops.launcher import ports, programs

HERE = pathlib.Path(__file__).parent

pytestmark = pytest.mark.enable_socket


@dataclass(frozen=True, slots=True, kw_only=True)
class Launcher:
    """A running launcher, the port of its first site, and the mark of its processes."""

    process: subprocess.Popen[str]
    port: int
    mark: str

    def line(self, expected: str) -> str:
        """Read what it says until a line with `expected` comes."""
        assert self.process.stdout
        for line in self.process.stdout:
            if expected in line:
                return line
        message = f"the launcher ended without saying {expected!r}"
        raise AssertionError(message)

    def processes(self) -> dict[int, str]:
        """Return every living process that carries the mark, with its command line."""
        found = {}
        for entry in pathlib.Path("/proc").glob("[0-9]*"):
            try:
                if self.mark.encode() in (entry / "environ").read_bytes():
                    found[int(entry.name)] = (entry / "cmdline").read_text().replace("\0", " ")
            except OSError:
                continue
        return found

    def wait_until_nothing_is_left(self) -> bool:
        return _soon(lambda: not self.processes())


def _soon(holds: object) -> bool:
    """Wait up to fifteen seconds for something outside to become true."""
    assert callable(holds)
    give_up_at = time.monotonic() + 15
    while time.monotonic() < give_up_at:
        if holds():
            return True
        time.sleep(0.1)
    return False


def _launch(*others: str, port: int | None = None) -> Launcher:
    first, mark = port or running.free_ports(), uuid.uuid4().hex
    process = subprocess.Popen(
        [sys.executable, str(HERE / "launch.py"), str(first), mark, *others],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return Launcher(process=process, port=first, mark=mark)


@pytest.fixture
def launcher() -> Iterator[Launcher]:
    found = _launch()
    with found.process:
        found.line("All of them answer.")
        yield found
        found.process.kill()
    found.wait_until_nothing_is_left()


def test_it_speaks_only_when_every_site_answers(launcher: Launcher) -> None:
    answers = [
        ports.answers(site=site, port=launcher.port + place)
        for place, site in enumerate(programs.SITES)
    ]

    assert answers == [True, True, True]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_everything_within_seconds(
    launcher: Launcher, number: signal.Signals
) -> None:
    began = time.monotonic()
    launcher.process.send_signal(number)

    code = launcher.process.wait(timeout=20)

    assert code == 0
    assert launcher.processes() == {}
    assert time.monotonic() - began < 12


def test_a_second_ctrl_c_does_not_cut_the_ending_short(launcher: Launcher) -> None:
    launcher.process.send_signal(signal.SIGINT)
    launcher.line("Stopping.")
    launcher.process.send_signal(signal.SIGINT)

    code = launcher.process.wait(timeout=20)

    assert code == 0
    assert launcher.processes() == {}


def test_a_site_that_is_killed_starts_again_and_it_says_so(launcher: Launcher) -> None:
    mains = [number for number, title in launcher.processes().items() if "granian" in title]
    for number in mains:
        os.kill(number, signal.SIGKILL)

    sentence = launcher.line("report site stopped")

    assert "it starts again in 0.5 s" in sentence
    assert _soon(lambda: ports.answers(site="report", port=launcher.port))


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of the death")
def test_when_the_launcher_is_killed_its_children_go_too(launcher: Launcher) -> None:
    launcher.process.kill()

    assert launcher.wait_until_nothing_is_left()


def test_a_taken_port_is_one_sentence_and_starts_nothing() -> None:
    first = running.free_ports()
    with socket.socket() as other:
        other.bind((ports.HOST, first + 1))
        other.listen()
        found = _launch(port=first)
        said = found.process.communicate(timeout=20)[0]

    assert said.splitlines() == [
        f"Port {first + 1} is taken or not allowed: choose another with --port."
    ]
    assert found.process.returncode == 1


def test_a_worker_that_dies_at_the_start_stops_everything() -> None:
    found = _launch("worker=exit 3")

    said = found.process.communicate(timeout=60)[0]

    assert "The worker stopped while starting (exit code 3)" in said
    assert "All of them answer." not in said
    assert found.process.returncode == 1
    assert found.processes() == {}


def test_a_child_that_will_not_stop_is_killed() -> None:
    found = _launch("worker=trap '' TERM; while true; do sleep 1; done")
    with found.process:
        found.line("All of them answer.")
        found.process.send_signal(signal.SIGTERM)
        code = found.process.wait(timeout=30)

    assert code == 0
    assert found.wait_until_nothing_is_left()
