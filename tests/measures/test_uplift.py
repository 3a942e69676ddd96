"""What the history adds to levels is counted for each group, with the open questions named."""

import datetime

import pytest
import registers

from candour.cases.models import SeverityAssessment
from candour.measures import running
from candour.measures.parameters import Parameters
from candour.people.models import Characteristic

TODAY = registers.AT.date()
ENTRY = running.entry_of("uplift")
# Two groups with twelve officers each: (on the facts, with the history) of each officer.
RAISED, SAME, LOWERED = (
    ("misconduct", "gross_misconduct"),
    ("misconduct", "misconduct"),
    ("gross_misconduct", "misconduct"),
)
GROUPS = {"W1": [RAISED] * 3 + [SAME] * 9, "B1": [RAISED] * 6 + [SAME] * 5 + [LOWERED]}


def assess(allegation, *, basis: str, level: str, at: datetime.datetime = registers.AT) -> None:
    SeverityAssessment.objects.create(
        file_id=allegation.file_id, organisation_id=allegation.organisation_id,
        allegation=allegation, basis=basis, level=level, decided_at=at,
    )  # fmt: skip


@pytest.fixture
def filled(world):
    force = registers.force()
    for value, pairs in GROUPS.items():
        for on_facts, with_history in pairs:
            allegation = alleged(force, ethnicity=value)
            assess(allegation, basis="facts", level=on_facts)
            assess(allegation, basis="history", level=with_history)
    assess(alleged(force), basis="facts", level="misconduct")
    return force


def alleged(force, *, ethnicity: str = ""):
    officer = registers.person(serves=force)
    if ethnicity:
        Characteristic.objects.create(person=officer, kind="ethnicity", value=ethnicity)
    case = registers.case(force, received="2020-05-01")
    return registers.allegation(case, number=1, subject=officer)


def table(as_role, under, force, *, as_of=TODAY):
    with as_role("worker"):
        register = registers.opened(under, as_of=as_of)
    parameters = Parameters(
        as_of=as_of, from_on=datetime.date(2020, 1, 1), to_on=datetime.date(2020, 12, 31),
        organisation=str(force),
    )  # fmt: skip
    return running.run(entry=ENTRY, register=register, parameters=parameters).table("uplift")


def test_levels_that_the_history_raised_are_counted_by_group(filled, as_role, under):
    found = table(as_role, under, filled)

    counted = {row.label: [value.value for value in row.values] for row in found.rows}

    assert counted["W1"] == [12, 3, 0.25, 0]
    assert counted["B1"] == [12, 6, 0.5, pytest.approx(1 / 12)]
    assert counted["All"][:2] == [24, 9]


def test_an_allegation_assessed_one_way_is_named_as_missing(filled, as_role, under):
    found = table(as_role, under, filled)

    assert [(one.count, one.total) for one in found.missing] == [(1, 25), (0, 24)]


def test_the_interval_of_a_share_is_wilsons(filled, as_role, under):
    found = table(as_role, under, filled)
    share = next(row for row in found.rows if row.label == "W1").values[2]

    # 3 of 12, computed with R: prop.test(3, 12, correct = FALSE).
    assert (share.low, share.high) == (pytest.approx(0.0889, abs=1e-4),
                                       pytest.approx(0.5323, abs=1e-4))  # fmt: skip


def test_what_was_assessed_after_the_day_counts_nothing(filled, as_role, under):
    found = table(as_role, under, filled, as_of=datetime.date(2021, 1, 1))

    assert [row.label for row in found.rows] == ["All"]
    assert found.rows[-1].values[0].value == 0
    assert found.rows[-1].values[2].note == "nothing assessed"


def test_no_group_of_few_allegations_stands_alone_or_can_be_told_from_the_total(
    filled, as_role, under
):
    alone = alleged(filled, ethnicity="A1")
    assess(alone, basis="facts", level="misconduct")
    assess(alone, basis="history", level="gross_misconduct")

    shown = {row.label: row.values[0].value for row in table(as_role, under, filled).rows}

    assert sorted(shown.values()) == [12, 13, 25]
    assert shown["Smaller groups together"] == 13
    assert shown["All"] == 25


def test_where_everything_is_few_no_group_and_no_number_is_shown(world, as_role, under):
    force = registers.force()
    for value in ("W1", "B1"):
        one = alleged(force, ethnicity=value)
        assess(one, basis="facts", level="misconduct")
        assess(one, basis="history", level="gross_misconduct")

    (everybody,) = table(as_role, under, force).rows

    assert [value.value for value in everybody.values] == [None] * 4
    assert everybody.values[0].note == "fewer than ten"
