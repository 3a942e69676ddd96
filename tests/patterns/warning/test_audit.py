"""Overseers see how good flags are in each group, as rounded counts, and nobody who was flagged."""

import datetime

import numpy as np
import pytest

from candour.oversight.queries.early_warning import Audit, Group
from candour.oversight.tables import early_warning as tables
from candour.patterns.warning.judging import groups

KEY = b"key of a test"


def group(**changes) -> Group:
    told = {
        "organisation_id": "f", "organisation": "Northfold Police", "kind": "sex",
        "name": "female", "people": 400, "happened": 20, "flagged": 60, "false_flags": 50,
        "missed": 10, "expected": 25.0,
    }  # fmt: skip
    return Group(**(told | changes))


def cells(*found: Group) -> list[tuple[object, ...]]:
    audit = Audit(as_of=datetime.date(2026, 1, 1), groups=found)
    return list(tables.of(audit, key=KEY).table.rows)


@pytest.mark.scenario("SC-45", part="calibration and false-flag ratios per group")
def test_every_group_has_its_errors_and_its_calibration():
    ((_, name, people, flagged, wrong, missed, right, came),) = cells(group())

    assert (name, people, flagged) == ("Sex: female", "400", "60")
    # 50 of 380 to whom nothing came; 10 of 20 to whom it came; 10 of 60 flags; 20 for 25 expected.
    assert (wrong, missed, right, came) == ("13%", "50%", "17%", "0.8")


def test_a_share_of_too_few_people_is_not_shown():
    ((*_, wrong, missed, right, came),) = cells(group(happened=3, missed=2, false_flags=58))
    assert (wrong, missed, right, came) == ("15%", *[tables.TOO_FEW] * 3)


def test_groups_under_fifty_people_are_counted_and_left_out():
    names = ["a"] * 60 + ["b"] * 49
    nothing = np.zeros(109, dtype=bool)

    found = groups.audit(
        kind="sex", groups=names, flags=nothing, chances=np.full(109, 0.1), happened=nothing
    )

    assert [one.name for one in found.groups] == ["a"]
    assert found.left_out == 49


def test_shares_are_of_those_they_speak_of():
    """By hand: 100 people, 10 flagged, 5 of 20 it came to were flagged, 5 of 80 others."""
    flags = np.array([True] * 5 + [False] * 15 + [True] * 5 + [False] * 75)
    met = np.array([True] * 20 + [False] * 80)

    (one,) = groups.audit(
        kind="sex", groups=["a"] * 100, flags=flags, chances=np.full(100, 0.1), happened=met
    ).groups

    assert one.flagged.value == pytest.approx(0.10)
    assert one.false_flags.value == pytest.approx(5 / 80)
    assert one.missed.value == pytest.approx(15 / 20)
    assert one.right_flags.value == pytest.approx(0.5)
    assert one.in_the_large == pytest.approx(2.0)
