"""Standards, panels, outcomes, warnings and conditions come out as their rows say."""

from datetime import date

import pytest

from candour.core.calendar import layers_for
from candour.core.regime import discipline
from candour.core.regime.discipline import Facing
from candour.law.categories import CATEGORIES
from candour.law.conduct.panels import PANELS, Concerned
from candour.law.conduct.standards import STANDARDS, TOUCHED, Standard
from candour.law.outcomes import Proceedings

HEARING = Proceedings.MISCONDUCT_HEARING
MEETING = Proceedings.MISCONDUCT_MEETING
OLD = layers_for(law_on=date(2025, 5, 27))
NEW = layers_for(law_on=date(2025, 5, 28))


def open_codes(**known: object) -> list[str]:
    facing = Facing(**{"layers": OLD, **known})  # type: ignore[arg-type]  # kwargs of a test
    return [row.code for row in discipline.open_outcomes(facing=facing).sanctions]


# Standards


def test_the_ten_standards_are_described_once():
    assert [row.standard for row in STANDARDS] == list(Standard)
    assert len(STANDARDS) == 10


@pytest.mark.scenario("SC-74", part="mapped")
def test_every_category_touches_a_standard():
    assert {row.category for row in TOUCHED} == {row.code for row in CATEGORIES}
    assert [row.category for row in TOUCHED if not row.standards] == []
    assert len(TOUCHED) == len({row.category for row in TOUCHED})


@pytest.mark.scenario("SC-74", part="discrimination")
@pytest.mark.parametrize("category", ["F", *(f"F{number}" for number in range(1, 11))])
def test_discrimination_is_always_put_as_a_breach_of_equality_and_diversity(category):
    rows = discipline.always_put(categories=[category])

    assert [row.standards[0] for row in rows] == [Standard.EQUALITY_DIVERSITY]


def test_the_standards_of_several_allegations_are_named_once_each():
    found = discipline.standards_of(categories=["H1", "F6"])

    assert found == (Standard.EQUALITY_DIVERSITY, Standard.AUTHORITY_RESPECT_COURTESY)


# Panels


@pytest.mark.parametrize("proceedings", Proceedings)
@pytest.mark.parametrize("concerned", Concerned)
@pytest.mark.parametrize(
    "law_on", [date(2020, 2, 1), date(2024, 5, 6), date(2024, 5, 7), date(2026, 1, 1)]
)
def test_exactly_one_panel_conducts_proceedings_of_a_day(proceedings, concerned, law_on):
    found = [
        row
        for row in PANELS
        if row.proceedings is proceedings
        and concerned in row.concerned
        and row.in_force.from_on <= law_on
        and (row.in_force.until_on is None or law_on <= row.in_force.until_on)
    ]

    assert len(found) == 1
    assert (
        discipline.panel_for(proceedings=proceedings, concerned=concerned, law_on=law_on)
        is found[0]
    )


@pytest.mark.parametrize(
    ("law_on", "chair"),
    [(date(2024, 5, 6), "Legally qualified chair"), (date(2024, 5, 7), "Chief officer")],
)
def test_who_chairs_a_hearing_changed_on_7_may_2024(law_on, chair):
    panel = discipline.panel_for(proceedings=HEARING, concerned=Concerned.NOT_SENIOR, law_on=law_on)

    assert panel is not None
    assert panel.seats[0].who.startswith(chair)


# Outcomes


def test_misconduct_alone_opens_warnings_and_no_dismissal():
    assert open_codes(proceedings=HEARING, finding="misconduct") == [
        "written_warning", "final_written_warning", "no_disciplinary_action",
    ]  # fmt: skip


@pytest.mark.parametrize("known", [{"has_final_warning": True}, {"unconnected_incidents": 2}])
def test_a_final_warning_or_a_second_unconnected_incident_opens_dismissal(known):
    found = open_codes(proceedings=HEARING, finding="misconduct", **known)

    assert {"reduction_in_rank", "dismissal_without_notice"} <= set(found)


@pytest.mark.parametrize("known", [{"has_final_warning": True}, {"unconnected_incidents": 5}])
def test_a_meeting_never_dismisses(known):
    found = open_codes(proceedings=MEETING, finding="misconduct", **known)

    assert "dismissal_without_notice" not in found


def test_gross_misconduct_presumes_dismissal_only_under_the_newest_rules():
    old = discipline.open_outcomes(
        facing=Facing(proceedings=HEARING, finding="gross_misconduct", layers=OLD)
    )
    new = discipline.open_outcomes(
        facing=Facing(proceedings=HEARING, finding="gross_misconduct", layers=NEW)
    )

    assert (old.presumed, old.needs_reason) == (None, None)
    assert new.presumed == "dismissal_without_notice"
    assert new.needs_reason == "exceptional_circumstances_reason"


def test_somebody_who_has_left_would_have_been_dismissed_and_gets_no_warning():
    found = discipline.open_outcomes(
        facing=Facing(proceedings=HEARING, finding="gross_misconduct", layers=NEW, has_left=True)
    )

    assert [row.code for row in found.sanctions] == ["would_have_been_dismissed"]
    assert found.presumed == "would_have_been_dismissed"


def test_an_opening_says_why():
    found = discipline.open_outcomes(
        facing=Facing(
            proceedings=HEARING, finding="misconduct", layers=OLD, unconnected_incidents=3
        )
    )

    assert found.because == (
        "Misconduct was found about more than one incident, not closely connected in fact.",
    )


# Warnings and former officers


@pytest.mark.parametrize(
    ("sanction", "months", "until"),
    [
        ("written_warning", None, date(2027, 9, 30)),
        ("final_written_warning", None, date(2028, 3, 31)),
        ("final_written_warning", 60, date(2031, 3, 31)),
        ("final_written_warning", 61, None),
        ("written_warning", 24, None),
        ("dismissal_without_notice", None, None),
    ],
)
def test_how_long_a_warning_lasts(sanction, months, until):
    found = discipline.warning_until(sanction=sanction, given_on=date(2026, 4, 1), months=months)

    assert found == until


@pytest.mark.parametrize(
    ("left_on", "attention_on", "condition"),
    [
        (date(2026, 4, 1), date(2026, 3, 31), "a"),
        (date(2026, 4, 1), date(2026, 4, 1), "a"),
        (date(2026, 4, 1), date(2026, 4, 2), "b"),
        (date(2026, 4, 1), date(2027, 4, 1), "b"),
        (date(2026, 4, 1), date(2027, 4, 2), "c"),
        (date(2024, 2, 29), date(2025, 2, 28), "b"),
        (date(2024, 2, 29), date(2025, 3, 1), "c"),
    ],
)
def test_the_condition_against_somebody_who_has_left(left_on, attention_on, condition):
    assert discipline.condition_of(left_on=left_on, attention_on=attention_on) == condition
