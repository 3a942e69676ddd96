"""No allegation is judged alone: all that is known of the person stands beside it."""

import pytest

from candour.ops.docs.demonstration import SUBJECT

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

SOURCES = ("The public", "Inside the force", "A crime report", "A hotline", "Another system")


@pytest.mark.scenario("SC-42", part="misspelt-and-former-names")
def test_a_misspelt_name_finds_the_person(walk):
    assert "First name or nickname Danial Last name Marlowe" in walk.handlers.screening
    assert f"11 earlier allegations about {SUBJECT}" in walk.handlers.screening


@pytest.mark.scenario("SC-42", part="misspelt-and-former-names")
def test_a_nickname_and_a_unit_find_the_person(second_walk):
    assert "First name or nickname Dan Rank or job PC" in second_walk.handlers.screening
    assert f"earlier allegations about {SUBJECT}" in second_walk.handlers.screening


@pytest.mark.scenario("SC-42", part="beside")
def test_the_twelfth_stands_among_the_earlier_ones_when_the_thirteenth_is_screened(
    walk, second_walk
):
    assert walk.handlers.closed
    assert f"12 earlier allegations about {SUBJECT}" in second_walk.handlers.screening
    assert "Gross misconduct proven. Dismissal without notice" in second_walk.handlers.screening


@pytest.mark.scenario("SC-42", part="sources")
@pytest.mark.parametrize("source", SOURCES)
def test_the_earlier_ones_come_from_every_source(walk, source):
    assert f"{source}, Northfold Police" in walk.handlers.screening


@pytest.mark.scenario("SC-42", part="not-unseen")
@pytest.mark.scenario("SC-14", part="screened_first")
def test_severity_waits_until_every_suggestion_is_answered(walk):
    assert "Severity can't be assessed until" in walk.handlers.refused


@pytest.mark.scenario("SC-14", part="history_shown")
def test_the_assessor_has_all_eleven_on_the_screen(walk):
    assert f"11 earlier allegations about {SUBJECT}" in walk.handlers.history


@pytest.mark.scenario("SC-42", part="taken-together")
def test_the_assessor_is_asked_to_weigh_them_together(walk):
    assert "Consider" in walk.handlers.history
    assert "ask what each one's evidence says about the others" in walk.handlers.history
    assert "so they are joined before severity is assessed" in walk.handlers.history
