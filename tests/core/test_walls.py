"""Whom the rule of the walls keeps out: at the very day, by course, by tie and by role."""

import datetime
import uuid

import pytest

from candour.core import walls
from candour.core.walls import Attendance, Because, Holder, Spell, Tie, World

ON = datetime.date(2026, 6, 15)
TEN_YEARS_AGO = datetime.date(2016, 6, 15)
DAY = datetime.timedelta(days=1)
HOLDER, SUBJECT, UNIT, FORCE = (uuid.UUID(int=number) for number in range(1, 5))
ACCOUNT = uuid.UUID(int=9)


def world(**changes: object) -> World:
    nothing: dict[str, object] = {"spells": (), "ties": ()}
    holder = Holder(account_id=ACCOUNT, person_id=HOLDER, decides=False)
    return World(holders=(holder,), **{**nothing, **changes})


def reasons(known: World, *, role: str = "subject") -> set[Because]:
    found = walls.drawn(world=known, involved=[(SUBJECT, role)], on=ON)
    return {reason for _, reason in found}


def spell(person: uuid.UUID, until: datetime.date | None) -> Spell:
    return Spell(
        person_id=person,
        unit_id=UNIT,
        from_on=datetime.date(2015, 1, 1),
        until_on=until,
        line_manager_id=None,
    )


def attended(person: uuid.UUID, until: datetime.date) -> Attendance:
    return Attendance(
        person_id=person, run=(FORCE, "FA-1"), from_on=until - 5 * DAY, until_on=until
    )


@pytest.mark.parametrize(
    ("left", "is_walled"), [(TEN_YEARS_AGO, True), (TEN_YEARS_AGO - DAY, False)]
)
def test_a_unit_shared_to_the_day_ten_years_ago_counts_and_no_day_before(left, is_walled):
    known = world(spells=(spell(HOLDER, left), spell(SUBJECT, None)))

    assert (Because.SHARED_UNIT in reasons(known)) == is_walled


@pytest.mark.parametrize(
    ("ended", "is_walled"), [(TEN_YEARS_AGO, True), (TEN_YEARS_AGO - DAY, False)]
)
def test_a_course_counts_for_ten_years_after_its_last_day(ended, is_walled):
    known = world(attendances=(attended(HOLDER, ended), attended(SUBJECT, ON)))

    assert (Because.SHARED_COURSE in reasons(known)) == is_walled


def test_another_run_of_the_course_does_not_count():
    other = Attendance(person_id=SUBJECT, run=(FORCE, "FA-2"), from_on=ON, until_on=None)

    assert reasons(world(attendances=(attended(HOLDER, ON), other))) == set()


@pytest.mark.parametrize(
    ("kind", "is_discovered", "because"),
    [
        ("family", False, Because.FAMILY),
        ("partner", True, Because.PARTNER),
        ("former_partner", False, Because.FORMER_PARTNER),
        ("friend", False, Because.ASSOCIATION),
        ("business", True, Because.DISCOVERED_ASSOCIATION),
    ],
)
def test_a_tie_walls_by_its_kind_or_by_how_it_is_known(kind, is_discovered, because):
    tie = Tie(
        person_id=SUBJECT, other_id=HOLDER, ended_on=None, kind=kind, is_discovered=is_discovered
    )

    assert reasons(world(ties=(tie,))) == {because}


def test_whoever_was_a_subject_together_with_them_is_walled():
    known = world(together=(frozenset({HOLDER, SUBJECT}),))

    assert reasons(known) == {Because.CO_SUBJECT}


@pytest.mark.parametrize(
    ("role", "because"),
    [
        ("handler", {Because.SHARED_UNIT, Because.ASSOCIATION}),
        ("candidate", {Because.SHARED_UNIT, Because.ASSOCIATION}),
        ("witness", {Because.ASSOCIATION}),
        ("representative", set()),
    ],
)
def test_each_role_walls_off_its_own_surroundings(role, because):
    tie = Tie(person_id=SUBJECT, other_id=HOLDER, ended_on=None)
    known = world(spells=(spell(HOLDER, None), spell(SUBJECT, None)), ties=(tie,))

    assert reasons(known, role=role) == because


@pytest.mark.parametrize("role", sorted(walls.OWN))
def test_whoever_has_a_part_in_it_is_walled_themselves(role):
    found = walls.drawn(world=world(), involved=[(HOLDER, role)], on=ON)

    assert found == {(ACCOUNT, walls.OWN[role])}


def test_every_reason_has_words():
    assert set(walls.WORDS) == set(Because)
