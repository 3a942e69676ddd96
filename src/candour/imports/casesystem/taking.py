"""Takes a batch of a case system: history follows it, what Candour handles is compared."""

import dataclasses
import datetime
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from candour.cases.actions.record_history import (
    AllegationRow,
    CaseRow,
    HistoryBatch,
    HistoryTally,
    record_history,
)
from candour.guard.actors import Actor
from candour.imports.casesystem import columns, keeping, standing
from candour.imports.casesystem.keeping import Stated
from candour.imports.casesystem.standing import SOURCE, Holder, Known
from candour.imports.source import CaseSystemPart, Mark
from candour.imports.stated.rows import AllegationLine, Matter
from candour.people.actions.record_roster import record_roster
from candour.people.models import Characteristic
from candour.people.roster import CharacteristicRow, PersonRow, RosterBatch, RosterRows

_NONE: frozenset[int] = frozenset()
Holders = Mapping[tuple[str, str], Holder]


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """The organisation whose case system it is, the run, the hash of the files, the moment."""

    organisation: uuid.UUID
    run: uuid.UUID
    content_hash: bytes
    by: Actor
    at: datetime.datetime


@dataclass(slots=True, kw_only=True)
class Taken:
    """What became of the rows of one batch, by table."""

    new: dict[str, set[int]] = field(default_factory=lambda: _by_table())
    changed: dict[str, set[int]] = field(default_factory=lambda: _by_table())
    rejected: dict[str, list[Mark]] = field(default_factory=lambda: {columns.ALLEGATIONS: []})
    noted: dict[str, list[Mark]] = field(
        default_factory=lambda: {name: [] for name in columns.TABLES}
    )
    written: dict[str, int] = field(default_factory=dict)


def _by_table() -> dict[str, set[int]]:
    return {name: set() for name in columns.TABLES}


def take(*, part: CaseSystemPart, whose: Whose) -> Taken:
    """Write what follows the case system and compare the rest, in the caller's transaction."""
    taken = Taken()
    held, differ = standing.holders(organisation=whose.organisation, matters=part.matters)
    known = standing.of(organisation=whose.organisation, matters=part.matters)
    here = standing.allegations(known)
    matters = [_alone(one, held, here.get(one.case.reference, {}), taken) for one in part.matters]
    _note(matters, known, held, differ, taken)
    tally = _record(matters, known, held, whose)
    _count(tally, matters, taken)
    files = standing.of(organisation=whose.organisation, matters=matters)
    stated = [
        Stated(matter=one, file=files[one.case.reference].file,
               is_ours=files[one.case.reference].is_ours)
        for one in matters
    ]  # fmt: skip
    kept = keeping.keep(stated=stated, organisation=whose.organisation, run=whose.run,
                        at=whose.at, by=whose.by)  # fmt: skip
    _count_stated(kept, taken)
    taken.written["imports_statedcase"] = kept.statements
    taken.written["imports_difference"] = kept.differences
    _keep_ethnicity(matters, held, taken, whose)
    taken.written = {table: count for table, count in taken.written.items() if count}
    return taken


def _alone(
    matter: Matter, held: Holders, here: Mapping[str, standing.Alleged], taken: Taken
) -> Matter:
    """Return a case in which nobody is alleged the same twice: the lower number counts.

    Nor is anybody alleged what stands here already under a number that the file doesn't name.
    """
    named = {line.number for line in matter.allegations}
    unnamed = {(one.person, one.category) for number, one in here.items() if number not in named}
    seen: dict[tuple[uuid.UUID, str], int] = {}
    kept: list[AllegationLine] = []
    for line in matter.allegations:
        holder = held.get((line.reference, line.said["subject_number"]))
        standing_here = here.get(line.number)
        # Whoever is known here once stays known, whatever the number says later.
        person = (standing_here and standing_here.person) or (holder and holder.person)
        key = (person, line.said["category"]) if person else None
        if key in seen:
            taken.rejected[columns.ALLEGATIONS].append(
                Mark(row=line.row, reason="same_subject_and_category", other_row=seen[key])
            )
            continue
        if key in unnamed:
            taken.rejected[columns.ALLEGATIONS].append(
                Mark(row=line.row, reason="held_under_other_number")
            )
            continue
        if key is not None:
            seen[key] = line.row
        kept.append(line)
    return dataclasses.replace(matter, allegations=tuple(kept))


def _note(
    matters: Sequence[Matter],
    known: Mapping[str, Known],
    held: Holders,
    differ: frozenset[tuple[str, str]],
    taken: Taken,
) -> None:
    for matter in matters:
        case = matter.case
        here = known.get(case.reference)
        if here is not None and here.is_ours:
            taken.noted[columns.CASES].append(Mark(row=case.row, reason="handled_here"))
        elif case.candour_reference and here is None:
            taken.noted[columns.CASES].append(
                Mark(row=case.row, reason="unknown_candour_reference",
                     columns=("candour_reference",))
            )  # fmt: skip
        for line in matter.allegations:
            key = (case.reference, line.said["subject_number"])
            if key in differ:
                reason = "name_differs"
            elif key not in held:
                reason = "unidentified_subject"
            else:
                continue
            taken.noted[columns.ALLEGATIONS].append(
                Mark(row=line.row, reason=reason, columns=("subject_number",))
            )


def _record(
    matters: Sequence[Matter], known: Mapping[str, Known], held: Holders, whose: Whose
) -> HistoryTally | None:
    """Record the cases that Candour does not handle: they follow their source."""
    theirs = [
        one for one in matters
        if one.case.reference not in known or not known[one.case.reference].is_ours
    ]  # fmt: skip
    if not theirs:
        return None
    batch = HistoryBatch(
        organisation=whose.organisation,
        source=SOURCE,
        content_hash=whose.content_hash,
        cases=tuple(_case_row(one, whose.organisation) for one in theirs),
        allegations=tuple(_allegation_rows(theirs, held)),
    )
    return record_history(batch=batch, by=whose.by, at=whose.at)


def _case_row(matter: Matter, organisation: uuid.UUID) -> CaseRow:
    case = matter.case
    days = {
        name: datetime.date.fromisoformat(case.said[name]) if case.said[name] else None
        for name in ("incident_on", "recorded_on", "finalised_on")
    }
    received = days["recorded_on"]
    assert received is not None  # noqa: S101 - no row is taken without it
    return CaseRow(
        source_ref=case.reference,
        source_row=case.row,
        # Two forces may number alike, and a reference is one case's in all of Candour.
        reference=f"{organisation.hex[:6].upper()}-{case.reference}",
        kind=case.said["kind"],
        source=case.said["source"],
        incident_on=days["incident_on"],
        received_on=received,
        closed_on=days["finalised_on"],
    )


def _allegation_rows(matters: Sequence[Matter], held: Holders) -> Iterator[AllegationRow]:
    for matter in matters:
        for line in matter.allegations:
            holder = held.get((line.reference, line.said["subject_number"]))
            yield AllegationRow(
                case_ref=line.reference,
                source_ref=line.number,
                source_row=line.row,
                subject_ref=holder.ref if holder else "",
                category=line.said["category"],
                source_category=line.letter,
                result=line.said["outcome"],
                sanction=line.said["sanction"],
            )


def _count(tally: HistoryTally | None, matters: Sequence[Matter], taken: Taken) -> None:
    if tally is None:
        return
    taken.new[columns.CASES] |= tally.cases.new
    taken.changed[columns.CASES] |= tally.cases.changed
    taken.new[columns.ALLEGATIONS] |= tally.allegations.new
    taken.changed[columns.ALLEGATIONS] |= tally.allegations.changed
    taken.written.update(tally.written)


def _count_stated(kept: keeping.Kept, taken: Taken) -> None:
    for table, rows in kept.new.items():
        taken.new[table] |= rows
    for table, rows in kept.changed.items():
        taken.changed[table] |= rows
    for table in columns.TABLES:
        taken.changed[table] -= taken.new[table]


def _keep_ethnicity(matters: Sequence[Matter], held: Holders, taken: Taken, whose: Whose) -> None:
    """Keep a self-defined ethnicity of whoever has none on the register: HR's own counts first."""
    said: dict[uuid.UUID, CharacteristicRow] = {}
    for matter in matters:
        for line in sorted(matter.subjects, key=lambda one: one.number):
            holder = held.get((line.reference, line.number))
            if holder is not None and line.ethnicity:
                said.setdefault(
                    holder.person,
                    CharacteristicRow(
                        ref=holder.ref, source_row=line.row, kind="ethnicity", value=line.ethnicity
                    ),
                )
    told = set(
        Characteristic.objects.filter(person_id__in=list(said), kind="ethnicity").values_list(
            "person_id", flat=True
        )
    )
    rows = tuple(row for person, row in said.items() if person not in told)
    if not rows:
        return
    batch = RosterBatch(
        organisation=whose.organisation,
        source=f"{SOURCE} {columns.SUBJECTS}",
        content_hash=whose.content_hash,
        rows=RosterRows(
            persons=tuple(PersonRow(ref=one.ref, source_row=one.source_row) for one in rows),
            characteristics=rows,
        ),
    )
    tally = record_roster(batch=batch, by=whose.by, at=whose.at)
    taken.changed[columns.SUBJECTS] |= (tally.new | tally.changed) - taken.new[columns.SUBJECTS]
    taken.written.update(tally.written)
