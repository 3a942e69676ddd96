"""What a table of figures holds, and the table that stands beside each chart."""

import dataclasses

from candour.pages import charts, figures, wording

NOT_KNOWN_YET = "not known yet"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    text: str
    is_numeric: bool = True


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; the first cell of each row is its heading, the caption says what is counted."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[object, ...], ...]


def beside(figure: figures.Figure) -> Table:
    """Return the table that says what the chart of the figure shows."""
    if isinstance(figure, figures.Steps):
        return _of_steps(figure)
    if isinstance(figure, figures.Bars):
        return _of_bars(figure)
    if isinstance(figure, figures.Pairs):
        return _of_pairs(figure)
    message = f"No table is known for {type(figure).__name__}."
    raise TypeError(message)


def _of_steps(figure: figures.Steps) -> Table:
    columns = [Column(text=figure.axis, is_numeric=False)]
    for line in figure.lines:
        columns += [Column(text=line.label), Column(text=figure.interval)]
    marks = {line.mark.value: line.mark.label for line in figure.lines if line.mark}
    furthest = max((point.at for line in figure.lines for point in line.points), default=None)
    ticks = () if furthest is None else charts.whole_ticks(furthest)
    rows = [
        (_heading(at, figure=figure, mark=marks.get(at)), *_cells_at(figure, at))
        for at in sorted({*ticks, *marks})
    ]
    return Table(caption=figure.title, columns=tuple(columns), rows=tuple(rows))


def _heading(at: float, *, figure: figures.Steps, mark: str | None) -> str:
    written = wording.measured(at, unit=figure.axis_unit)
    return f"{written}: {mark}" if mark else written


def _cells_at(figure: figures.Steps, at: float) -> list[str]:
    cells = []
    for line in figure.lines:
        reached = [point for point in line.points if point.at <= at]
        if not reached or at > line.points[-1].at:
            cells += [NOT_KNOWN_YET, ""]
            continue
        last = reached[-1]
        cells.append(wording.measured(last.value, unit=figure.unit))
        cells.append(wording.interval(last.low, last.high, unit=figure.unit))
    return cells


def _of_bars(figure: figures.Bars) -> Table:
    columns = [Column(text=figure.heading, is_numeric=False), Column(text=figure.axis)]
    rows: list[tuple[str, ...]] = [
        (bar.label, wording.measured(bar.value, unit=figure.unit)) for bar in figure.bars
    ]
    if any(bar.low is not None for bar in figure.bars):
        columns.append(Column(text=figure.interval))
        between = [wording.interval(bar.low, bar.high, unit=figure.unit) for bar in figure.bars]
        rows = [(*row, interval) for row, interval in zip(rows, between, strict=True)]
    return Table(caption=figure.title, columns=tuple(columns), rows=tuple(rows))


def _of_pairs(figure: figures.Pairs) -> Table:
    columns = (
        Column(text=figure.heading, is_numeric=False),
        Column(text="Observed"),
        Column(text=figure.interval),
        Column(text="Expected"),
    )
    rows = tuple(
        (
            pair.label,
            wording.measured(pair.observed, unit=figure.unit),
            wording.interval(pair.low, pair.high, unit=figure.unit),
            wording.measured(pair.expected, unit=figure.unit),
        )
        for pair in figure.pairs
    )
    return Table(caption=figure.title, columns=columns, rows=rows)
