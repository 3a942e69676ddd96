"""Gives papers and files to one side: a marked copy for each recipient, a row of the ledger."""

import dataclasses
import datetime
import uuid
from collections.abc import Iterator, Sequence

from django.db import connection, models, transaction

from candour.cases import steps
from candour.cases.courses import following
from candour.cases.disclosure import copying, weighed
from candour.cases.disclosure.attached.evidence import Evidence
from candour.cases.disclosure.copying import Made
from candour.cases.disclosure.papers import Paper
from candour.cases.models import Case, DisclosedCopy, Party, SafetyDecision
from candour.cases.parties import copies, standing
from candour.guard.actors import Actor
from candour.guard.permissions import demand

# Each file is drawn anew for each recipient, in a process of its own.
MOST_FILES = 10


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Giving:
    """Who is given which papers and files at which stage, and what is left out of the papers."""

    party: uuid.UUID
    stage: str
    papers: tuple[Paper, ...]
    files: tuple[Evidence, ...] = ()
    # Whether it may be the notice of its stage; a letter says so by its template.
    is_notice: bool = True
    # Somebody looked at or listened to all of what goes out in containers, hidden data and all.
    is_as_it_came: bool = False
    left_out: tuple[str, ...] = dataclasses.field(default=(), repr=False)


class NothingChosen(Exception):
    """Choose what is given, or write it."""


class TooManyFiles(Exception):
    """Give at most ten files at once."""


class NobodyLooked(Exception):
    """What goes in a container goes as it came. Say that you looked at it and that it may."""


class NobodyThere(Exception):
    """Choose who is given it."""


class NotThere(Exception):
    """A passage to be left out stands in none of what you give. Copy it exactly."""


class SafetyFirst(Exception):
    """Decide first whether the reporter is safe at this stage. Nothing goes out before."""


class StandsThere(Exception):
    """Whoever would get this can't stand here any more. End their part first."""


class NotTheirs(Exception):
    """What was weighed against somebody is given to them, and to nobody else."""


class NoKeyYet(Exception):
    """This recipient has no certified key yet, so nothing can be sealed to them."""


@transaction.atomic
def disclose(
    *, file: uuid.UUID, giving: Giving, by: Actor, at: datetime.datetime
) -> tuple[DisclosedCopy, ...]:
    """Mark, seal and list a copy of each paper for the recipient and whoever stands by them."""
    demand("cases.disclose", by=by, at=at, file=file)
    case = steps.get_case(file=file)
    recipients = _recipients(file, giving)
    _demand_theirs(giving, recipients[0])
    _demand_weighed(file, giving, recipients[0], by=by, at=at)
    things: tuple[Paper | Evidence, ...] = (*_without(giving), *_few(giving.files))
    as_they_came = [one.id for one in giving.files if one.is_contained]
    if as_they_came and not giving.is_as_it_came:
        raise NobodyLooked
    number = DisclosedCopy.objects.filter(file_id=file).count()
    given: list[DisclosedCopy] = []
    after: list[models.Model] = []
    sources: dict[str, str] = {}
    for thing in things:
        for party in recipients:
            number += 1
            one = _Numbered(party=party, stage=giving.stage, number=number)
            made = copying.made(case=case, of=thing, to=party, stage=one.stage, on=at.date())
            copy = _give(case, made, one, by=by, at=at)
            given.append(copy)
            after.extend([*made.items, copy])
            sources |= {str(copy.id): made.source_sha256} if made.source_sha256 else {}
    # A file alone tells nobody what they are accused of.
    if giving.papers and giving.is_notice and recipients[0].kind == "subject":
        person = recipients[0].person_id
        after += following.noticed(case=case, stage=giving.stage, person=person, by=by, at=at)
    detail = {
        "recipients": [str(one.id) for one in recipients],
        "stage": giving.stage,
        # Of which file each copy was made, by its hash.
        **({"made_of": sources} if sources else {}),
        **({"as_they_came": sorted(map(str, as_they_came))} if as_they_came else {}),
    }
    steps.finish(step="cases.disclose", case=case, after=after, by=by, at=at, detail=detail)
    return tuple(given)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Numbered:
    party: Party
    stage: str
    number: int


def _recipients(file: uuid.UUID, giving: Giving) -> Sequence[Party]:
    present = standing.parties(file=file)
    party = present.filter(id=giving.party).first()
    if party is None:
        raise NobodyThere
    found = [party, *present.filter(client=party)]
    wrongly = {one.party for one in standing.wrongly(files=[file], is_shown=False)}
    if any(one.id in wrongly for one in found):
        raise StandsThere
    return found


def _demand_theirs(giving: Giving, party: Party) -> None:
    """Refuse to give what is about one subject to anybody but them and whoever stands by them."""
    told = party.person_id if party.kind == "subject" else None
    if any(one.about is not None and one.about != told for one in giving.papers):
        raise NotTheirs


def _demand_weighed(
    file: uuid.UUID, giving: Giving, party: Party, *, by: Actor, at: datetime.datetime
) -> None:
    """Refuse papers of proceedings that leave out what was weighed against whoever gets them."""
    if giving.stage == weighed.PROCEEDINGS and giving.papers and party.kind == "subject":
        papers = {one.id for one in giving.papers}
        weighed.demand_given(file=file, person=party.person_id, giving=papers, by=by, at=at)


def _few(files: Sequence[Evidence]) -> Sequence[Evidence]:
    if len(files) > MOST_FILES:
        raise TooManyFiles
    return files


def _without(giving: Giving) -> Iterator[Paper]:
    """Leave passages out of the papers, each marked where it stood; no other word changes."""
    if not (giving.papers or giving.files):
        raise NothingChosen
    passages = [one for one in giving.left_out if one.strip()]
    for passage in passages:
        if not any(passage in paper.text for paper in giving.papers):
            raise NotThere
    for paper in giving.papers:
        text = paper.text
        for passage in passages:
            text = text.replace(passage, copies.LEFT_OUT)
        yield dataclasses.replace(paper, text=text)


def _give(
    case: Case, made: Made, one: _Numbered, *, by: Actor, at: datetime.datetime
) -> DisclosedCopy:
    copy = DisclosedCopy(
        file_id=case.file_id,
        organisation_id=case.organisation_id,
        party=one.party,
        stage=one.stage,
        kind=made.kind,
        source_id=made.source,
        number=one.number,
        code=made.code,
        item=made.items[0],
        copy_hash=made.digest,
        served_at=at,
        served_by=by.account,
        safety=_safety(case, one),
    )
    DisclosedCopy.objects.bulk_create([copy])
    if one.party.account_id is not None:
        _serve(copy, made.served, one.party.account_id, on=at.date())
    return copy


def _safety(case: Case, one: _Numbered) -> SafetyDecision | None:
    if one.party.side != "subject":
        return None
    with connection.cursor() as cursor:
        cursor.execute("select cases.is_safe(%s, %s)", [case.file_id, one.stage])
        (is_safe,) = cursor.fetchone()
    if not is_safe:
        raise SafetyFirst
    decided = SafetyDecision.objects.filter(file_id=case.file_id, stage=one.stage)
    return decided.order_by("noted_at", "id").last()


def _serve(copy: DisclosedCopy, said: bytes, account: uuid.UUID, *, on: datetime.date) -> None:
    reader = copies.recipient(account=account, on=on)
    if reader is None:
        raise NoKeyYet
    sealed = copies.seal_for(copy=copy.id, said=said, reader=reader)
    with connection.cursor() as cursor:
        cursor.execute("select cases.serve(%s, %s)", [copy.id, sealed])
