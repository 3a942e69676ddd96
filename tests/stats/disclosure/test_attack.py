"""The attack on published tables finds what a reader could work out, and nothing else."""

import published_tables as tables
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candour.stats.disclosure import attack, protect
from candour.stats.disclosure.cells import BadCell, Cell, Release, Share, Span, Split


def found(*releases: Release) -> dict[str, tuple[int, int]]:
    return {one.cell.part: (one.low, one.high) for one in attack.findings(releases=releases)}


@pytest.mark.scenario("SC-68", part="release gate")
def test_the_planted_leak_gives_both_left_out_cells_exactly():
    """The independent run of the same table found both to be 2 (scipy, HiGHS, margins alone)."""
    leak = tables.planted(base=1, threshold=5)
    assert found(leak) == {"3/2": (2, 2), "4/2": (2, 2)}
    with pytest.raises(protect.Unsafe, match=r"2 to 2.*3/2"):
        protect.gate(release=leak, earlier=[])


def test_with_the_public_threshold_the_planted_leak_gives_five_cells_away():
    leak = tables.planted(base=1, threshold=10)
    assert found(leak)["4/1"] == (7, 7)
    assert set(found(leak)) == {"3/0", "3/2", "4/0", "4/1", "4/2"}


def test_rounding_every_count_by_itself_closes_the_planted_leak():
    assert found(tables.planted(base=5, threshold=5)) == {}
    assert found(tables.planted(base=5, threshold=10)) == {}


def test_what_is_left_out_beside_small_cells_closes_the_planted_leak_too():
    leak = tables.planted(base=1, threshold=10)
    kept = protect.protect(release=leak, earlier=[])
    assert found(kept) == {}
    left_out = [one for one in leak.published if one.value is None]
    assert set(left_out) < {one for one in kept.published if one.value is None}
    assert any(one.value is not None for one in kept.published)


def test_a_remainder_that_no_table_names_is_found():
    whole, part = Cell(of=tables.OF), Cell(of=tables.OF, part="complaint")
    release = tables.release("one", {whole: 50, part: 50}, {"": ["complaint", "other"]})
    assert found(release) == {"other": (0, 8)}


def test_two_windows_give_away_what_came_between_their_ends():
    first = tables.release("one", {tables.received(1, 90): 100})
    second = tables.release("two", {tables.received(1, 97): 102})
    assert found(first) == found(second) == {}
    between = attack.findings(releases=[first, second])
    assert [(one.cell, one.low, one.high) for one in between] == [(tables.received(91, 97), 0, 8)]


def test_windows_that_move_on_at_both_ends_give_nothing_away():
    first = tables.release("one", {tables.received(1, 90): 100})
    second = tables.release("two", {tables.received(8, 97): 102})
    assert found(first, second) == {}


def test_two_counts_of_the_same_open_cases_give_away_who_was_closed_between():
    first = tables.release("one", {tables.open_at(95, 1, 90): 44})
    second = tables.release("two", {tables.open_at(99, 1, 90): 41})
    ended = Span(axis="ended", first=96, last=99)
    closed = Cell(of=tables.OF, spans=(ended, Span(axis="received", first=1, last=90)))
    assert closed in {one.cell for one in attack.findings(releases=[first, second])}


def test_populations_that_share_nothing_are_not_linked():
    first = tables.release("one", {Cell(of="cases"): 50})
    second = tables.release("two", {Cell(of="people", part="complaint"): 50})
    assert found(first, second) == {}


def test_a_share_of_a_shown_count_gives_the_part_away():
    part, whole = (Cell(of=tables.OF, part=name) for name in ("upheld", ""))
    shown = tables.release("one", {whole: 60, part: 3}, {"": ["upheld", "not upheld"]})
    share = Share(numerator=part, denominator=whole, low=0.045, high=0.055)
    told = Release(name="one", published=shown.published, splits=shown.splits, shares=(share,))
    assert found(shown) == {}
    assert found(told) == {"upheld": (3, 3)}
    assert protect.without(release=told, cells={part}).shares == ()


def test_earlier_numbers_that_were_corrected_since_are_left_out_of_the_attack():
    wrong = tables.release("one", {tables.received(1, 90): 500, tables.received(1, 60): 60})
    right = tables.release("two", {tables.received(1, 90): 60})
    # The count that still agrees is used: together they say that little came after day 60.
    assert [
        (one.cell.spans[0].first, one.high) for one in attack.findings(releases=[wrong, right])
    ] == [(61, 8)]


def test_a_release_whose_own_numbers_contradict_each_other_is_refused():
    whole, part = Cell(of=tables.OF), Cell(of=tables.OF, part="complaint")
    release = tables.release("one", {whole: 20, part: 90}, {"": ["complaint", "other"]})
    with pytest.raises(attack.Contradiction):
        attack.findings(releases=[release])


def test_a_leak_of_earlier_releases_alone_refuses_the_next():
    leak = tables.planted(base=1, threshold=5)
    silent = tables.release("two", {Cell(of=tables.OF, part="0/0"): 3})
    with pytest.raises(protect.Unsafe):
        protect.protect(release=silent, earlier=[leak])


@pytest.mark.parametrize(
    "make",
    [
        lambda: Span(axis="received", first=9, last=8),
        lambda: Cell(of="x", spans=(Span(axis="b"), Span(axis="a"))),
        lambda: Split(of="x", whole="all", parts=("all", "b")),
        lambda: Share(numerator=Cell(of="x"), denominator=Cell(of="y"), low=0, high=1),
    ],
)
def test_cells_that_contradict_themselves_are_refused(make):
    with pytest.raises(BadCell):
        make()


@settings(max_examples=20)
@given(st.lists(st.integers(0, 60), min_size=2, max_size=5))
def test_every_finding_holds_the_true_count(counts):
    parts = [str(place) for place in range(len(counts))]
    truth = {Cell(of=tables.OF): sum(counts)} | {
        Cell(of=tables.OF, part=part): count for part, count in zip(parts, counts, strict=True)
    }
    release = tables.release("one", truth, {"": parts})
    for one in attack.findings(releases=[release]):
        assert one.low <= truth[one.cell] <= one.high
        assert one.high - one.low < one.threshold
