"""Case to answer by what is alleged and who reported, as it stands on the page."""

import numpy as np
import pytest
import statsmodels.api as sm
from disparity_worlds import World, rows_of

from candour.measures import running
from candour.measures.catalogue import findings
from candour.measures.catalogue.findings import OFFICER, STAFF
from candour.stats import proportions

ENTRY = running.entry_of("findings")
KINDS = {"police_officer_same_force": 1.0, "police_staff_same_force": 0.6}


def planted(*, officers: int = 300, unknown: int = 0, extra: int = 0) -> World:
    """300 reports of each kind: of the more serious 42% upheld, of others 25%; of staff's 0.6."""
    world, rng = World(), np.random.default_rng(5)
    sizes = [("police_officer_same_force", officers), ("police_staff_same_force", 300),
             ("", unknown), ("public", extra)]  # fmt: skip
    for kind, size in sizes:
        for number in range(size):
            category = "H1" if number % 2 else "B4"
            share = (0.42 if number % 2 else 0.25) * KINDS.get(kind, 1.0)
            who = f"o{rng.integers(0, 400)}"
            upheld = rng.random() < share
            world.case(
                who, received=f"201{number % 2 + 5}-05-01", closed="2017-05-01", reporter=kind,
                category=category,
                result="case_to_answer_misconduct" if upheld else "no_case_to_answer",
            )  # fmt: skip
    return world


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    return planted(extra=4).asked("findings", tmp_path_factory.mktemp("findings"))


@pytest.mark.scenario("SC-60", part="raw table")
def test_shares_are_counts_with_wilsons_interval(found):
    rows = {row.label: row.values for row in found.table("by_reporter").rows}
    total, count, share = rows[STAFF]
    expected = proportions.wilson_interval(count=int(count.value), total=300)
    assert total.value == 300
    assert (share.low, share.high) == (expected.low, expected.high)
    assert set(rows_of(found, "by_type")) == {
        findings._LETTERS["H"], findings._LETTERS["B"], "All",
    }  # fmt: skip


def test_few_are_not_shown_alone(found):
    rows = {row.label: row.values for row in found.table("by_reporter").rows}
    assert "Member of the public" not in rows
    assert rows[findings.TOGETHER][0].note == "fewer than ten"


@pytest.mark.scenario("SC-60", part="adjusted beside crude")
def test_the_planted_gap_stands_crude_and_adjusted_with_intervals(found):
    (row,) = found.table("gaps").rows
    _, crude, adjusted, detectable = row.values
    assert row.label == STAFF
    assert adjusted.low < 0.6 < adjusted.high < 1
    assert crude.low < crude.value < crude.high
    assert detectable.value > 1
    assert "less often" in found.table("gaps").notes[0]
    assert "case to answer" in found.table("gaps").notes[0]


def test_where_nothing_is_open_the_adjusted_ratio_is_that_of_statsmodels(tmp_path):
    world = planted()
    (row,) = world.asked("findings", tmp_path).table("gaps").rows
    alleged = world.rows["allegation"]
    reporters = [case[-1] for case in world.rows["reporter"]]
    people = {who: number for number, who in enumerate(sorted({one[1] for one in alleged}))}
    columns = [
        [kind == "police_staff_same_force" for kind in reporters],
        [one[6] == "H1" for one in alleged],
    ]
    fitted = sm.GEE(
        [float(one[7] == "case_to_answer_misconduct") for one in alleged],
        sm.add_constant(np.array(columns, dtype=float).T),
        groups=[people[one[1]] for one in alleged],
        family=sm.families.Gaussian(sm.families.links.Log()),
        cov_struct=sm.cov_struct.Independence(),
    ).fit(maxiter=500, ctol=1e-12)  # fmt: skip
    # The year goes with what is alleged in this world, so that it is no column of its own.
    low, high = np.exp(fitted.conf_int()[1])
    assert row.values[1].value == pytest.approx(row.values[2].value, rel=0.05)
    assert (low, high) == (
        pytest.approx(row.values[2].low, rel=1e-4), pytest.approx(row.values[2].high, rel=1e-4),
    )  # fmt: skip


def test_unknown_reporters_are_a_row_and_a_bound(tmp_path):
    result = planted(unknown=60).asked("findings", tmp_path)
    assert "Not recorded" in rows_of(result, "by_reporter")
    assert result.table("gaps").missing[0].count == 60
    none, officer, staff = (values[1] for values in rows_of(result, "not_recorded").values())
    assert officer != none != staff
    assert staff > none


def test_without_reports_of_officers_nothing_is_compared(tmp_path):
    result = planted(officers=5).asked("findings", tmp_path)
    assert result.table("gaps").rows == ()
    assert result.table("gaps").notes[0] == findings.NO_OFFICERS
    assert ENTRY.draw(result)[1].bars == ()


def test_what_came_too_late_to_be_watched_is_missing(tmp_path):
    world = planted()
    world.case("late", received="2018-05-01", reporter="public")
    result = world.asked("findings", tmp_path)
    assert result.table("by_type").missing[3].count == 1
    assert rows_of(result, "by_type")["All"][0] == 600


def test_charts_carry_intervals_and_definition(found):
    by_type, gap = ENTRY.draw(found)
    assert all(bar.low < bar.value < bar.high for bar in (*by_type.bars, *gap.bars))
    assert gap.reference.value == 1
    assert [bar.label for bar in gap.bars] == [STAFF]
    assert OFFICER.lower() in gap.title
