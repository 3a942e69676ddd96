"""The letters of a case: every template, every issued letter with its bytes, and its serving."""

import dataclasses
import datetime
import uuid
from collections.abc import Mapping, Sequence

from candour.cases.courses import persons
from candour.cases.models import Case, FormalLetter, LetterService
from candour.cases.models.papers import ROUTE_CODES
from candour.cases.papers import contents, drafting, writing
from candour.cases.papers.contents import Content
from candour.cases.papers.shelf import templates
from candour.cases.papers.template import Template, Use
from candour.cases.papers.writing import Written
from candour.cases.parties.queries.sides import PartyLine, SafetyLine, lines_of, safety_of
from candour.cases.reading import heads, opened, staff
from candour.cases.reading.heads import CaseHead
from candour.guard import keys
from candour.guard.actors import Actor
from candour.guard.keys import Vault
from candour.guard.permissions import demand, deny
from candour.intake.models import Correspondent
from candour.law.events import Party
from candour.people import queries as people

_ROUTES = dict(ROUTE_CODES)
_SEVERAL = 2
SEALED = "Sealed before you became a reader"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One serving: by which route, on which day, recorded by whom and when, in which way."""

    route: str
    on: datetime.date
    by: str
    at: datetime.datetime
    how: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LetterLine:
    """One issued letter: what, to whom, when, by whom, its hash, and when it was served."""

    id: uuid.UUID
    number: int
    title: str
    addressee: str
    party: str
    stage: str
    at: datetime.datetime
    by: str
    digest: str
    size: int
    services: tuple[Service, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One template that can be written: its name, what it is, when, under which law."""

    name: str
    template: Template
    recipients: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LettersPage:
    """Every letter of a case, the newest first, and what could be written."""

    head: CaseHead
    lines: tuple[LetterLine, ...]
    choices: tuple[Choice, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LetterPage:
    """One issued letter in words, and to whom it could be served."""

    head: CaseHead
    line: LetterLine
    content: Content
    seats: tuple[PartyLine, ...]
    safety: tuple[SafetyLine, ...]
    has_reporter: bool
    # The people complained of, where there is more than one: by id and name.
    subjects: tuple[tuple[str, str], ...] = ()

    @property
    def is_to_reporter(self) -> bool:
        """Return whether it is for the person who reported."""
        return self.line.party == Party.COMPLAINANT.value

    @property
    def is_to_subject(self) -> bool:
        """Return whether it is for a subject."""
        return self.line.party == Party.SUBJECT.value


def letters_page(*, file: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime) -> LettersPage:
    """Return the letters of a case and the templates."""
    demand("cases.papers", by=by, at=at, file=file)
    rows = list(FormalLetter.objects.filter(file_id=file).order_by("-number", "id"))
    return LettersPage(
        head=heads.read(file=file, by=by, on=at.date()),
        lines=_lines(rows, vault, by=by, at=at),
        choices=tuple(
            _choice(name, one)
            for name, one in templates().items()
            if one.use is not Use.PUBLICATION
        ),
    )


def choice(*, file: uuid.UUID, template: str, by: Actor, at: datetime.datetime) -> Choice:
    """Return one template that can be written in a case; deny that there is another."""
    demand("cases.papers", by=by, at=at, file=file)
    found = templates().get(template)
    if found is None or found.use is Use.PUBLICATION:
        deny("cases.papers", by=by, at=at, file=file)
    return _choice(template, found)


def preview(
    *, file: uuid.UUID, written: Written, by: Actor, at: datetime.datetime
) -> tuple[Content, bytes]:
    """Return a letter as it would be issued now; nothing of it is kept."""
    demand("cases.papers", by=by, at=at, file=file)
    _, content, made = drafting.drafted(file=file, written=written, by=by, at=at)
    return content, made


def letter_page(
    *, file: uuid.UUID, letter: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> LetterPage:
    """Return one letter as it was issued; deny that there is another."""
    demand("cases.papers", by=by, at=at, file=file)
    row = _row(file, letter, by=by, at=at)
    text = keys.open_items(items=[row.item], vault=vault, by=by, at=at)[row.item_id]
    parties = lines_of(file=file, by=by, at=at)
    is_to_subject = row.addressee == Party.SUBJECT.value
    return LetterPage(
        subjects=_subjects(file, by=by, at=at) if is_to_subject else (),
        head=heads.read(file=file, by=by, on=at.date()),
        line=_lines([row], vault, by=by, at=at)[0],
        content=contents.read(text=text),
        seats=tuple(one for one in parties if one.kind == "subject"),
        safety=safety_of(file=file),
        has_reporter=Correspondent.objects.filter(file_id=file, is_reachable=True).exists(),
    )


def letter_bytes(
    *, file: uuid.UUID, letter: uuid.UUID, vault: Vault, by: Actor, at: datetime.datetime
) -> tuple[int, bytes]:
    """Return a letter's number and its bytes, which are those that were issued."""
    demand("cases.papers", by=by, at=at, file=file, why="An issued letter taken as PDF")
    row = _row(file, letter, by=by, at=at)
    text = keys.open_items(items=[row.item], vault=vault, by=by, at=at)[row.item_id]
    return row.number, contents.printed(text=text)


def _subjects(file: uuid.UUID, *, by: Actor, at: datetime.datetime) -> tuple[tuple[str, str], ...]:
    known = persons.subjects(case=Case.objects.get(file_id=file))
    if len(known) < _SEVERAL:
        return ()
    cards = people.cards(persons=known, by=by, at=at)
    return tuple((str(one), cards[one].name) for one in known)


def _row(file: uuid.UUID, letter: uuid.UUID, *, by: Actor, at: datetime.datetime) -> FormalLetter:
    row = FormalLetter.objects.filter(id=letter, file_id=file).select_related("item").first()
    if row is None:
        deny("cases.papers", by=by, at=at, file=file)
    return row


def _choice(name: str, template: Template) -> Choice:
    recipients = tuple(writing.addressee(one.party) for one in template.addressees)
    return Choice(name=name, template=template, recipients=recipients)


def _lines(
    rows: Sequence[FormalLetter], vault: Vault, *, by: Actor, at: datetime.datetime
) -> tuple[LetterLine, ...]:
    services = list(
        LetterService.objects.filter(letter__in=rows)
        .select_related("item")
        .order_by("served_on", "noted_at", "id")
    )
    texts = opened.texts(items=[one.item for one in services], vault=vault, by=by, at=at)
    who = [*(one.noted_by for one in rows), *(one.noted_by for one in services)]
    known = staff.called(accounts=who, by=by, at=at)
    known_templates = templates()
    return tuple(
        LetterLine(
            id=row.id,
            number=row.number,
            title=known_templates[row.template].title,
            addressee=writing.addressee(Party(row.addressee)),
            party=row.addressee,
            stage=row.stage,
            at=row.noted_at,
            by=staff.named(known, row.noted_by),
            digest=bytes(row.pdf_hash).hex(),
            size=row.pdf_size,
            services=tuple(
                _service(one, texts, known) for one in services if one.letter_id == row.id
            ),
        )
        for row in rows
    )


def _service(
    row: LetterService,
    texts: Mapping[uuid.UUID, str],
    known: dict[uuid.UUID, staff.Colleague],
) -> Service:
    return Service(
        route=_ROUTES[row.route],
        on=row.served_on,
        by=staff.named(known, row.noted_by),
        at=row.noted_at,
        how=texts.get(row.item_id, SEALED),
    )
