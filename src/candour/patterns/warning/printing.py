"""An evaluation as tables that stand in a terminal and in a page of the documentation alike."""

from collections.abc import Sequence

from candour.patterns.warning.judging import outcome
from candour.patterns.warning.judging.evaluating import Asked, Evaluated
from candour.patterns.warning.judging.groups import Audited, Share
from candour.stats.ranking import Measured

_HEADINGS = {
    "auc": "AUC",
    "precision_1%": "Precision at 1 %",
    "precision_2%": "Precision at 2 %",
    "precision_5%": "Precision at 5 %",
    "recall_5%": "Recall at 5 %",
}


def text(*, asked: Asked, found: Evaluated) -> str:
    """Return the whole evaluation as Markdown."""
    learned = ", ".join(day.isoformat() for day in asked.learn_from)
    calibration = found.calibration
    lines = [
        f"Ranked: {found.people:,} people in service as of {asked.on.isoformat()}.",
        f"It came to {found.happened:,} of them: {outcome.DEFINITION}, {asked.before.isoformat()}.",
        f"Flagged: {found.flagged:,}. Boosting learned from {learned}, with what was known by"
        f" {asked.on.isoformat()}.",
        "",
        *_table(["Ranking", *_HEADINGS.values()], [
            [name, *(_measured(values[figure]) for figure in _HEADINGS)]
            for name, values in found.figures.items()
        ]),
        "",
        f"Intervals: 95 %, from {asked.times:,} bootstrap draws of people.",
        f"Calibration of the card's chance: intercept {calibration.intercept:.2f}, slope"
        f" {calibration.slope:.2f}, {calibration.in_the_large:.2f} came for each one expected,"
        f" Brier {calibration.brier:.5f}.",
    ]  # fmt: skip
    for audited in found.audits:
        lines += ["", *_audit(audited)]
    return "\n".join(lines)


def _audit(audited: Audited) -> list[str]:
    ratio = "none" if audited.false_flag_ratio is None else f"{audited.false_flag_ratio:.2f}"
    return [
        f"By {audited.kind}. Highest share of false flags over the lowest: {ratio}."
        f" In groups too small to show: {audited.left_out}.",
        "",
        *_table(
            ["Group", "People", "Flagged", "False flags (FPR)", "Missed (FNR)",
             "Flags that were right (PPV)", "Came for each expected"],
            [
                [one.name, f"{one.people:,}", _share(one.flagged), _share(one.false_flags),
                 _share(one.missed), _share(one.right_flags),
                 "nobody" if one.in_the_large is None else f"{one.in_the_large:.2f}"]
                for one in audited.groups
            ],
        ),
    ]  # fmt: skip


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    return [_line(headings), _line(["---"] * len(headings)), *map(_line, rows)]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _measured(one: Measured) -> str:
    return f"{one.value:.3f} ({one.interval.low:.3f} to {one.interval.high:.3f})"


def _share(one: Share) -> str:
    if one.value is None or one.interval is None:
        return "nobody"
    return f"{one.value:.1%} ({one.interval.low:.1%} to {one.interval.high:.1%})"
