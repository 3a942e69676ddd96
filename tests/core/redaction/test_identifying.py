"""A text that is to be published is refused with the words by which somebody would be known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from candour.core.redaction import identifying
from candour.core.redaction.identifying import Known, Means, Unit

KNOWN = Known(
    names=("Elizabeth Harrow-Quist",),
    places=("Kestrel Lodge",),
    numbers=("C-2026-0042",),
    statement="On Friday I told Marguerite and showed her locker 4471. He was angry with Dunmore.",
    units=(
        Unit(name="Dunmore Dog Section", members=6),
        Unit(name="Response Team North", members=140),
    ),
    public=("PC Adam Dunmore", "14 December 2026"),
)
FINE = (
    "PC Adam Dunmore will appear before a misconduct hearing on 14 December 2026. It is alleged"
    " that in the spring of 2025 he sent messages of a sexual kind to a colleague."
)


def means(text: str) -> set[Means]:
    return {one.means for one in identifying.check(text=text, known=KNOWN)}


def words(text: str) -> set[str]:
    return {word for one in identifying.check(text=text, known=KNOWN) for word in one.words}


def test_a_notice_that_names_only_who_is_to_be_named_passes():
    assert identifying.check(text=FINE, known=KNOWN) == ()


@pytest.mark.parametrize(
    "said",
    [
        "Elizabeth Harrow-Quist", "ELIZABETH", "Ms Harrow-Quist", "Harrow‑Quist", "Liz", "Betty",
        "Elízabeth", "Eliz\u200babeth", "E l i z a b e t h",
    ],
)  # fmt: skip
def test_a_reporters_name_is_found_in_every_form(said):
    assert Means.NAME in means(f"{FINE} {said} was there.")


@pytest.mark.parametrize(
    ("said", "how"),
    [
        ("near SW1A 2AA", Means.ADDRESS),
        ("at 12 Larch Grove", Means.ADDRESS),
        ("at Flat 3, 12 Larch Grove", Means.ADDRESS),
        ("at Kestrel Lodge", Means.ADDRESS),
        ("on 020 7946 0018", Means.CONTACT),
        ("on +44 7700 900123", Means.CONTACT),
        ("at someone@force.example", Means.CONTACT),
        ("as @someone_99", Means.CONTACT),
        ("in AB12 CDE", Means.NUMBER),
        ("in case C-2026-0042", Means.NUMBER),
        ("told Marguerite", Means.STATEMENT),
        ("beside locker 4471", Means.STATEMENT),
        ("towards his wife", Means.TIE),
        ("towards his former partner", Means.TIE),
        ("towards the only woman on the shift", Means.TIE),
    ],
)
def test_what_identifies_somebody_is_found_and_named(said, how):
    text = f"{FINE} It happened {said}."

    assert how in means(text)
    assert any(word in said for word in words(text))


@pytest.mark.parametrize("day", ["3 May", "3rd of May 2025", "May 3", "03/05/2025", "2025-05-03"])
def test_a_small_unit_a_day_and_a_role_identify_together(day):
    text = f"{FINE} On {day} a dispatcher of the Dunmore Dog Section complained."

    found = [
        one for one in identifying.check(text=text, known=KNOWN) if one.means is Means.TOGETHER
    ]
    assert [one.words for one in found] == [("Dunmore Dog Section", day, "dispatcher")]


@pytest.mark.parametrize(
    "said",
    [
        "On 3 May a dispatcher of the Response Team North complained.",
        "On 3 May somebody of the Dunmore Dog Section complained.",
        "That spring a dispatcher of the Dunmore Dog Section complained.",
    ],
)
def test_two_of_the_three_or_a_large_unit_leave_many(said):
    assert Means.TOGETHER not in means(f"{FINE} {said}")


def test_a_name_that_the_subject_shares_is_hidden_only_where_it_is_his():
    known = Known(names=("Anna Dunmore",), public=("PC Adam Dunmore",))

    assert identifying.check(text="PC Adam Dunmore will appear.", known=known) == ()
    assert identifying.check(text="PC Adam Dunmore will appear. Dunmore is hers.", known=known)


@given(before=st.text(max_size=40), after=st.text(max_size=40))
def test_no_surroundings_hide_a_name(before, after):
    text = f"{before} Elizabeth Harrow-Quist {after}"

    assert Means.NAME in {
        one.means for one in identifying.check(text=text, known=Known(names=KNOWN.names))
    }
