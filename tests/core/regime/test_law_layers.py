"""The day a matter was made or noticed selects its rules, and four exceptions that are tested."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candour.core.regime.layers import Selecting, governing

days = st.dates(min_value=date(2019, 1, 1), max_value=date(2030, 12, 31))


def codes(**known: object) -> list[str]:
    found = governing(selecting=Selecting(**known))  # type: ignore[arg-type]  # kwargs of a test
    return [layer.code for layer in found.layers]


@pytest.mark.parametrize(
    ("law_on", "expected"),
    [
        (date(2020, 1, 31), []),
        (date(2020, 2, 1), ["v2020"]),
        (date(2024, 5, 6), ["v2020"]),
        (date(2024, 5, 7), ["v2020", "v2024"]),
        (date(2025, 5, 13), ["v2020", "v2024"]),
        (date(2025, 5, 14), ["v2020", "v2024", "vetting2025"]),
        (date(2025, 5, 27), ["v2020", "v2024", "vetting2025"]),
        (date(2025, 5, 28), ["v2020", "v2024", "vetting2025", "v2025"]),
    ],
)
def test_the_first_and_last_day_of_each_layer(law_on, expected):
    assert codes(law_on=law_on) == expected


def test_a_linked_earlier_matter_keeps_the_newest_layer_out():
    assert "v2025" not in codes(law_on=date(2025, 7, 1), linked_earlier_on=date(2025, 5, 20))


def test_a_linked_matter_from_after_the_change_keeps_nothing_out():
    assert "v2025" in codes(law_on=date(2025, 7, 1), linked_earlier_on=date(2025, 5, 28))


@pytest.mark.parametrize("power", ["is_reinvestigated", "is_directed_under_28a"])
def test_a_reinvestigation_or_a_direction_brings_in_a_matter_of_any_day(power):
    assert "v2025" in codes(law_on=date(2021, 3, 1), **{power: True})
    assert "v2025" in codes(
        law_on=date(2025, 7, 1), linked_earlier_on=date(2025, 5, 20), **{power: True}
    )


def test_each_exception_is_named():
    kept = governing(
        selecting=Selecting(law_on=date(2025, 7, 1), linked_earlier_on=date(2025, 5, 20))
    )
    brought = governing(selecting=Selecting(law_on=date(2021, 3, 1), is_reinvestigated=True))

    assert kept.because[-1] == (
        "Presumption of dismissal: kept out, since a linked earlier matter is still being handled."
    )
    assert brought.because[-1] == (
        "Presumption of dismissal: brought in by the IOPC under section 13B, whatever the day."
    )


@settings(deadline=None)
@given(law_on=days, later=days)
def test_a_later_matter_never_falls_under_fewer_layers(law_on, later):
    first, second = sorted((law_on, later))

    assert set(codes(law_on=first)) <= set(codes(law_on=second))


@settings(deadline=None)
@given(law_on=days, linked=st.none() | days)
def test_every_layer_that_governs_has_its_reason(law_on, linked):
    found = governing(selecting=Selecting(law_on=law_on, linked_earlier_on=linked))

    assert all(any(why.startswith(layer.name) for why in found.because) for layer in found.layers)
