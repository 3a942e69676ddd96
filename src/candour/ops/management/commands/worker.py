"""`candour worker run`: the system's own work, every second, until it is told to stop."""

import asyncio
import contextlib
import logging
import pathlib
import signal
import subprocess
import sys
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from procrastinate.contrib.django import app

from candour import clock
from candour.ops import work

LOGGER = logging.getLogger(__name__)
EVERY_SECONDS = 1.0
HOURLY = 3600
# So many failures in a row end the process; the launcher starts it anew.
MOST_FAILURES = 30
_STOP_SECONDS = 10.0
# What takes long: the figures, scoring everybody, the proof of every receipt, waiting for others.
LONG = (
    ("measure", "refresh", "--if-due"),
    ("early-warning", "round"),
    ("receipts", "check", "--if-due"),
    ("witnesses", "ask"),
)


class Command(BaseCommand):
    help = "run: sequence the log, seal submissions, refresh deadlines, run background jobs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("run", help="work until told to stop")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        failed = threading.Event()
        rounds = threading.Thread(target=_rounds, args=(stop, failed), name="rounds")
        rounds.start()
        try:
            asyncio.run(_jobs(stop))
        finally:
            stop.set()
            rounds.join()
        if failed.is_set():
            sys.exit(1)


def _rounds(stop: threading.Event, failed: threading.Event) -> None:
    """Move leaves every second; look every hour whether anything that takes long is due."""
    beats = failures = 0
    hand = work.Hands()
    children: list[subprocess.Popen[bytes]] = []
    while not stop.wait(EVERY_SECONDS):
        failures = 0 if _succeeds(hand, refresh=beats % HOURLY == 0) else failures + 1
        if failures == MOST_FAILURES:
            failed.set()
            stop.set()
        # Asking how it goes also buries a child that has ended.
        children = [child for child in children if child.poll() is None]
        if not children and beats % HOURLY == 0:
            children = [_start(*command) for command in LONG]
        beats += 1
    for child in children:
        _end(child)


def _start(*command: str) -> subprocess.Popen[bytes]:
    """Do what takes long in a process of its own, which gives its memory back."""
    candour = str(pathlib.Path(sys.executable).with_name("candour"))
    return subprocess.Popen([candour, *command], stdout=subprocess.DEVNULL)


def _end(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _succeeds(hand: work.Hands, *, refresh: bool) -> bool:
    """Do one beat's work; whatever stops it, the work waits in its tables for the next."""
    try:
        close_old_connections()
        (work.tick if refresh else work.beat)(at=clock.now(), today=clock.today())
        hand.carry_out(at=clock.now())
    except Exception as error:
        # The class alone: a message could hold words of a report, as arguments could.
        said = f"a beat failed with {type(error).__name__}; trying again"
        LOGGER.warning(said)
        return False
    return True


async def _jobs(stop: threading.Event) -> None:
    """Run background jobs until told to stop."""
    worker_app = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined] # Django's connector has it
    async with worker_app.open_async():
        running = asyncio.create_task(
            worker_app.run_worker_async(install_signal_handlers=False, listen_notify=True)
        )
        while not stop.is_set() and not running.done():
            await asyncio.sleep(0.2)
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running
