"""What Candour holds of a case, in the shape in which the case system states its own."""

import datetime
import uuid
import zoneinfo
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings

from candour.cases.models import Allegation, Case, Outcome, Referral, SeverityAssessment
from candour.imports.casesystem import codes
from candour.imports.casesystem.standing import SOURCE
from candour.imports.models import StatedCase
from candour.people.models import Identifier

Said = Mapping[str, str]
# In this order a person is called by one number.
_KINDS = ("warrant", "collar", "staff")


@dataclass(frozen=True, slots=True, kw_only=True)
class OurAllegation:
    """An allegation by its codes; numbers: every number by which its subject may be called."""

    letter: str
    numbers: frozenset[str]
    said: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class OurCase:
    """A case by its codes and days, and its allegations by the number they go by."""

    file: uuid.UUID
    reference: str
    candour_reference: str
    said: Said
    allegations: Mapping[str, OurAllegation]


def of(*, organisation: uuid.UUID, files: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, OurCase]:
    """Return these cases of an organisation.

    Of a case that came from the case system, what nobody has decided here is what it says.
    """
    wanted = list(files)
    cases = list(Case.objects.filter(file_id__in=wanted, organisation_id=organisation))
    stated = {one.file_id: one for one in StatedCase.objects.filter(file_id__in=wanted)}
    referred = _referrals(wanted)
    allegations = _allegations(organisation, cases, stated)
    return {
        case.file_id: OurCase(
            file=case.file_id,
            reference=_reference(case, stated.get(case.file_id)),
            candour_reference="" if case.source_name == SOURCE else case.reference,
            said={
                "kind": case.kind,
                "source": case.source,
                "incident_on": _day(case.incident_on),
                "recorded_on": _day(case.received_on),
                "referred_on": referred.get(case.file_id) or _theirs(case, stated, "referred_on"),
                "finalised_on": _day(case.closed_on),
            },
            allegations=allegations.get(case.file_id, {}),
        )
        for case in cases
    }


def _reference(case: Case, stated: StatedCase | None) -> str:
    if stated is not None:
        return stated.reference
    return case.source_ref if case.source_name == SOURCE else case.reference


def _theirs(case: Case, stated: Mapping[uuid.UUID, StatedCase], field: str) -> str:
    one = stated.get(case.file_id)
    return str(one.said["case"][field]) if one and case.source_name == SOURCE else ""


def _referrals(files: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    rows = Referral.objects.filter(file_id__in=files, superseded_by__isnull=True)
    return {
        file: _day(on)
        for file, on in rows.order_by("decided_at", "id").values_list("file_id", "referred_on")
    }


def _allegations(
    organisation: uuid.UUID, cases: Sequence[Case], stated: Mapping[uuid.UUID, StatedCase]
) -> dict[uuid.UUID, dict[str, OurAllegation]]:
    imported = {case.file_id for case in cases if case.source_name == SOURCE}
    rows = list(
        Allegation.objects.filter(file_id__in=[case.file_id for case in cases]).order_by("number")
    )
    ids = [row.id for row in rows]
    outcomes = {
        one.allegation_id: one
        for one in Outcome.objects.filter(allegation_id__in=ids, superseded_by__isnull=True)
    }
    # With the history beside it counts more than on the facts alone, and comes later in the order.
    assessed = {
        one.allegation_id: one
        for one in SeverityAssessment.objects.filter(
            allegation_id__in=ids, superseded_by__isnull=True
        ).order_by("basis")
    }
    numbers = _numbers(organisation, [row.subject_id for row in rows if row.subject_id])
    found: dict[uuid.UUID, dict[str, OurAllegation]] = defaultdict(dict)
    for row in rows:
        number = _number(row, is_imported=row.file_id in imported)
        theirs = _statement(stated.get(row.file_id) if row.file_id in imported else None, number)
        called = numbers.get(row.subject_id, ()) if row.subject_id else ()
        found[row.file_id][number] = OurAllegation(
            letter=_letter(row),
            numbers=frozenset(called),
            said={
                "subject_number": _called(called, theirs),
                "category": row.category,
                **_severity(assessed.get(row.id), theirs),
                **_outcome(outcomes.get(row.id), theirs),
            },
        )
    return found


def _number(row: Allegation, *, is_imported: bool) -> str:
    """Return what an allegation goes by; one that was added here can't be mistaken for theirs."""
    if row.source_ref:
        return row.source_ref
    return f"C{row.number}" if is_imported else str(row.number)


def _statement(stated: StatedCase | None, number: str) -> Said:
    found: Said = stated.said["allegations"].get(number, {}) if stated else {}
    return found


def _letter(row: Allegation) -> str:
    nearest = codes.nearest(letter=row.source_category) if row.source_category else None
    return row.source_category if nearest == row.category else ""


def _called(numbers: Sequence[str], theirs: Said) -> str:
    said = theirs.get("subject_number", "")
    if not numbers or said in numbers:
        return said
    return numbers[0]


def _severity(one: SeverityAssessment | None, theirs: Said) -> Said:
    if one is not None:
        return {"assessment": one.level, "assessed_on": _local(one.decided_at)}
    return {name: theirs.get(name, "") for name in ("assessment", "assessed_on")}


def _outcome(one: Outcome | None, theirs: Said) -> Said:
    if one is None:
        return {"outcome": "", "sanction": "", "decided_on": ""}
    if one.batch_id is not None:
        return {
            "outcome": one.result,
            "sanction": one.sanction,
            "decided_on": theirs.get("decided_on", ""),
        }
    return {
        "outcome": one.result,
        "sanction": one.sanction,
        "decided_on": _day(one.decided_on) or _local(one.decided_at),
    }


def _numbers(
    organisation: uuid.UUID, persons: Iterable[uuid.UUID]
) -> dict[uuid.UUID, tuple[str, ...]]:
    rows = Identifier.objects.filter(
        organisation_id=organisation, person_id__in=list(persons), kind__in=_KINDS
    ).values_list("person_id", "kind", "until_on", "value")
    found: dict[uuid.UUID, list[tuple[bool, int, str]]] = defaultdict(list)
    for person, kind, until_on, value in rows:
        found[person].append((until_on is not None, _KINDS.index(kind), value))
    return {
        person: tuple(value for *_, value in sorted(several)) for person, several in found.items()
    }


def _day(on: datetime.date | None) -> str:
    return "" if on is None else on.isoformat()


def _local(at: datetime.datetime) -> str:
    return at.astimezone(zoneinfo.ZoneInfo(settings.TIME_ZONE)).date().isoformat()
