"""Runs the whole way from feed to alerts on generated feeds and counts what was found."""

from dataclasses import dataclass
from typing import Any

from candour.core.lookups import Relation
from candour.imports.lookups import finding, scanning, terms
from candour.imports.lookups.generated import generator
from candour.imports.lookups.generated.generator import Asked, Force, Planted
from candour.imports.lookups.tallies import Tallies

CHUNK_ROWS = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a run found of what was planted, and what it raised besides."""

    rows: int
    officer_months: int
    planted: int
    found: int
    false_alerts: int
    missed: tuple[Planted, ...]
    findings: tuple[finding.Finding, ...]

    @property
    def recall(self) -> float:
        """Return the share of planted look-ups that were found."""
        return self.found / self.planted

    @property
    def false_per_thousand(self) -> float:
        """Return false alerts for each thousand months of an officer's reading."""
        return 1_000 * self.false_alerts / self.officer_months


def run(*, asked: Asked) -> Trial:
    """Make a feed, scan it day by day and hold the alerts against what was planted."""
    made = generator.force(asked=asked)
    keyed = terms.keyed(watched=[one.terms for one in made.watched])
    about = abouts(made=made)
    hits: finding.Hits = {}
    tallies, engine, rows = Tallies(), scanning.duckdb(), 0
    for day in generator.chunks(made=made, rows=CHUNK_ROWS):
        rows += day.num_rows
        touched, counted = scan(engine, day, keyed)
        finding.gather(rows=touched, keyed=keyed, about=about, into=hits)
        tallies.add(rows=counted)
    found = finding.cards(hits=hits, about=about, reads_a_day=tallies.usual())
    return _counted(made, found, rows, tallies.officer_months())


def abouts(*, made: Force) -> tuple[finding.About, ...]:
    """Return what a run would know of each watch from the register."""
    return tuple(
        finding.About(
            reported_on=one.reported_on,
            relations={who: Relation(relation) for who, relation in one.relations.items()},
            has_birth=True,
        )
        for one in made.watched
    )


def scan(engine: Any, chunk: Any, keyed: terms.Keyed) -> tuple[list[Any], list[Any]]:
    """Return the rows of a chunk that touch anything watched, and the counts by officer and day."""
    with scanning.quiet():
        whole = scanning.readable(feed=scanning.over(chunk=chunk))
        touched = engine.to_pyarrow(scanning.touching(rows=whole, keyed=keyed)).to_pylist()
        return touched, engine.to_pyarrow(scanning.habits(rows=whole)).to_pylist()


def _counted(
    made: Force, found: tuple[finding.Finding, ...], rows: int, officer_months: int
) -> Trial:
    planted = {(one.watch, one.officer): one for one in made.planted}
    alerts = {(one.watch, one.officer) for one in found if one.card.is_alert}
    return Trial(
        rows=rows,
        officer_months=officer_months,
        planted=len(planted),
        found=len(alerts & planted.keys()),
        false_alerts=len(alerts - planted.keys()),
        missed=tuple(one for key, one in planted.items() if key not in alerts),
        findings=found,
    )
