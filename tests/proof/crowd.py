"""Many reporters at once: each walks the journey alone, then all press the last button together."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from reporters import Reporter

T = TypeVar("T")

# A site that is asked too much at once keeps the page and asks to press once more.
PRESSES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a reporter holds once she has sent: her story, her words, and what the site answered."""

    story: str
    words: str
    status: int
    promise: str


def ready(*, port: int, story: str) -> Reporter:
    """A reporter who has answered every question and reads her words."""
    reporter = Reporter(port=port, patience=PRESSES)
    reporter.start()
    reporter.walk(what_happened={"story": story})
    return reporter


def send(reporter: Reporter, *, story: str) -> Sent:
    words = reporter.page.words
    answer = reporter.send()
    reporter.hang_up()
    return Sent(story=story, words=words, status=answer.status, promise=answer.code)


def together(works: Sequence[Callable[[], T]]) -> list[T]:
    """Do every piece of work in a thread of its own, all from the same moment on."""
    start = threading.Barrier(len(works))

    def when_all_are_there(work: Callable[[], T]) -> T:
        start.wait(timeout=60)
        return work()

    with ThreadPoolExecutor(max_workers=len(works)) as pool:
        return list(pool.map(when_all_are_there, works))


def send_together(*, port: int, stories: Sequence[str]) -> list[Sent]:
    """Walk all journeys in parallel, and send them all at the same moment."""
    walked = together([lambda story=story: ready(port=port, story=story) for story in stories])
    return together(
        [
            lambda reporter=reporter, story=story: send(reporter, story=story)
            for reporter, story in zip(walked, stories, strict=True)
        ]
    )


def send_twice(*, port: int, story: str) -> list[Sent]:
    """Send one report through two connections at the same moment."""
    first = ready(port=port, story=story)
    second = Reporter(port=port, answer=first.page, patience=PRESSES)
    return together([lambda: send(first, story=story), lambda: send(second, story=story)])
