"""A report's page shows all that was said, the hard parts folded, and recording codes them."""

import pytest
from test_pages_reports import TYPED

import browsing
import story
from candour.cases.models import Allegation, Case
from candour.intake.package import Answer

SLUR = "He said the word in front of everybody, twice."
AGAINST = Answer(
    about="discrimination", name="against:race", question="What was it about?", answer="Race"
)
QUOTED = Answer(
    about="discrimination", name="words", question="What were the exact words?", answer=SLUR
)
THEME = Answer(
    about="handling",
    name="themes:personal_links",
    question="What went wrong?",
    answer="They knew someone who dealt with it",
)


@pytest.fixture
def language(world, as_role):
    """A bystander of the force reports racist language."""
    return story.reported(
        world,
        as_role,
        route="internal_anonymous",
        categories=("discrimination",),
        answers=(AGAINST, QUOTED),
        told={"manager": "Sergeant Standish", "on": "2026-03-02"},
    ).file


def folded(body: str) -> str:
    """Return what stands inside folded parts of a page."""
    return " ".join(part.split("</details>")[0] for part in body.split("<details")[1:])


def test_the_page_names_route_categories_manager_and_answers(visit, language):
    text = visit("desk").get(f"/reports/{language}/").text

    assert "From inside the force, without a name" in text
    assert "Manager who was told Sergeant Standish" in text
    assert "Told on 2 March 2026" in text
    assert "What was it about?" in text


@pytest.mark.scenario("SC-11", part="verbatim-behind-a-warning")
def test_discriminatory_words_are_quoted_verbatim_behind_a_warning(visit, language):
    page = visit("desk").get(f"/reports/{language}/")

    assert "This report contains: discriminatory language, quoted word for word." in page.text
    assert SLUR in folded(page.body)
    assert page.body.count(SLUR) == 1
    assert "<details open" not in page.body


@pytest.mark.scenario("SC-11", part="conduct-matter")
def test_a_bystanders_report_of_language_is_a_conduct_matter_coded_by_its_ground(visit, language):
    desk = visit("desk")
    held = desk.get(f"/reports/{language}/record/").fields

    desk.post(
        f"/reports/{language}/record/",
        {**TYPED, "kind": held["kind"][0], "categories_1": held["categories_1"]},
    )

    case = Case.objects.get(report_file_id=language)
    assert case.kind == "conduct_matter"
    assert [one.category for one in Allegation.objects.filter(file_id=case.file_id)] == ["F6"]


@pytest.mark.scenario("SC-11", part="conduct-matter")
def test_such_a_report_is_not_recorded_without_the_discrimination(visit, language):
    page = visit("desk").post(f"/reports/{language}/record/", {**TYPED, "kind": "conduct_matter"})

    assert page.errors == [
        "The report is about discriminatory words or acts. Choose a category under F for them."
    ]


@pytest.mark.scenario("SC-11", part="conduct-matter")
def test_such_a_report_is_no_mere_complaint_of_a_colleague(visit, language):
    page = visit("desk").post(
        f"/reports/{language}/record/", {**TYPED, "categories_1": ["F6", "H5"]}
    )

    assert page.errors == [
        "Discriminatory words that somebody in the police reports are recorded as a conduct matter."
    ]


@pytest.mark.scenario("SC-11", part="conduct-matter")
def test_such_a_report_is_never_only_answered_with_advice(visit, language):
    desk = visit("desk")
    letter = {"reason": "no_conduct", "why": "Words of advice.", "letter": "We had a word."}

    page = desk.post(f"/reports/{language}/answer/", letter)

    assert page.errors == [
        "This has to be recorded as a case: what it is about is never answered without one."
    ]
    assert "It can't be answered without a case." in desk.get(f"/reports/{language}/").text


def test_the_case_keeps_every_answer_for_its_readers(visit, world, as_role, language):
    desk = visit("desk")
    typed = {**TYPED, "kind": "conduct_matter", "categories_1": ["F6"]}
    made = desk.post(f"/reports/{language}/record/", typed).location

    page = visit("authority").get(f"{made}words/")

    assert SLUR in folded(page.body)
    assert "From inside the force, without a name" in page.text


def test_a_matter_about_handling_shows_the_super_complaints_themes_by_code(visit, world, as_role):
    file = story.reported(
        world, as_role, route="handling", categories=("handling",), answers=(THEME,)
    ).file

    page = visit("desk").get(f"/reports/{file}/")

    assert "Themes of the super-complaint" in page.text
    assert "They knew someone who dealt with it (personal_links)" in page.text
    assert "About how a report was handled" in page.text


def test_a_report_of_the_old_shape_still_opens(visit, report):
    page = visit("desk").get(f"/reports/{report}/")

    assert page.status == 200
    assert browsing.html.escape(story.STORY) in page.body
