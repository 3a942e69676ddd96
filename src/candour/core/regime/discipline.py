"""What discipline is open: standards, panels, outcomes, warnings, and somebody who has left."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from candour.core.calendar import corresponding_day, covers, period_of_months_end
from candour.law.conduct import discipline, former_officers, panels, standards
from candour.law.conduct.former_officers import Condition
from candour.law.conduct.panels import Concerned, Panel
from candour.law.conduct.standards import Standard, Touches
from candour.law.instruments import Layer
from candour.law.outcomes import SANCTIONS, Proceedings, Sanction

_WOULD_HAVE_BEEN = "would_have_been_dismissed"
_DISMISSAL = "dismissal_without_notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facing:
    """Holds what decides which outcomes are open.

    has_final_warning: one was in force when severity was assessed. unconnected_incidents: how many
    incidents misconduct was found about that are not closely connected in fact.
    """

    proceedings: Proceedings
    finding: str
    layers: tuple[Layer, ...]
    has_final_warning: bool = False
    unconnected_incidents: int = 1
    has_left: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """States the outcomes that are open, the one presumed if any, and why.

    needs_reason: the field that must hold a reason where another than the presumed is chosen.
    """

    sanctions: tuple[Sanction, ...]
    presumed: str | None
    needs_reason: str | None
    because: tuple[str, ...]


def standards_of(*, categories: Iterable[str]) -> tuple[Standard, ...]:
    """Return the standards that allegations of some categories may breach, the nearest first."""
    wanted = set(categories)
    rows = [row for row in standards.TOUCHED if row.category in wanted]
    return tuple(dict.fromkeys(standard for row in rows for standard in row.standards))


def always_put(*, categories: Iterable[str]) -> tuple[Touches, ...]:
    """Return the rows of those categories that are always put as a possible breach."""
    wanted = set(categories)
    return tuple(
        row for row in standards.TOUCHED if row.category in wanted and row.is_always_candidate
    )


def panel_for(
    *, proceedings: Proceedings, concerned: Concerned, law_on: datetime.date
) -> Panel | None:
    """Return who conducts proceedings under the rules for a matter; None before those held here.

    References: Police (Conduct) Regulations 2020 regs 27, 28, 55; SI 2024/521.
    """
    return next(
        (
            row
            for row in panels.PANELS
            if row.proceedings is proceedings
            and concerned in row.concerned
            and covers(period=row.in_force, on=law_on)
        ),
        None,
    )


def open_outcomes(*, facing: Facing) -> Open:
    """Return the outcomes that are open after a finding, the presumed one, and why.

    References: Police (Conduct) Regulations 2020 regs 42, 62, as amended by SI 2025/558.
    """
    because = _openers(facing)
    sanctions = tuple(row for row in SANCTIONS if _is_open(row, facing, is_opened=bool(because)))
    rule = discipline.PRESUMPTION_OF_DISMISSAL
    is_presumed = facing.finding == rule.finding and any(
        layer.in_force.from_on == rule.in_force.from_on for layer in facing.layers
    )
    if not is_presumed:
        return Open(sanctions=sanctions, presumed=None, needs_reason=None, because=because)
    return Open(
        sanctions=sanctions,
        presumed=_WOULD_HAVE_BEEN if facing.has_left else rule.outcome,
        needs_reason=rule.reason_field,
        because=(*because, rule.summary),
    )


def _openers(facing: Facing) -> tuple[str, ...]:
    """Return why the gravest outcomes are open for misconduct that is not gross."""
    if facing.finding != "misconduct" or facing.proceedings is not Proceedings.MISCONDUCT_HEARING:
        return ()
    holds = {
        "final_warning_in_force": facing.has_final_warning,
        "repeat_incidents": facing.unconnected_incidents > 1,
    }
    return tuple(row.summary for row in discipline.OPENERS if holds[row.code])


def _is_open(row: Sanction, facing: Facing, *, is_opened: bool) -> bool:
    if facing.proceedings not in row.at:
        return False
    # Whoever has left can be neither warned nor reduced in rank nor dismissed.
    if facing.has_left != (row.code == _WOULD_HAVE_BEEN):
        return False
    grave = any(row.code in opener.sanctions for opener in discipline.OPENERS)
    return facing.finding in row.findings or (is_opened and grave)


def condition_of(*, left_on: datetime.date, attention_on: datetime.date) -> Condition:
    """Return under which condition proceedings against somebody who has left are possible.

    References: Police (Conduct) Regulations 2020 reg 4(2)-(5).
    """
    if attention_on <= left_on:
        return Condition.A
    last = corresponding_day(on=left_on, months=former_officers.WINDOW_MONTHS)
    return Condition.B if attention_on <= last else Condition.C


def warning_until(
    *, sanction: str, given_on: datetime.date, months: int | None = None
) -> datetime.date | None:
    """Return the last day of a warning; None for what is no warning, or longer than allowed.

    References: Police (Conduct) Regulations 2020 reg 42; the durations are to be confirmed.
    """
    row = next((row for row in discipline.WARNINGS if row.sanction == sanction), None)
    if row is None:
        return None
    lasts = months or row.months
    if not row.months <= lasts <= (row.extendable_to_months or row.months):
        return None
    return period_of_months_end(begins_on=given_on, months=lasts)
