"""Allegations by the recorded ethnicity of whom they are about, coarse and of whole forces only."""

import datetime

from candour.measures.counting.ends import OTHER, UNKNOWN, WHITE
from candour.measures.result import Result, Row
from candour.oversight import publication
from candour.oversight.publication import (
    Column,
    Count,
    Draft,
    DraftRow,
    Entry,
    Shown,
    population,
)
from candour.oversight.scopes import Anywhere, ForceOnly, OfForce
from candour.pages import wording
from candour.pages.wording import Unit
from candour.stats.disclosure.cells import Cell, Span, Split

_GROUPS = (WHITE, OTHER)
_UNIT = "allegation"


def _draft(result: Result) -> tuple[Draft, ...]:
    table = result.table("worst_cases")
    return (
        Draft(
            name="received",
            title="Allegations received and still open, by recorded ethnicity of the officer",
            definition=table.definition,
            heading=table.heading,
            columns=tuple(
                Column(text=f"{group}: {what}", unit=Unit.COUNT)
                for group in _GROUPS
                for what in ("received", "open")
            ),
            rows=tuple(
                DraftRow(label=row.label, values=_counts(result, row)) for row in table.rows
            ),
            splits=(
                Split(
                    of=population(result, _UNIT),
                    whole="",
                    parts=tuple(_part(group) for group in (*_GROUPS, UNKNOWN)),
                ),
            ),
            notes=(
                "The groups are White and all others together, since smaller ones would tell about"
                " single people.",
                "Allegations about nobody known, or about people whose ethnicity is not recorded,"
                " are in neither group.",
            ),
        ),
    )


def _part(group: str) -> str:
    return f"ethnicity: {group}"


def _counts(result: Result, row: Row) -> tuple[Count, ...]:
    """Return what was received and is open of both groups; where the measure is silent, nothing."""
    asked = result.parameters
    year = int(row.label)
    window = publication.received(
        from_on=max(asked.from_on, datetime.date(year, 1, 1)),
        to_on=min(asked.to_on, datetime.date(year, 12, 31)),
    )
    counts = []
    for place, group in enumerate(_GROUPS):
        received, share = (value.value or 0.0 for value in row.values[2 * place : 2 * place + 2])
        for number, spans in (
            (received, (window,)),
            (received * share, (publication.open_at(asked.as_of), window)),
        ):
            counts.append(_count(result, group, spans, round(number)))
    return tuple(counts)


def _count(result: Result, group: str, spans: tuple[Span, ...], number: int) -> Count:
    cell = Cell(of=population(result, _UNIT), part=_part(group), spans=spans)
    return Count(cell=cell, count=number)


def _headline(tables: tuple[Shown, ...]) -> str:
    shown = [row for row in tables[0].rows if row.values[0] is not None and row.values[2]]
    if not shown:
        return "There are too few allegations to publish any by recorded ethnicity."
    last = shown[-1]
    white, other = (
        wording.grouped(number) for number in (last.values[0] or 0, last.values[2] or 0)
    )
    return (
        f"Of the allegations received in {last.label}, about {white} were about White officers and"
        f" about {other} about officers of all other recorded groups. How many officers there are"
        " in each group is not in these numbers, so they can't say who is reported more often."
    )


ENTRY = Entry(
    name="ethnicity",
    title="Allegations by ethnicity of the officer",
    question="How many allegations are about White officers and about all others, and how many are"
    " still open?",
    measure="outcomes",
    by="",
    scope=OfForce(by=(ForceOnly.ETHNICITY, Anywhere.YEAR, Anywhere.STATE)),
    draft=_draft,
    headline=_headline,
)
