"""Where a stated case stands here: not known, kept as history, or handled in Candour."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from candour.cases.models import Allegation, Case
from candour.core.matching.conflicts import fold
from candour.guard.models import FileKey
from candour.imports.stated.rows import Matter
from candour.people.models import Identifier, PersonName

SOURCE = "casesystem"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A case that is here. is_ours: it began here, or has been taken on here."""

    file: uuid.UUID
    is_ours: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Alleged:
    """What is alleged here under one number, and of whom, where that is known."""

    person: uuid.UUID | None
    category: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds a number on a day: the person and the register's own id of them."""

    person: uuid.UUID
    ref: str


def of(*, organisation: uuid.UUID, matters: Sequence[Matter]) -> Mapping[str, Known]:
    """Return the cases that are here, by the case system's reference.

    A case is Candour's as soon as it has keys: without them no step of it can be taken here.
    """
    named = {
        one.case.candour_reference: one.case.reference
        for one in matters
        if one.case.candour_reference
    }
    ours = Case.objects.filter(organisation_id=organisation)
    found = dict(
        ours.filter(
            source_name=SOURCE, source_ref__in=[one.case.reference for one in matters]
        ).values_list("source_ref", "file_id")
    )
    own = ours.filter(reference__in=list(named)).exclude(source_name=SOURCE)
    began = {named[reference]: file for reference, file in own.values_list("reference", "file_id")}
    found |= began
    keyed = set(
        FileKey.objects.filter(file_id__in=list(found.values())).values_list("file_id", flat=True)
    )
    return {
        reference: Known(file=file, is_ours=file in keyed or reference in began)
        for reference, file in found.items()
    }


def allegations(known: Mapping[str, Known]) -> Mapping[str, Mapping[str, Alleged]]:
    """Return what is alleged in the cases that follow the case system, by reference and number."""
    followed = {one.file: reference for reference, one in known.items() if not one.is_ours}
    rows = Allegation.objects.filter(file_id__in=list(followed)).values_list(
        "file_id", "source_ref", "subject_id", "category"
    )
    found: dict[str, dict[str, Alleged]] = defaultdict(dict)
    for file, number, person, category in rows:
        found[followed[file]][number] = Alleged(person=person, category=category)
    return found


def holders(
    *, organisation: uuid.UUID, matters: Sequence[Matter]
) -> tuple[Mapping[tuple[str, str], Holder], frozenset[tuple[str, str]]]:
    """Return who holds each number of each case on the day it was recorded.

    A number alone is not a person: where the delta names its holder too, the name must be one of
    theirs. The second answer is the numbers whose holder has another name.
    """
    wanted = {number for one in matters for number in _numbers(one)}
    spans = _spans(organisation, wanted)
    names = _names({person for several in spans.values() for person, *_ in several})
    found: dict[tuple[str, str], Holder] = {}
    differ = set()
    for matter in matters:
        on = datetime.date.fromisoformat(matter.case.said["recorded_on"])
        said = {one.number: fold(one.family) for one in matter.subjects}
        for number in _numbers(matter):
            held = {(person, ref) for person, ref, first, last in spans.get(number, ())
                    if (first is None or first <= on) and (last is None or on <= last)}  # fmt: skip
            if len(held) != 1:
                continue
            ((person, ref),) = held
            family = said.get(number, "")
            if family and family not in names.get(person, set()):
                differ.add((matter.case.reference, number))
                continue
            found[matter.case.reference, number] = Holder(person=person, ref=ref)
    return found, frozenset(differ)


def _numbers(matter: Matter) -> set[str]:
    said = {one.said["subject_number"] for one in matter.allegations}
    return (said | {one.number for one in matter.subjects}) - {""}


_Span = tuple[uuid.UUID, str, datetime.date | None, datetime.date | None]


def _spans(organisation: uuid.UUID, numbers: Iterable[str]) -> dict[str, list[_Span]]:
    held = Identifier.objects.filter(organisation_id=organisation, value__in=sorted(numbers))
    rows = list(
        held.exclude(kind="source_id").values_list("value", "person_id", "from_on", "until_on")
    )
    refs = dict(
        Identifier.objects.filter(
            organisation_id=organisation,
            kind="source_id",
            person_id__in=[person for _, person, *_ in rows],
        )
        .order_by("value")
        .values_list("person_id", "value")
    )
    found: dict[str, list[_Span]] = defaultdict(list)
    for value, person, first, last in rows:
        if person in refs:
            found[value].append((person, refs[person], first, last))
    return found


def _names(persons: Iterable[uuid.UUID]) -> dict[uuid.UUID, set[str]]:
    found: dict[uuid.UUID, set[str]] = defaultdict(set)
    rows = PersonName.objects.filter(person_id__in=list(persons)).values_list("person_id", "family")
    for person, family in rows:
        found[person].add(fold(family))
    return found
