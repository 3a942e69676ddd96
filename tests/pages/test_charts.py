"""Charts: true to their numbers, readable without colour or script, and never without a table."""

import math
import re

import gallery
import pytest
import strict_html
from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from candour.pages import charts, figures, tables
from candour.pages.wording import Unit

FIGURES = (gallery.SURVIVAL, gallery.SHARES, gallery.COMPARED)
SHARES = st.floats(min_value=0, max_value=1)
TOPS = st.floats(min_value=1e-3, max_value=1e9)


def drawn(figure):
    shell = "<!DOCTYPE html><html lang=en><head><title>x</title></head><body>{}</body></html>"
    return strict_html.read(shell.format(charts.drawing(figure)))


def words_of(figure):
    return [strict_html.text_of(text) for text in drawn(figure).all("text")]


def shares(*bars):
    return figures.Bars(
        identifier="shares",
        title="Shares",
        description="Bars.",
        definition="Cases received in 2025.",
        heading="Group",
        axis="Share",
        unit=Unit.PERCENT,
        bars=bars,
    )


def survival(*lines):
    return figures.Steps(
        identifier="open",
        title="Still open",
        description="A falling line.",
        definition="Cases received in 2025.",
        axis="Days",
        unit=Unit.PERCENT,
        lines=lines,
    )


@pytest.mark.parametrize("figure", FIGURES)
def test_a_chart_says_its_title_and_description_to_a_reader(figure):
    page = drawn(figure)
    named = page.one("svg").get("aria-labelledby").split()
    assert page.one("svg").get("role") == "img"
    assert strict_html.text_of(page.one("desc", id=named[1])) == figure.description
    assert f'<title id="{named[0]}">{figure.title}</title>' in charts.drawing(figure)


@pytest.mark.parametrize("figure", FIGURES)
def test_a_chart_needs_no_script_and_no_inline_style(figure):
    assert drawn(figure).forbidden == []
    assert drawn(figure).loaded == []


@pytest.mark.parametrize("figure", FIGURES)
def test_nothing_is_drawn_outside_the_chart(figure):
    root = drawn(figure).one("svg")
    width, height = map(float, root.get("viewBox").split()[2:])
    lines = drawn(figure).all("line")
    assert all(0 <= float(line.get(end)) <= width for line in lines for end in ("x1", "x2"))
    assert all(0 <= float(line.get(end)) <= height for line in lines for end in ("y1", "y2"))


@pytest.mark.parametrize("figure", FIGURES)
def test_a_chart_never_stands_without_its_table_and_definition(figure):
    html = engines["django"].from_string("{% chart figure %}").render({"figure": figure})
    assert html.count("<svg") == html.count("<table") == 1
    assert figure.definition in html


def test_every_line_is_named_where_it_ends():
    assert {"Open and closed", "cases", "Closed cases only"} <= set(words_of(gallery.SURVIVAL))


def test_two_lines_that_end_together_are_named_apart():
    ends = figures.Point(at=100, value=0)
    lines = [figures.Line(label=name, points=(ends,)) for name in ("first", "second", "third")]
    texts = drawn(survival(*lines)).all("text")
    heights = [
        float(t.get("y")) for t in texts if strict_html.text_of(t) in {"first", "second", "third"}
    ]
    assert sorted(heights)[1] - sorted(heights)[0] >= 18
    assert sorted(heights)[2] - sorted(heights)[1] >= 18


def test_lines_differ_by_more_than_their_colour():
    paths = drawn(gallery.SURVIVAL).all("path")
    kinds = [path.get("class").split()[-1] for path in paths if "__line" in path.get("class")]
    assert kinds == ["candour-chart__line--0", "candour-chart__line--1"]


def test_a_step_line_keeps_its_height_until_the_next_point():
    line = figures.Line(
        label="All",
        points=(figures.Point(at=0, value=1), figures.Point(at=100, value=0.5)),
    )
    (path,) = [p for p in drawn(survival(line)).all("path") if "__line" in p.get("class")]
    assert path.get("d") == "M64,30 L530,30 L530,185"


def test_the_band_reaches_from_the_low_to_the_high_end():
    line = figures.Line(
        label="All",
        points=(
            figures.Point(at=0, value=1, low=1, high=1),
            figures.Point(at=100, value=0.5, low=0.25, high=0.75),
        ),
    )
    (path,) = [p for p in drawn(survival(line)).all("path") if "__band" in p.get("class")]
    assert path.get("d") == "M64,30 L530,30 L530,107.5 L530,262.5 L530,30 L64,30 Z"


def test_a_long_line_is_drawn_with_at_most_one_step_for_each_half_pixel():
    points = tuple(figures.Point(at=day, value=1 - day / 50000) for day in range(50000))
    html = charts.drawing(survival(figures.Line(label="All", points=points)))
    assert len(html) < 60_000


def test_a_bar_is_as_long_as_its_value():
    page = drawn(shares(figures.Bar(label="a", value=0.5), figures.Bar(label="b", value=0.25)))
    lengths = [float(box.get("width")) for box in page.all("rect")]
    assert lengths[0] == pytest.approx(2 * lengths[1])


def test_whiskers_stand_at_the_ends_of_the_interval():
    page = drawn(shares(figures.Bar(label="a", value=0.5, low=0.4, high=0.6)))
    box = page.one("rect")
    start, pixels = float(box.get("x")), float(box.get("width")) / 0.5
    (across, *_) = [w for w in page.all("line") if w.get("class") == "candour-chart__whisker"]
    assert float(across.get("x1")) == pytest.approx(start + 0.4 * pixels, abs=0.1)
    assert float(across.get("x2")) == pytest.approx(start + 0.6 * pixels, abs=0.1)


def test_observed_and_expected_are_told_apart_by_words():
    assert {"observed 1,240", "expected 812.5"} <= set(words_of(gallery.COMPARED))


def test_a_figure_that_may_not_be_shown_has_no_bar_and_says_so():
    page = drawn(shares(figures.Bar(label="Small team", value=None)))
    assert page.all("rect") == []
    assert "not shown" in words_of(shares(figures.Bar(label="Small team", value=None)))


@pytest.mark.parametrize("ends", [{"low": 0.1}, {"high": 0.9}, {"low": 0.1, "high": 0.9}])
def test_an_interval_cannot_give_away_a_figure_that_may_not_be_shown(ends):
    with pytest.raises(figures.Unreadable, match="give away"):
        figures.Bar(label="Small team", value=None, **ends)
    with pytest.raises(figures.Unreadable, match="give away"):
        figures.Pair(label="Small team", observed=None, expected=1, **ends)


@pytest.mark.parametrize("strange", [math.nan, math.inf, -1.0])
def test_a_number_that_is_none_is_refused(strange):
    with pytest.raises(figures.Unreadable):
        figures.Bar(label="a", value=strange)
    with pytest.raises(figures.Unreadable):
        figures.Point(at=0, value=strange)


def test_an_interval_that_runs_backwards_is_refused():
    with pytest.raises(figures.Unreadable):
        figures.Bar(label="a", value=0.5, low=0.6, high=0.4)


def test_points_out_of_order_are_refused():
    points = (figures.Point(at=5, value=1), figures.Point(at=1, value=1))
    with pytest.raises(figures.Unreadable):
        figures.Line(label="All", points=points)


@pytest.mark.parametrize("missing", ["title", "description", "definition", "axis"])
def test_a_figure_without_its_words_is_refused(missing):
    words = {"title": "t", "description": "d", "definition": "n", "axis": "a", missing: " "}
    with pytest.raises(figures.Unreadable):
        figures.Bars(identifier="x", heading="h", unit=Unit.COUNT, bars=(), **words)


@pytest.mark.parametrize("identifier", ["", "Time", "1st", 'x" onload="y'])
def test_a_figure_with_a_strange_identifier_is_refused(identifier):
    with pytest.raises(figures.Unreadable):
        figures.Bars(
            identifier=identifier,
            title="t",
            description="d",
            definition="n",
            axis="a",
            heading="h",
            unit=Unit.COUNT,
            bars=(),
        )


def test_labels_cannot_bring_markup():
    page = drawn(shares(figures.Bar(label="<script>x</script>", value=0.5)))
    assert page.forbidden == []
    assert "<script>x</script>" in words_of(
        shares(figures.Bar(label="<script>x</script>", value=0.5))
    )


@pytest.mark.parametrize("figure", [survival(), shares()])
def test_an_empty_figure_says_that_there_is_nothing_to_show(figure):
    html = engines["django"].from_string("{% chart figure %}").render({"figure": figure})
    assert "<svg" not in html
    assert "There is nothing to show." in html


@pytest.mark.parametrize("nothing", [0, 5e-324])
def test_a_chart_of_noughts_is_drawn(nothing):
    page = drawn(shares(figures.Bar(label="None", value=nothing)))
    assert page.one("rect").get("width") == "0"


def test_the_table_of_a_line_holds_the_marks_and_the_intervals():
    rows = {row[0]: row[1:] for row in tables.beside(gallery.SURVIVAL).rows}
    assert rows["140 days: half of all cases closed"][:2] == ("50.0%", "44.0% to 56.0%")
    assert rows["120 days: half, of those that closed"][2:] == ("50.0%", "")


def test_the_table_does_not_guess_beyond_what_was_observed():
    last = tables.beside(gallery.SURVIVAL).rows[-1]
    assert last == ("800 days", "not known yet", "", "not known yet", "")


def test_the_table_of_bars_repeats_every_bar():
    assert tables.beside(gallery.SHARES).rows[0] == ("2 cases", "31.2%", "29.0% to 33.5%")


def test_the_table_of_pairs_hides_what_the_chart_hides():
    assert tables.beside(gallery.COMPARED).rows[2] == ("Small team", "not shown", "", "not shown")


@given(top=TOPS)
def test_an_axis_covers_its_values_with_few_round_ticks(top):
    ticks = charts.whole_ticks(top)
    assert ticks[0] == 0
    assert ticks[-1] >= top * 0.999999
    assert 2 <= len(ticks) <= 8
    assert all(tick == int(tick) for tick in ticks)


@given(values=st.lists(SHARES, min_size=1, max_size=8))
def test_any_shares_can_be_drawn(values):
    bars = [figures.Bar(label=f"row {place}", value=value) for place, value in enumerate(values)]
    numbers = re.findall(r' (?:x|y|width)="([^"]*)"', charts.drawing(shares(*bars)))
    assert all(0 <= float(number) <= 1000 for number in numbers)
