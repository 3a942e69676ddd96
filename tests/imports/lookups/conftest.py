"""The story that look-ups are told on: a reporter who consents, a case, a feed of her force."""

import dataclasses
import json
import uuid
from collections.abc import Callable

import pytest
from feeds import write

import story
from browsing import at_casework, visit
from candour.access.models import Involvement
from candour.cases.models import Case
from candour.guard.models import Account, File
from candour.imports.actions import watch_lookups
from candour.imports.lookups import reading
from candour.intake import mailboxes
from candour.intake.aftercare import watch_look_ups
from candour.intake.mailboxes import Message
from candour.people.models import Identifier
from cast import NOW, World

__all__ = ["at_casework", "visit"]
FORCE = "Northfold Police"
SAID = {
    "name": "Ann Oxley-Example",
    "born": "17/05/1990",
    "address": "14 Mill Lane",
    "postcode": "NF4 7QT",
    "vehicles": "AB12 CDE",
    "phones": "07700 900123",
    "cases": "CR/26/00042",
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The story so far: her report, the case made of it, and how a feed is run."""

    sent: story.Sent
    case: uuid.UUID
    consent: Callable[..., None]
    end: Callable[[], None]
    run: Callable[..., watch_lookups.Report]


@pytest.fixture
def number_of() -> Callable[[str], str]:
    """Give the force's number of whoever signs in under a name."""

    def found(username: str) -> str:
        person = Account.objects.get(username=username).person_id
        return Identifier.objects.filter(person_id=person).order_by("id")[0].value

    return found


@pytest.fixture
def told(world: World, as_role, tmp_path) -> Told:
    """A report that is recorded as a case about the subject, and its reporter's consent to come."""
    sent = story.reported(world, as_role)
    case = _case(world, as_role, sent)

    def _send(identity: dict[str, str]) -> None:
        with as_role("report"):
            box = mailboxes.open_box(keys=sent.keys)
            message = Message(identity=identity, is_kept=False, is_private=True)
            assert mailboxes.send(keys=sent.keys, box=box, message=message, on=NOW.date())
        with as_role("worker"):
            story.seal()

    def consent(*, tells_force: str = "yes", **changes: str) -> None:
        terms = json.dumps(watch_look_ups.terms(SAID | changes))
        _send({"kind": "look_ups", "terms": terms, "tells_force": tells_force})

    def run(rows: list[dict[str, str]], *, who: str = "outside-desk", force: str = FORCE):
        path = write(tmp_path / f"{uuid.uuid4().hex}.csv", rows)
        vault = story.vault_of(world, who)
        request = watch_lookups.Request(
            feed=reading.of_path(path=path), force=force, sha256=uuid.uuid4().hex
        )
        with as_role("worker"):
            return watch_lookups.watch_lookups(
                request=request, vault=vault, by=story.actor(who), at=NOW
            )

    return Told(
        sent=sent,
        case=case,
        consent=consent,
        end=lambda: _send({"kind": "look_ups_ended"}),
        run=run,
    )


def _case(world: World, as_role, sent: story.Sent) -> uuid.UUID:
    story.record(world, as_role, report=sent.file)
    case = Case.objects.get(report_file_id=sent.file).file_id
    file = File.objects.get(id=case)
    person = Account.objects.get(username="subject").person_id
    Involvement.objects.get_or_create(
        file=file, organisation_id=file.organisation_id, person_id=person, role="subject"
    )
    return case
