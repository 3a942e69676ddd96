"""Two hundred reporters who think while they write: how long each of them is kept waiting."""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from crowd import Sent

from reporters import Answer, Reporter

_OK = 200
_PAGE = 4096


@dataclass(slots=True, kw_only=True)
class Seen:
    """What all of them met: milliseconds of each request, what they sent, and what went wrong."""

    taken: list[float] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    resident: list[int] = field(default_factory=list)

    def quantile(self, share: float) -> float:
        """The milliseconds that this share of the requests stayed below."""
        return sorted(self.taken)[int(len(self.taken) * share)]


@dataclass(slots=True, kw_only=True)
class Thoughtful(Reporter):
    """A reporter who takes a few seconds over every page."""

    seen: Seen
    rng: random.Random
    think: tuple[float, float]

    def _ask(self, method: str, path: str, **given: object) -> Answer:
        time.sleep(self.rng.uniform(*self.think))
        start = time.perf_counter()
        # A dataclass with slots is another class than the one `super()` would know.
        answer = Reporter._ask(self, method, path, **given)
        self.seen.taken.append((time.perf_counter() - start) * 1000)
        if answer.status != _OK:
            self.seen.wrong.append(f"{method} {path} was answered with {answer.status}")
        return answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """How many reporters, for how long, and how long each thinks over a page, in seconds."""

    people: int
    seconds: float
    think: tuple[float, float]


def visit(*, port: int, crowd: Crowd, watched: list[int]) -> Seen:
    """Let everybody report again and again until the time is over; watch the site's memory."""
    seen, end = Seen(), time.monotonic() + crowd.seconds
    over = threading.Event()
    with ThreadPoolExecutor(max_workers=crowd.people + 1) as pool:
        watching = pool.submit(_watch, seen, watched, over)
        reporting = [
            pool.submit(_report_until, end, port, crowd, seen, number)
            for number in range(crowd.people)
        ]
        for one in reporting:
            one.result()
        over.set()
        watching.result()
    return seen


def _report_until(end: float, port: int, crowd: Crowd, seen: Seen, number: int) -> None:
    rng = random.Random(number)
    while time.monotonic() < end:
        try:
            seen.sent.append(_report(port, crowd, seen, rng))
        except Exception as error:
            seen.wrong.append(type(error).__name__)


def _report(port: int, crowd: Crowd, seen: Seen, rng: random.Random) -> Sent:
    story = f"Story {rng.getrandbits(64):x} of a long evening."
    reporter = Thoughtful(port=port, seen=seen, rng=rng, think=crowd.think)
    reporter.start()
    reporter.walk(what_happened={"story": story})
    words = reporter.page.words
    answer = reporter.send()
    reporter.hang_up()
    return Sent(story=story, words=words, status=answer.status, promise=answer.code)


def _watch(seen: Seen, watched: list[int], over: threading.Event) -> None:
    while not over.wait(timeout=5):
        seen.resident.append(sum(_resident(process) for process in watched))


def _resident(process: int) -> int:
    """Bytes of memory that a process holds."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * _PAGE
