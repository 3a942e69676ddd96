"""Reads of the people register: candidates for a description, names, units and organisations."""

import dataclasses
import datetime
import re
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db import connection

from candour.core.matching import ranks, score
from candour.core.matching.comparing import Born, Dated, Description, Known, KnownName
from candour.core.matching.conflicts import fold
from candour.core.matching.score import Reading
from candour.guard.actors import Actor
from candour.guard.permissions import demand
from candour.people import naming, rarity
from candour.people.models import (
    Identifier,
    Person,
    PersonName,
    Posting,
    Service,
)

# Folded names are compared without what parts or joins them; likely.sql does the same.
_JOINED = str.maketrans("", "", " -'\u2019.")
# A typed name that means more people than these says too little.
_MOST_LIKE = 20
_NUMBER = re.compile(r"[a-z]*\d[a-z\d]*")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PersonCard:
    """A person as a suggestion shows them: name, numbers, where they serve, who they are now."""

    person_id: uuid.UUID
    name: str
    numbers: tuple[str, ...]
    unit: str
    rank: str
    organisation: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What was typed of a person as the scorer takes it, everybody it may mean, of how many."""

    readings: tuple[Reading, ...]
    register: tuple[Known, ...]
    people: int


def candidates(
    *, said: Mapping[str, str], on: datetime.date | None, by: Actor, at: datetime.datetime
) -> Compared:
    """Return what was typed of a person as the scorer takes it, and everybody it may mean."""
    demand("people.candidates", by=by, at=at)
    units = _units_like(said.get("unit", ""))
    description = _description(said, units, on)
    shares = rarity.counts_of(said=description)
    words = rarity.words_of(said=description, people=shares.people)
    with connection.cursor() as cursor:
        cursor.execute(
            "select person_id from people.likely(%s, %s, %s, %s)",
            [
                words.families(description),
                words.givens(description),
                sorted(_variants(description.numbers)),
                [unit for unit, _ in units],
            ],
        )
        found = [person for (person,) in cursor.fetchall()]
    return Compared(
        readings=words.readings(description, shares),
        register=tuple(_known(found)),
        people=shares.people,
    )


def cards_like(
    *, said: Mapping[str, str], on: datetime.date, by: Actor, at: datetime.datetime
) -> tuple[PersonCard, ...]:
    """Return whom a typed name or number may mean, by name; nobody where nothing was typed."""
    demand("people.cards", by=by, at=at)
    if not any(said.values()):
        return ()
    compared = candidates(said=said, on=on, by=by, at=at)
    found = score.rank(
        readings=compared.readings, register=compared.register, at_least=0.0, most=_MOST_LIKE
    )
    shown = cards(persons=[one.person_id for one in found], by=by, at=at) if found else {}
    return tuple(sorted(shown.values(), key=lambda card: (card.name, card.person_id.bytes)))


def cards(
    *, persons: Iterable[uuid.UUID], by: Actor, at: datetime.datetime
) -> dict[uuid.UUID, PersonCard]:
    """Return how to show these persons, by id."""
    demand("people.cards", by=by, at=at)
    wanted = sorted(set(persons), key=lambda one: one.bytes)
    names = _names(wanted)
    posted = _present_postings(wanted)
    bodies = dict(
        Service.objects.filter(person_id__in=wanted)
        .order_by("joined_on", "id")
        .values_list("person_id", "organisation_id")
    )
    called = naming.organisation_names(organisations=bodies.values())
    numbers: dict[uuid.UUID, list[str]] = defaultdict(list)
    shown = Identifier.objects.filter(person_id__in=wanted).exclude(kind="source_id")
    for identifier in shown.order_by("kind", "value"):
        numbers[identifier.person_id].append(f"{identifier.kind} {identifier.value}")
    return {
        person: PersonCard(
            person_id=person,
            name=names.get(person, "Name not recorded"),
            numbers=tuple(numbers[person]),
            unit=posted.get(person, ("", ""))[0],
            rank=posted.get(person, ("", ""))[1],
            organisation=called.get(bodies[person], "") if person in bodies else "",
        )
        for person in wanted
    }


def _description(
    said: Mapping[str, str], units: Sequence[tuple[uuid.UUID, str]], on: datetime.date | None
) -> Description:
    given, family = fold(said.get("given", "")), fold(said.get("family", ""))
    is_one_name = bool(given) != bool(family)
    if not family and " " in given:
        given, family = given.split(" ", 1)
    return Description(
        given=given.split(" ")[0],
        family=_one_word(family),
        numbers=tuple(sorted(set(_NUMBER.findall(fold(said.get("number", "")))))),
        rank=ranks.level_of(fold(said.get("rank", ""))),
        unit_ids=frozenset(unit for unit, _ in units),
        on=on,
        is_one_name=is_one_name and " " not in fold(said.get("given", "")),
    )


def _one_word(family: str) -> str:
    return family.translate(_JOINED)


def _units_like(typed: str) -> list[tuple[uuid.UUID, str]]:
    if not typed.strip():
        return []
    with connection.cursor() as cursor:
        cursor.execute("select unit_id, name from people.units_like(%s)", [typed])
        return list(cursor.fetchall())


def _known(persons: Sequence[uuid.UUID]) -> list[Known]:
    names, numbers, postings = defaultdict(list), defaultdict(list), defaultdict(list)
    for name in PersonName.objects.filter(person_id__in=persons).order_by("id"):
        names[name.person_id].append(_known_name(name))
    for identifier in Identifier.objects.filter(person_id__in=persons).order_by("id"):
        numbers[identifier.person_id].append(
            Dated(
                value=fold(identifier.value),
                from_on=identifier.from_on,
                until_on=identifier.until_on,
            )
        )
    for posting in Posting.objects.filter(person_id__in=persons).order_by("id"):
        postings[posting.person_id].append(
            Dated(
                value=fold(posting.rank),
                unit_id=posting.unit_id,
                from_on=posting.from_on,
                until_on=posting.until_on,
            )
        )
    years = Person.objects.filter(id__in=persons, birth_year__isnull=False)
    born = {
        person: Born(year=year) for person, year in years.values_list("id", "birth_year") if year
    }
    return [
        Known(
            person_id=person,
            names=names[person],
            numbers=numbers[person],
            postings=postings[person],
            born=born.get(person),
        )
        for person in sorted(persons, key=lambda one: one.bytes)
    ]


def _known_name(name: PersonName) -> KnownName:
    given, *others = fold(name.given).split(" ")
    family = fold(name.family)
    parts = tuple(re.split(r"[ -]", family))
    return KnownName(
        given=given,
        family=_one_word(family),
        is_current=name.kind == "current",
        others=tuple(others),
        parts=parts if len(parts) > 1 else (),
    )


def _names(persons: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    rows = PersonName.objects.filter(person_id__in=persons, kind="current").order_by("id")
    return {row.person_id: f"{row.given} {row.family}".strip() for row in rows}


def _present_postings(persons: Sequence[uuid.UUID]) -> dict[uuid.UUID, tuple[str, str]]:
    rows = (
        Posting.objects.filter(person_id__in=persons, until_on__isnull=True)
        .order_by("from_on", "id")
        .values_list("person_id", "unit__name", "rank")
    )
    return {person: (unit, rank) for person, unit, rank in rows}


def _variants(numbers: Sequence[str]) -> set[str]:
    """Return a number as typed, in capitals, and with one digit swapped with its neighbour."""
    found: set[str] = set()
    for number in numbers:
        digits = re.sub(r"\D", "", number)
        found |= {number, number.upper(), digits}
        for place in range(len(digits) - 1):
            swapped = list(digits)
            swapped[place], swapped[place + 1] = swapped[place + 1], swapped[place]
            found.add("".join(swapped))
    return found - {""}
