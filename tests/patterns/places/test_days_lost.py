"""Days that teams lost in a month to suspension and restriction: counted once, small teams kept."""

import datetime

import pytest

from candour.patterns.places import days_lost
from candour.patterns.places.days_lost import Spell
from candour.patterns.places.register import Posting

OCTOBER, AS_OF = datetime.date(2026, 10, 1), datetime.date(2026, 11, 22)
POSTINGS = tuple(
    Posting(person=f"p{number}", team="A", from_on=datetime.date(2020, 1, 1), until_on=None)
    for number in range(12)
)


def day(number, month=10):
    return datetime.date(2026, month, number)


def lost(*spells, postings=POSTINGS, **changes):
    asked = {"month_on": OCTOBER, "as_of": AS_OF, **changes}
    return days_lost.days_lost(spells=spells, postings=postings, **asked)


@pytest.mark.scenario("SC-47", part="counted")
def test_the_days_of_a_month_are_counted_for_the_team_with_the_posts_it_takes():
    (row,) = lost(
        Spell(person="p1", from_on=day(20, 9), until_on=None),
        Spell(person="p2", from_on=day(30), until_on=day(3, 11)),
    )

    assert (row.team, row.people, row.days) == ("A", 2, 33)
    assert row.posts == pytest.approx(33 / 31)


def test_a_day_in_two_cases_is_lost_once():
    (row,) = lost(
        Spell(person="p1", from_on=day(1), until_on=day(10)),
        Spell(person="p1", from_on=day(5), until_on=day(12)),
    )

    assert row.days == 12


def test_a_day_belongs_to_the_team_of_that_day():
    moved = (
        *POSTINGS,
        *(
            Posting(person=f"p{number}", team="B", from_on=day(11), until_on=None)
            for number in range(10)
        ),
    )

    rows = lost(Spell(person="p1", from_on=day(1), until_on=None), postings=moved)

    assert {(row.team, row.days) for row in rows} == {("A", 10), ("B", 21)}


def test_a_team_under_ten_is_for_the_standards_department_alone():
    few, spell = POSTINGS[:9], Spell(person="p1", from_on=day(1), until_on=None)

    assert lost(spell, postings=few) == ()
    assert len(lost(spell, postings=few, is_standards_department=True)) == 1


def test_a_month_is_counted_once_it_is_over():
    with pytest.raises(days_lost.NotOver):
        lost(as_of=day(30))
