"""Nothing is published from which somebody could be known, nor by one person, nor for longer."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from browsing import days_ago
from candour.cases.models import Publication, PublicationCheck, PublicationEnd
from candour.cases.papers.actions import tend_publications as tending
from candour.guard.actors import service
from candour.intake.notices import folder
from cases.papers.conftest import day
from cases.parties.test_witnesses import name as name_witness
from cast import NOW

TODAY = NOW.date()
LAST = TODAY + datetime.timedelta(days=30)
NOTICE = {
    "officer": "PC Adam Example",
    "day": "14 December 2026",
    "place": "The Guildhall",
    "conduct": "In the spring of 2025 he sent messages of a sexual kind to a colleague.",
    "attend": "Ask the press office.",
    **day("from_on", TODAY),
    **day("until_on", LAST),
}
YES = {"agrees": "yes", "why": "I read it as her team would.", "names": ""}
REFUSED = (
    "Somebody could be known from this text. Take these words out, or write them less exactly."
)


def propose(visitor, case, **data: str):
    place = f"/cases/{case}/papers/publications/propose/hearing_notice/"
    return visitor.post(place, {**NOTICE, **data})


def confirm(visitor, case, **data: str):
    proposed = Publication.objects.filter(file_id=case).latest("number")
    return visitor.post(f"/cases/{case}/papers/publications/{proposed.id}/", {**YES, **data})


def tend(settings, tmp_path, *, on: datetime.date, capture) -> list[str]:
    """Do what the worker does on a day, and say which pages stand there after it."""
    settings.PUBLISHED = tmp_path / "published"
    at = datetime.datetime.combine(on, NOW.timetz())
    with capture(execute=True):
        tending.tend_publications(by=service("sweeping"), at=at)
    return sorted(one.name for one in settings.PUBLISHED.glob("*.html"))


@pytest.fixture
def proposed(visit, case):
    """A case with a notice that waits for a second person."""
    assert propose(visit("desk"), case).status == 302
    return case


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("She works beside his wife in Kings Cross.", "his wife"),
        ("It happened at 12 Larch Grove.", "12 Larch Grove"),
        ("Write to somebody@force.example.", "somebody@force.example"),
    ],
)
def test_a_text_that_identifies_is_refused_with_the_words(visit, case, said, word):
    page = propose(visit("desk"), case, conduct=said)

    assert page.errors == [REFUSED]
    assert word in page.text
    assert page.fields["place"] == [NOTICE["place"]]
    assert not Publication.objects.exists()


def test_a_witnesss_name_is_refused_to_those_who_know_it(visit, case, world):
    name_witness(visit("desk"), case, world, "desk", "desk-two")

    page = propose(visit("desk"), case, conduct="He shouted at Morwenna.")
    assert page.errors == [REFUSED]
    assert "Morwenna" in page.text


def test_a_name_is_refused_even_where_only_public_words_may_stand(visit, case, world):
    name_witness(visit("desk"), case, world, "desk", "desk-two")

    page = propose(visit("desk"), case, officer="PC Adam Example, friend of Morwenna Trelawny")
    assert page.errors == [REFUSED]


def test_the_proposer_can_not_confirm(visit, proposed):
    page = confirm(visit("desk"), proposed)

    assert page.errors == ["You proposed this. Somebody else must confirm it."]
    assert not PublicationCheck.objects.exists()


def test_the_database_lets_nobody_confirm_their_own(proposed):
    row = Publication.objects.get()
    check = PublicationCheck(
        file_id=proposed, organisation_id=row.organisation_id, noted_at=NOW,
        noted_by=row.noted_by, item=row.item, publication=row, agrees=True, slug="a", body="b",
        body_hash=b"",
    )  # fmt: skip

    with pytest.raises(IntegrityError, match="second person"), transaction.atomic():
        check.save(force_insert=True)


def test_who_may_not_know_a_witness_can_not_say_that_nobody_is_named(visit, case, world):
    name_witness(visit("desk"), case, world, "desk", "desk-two")
    propose(visit("desk"), case)

    page = confirm(visit("authority"), case)
    assert page.errors == [
        "You may not know every witness's name, so you can't say that nobody is named."
    ]
    assert confirm(visit("desk-two"), case).status == 302


def test_names_that_the_second_person_knows_are_held_against_it(visit, case):
    propose(visit("desk"), case, conduct="In the spring of 2025 he wrote to Wren.")

    page = confirm(visit("desk-two"), case, names="Jenny Wren")
    assert page.errors == [REFUSED]
    assert not PublicationCheck.objects.exists()


def test_a_no_sends_it_back_and_publishes_nothing(
    visit, proposed, settings, tmp_path, django_capture_on_commit_callbacks
):
    assert confirm(visit("desk-two"), proposed, agrees="no").status == 302

    capture = django_capture_on_commit_callbacks
    assert tend(settings, tmp_path, on=TODAY, capture=capture) == []


def test_a_page_stands_there_from_its_first_day_to_its_last_and_no_longer(
    visit, proposed, settings, tmp_path, django_capture_on_commit_callbacks
):
    confirm(visit("desk-two"), proposed)
    slug = PublicationCheck.objects.get().slug
    capture = django_capture_on_commit_callbacks

    before = tend(settings, tmp_path, on=days_ago(1), capture=capture)
    first = tend(settings, tmp_path, on=TODAY, capture=capture)
    last = tend(settings, tmp_path, on=LAST, capture=capture)
    after = tend(settings, tmp_path, on=LAST + datetime.timedelta(days=1), capture=capture)
    assert (before, first, last, after) == ([], [f"{slug}.html"], [f"{slug}.html"], [])
    assert PublicationEnd.objects.get().why == "expired"


def test_a_page_holds_its_text_and_nothing_of_the_case(
    visit, proposed, settings, tmp_path, django_capture_on_commit_callbacks
):
    confirm(visit("desk-two"), proposed)
    (name,) = tend(settings, tmp_path, on=TODAY, capture=django_capture_on_commit_callbacks)

    said = (tmp_path / "published" / name).read_text()
    assert NOTICE["conduct"] in said
    assert "noindex" in said
    assert str(proposed) not in said
    assert "<script" not in said
    assert "http" not in said


def test_a_page_is_taken_down_at_once_by_the_next_round(
    visit, proposed, settings, tmp_path, django_capture_on_commit_callbacks
):
    confirm(visit("desk-two"), proposed)
    capture = django_capture_on_commit_callbacks
    tend(settings, tmp_path, on=TODAY, capture=capture)

    row = Publication.objects.get()
    visit("desk").post(f"/cases/{proposed}/papers/publications/{row.id}/take-down/")
    assert tend(settings, tmp_path, on=TODAY, capture=capture) == []


def test_what_somebody_else_put_into_the_folder_is_removed_and_pages_are_mended(tmp_path):
    (tmp_path / "old.html").write_text("old")
    (tmp_path / "a.html").write_text("changed")

    page = folder.Page(slug="a", title="A", about="", from_on=TODAY, until_on=LAST, body="as it is")
    folder.write(folder=tmp_path, pages=[page])
    assert [one.name for one in tmp_path.glob("*.html")] == ["a.html"]
    assert (tmp_path / "a.html").read_text() == "as it is"


def test_an_outcome_stays_up_for_at_least_28_days(visit, case):
    typed = {**NOTICE, "found": "He did it.", "outcome": "Dismissed without notice.",
             **day("until_on", TODAY + datetime.timedelta(days=27))}  # fmt: skip
    place = f"/cases/{case}/papers/publications/propose/outcome_published/"

    assert visit("desk").post(place, typed).errors == [
        "An outcome stays up for at least 28 days, and every page for at least one."
    ]
