"""What a reporter did from her mailbox, as a case's readers see it: codes and days, no words."""

import dataclasses
import datetime
import json
import uuid
from collections.abc import Mapping, Sequence

from django.db import connection

from candour.cases.reading import wording
from candour.intake.models.mailboxes import EVENTS
from candour.law.duties import CHASES

NAMES = dict(EVENTS)
_WISHES = ("withdrawal_wished", "name_wished")
# What a wish may have become since.
_ENDS = {
    "withdrawal_wished": ("withdrawn", "wish_cancelled"),
    "name_wished": ("confidential", "named", "anonymous", "wish_cancelled"),
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """One act: what it was, on which day, the codes that go with it, and whether it is a risk."""

    kind: str
    on: datetime.date
    takes_effect_on: datetime.date | None
    detail: Mapping[str, object]

    @property
    def name(self) -> str:
        """Return what it is called."""
        return NAMES.get(self.kind, wording.event(self.kind))

    @property
    def lines(self) -> tuple[str, ...]:
        """Return its codes in words, what happened and what is feared apart."""
        found = []
        if isinstance(self.detail.get("day"), int):
            found.append(f"Asked on day {self.detail['day']}")
        for code, words in (("actual", "Has happened"), ("perceived", "Felt or feared")):
            said = _words(self.detail.get(code))
            if said:
                found.append(f"{words}: {said}")
        if self.detail.get("safe") not in (None, ""):
            found.append(f"Says they are safe: {_answer(self.detail['safe'])}")
        if self.detail.get("work"):
            found.append(f"Work: {_words([self.detail['work']])}")
        if "score" in self.detail:
            found.append(f"Would report again: {self.detail['score']} of 5")
        if self.takes_effect_on:
            found.append(f"Takes effect on {wording.day(self.takes_effect_on)}")
        return tuple(found)

    @property
    def is_risk(self) -> bool:
        """Return whether somebody may be making them do it, or they say that they are not safe."""
        pressed = bool(self.detail.get("pressed") or self.detail.get("sudden"))
        return pressed or self.detail.get("safe") in (False, "no", "unsure")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Doings:
    """All acts of one file's reporter, the earliest first."""

    acts: tuple[Doing, ...]

    @property
    def chased(self) -> int:
        """Return how often they had to chase."""
        return sum(1 for act in self.acts if act.kind == "chased")

    @property
    def is_chased_too_often(self) -> bool:
        """Return whether they chased as often as puts it to somebody higher."""
        return self.chased >= CHASES.number

    @property
    def wishes(self) -> tuple[Doing, ...]:
        """Return the wishes that have neither taken effect nor been taken back."""
        return tuple(
            act
            for place, act in enumerate(self.acts)
            if act.kind in _WISHES and not _is_over(act, self.acts[place + 1 :])
        )

    @property
    def risks(self) -> tuple[Doing, ...]:
        """Return the acts that speak of danger or pressure."""
        return tuple(act for act in self.acts if act.is_risk)


def doings(*, file: uuid.UUID) -> Doings:
    """Return what the reporter of a file did; the caller has been allowed to see the file."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select kind, on_day, takes_effect_on, detail::text from cases.reporter_events(%s)",
            [file],
        )
        return Doings(
            acts=tuple(
                Doing(kind=kind, on=on, takes_effect_on=effect, detail=json.loads(detail or "{}"))
                for kind, on, effect, detail in cursor.fetchall()
            )
        )


def _is_over(wish: Doing, later: Sequence[Doing]) -> bool:
    return any(act.kind in _ENDS[wish.kind] for act in later)


def _words(codes: object) -> str:
    if not isinstance(codes, list):
        return ""
    return ", ".join(str(code).replace("_", " ") for code in codes)


def _answer(value: object) -> str:
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(
        value)  # fmt: skip
