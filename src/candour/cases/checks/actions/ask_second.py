"""Proposes a decision that counts only once a second person has agreed to it."""

import dataclasses
import datetime
import uuid

from django.db import IntegrityError, transaction

from candour.cases import steps, words
from candour.cases.courses import persons, seconded
from candour.cases.models import Case, SecondAsk
from candour.cases.reading import heads
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.law.policies.checks import SECONDED

_ROWS = {row.code: row for row in SECONDED}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What is proposed, of whom where it is of one person, and why.

    outside: who of another body asks for consent, where nobody outside has a part in the case.
    """

    what: str
    about: uuid.UUID | None
    reason: str = dataclasses.field(repr=False)
    outside: uuid.UUID | None = None


class NobodyNamed(Exception):
    """Choose whom it is about."""


class StillWaits(Exception):
    """The same is proposed already and waits for a second person."""


class CrimeAlleged(Exception):
    """A crime is alleged. That is never settled informally, whatever anybody consents to."""


class QuestionsFirst(Exception):
    """Answer the questions about the referral first: they ask whether a crime is alleged."""


class OnlyForConsent(Exception):
    """Somebody outside without a part in the case is asked for consent, and for nothing else."""


class NotOutside(Exception):
    """This person can't be asked here. Choose another."""


class IsClosed(Exception):
    """This case is closed."""


@transaction.atomic
def ask_second(
    *, file: uuid.UUID, proposed: Proposed, by: Actor, at: datetime.datetime
) -> SecondAsk:
    """Record what is proposed; whoever has had no part in the case so far may agree."""
    demand("cases.ask_second", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    if not heads.is_open(case):
        raise IsClosed
    about = proposed.about if _ROWS[proposed.what].is_about_person else None
    if _ROWS[proposed.what].is_about_person and about not in persons.subjects(case=case):
        raise NobodyNamed
    if proposed.what == seconded.CONSENT.code:
        _demand_room(case)
    elif proposed.outside is not None:
        raise OnlyForConsent
    waiting = SecondAsk.objects.filter(
        file_id=file, what=proposed.what, about_id=about, answer__isnull=True
    )
    # Somebody outside may never answer, and nobody inside can know why: another is asked instead.
    if waiting.filter(outside__isnull=True).exists():
        raise StillWaits
    item = words.seal_reason(case=case, text=proposed.reason)
    row = SecondAsk(
        file_id=file,
        organisation_id=case.organisation_id,
        what=proposed.what,
        about_id=about,
        outside_id=proposed.outside,
        reason_item=item,
        decided_at=at,
        decided_by=by.account,
    )
    _write(row)
    detail: dict[str, object] = {"what": proposed.what}
    if proposed.outside is not None:
        detail["recipients"] = [str(proposed.outside)]
    steps.finish(step="cases.ask_second", case=case, after=[item, row], by=by, at=at, detail=detail)
    return row


def _write(row: SecondAsk) -> None:
    # The database knows every wall, also those that whoever proposes does not see.
    try:
        with transaction.atomic():
            SecondAsk.objects.bulk_create([row])
    except IntegrityError:
        raise NotOutside from None


def _demand_room(case: Case) -> None:
    """Refuse to ask for consent where none could count."""
    if not all(bar.opens_with_consent for bar in persons.informal_bars(case=case)):
        raise CrimeAlleged
    if not persons.may_consent(case=case):
        raise QuestionsFirst
