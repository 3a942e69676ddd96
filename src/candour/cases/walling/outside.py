"""What pages show of another force: whether one must investigate, which was asked, what it said."""

import dataclasses
import datetime
import uuid

from django.db import connection

from candour.cases.impartial.actions.check_independence import newest
from candour.cases.reading import heads
from candour.cases.reading.heads import CaseHead
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.law.independence import OUTSIDE_RULES, REFUSALS
from candour.people import naming
from candour.people.models import Organisation

_RULES = {rule.code: rule for rule in OUTSIDE_RULES}
_REFUSALS = {row.code: row.name for row in REFUSALS}
MOST = 100


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AskedForce:
    """A force that was asked, and what it answered; an empty answer is none yet."""

    name: str
    asked_at: datetime.datetime
    answer: str
    reason: str
    answered_at: datetime.datetime | None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class OutsidePage:
    """Why another force must investigate, those asked so far, and those that can be asked."""

    head: CaseHead
    rules: tuple[tuple[str, str, str], ...]
    asked: tuple[AskedForce, ...]
    forces: tuple[tuple[uuid.UUID, str], ...]

    @property
    def is_accepted(self) -> bool:
        """Return whether a force has accepted."""
        return any(one.answer == "accepted" for one in self.asked)

    @property
    def can_ask(self) -> bool:
        """Return whether nobody is asked at present."""
        return all(one.answer == "declined" for one in self.asked)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What another force asks of the actor's: who asks, since when, and why in words."""

    id: uuid.UUID
    name: str
    asked_at: datetime.datetime
    because: tuple[str, ...]


def outside_page(*, file: uuid.UUID, by: Actor, at: datetime.datetime) -> OutsidePage:
    """Return where a case stands with other forces, as its newest check says."""
    demand("cases.read", by=by, at=at, file=file)
    head = heads.read(file=file, by=by, on=at.date())
    check = newest(file=file)
    rules = [_RULES[code] for code in (check.because if check else ()) if code in _RULES]
    others = Organisation.objects.filter(kind="police_force").exclude(id=head.organisation_id)
    names = naming.organisation_names(organisations=others.values_list("id", flat=True))
    declined = {force for force, _, answer, _, _ in _asked(file) if answer == "declined"}
    possible = {force: name for force, name in names.items() if force not in declined}
    called = naming.organisation_names(organisations=[row[0] for row in _asked(file)])
    return OutsidePage(
        head=head,
        rules=tuple((rule.name, rule.summary, _source(rule.code)) for rule in rules),
        asked=tuple(
            AskedForce(
                name=called.get(force, ""),
                asked_at=asked_at,
                answer=answer or "",
                reason=_REFUSALS.get(reason or "", ""),
                answered_at=answered_at,
            )
            for force, asked_at, answer, reason, answered_at in _asked(file)
        ),
        forces=tuple(sorted(possible.items(), key=lambda one: (one[1], one[0].bytes))),
    )


def requests(*, by: Actor, at: datetime.datetime) -> tuple[Request, ...]:
    """Return what other forces ask of the actor's and nobody has answered, the oldest first."""
    demand("cases.asked_of_me", by=by, at=at)
    with connection.cursor() as cursor:
        cursor.execute(
            "select request_id, asked_by, array(select jsonb_array_elements_text(because)),"
            " asked_at from cases.asked_of_me() limit %s",
            [MOST],
        )
        rows = cursor.fetchall()
    names = naming.organisation_names(organisations=[row[1] for row in rows])
    return tuple(
        Request(
            id=request,
            name=names.get(asker, ""),
            asked_at=asked_at,
            because=tuple(_RULES[code].name for code in because if code in _RULES),
        )
        for request, asker, because, asked_at in rows
    )


Row = tuple[uuid.UUID, datetime.datetime, str | None, str | None, datetime.datetime | None]


def _asked(file: uuid.UUID) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select force_id, asked_at, answer, reason, answered_at from cases.forces_asked(%s)",
            [file],
        )
        found: list[Row] = cursor.fetchall()
    return found


def _source(code: str) -> str:
    rule = _RULES[code]
    return f"{rule.provision.instrument.short}, {rule.provision.reference}"
