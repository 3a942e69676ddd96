"""Questions that fit what a report is about: all of them can be left out, none is without a use."""

import pytest

from candour.intake import questions
from candour.intake.journey import steps, summary
from candour.intake.journey.state import content
from candour.intake.models import Staged

SETS = questions.every()
GROUPS = [(about, group) for about, found in SETS.items() for group in found.groups]
PAGES = [(about, page) for about, group in GROUPS for page in group.pages]
QUESTIONS = [(about, question) for about, page in PAGES for question in page]
WITH_ALL = {"about": {"about": [*SETS, "something_else"]}}
ELEVEN = 11


@pytest.mark.parametrize(("about", "question"), QUESTIONS)
def test_every_question_says_what_its_answer_is_used_for(about, question):
    assert len(str(question.used_for).split()) > 4
    assert str(question.used_for).endswith(".")


@pytest.mark.parametrize(("about", "question"), QUESTIONS)
def test_every_question_has_a_kind_that_pages_know_and_choices_where_it_needs_them(about, question):
    assert question.kind in questions.KINDS
    assert bool(question.choices) == (question.kind in {questions.CHOICE, questions.MANY})
    assert questions.find(about=about, name=f"{question.name}:code") is question


@pytest.mark.parametrize(("about", "page"), PAGES)
def test_no_page_asks_more_than_four_questions(about, page):
    assert 1 <= len(page) <= 4


@pytest.mark.parametrize("about", SETS)
def test_no_two_questions_of_a_set_have_one_name(about):
    names = [question.name for set_, question in QUESTIONS if set_ == about]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("about", "group"), GROUPS)
def test_hard_questions_stand_behind_a_warning(about, group):
    hard = [one.name for page in group.pages for one in page if one.is_hard]
    assert bool(hard) == bool(group.warning)


def test_no_question_of_any_page_has_to_be_answered():
    shape = steps.Shape(route="public", about=tuple(SETS))
    asked = [step for step in steps.order(shape) if step.about]
    required = [
        (step.name, name)
        for step in asked
        for name, field in step.form.base_fields.items()
        if field.required
    ]
    assert len(asked) > len(PAGES)
    assert required == []


@pytest.mark.scenario("SC-41", part="themes")
def test_the_handling_of_a_report_is_told_by_eleven_themes_with_codes_that_stay(reporter):
    codes = [code for code, _ in questions.find(about="handling", name="themes").choices]
    assert len(set(codes)) == ELEVEN
    page = {"themes": ["personal_links", "women_arrested"]}
    reporter.walk("public", about={"about": "handling"}, **{"handling.handled.1": page})
    named = [one.name for one in reporter.said.answers]
    assert named == ["themes:personal_links", "themes:women_arrested"]


def test_only_the_questions_of_what_was_chosen_are_asked(reporter):
    passed = reporter.walk("public", about={"about": ["bullying"]})
    assert [name for name in passed if "." in name] == [
        "bullying.what.1", "bullying.punished.1",
    ]  # fmt: skip
    assert reporter.said.categories == ("bullying",)


def test_who_would_rather_write_is_asked_nothing_more(reporter):
    passed = reporter.walk("public", about={"about": ["bullying", "just_write"]})
    assert [name for name in passed if "." in name] == []
    assert reporter.said.categories == ("bullying",)


def test_every_question_of_every_set_can_be_left_out(reporter):
    passed = reporter.walk("public", **WITH_ALL)
    assert len([name for name in passed if "." in name]) > len(PAGES)
    assert reporter.said.answers == ()
    assert set(reporter.said.categories) == {*SETS, "something_else"}


@pytest.mark.scenario("SC-11", part="verbatim-behind-a-warning")
def test_discriminating_words_reach_the_readers_as_they_were_written(reporter):
    words = "«You lot», he said — “go   home”!"
    page = {"exact_words": words, "medium": ["group"]}
    reporter.walk(
        "public", about={"about": "discrimination"}, **{"discrimination.language.1": page}
    )
    told = {one.name: one.answer for one in reporter.said.answers}
    assert told == {"exact_words": words, "medium:group": "In a group chat"}
    assert questions.find(about="discrimination", name="exact_words").is_hard


def test_hard_questions_are_announced_and_can_be_skipped_as_a_whole(reporter):
    about = {"about": {"about": "sexual_misconduct"}}
    reporter.walk("public", until="sexual_misconduct.acts.0", **about)
    assert "The next questions are about touching and sexual acts" in reporter.text
    assert "What did the person do?" not in reporter.text
    reporter.post(go="skip")
    assert reporter.held.step == "sexual_misconduct.shown.1"
    assert "sexual_misconduct.acts.1" not in [step.name for step in reporter.held.order]


def test_skipped_questions_are_asked_after_all_once_she_goes_on_there(reporter):
    about = {"about": {"about": "sexual_misconduct"}}
    reporter.walk("public", until="sexual_misconduct.acts.0", **about)
    reporter.post(go="skip")
    reporter.post(go="back")
    assert reporter.held.step == "sexual_misconduct.acts.0"
    reporter.post()
    assert reporter.held.step == "sexual_misconduct.acts.1"


def test_in_the_middle_of_a_group_the_rest_of_it_can_be_skipped(reporter):
    reporter.walk("public", until="corruption.what.1", about={"about": "corruption"})
    reporter.post(go="skip", what=["theft"])
    assert reporter.held.step == "who_you_are"
    reporter.post(go="back")
    assert reporter.held.step == "about"


def test_who_must_be_kept_away_by_an_answer_is_among_those_who_must_not_see_it(reporter):
    reporter.walk(
        "public", about={"about": "handling"}, must_not_see={"names": "Lewis Tanner"},
        **{"handling.handled.2": {"who": "Harriet Lockwood"}},
    )  # fmt: skip
    assert reporter.said.must_not_see == "Lewis Tanner\nHarriet Lockwood"


@pytest.mark.scenario("SC-41", part="handler-kept-out")
def test_who_dealt_with_an_earlier_report_gets_no_key_to_what_is_said_of_it(
    reporter, as_role, world
):
    reporter.walk(
        "public", about={"about": "handling"},
        **{"handling.handled.2": {"who": "Harriet Lockwood"}},
    )  # fmt: skip
    reporter.send()
    with as_role("worker"):
        sealed = Staged.objects.get().package
    assert str(world.accounts["desk"]) not in sealed["readers"]
    assert str(world.accounts["desk-two"]) in sealed["readers"]


def test_the_check_page_shows_what_was_answered_and_no_list_of_what_was_not(reporter):
    reporter.walk(
        "public", until="check", about={"about": "bullying"},
        **{"bullying.what.1": {"what": ["jokes"], "since": "since spring"}},
    )  # fmt: skip
    assert "They play jokes on me that hurt" in reporter.text
    assert "since spring" in reporter.text
    assert "Do others in the team get it too?" not in reporter.text


def test_an_answer_changed_from_the_check_page_leads_back_to_it(reporter):
    reporter.walk("public", until="check", about={"about": "bullying"})
    reporter.post(go="change:bullying.what.1")
    reporter.post(since="since May")
    assert reporter.held.step == "check"


def test_another_category_chosen_from_the_check_page_asks_its_questions(reporter):
    reporter.walk("public", until="check")
    reporter.post(go="change:about")
    reporter.post(about=["corruption"])
    assert reporter.held.step == "corruption.what.1"


def test_the_content_can_be_read_again_as_questions_and_answers(reporter):
    reporter.walk("public", about={"about": "bullying"}, **{"bullying.what.1": {"what": ["jokes"]}})
    pairs = dict(summary.readable(content(reporter.held)))
    assert pairs["What happened?"] == "He pushed me against the lockers."
    assert pairs["What happens to you?"] == "They play jokes on me that hurt"
    assert pairs["Who did it"] == "Dan, PC, Kings Cross, firearms"
