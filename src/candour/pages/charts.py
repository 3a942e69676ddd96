"""Draws figures as SVG that can be read aloud, printed and understood without colour or script."""

import dataclasses
import math
import textwrap
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, tostring  # builds, never parses

from django.utils.safestring import SafeString

from candour.pages import figures, wording
from candour.pages.wording import Unit

_WIDTH = 720.0
_LINE = 18.0
# Below this a value is nought to any reader, and its logarithm soon overflows.
_LEAST = 1e-9
_LEFT_OF_ROWS, _RIGHT_OF_ROWS = 212.0, 530.0


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """Maps values from nought to `top` on to the pixels from `start` to `end`."""

    top: float
    step: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        return self.start + (self.end - self.start) * value / self.top

    @property
    def ticks(self) -> tuple[float, ...]:
        return tuple(self.step * place for place in range(round(self.top / self.step) + 1))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Stroke:
    """One bar of a row, whichever kind of figure it comes from."""

    kind: str
    value: float | None
    text: str
    low: float | None = None
    high: float | None = None

    @property
    def reach(self) -> float:
        return max(self.value or 0, self.high or 0)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Plane:
    """The drawing and its two scales, passed about together."""

    root: Element
    across: _Scale
    up: _Scale


def drawing(figure: figures.Figure) -> SafeString:
    """Draw a figure of any kind."""
    if isinstance(figure, figures.Steps):
        return _steps(figure)
    if isinstance(figure, figures.Bars):
        return _bars(figure)
    if isinstance(figure, figures.Pairs):
        return _pairs(figure)
    message = f"No chart is known for {type(figure).__name__}."
    raise TypeError(message)


def whole_ticks(top: float) -> tuple[float, ...]:
    """Return the round values from nought that mark an axis reaching to `top`."""
    return _scale(top, start=0, end=1, is_whole=True).ticks


def _steps(figure: figures.Steps) -> SafeString:
    lines = [line for line in figure.lines if line.points]
    points = [point for line in lines for point in line.points]
    highest = max((point.high or point.value for point in points), default=1)
    plane = _Plane(
        root=_root(figure, height=410),
        across=_scale(max((p.at for p in points), default=1), start=64, end=530, is_whole=True),
        up=_scale(1 if figure.unit is Unit.PERCENT else highest, start=340, end=30),
    )
    _axes(figure, plane)
    for place, line in enumerate(lines):
        _curve(line, place=place, plane=plane)
    for place, line in enumerate(lines):
        _mark(figure, line, place=place, plane=plane)
    _label_ends(lines, plane=plane)
    return _written(plane.root)


def _axes(figure: figures.Steps, plane: _Plane) -> None:
    left, right, bottom = plane.across.start, plane.across.end, plane.up.start
    for tick in plane.up.ticks:
        _line(plane.root, "grid", (left, plane.up(tick)), (right, plane.up(tick)))
        _text(plane.root, _tick(tick, figure.unit), (left - 8, plane.up(tick) + 5), anchor="end")
    for tick in plane.across.ticks:
        _line(plane.root, "axis", (plane.across(tick), bottom), (plane.across(tick), bottom + 6))
        _text(plane.root, wording.grouped(tick), (plane.across(tick), bottom + 24))
    _line(plane.root, "axis", (left, bottom), (right, bottom))
    _text(plane.root, figure.axis, ((left + right) / 2, bottom + 52))
    if figure.reference:
        height = plane.up(figure.reference.value)
        _line(plane.root, "reference", (left, height), (right, height))
        _text(plane.root, figure.reference.label, (right - 4, height - 6), anchor="end")


def _curve(line: figures.Line, *, place: int, plane: _Plane) -> None:
    values = [(point.at, point.value) for point in line.points]
    known = [point for point in line.points if point.low is not None and point.high is not None]
    if known:
        upper = _stairs([(point.at, point.high or 0) for point in known], plane)
        lower = _stairs([(point.at, point.low or 0) for point in known], plane)
        outline = [*upper, *reversed(lower)]
        band = {"class": f"candour-chart__band candour-chart__band--{place % 4}"}
        SubElement(plane.root, "path", {**band, "d": f"{_path(outline)} Z"})
    shape = {"class": f"candour-chart__line candour-chart__line--{place % 4}"}
    SubElement(plane.root, "path", {**shape, "d": _path(_stairs(values, plane))})


def _stairs(values: Sequence[tuple[float, float]], plane: _Plane) -> list[tuple[float, float]]:
    """Return the corners of a step line, one step for each half pixel at most."""
    heights = {round(plane.across(at) * 2) / 2: plane.up(value) for at, value in values}
    corners: list[tuple[float, float]] = []
    for at, height in heights.items():
        if corners:
            corners.append((at, corners[-1][1]))
        corners.append((at, height))
    return corners


def _mark(figure: figures.Steps, line: figures.Line, *, place: int, plane: _Plane) -> None:
    if line.mark is None:
        return
    foot, bottom = plane.across(line.mark.value), plane.up.start
    head = plane.up(_height_at(line, line.mark.value))
    is_far = foot > (plane.across.start + plane.across.end) / 2
    aside = -6 if is_far else 6
    words = f"{wording.measured(line.mark.value, unit=figure.axis_unit)}: {line.mark.label}"
    _line(plane.root, "mark", (foot, head), (foot, bottom))
    beside = (foot + aside, bottom - 8 - place * _LINE)
    _text(plane.root, words, beside, anchor="end" if is_far else "start")


def _height_at(line: figures.Line, at: float) -> float:
    reached = [point.value for point in line.points if point.at <= at]
    return reached[-1] if reached else line.points[0].value


def _label_ends(lines: Sequence[figures.Line], *, plane: _Plane) -> None:
    """Write each line's name beside its end, apart from the others and above the axis."""
    edge, lowest = plane.across.end, plane.up.start
    ends = [(plane.across(line.points[-1].at), plane.up(line.points[-1].value)) for line in lines]
    for line, end in sorted(zip(lines, ends, strict=True), key=lambda pair: -pair[1][1]):
        words = textwrap.wrap(line.label, 20)
        height = min(end[1], lowest - _LINE * (len(words) - 1))
        lowest = height - _LINE - 4
        _line(plane.root, "leader", end, (edge + 6, height))
        _paragraph(plane.root, words, (edge + 10, height + 5))


def _bars(figure: figures.Bars) -> SafeString:
    rows = [
        (bar.label, [_stroke(bar.value, unit=figure.unit, low=bar.low, high=bar.high)])
        for bar in figure.bars
    ]
    return _rows(figure, rows)


def _pairs(figure: figures.Pairs) -> SafeString:
    rows = []
    for pair in figure.pairs:
        observed = _stroke(pair.observed, unit=figure.unit, low=pair.low, high=pair.high)
        expected = _stroke(pair.expected, unit=figure.unit)
        named = dataclasses.replace(observed, text=f"observed {observed.text}")
        other = dataclasses.replace(expected, text=f"expected {expected.text}", kind="expected")
        rows.append((pair.label, [named, other]))
    return _rows(figure, rows)


def _stroke(
    value: float | None, *, unit: Unit, low: float | None = None, high: float | None = None
) -> _Stroke:
    text = wording.measured(value, unit=unit)
    if value is None or low is None or high is None:
        return _Stroke(kind="observed", value=value, text=text)
    return _Stroke(kind="observed", value=value, text=text, low=low, high=high)


def _rows(figure: figures.Figure, rows: Sequence[tuple[str, list[_Stroke]]]) -> SafeString:
    reaches = [stroke.reach for _, strokes in rows for stroke in strokes]
    compared = [figure.reference.value] if figure.reference else []
    is_whole = figure.unit in {Unit.COUNT, Unit.DAYS}
    top = max([*reaches, *compared], default=1)
    across = _scale(top, start=_LEFT_OF_ROWS, end=_RIGHT_OF_ROWS, is_whole=is_whole)
    heights = [max(len(_wrapped(label)), len(strokes)) * 22.0 + 14 for label, strokes in rows]
    bottom = 30 + sum(heights)
    root = _root(figure, height=bottom + 66)
    for tick in across.ticks:
        _line(root, "grid", (across(tick), 30), (across(tick), bottom))
        _text(root, _tick(tick, figure.unit), (across(tick), bottom + 22))
    above = 30.0
    for (label, strokes), height in zip(rows, heights, strict=True):
        _row(root, label, strokes, middle=above + height / 2, across=across)
        above += height
    _line(root, "axis", (across.start, 30), (across.start, bottom))
    _text(root, figure.axis, ((across.start + across.end) / 2, bottom + 50))
    if figure.reference:
        at = across(figure.reference.value)
        _line(root, "reference", (at, 24), (at, bottom))
        _text(root, figure.reference.label, (at, 18))
    return _written(root)


def _row(
    root: Element, label: str, strokes: Sequence[_Stroke], *, middle: float, across: _Scale
) -> None:
    words = _wrapped(label)
    _paragraph(
        root, words, (across.start - 12, middle + 5 - _LINE * (len(words) - 1) / 2), anchor="end"
    )
    for place, stroke in enumerate(strokes):
        centre = middle + (place - (len(strokes) - 1) / 2) * 22
        _bar(root, stroke, centre=centre, across=across)
        _text(root, stroke.text, (_RIGHT_OF_ROWS + 16, centre + 5), anchor="start")


def _bar(root: Element, stroke: _Stroke, *, centre: float, across: _Scale) -> None:
    if stroke.value is None:
        return
    length = across(stroke.value) - across.start
    box = {"x": across.start, "y": centre - 8, "width": length, "height": 16.0}
    kind = {"class": f"candour-chart__bar candour-chart__bar--{stroke.kind}"}
    SubElement(root, "rect", {**kind, **{name: _number(size) for name, size in box.items()}})
    if stroke.low is None or stroke.high is None:
        return
    low, high = across(stroke.low), across(stroke.high)
    _line(root, "whisker", (low, centre), (high, centre))
    _line(root, "whisker", (low, centre - 5), (low, centre + 5))
    _line(root, "whisker", (high, centre - 5), (high, centre + 5))


def _scale(top: float, *, start: float, end: float, is_whole: bool = False) -> _Scale:
    """Return a scale whose four to eight ticks fall on round values."""
    reach = max(top, _LEAST) if top else 1.0
    magnitude = 10.0 ** math.floor(math.log10(reach / 5))
    steps = [magnitude * factor for factor in (1, 2, 2.5, 5, 10)]
    if is_whole:
        steps = [step for step in steps if step == int(step)] or [1.0]
    step = next((step for step in steps if reach / step <= 6), steps[-1])
    return _Scale(top=step * math.ceil(round(reach / step, 9)), step=step, start=start, end=end)


def _tick(value: float, unit: Unit) -> str:
    share = value * 100 if unit is Unit.PERCENT else value
    written = wording.grouped(share, digits=0 if math.isclose(share, round(share)) else 1)
    return f"{written}%" if unit is Unit.PERCENT else written


def _wrapped(label: str) -> list[str]:
    return textwrap.wrap(label, 26, max_lines=3, placeholder=" …")


def _root(figure: figures.Figure, *, height: float) -> Element:
    root = Element("svg", {"class": "candour-chart", "role": "img"})
    root.set("viewBox", f"0 0 {_number(_WIDTH)} {_number(height)}")
    root.set("aria-labelledby", f"{figure.identifier}-title {figure.identifier}-description")
    SubElement(root, "title", {"id": f"{figure.identifier}-title"}).text = figure.title
    described = SubElement(root, "desc", {"id": f"{figure.identifier}-description"})
    described.text = figure.description
    return root


def _line(root: Element, kind: str, start: tuple[float, float], end: tuple[float, float]) -> None:
    ends = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]}
    shape = {"class": f"candour-chart__{kind}"}
    SubElement(root, "line", {**shape, **{name: _number(at) for name, at in ends.items()}})


def _text(root: Element, words: str, at: tuple[float, float], *, anchor: str = "middle") -> None:
    place = {"x": _number(at[0]), "y": _number(at[1]), "text-anchor": anchor}
    SubElement(root, "text", place).text = words


def _paragraph(
    root: Element, words: Sequence[str], at: tuple[float, float], *, anchor: str = "start"
) -> None:
    for place, line in enumerate(words):
        _text(root, line, (at[0], at[1] + place * _LINE), anchor=anchor)


def _path(corners: Sequence[tuple[float, float]]) -> str:
    return "M" + " L".join(f"{_number(across)},{_number(up)}" for across, up in corners)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _written(root: Element) -> SafeString:
    return SafeString(tostring(root, encoding="unicode"))
