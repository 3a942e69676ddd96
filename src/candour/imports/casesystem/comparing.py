"""Compares what the case system states of a case with what Candour holds: field by field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from candour.imports.casesystem import columns

ALLEGATION = "allegation"
THERE = "there"
Said = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Differs:
    """A field on which both differ; part: the number of an allegation, empty for the case."""

    part: str
    field: str
    theirs: str
    ours: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one side says of a case; numbers: all by which the subject of an allegation is called.

    A side that knows a subject by one number alone leaves them out.
    """

    case: Said
    allegations: Mapping[str, Said]
    numbers: Mapping[str, frozenset[str]]


def differences(*, theirs: Side, ours: Side) -> tuple[Differs, ...]:
    """Return every field on which both differ, the case's own first."""
    return tuple(sorted({*_of_case(theirs, ours), *_of_allegations(theirs, ours)}))


def _of_case(theirs: Side, ours: Side) -> Iterator[Differs]:
    for field in columns.COMPARED_OF_CASE:
        said, held = theirs.case.get(field, ""), ours.case.get(field, "")
        if said != held:
            yield Differs(part="", field=field, theirs=said, ours=held)


def _of_allegations(theirs: Side, ours: Side) -> Iterator[Differs]:
    for number in {*theirs.allegations, *ours.allegations}:
        said, held = theirs.allegations.get(number), ours.allegations.get(number)
        if said is None or held is None:
            yield Differs(
                part=number,
                field=ALLEGATION,
                theirs=THERE if said is not None else "",
                ours=THERE if held is not None else "",
            )
            continue
        for field in columns.COMPARED_OF_ALLEGATION:
            one, other = said.get(field, ""), held.get(field, "")
            is_same_person = field == "subject_number" and one in ours.numbers.get(number, ())
            if one != other and not is_same_person:
                yield Differs(part=number, field=field, theirs=one, ours=other)
