"""Steps of the story as tests tell it: somebody reports, the day is sealed, the desk records."""

import dataclasses
import datetime
import json
import uuid

from django.conf import settings

from candour.access import desks
from candour.cases.actions import record_report as recording_step
from candour.cases.impartial.actions import declare_conflict as declaring
from candour.cases.recording import Recording
from candour.core import mailbox, vault, words
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.models import Account, VaultKey
from candour.guard.seats import Seat
from candour.intake import mailboxes, package
from candour.law.events import CaseKind
from candour.ops import work
from cast import NOW, World

STORY = "He pushed me against the lockers and said that nobody would believe me."
DAN = {"given": "Dan", "rank": "PC", "unit": "Kings Cross, firearms"}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A report that was sent: its words, its file and what the database answered."""

    words: tuple[str, ...]
    file: uuid.UUID
    receipt: mailboxes.Receipt
    desk: desks.Desk

    @property
    def keys(self) -> mailbox.MailboxKeys:
        return mailbox.derive_mailbox(words=self.words, salt=settings.DEPLOYMENT_SALT)


def said(world: World, **changes: object) -> package.Said:
    answers: dict[str, object] = {
        "kind": "police_staff",
        "story": STORY,
        "on": NOW.date() - datetime.timedelta(days=14),
        "about_when": "",
        "place": "locker room",
        "people": (DAN,),
        "must_not_see": "",
        "knows_desk": False,
        "force": world.organisations["Northfold Police"],
        "route": "public",
        "is_urgent": False,
    }
    return package.Said(**{**answers, **changes})


def send(
    world: World, *, at: datetime.datetime = NOW, spoken: tuple[str, ...] = (), **changes: object
) -> Sent:
    """Send a report as the report site does; the caller has set the role."""
    answers = said(world, **changes)
    spoken = spoken or words.generate(count=words.MAILBOX_WORDS)
    sending = package.Sending(
        keys=mailbox.derive_mailbox(words=spoken, salt=settings.DEPLOYMENT_SALT),
        day=at.date(),
        file=uuid.uuid4(),
        correspondent=uuid.uuid4(),
        content=json.dumps(dataclasses.asdict(answers), default=str, sort_keys=True).encode(),
    )
    receiver = next(one for one in desks.receivers() if one.organisation_id == answers.force)
    asked = desks.Asked(receiver=receiver, written=package.written(answers), on=at.date())
    desk = desks.choose(asked=asked, is_outside=answers.route == "outside" or answers.knows_desk)
    recipients = package.Recipients(
        desk=desk,
        keepers=desks.keepers(asked=asked, but_not=desk),
        reserve=desks.next_after(desk, asked=asked) if answers.hands_on else None,
    )
    built = package.build(said=answers, sending=sending, to=recipients)
    receipt = mailboxes.submit(
        keys=sending.keys, day=sending.day, package=built, is_urgent=answers.is_urgent
    )
    return Sent(words=spoken, file=sending.file, receipt=receipt, desk=desk)


def seal(*, at: datetime.datetime = NOW) -> None:
    """Seal the day and write the proofs; the caller has set the worker's role."""
    work.seal(at=at)


def actor(username: str) -> Actor:
    account = Account.objects.get(username=username)
    return Actor(
        account_id=account.id, organisation_id=account.organisation_id, seat=Seat(account.seat)
    )


def vault_of(world: World, username: str) -> Vault:
    phrase = json.loads((world.data / "demo.json").read_text())[username]
    key = VaultKey.objects.get(account__username=username)
    private = vault.open_vault(
        vault=bytes(key.sealed_private_key),
        words=words.normalise(text=phrase, count=words.VAULT_WORDS),
    )
    return Vault(account_id=key.account_id, private_key=private)


def recording(**changes: object) -> Recording:
    decided: dict[str, object] = {
        "kind": CaseKind.COMPLAINT,
        "reason": "She describes being pushed and threatened.",
        "reporter_kind": "police_staff_same_force",
        "incident_on": NOW.date() - datetime.timedelta(days=14),
        "is_under_schedule_3": True,
        "categories": (("H5", "B4"),),
    }
    return Recording(**{**decided, **changes})


def record(
    world: World,
    as_role,
    *,
    report: uuid.UUID,
    by: str = "desk",
    at: datetime.datetime = NOW,
    **changes: object,
) -> recording_step.Recorded:
    """Record a report as one desk reader does, in the casework site's role."""
    vault_key = vault_of(world, by)
    who = actor(by)
    with as_role("casework", actor=who.account):
        return recording_step.record_report(
            report=report, recording=recording(**changes), vault=vault_key, by=who, at=at
        )


def reported(world: World, as_role, **changes: object) -> Sent:
    """Send a report and seal the day, each as its own role."""
    with as_role("report"):
        sent = send(world, **changes)
    with as_role("worker"):
        seal()
    return sent


def declare(world: World, as_role, *, file: uuid.UUID, by: str = "investigator") -> None:
    """Sign that an investigator has no conflict about anybody the case is about."""
    who = actor(by)
    with as_role("casework", actor=who.account):
        free = dict.fromkeys((*declaring.subjects_of(file=file), None), ())
        declaring.declare_conflict(file=file, conflicts=free, vault=None, by=who, at=NOW)
