"""Kills processes of a running deployment at random moments, while reports are being sent."""

import contextlib
import http.client
import os
import random
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from crowd import Sent, ready, send_together, together

from candour.ops.launcher import ports
from reporters import Refused, Reporter
from running import Deployment, soon

_AT_ONCE = 5
# A submission takes some ten milliseconds: the kill comes while the next ones are being written.
_LATEST_SECONDS = 0.01
_OK = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of submissions sent under fire: what each was finally told, and how often not."""

    sent: tuple[Sent, ...]
    shown_before: dict[str, str]
    lost_answers: int
    kills: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    """A reporter who has read her words and not sent yet."""

    reporter: Reporter
    story: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shot:
    """Whom to kill, and when: after so many answers, and so much later."""

    struck: tuple[int, ...]
    after_answers: int
    after_seconds: float


def send_under_fire(
    deployment: Deployment, *, stories: Sequence[str], chance: random.Random
) -> Outcome:
    """Send all stories, five at a time, and kill a server at a random moment of each five."""
    waiting = [
        _Waiting(reporter=ready(port=deployment.port, story=story), story=story)
        for story in stories
    ]
    shown, final, kills = {}, [], []
    for group in _groups(waiting):
        name, struck = _target(deployment, chance)
        shot = _Shot(
            struck=tuple(struck),
            after_answers=chance.randrange(_AT_ONCE),
            after_seconds=chance.uniform(0, _LATEST_SECONDS),
        )
        answers = _fire(group, shot=shot)
        shown.update({one.story: one.promise for one in answers if one is not None})
        kills.append(name)
        wait_until_up(deployment, name=name, dead=struck)
        final += [_insist(one) for one in group]
    return Outcome(
        sent=tuple(final),
        shown_before=shown,
        lost_answers=len(stories) - len(shown),
        kills=tuple(kills),
    )


def wait_until_up(deployment: Deployment, *, name: str, dead: Sequence[int]) -> None:
    """Wait until the launcher has put something else in the place of what was killed."""

    def is_up() -> bool:
        present = _TARGETS[name](deployment)
        return bool(present) and not set(present) & set(dead) and _is_well(deployment)

    assert soon(is_up, seconds=90), f"the {name} did not come back"


def _is_well(deployment: Deployment) -> bool:
    return all(
        ports.answers(site=site, port=deployment.port + place)
        for place, site in enumerate(("report", "casework", "oversight"))
    )


def kill(number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(number, signal.SIGKILL)


def _serving(deployment: Deployment) -> list[int]:
    return deployment.site()[1:]


def _database(deployment: Deployment) -> list[int]:
    postmaster = deployment.postmaster()
    return [] if postmaster is None else [postmaster]


_TARGETS: dict[str, Callable[[Deployment], list[int]]] = {
    "database": _database,
    "serving processes": _serving,
    "whole site": Deployment.site,
}


def _target(deployment: Deployment, chance: random.Random) -> tuple[str, list[int]]:
    # The launcher waits longer after each death of a whole site, so that happens least.
    (name,) = chance.choices([*_TARGETS], weights=[5, 4, 1])
    return name, _TARGETS[name](deployment)


def _groups(waiting: Sequence[_Waiting]) -> Iterator[Sequence[_Waiting]]:
    for first in range(0, len(waiting), _AT_ONCE):
        yield waiting[first : first + _AT_ONCE]


def _fire(group: Sequence[_Waiting], *, shot: _Shot) -> list[Sent | None]:
    answered: list[Sent | None] = []

    def shoot() -> None:
        enough = min(shot.after_answers, len(group) - 1)
        soon(lambda: len(answered) >= enough, every=0.001)
        time.sleep(shot.after_seconds)
        for number in shot.struck:
            kill(number)

    sending = [lambda one=one: answered.append(_try(one)) for one in group]
    together([*sending, shoot])
    return answered


def _try(one: _Waiting) -> Sent | None:
    """Send once; None where no promise came back, whatever the reason."""
    words = one.reporter.page.words
    try:
        answer = one.reporter.send()
    except (OSError, http.client.HTTPException, Refused):
        return None
    finally:
        one.reporter.hang_up()
    if answer.status != _OK:
        return None
    return Sent(story=one.story, words=words, status=answer.status, promise=answer.code)


def _insist(one: _Waiting) -> Sent:
    """Press the button again until the site answers, as somebody does who saw an error page."""
    found: list[Sent] = []

    def is_answered() -> bool:
        answer = _try(one)
        found.extend([] if answer is None else [answer])
        return bool(found)

    assert soon(is_answered, seconds=60), "a report could not be sent again"
    return found[0]


# A moment of a sealing, and the question whose answer is a row while it lasts.
MOMENTS = {
    "the rows are being released": """
        select from pg_locks where granted and mode = 'AccessExclusiveLock'
        and relation = 'intake_staged'::regclass
    """,
    "released and not in the tree": """
        select from intake_mailbox as box where box.proof = '' and not exists (
            select from guard_treeleaf as placed where placed.leaf_hash = box.leaf_hash)
    """,
    "in the tree and not proved": """
        select from intake_mailbox as box where box.proof = '' and exists (
            select from guard_treeleaf as placed where placed.leaf_hash = box.leaf_hash)
    """,
}


# What lasts too short to be met is held open: a lock that the next step of the sealing waits for.
HOLDS = {"released and not in the tree": "lock table guard_treeleaf in share mode"}


@contextlib.contextmanager
def held(deployment: Deployment, *, moment: str) -> Iterator[None]:
    """Let nothing come after a moment until the worker has been killed in it."""
    with deployment.connect() as holding, holding.transaction():
        if moment in HOLDS:
            holding.execute(HOLDS[moment])
        yield


def seal_and_kill(deployment: Deployment, *, stories: Sequence[str], moment: str) -> list[Sent]:
    """Let the worker seal all stories at once, and kill it at that moment of the sealing."""
    (worker,) = deployment.worker()
    os.kill(worker, signal.SIGSTOP)
    sent = send_together(port=deployment.port, stories=stories)
    with deployment.connect() as watching, held(deployment, moment=moment):
        os.kill(worker, signal.SIGCONT)

        def is_now() -> bool:
            return watching.execute(MOMENTS[moment]).rowcount > 0

        assert soon(is_now, every=0.0005), f"it was never seen that {moment}"
        kill(worker)
    assert soon(lambda: worker not in deployment.worker() and deployment.worker(), seconds=90)
    return sent
