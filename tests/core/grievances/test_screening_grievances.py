"""Grievances are screened by rules that everybody can read; words only ever decide upwards."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from candour.core import calendar, grievances
from candour.law.policies import grievances as policy
from candour.law.policies.grievances import Result

PLAIN = "My leave was refused twice without any reason being given."
_CODES = st.sampled_from([row.code for row in policy.CATEGORIES])


@pytest.mark.parametrize("rule", policy.WORDS, ids=lambda rule: rule.code)
def test_each_stem_is_found_whatever_its_letters_and_says_at_least_what_its_rule_says(rule):
    order = list(Result)
    for stem in rule.stems:
        text = f"On Monday, {stem.upper()} and so on."
        found = grievances.screen(category="leave", text=text)
        assert rule.code in found.because
        assert order.index(found.result) <= order.index(rule.result)


@pytest.mark.parametrize(
    ("category", "text", "result"),
    [
        ("leave", PLAIN, Result.NOT_INDICATED),
        ("leave", "He said it was just banter.", Result.LOOK),
        ("leave", "He groped me at the Christmas party.", Result.INDICATED),
        ("leave", "He\u2019s been BULLYING me since Easter.", Result.INDICATED),
        ("leave", "He called me a homophóbic word.", Result.INDICATED),
        ("bullying", PLAIN, Result.INDICATED),
        ("other", PLAIN, Result.LOOK),
        ("hours", "The therapist and the grapes are fine.", Result.NOT_INDICATED),
        ("never heard of", PLAIN, Result.LOOK),
    ],
)
def test_a_grievance_is_what_its_gravest_sign_says(category, text, result):
    assert grievances.screen(category=category, text=text).result is result


@given(_CODES, st.text(max_size=80), st.sampled_from(policy.WORDS))
def test_a_word_more_never_makes_a_grievance_look_less(category, text, rule):
    order = list(Result)
    before = grievances.screen(category=category, text=text)
    after = grievances.screen(category=category, text=f"{text} {rule.stems[0]}")
    assert order.index(after.result) <= order.index(before.result)


@pytest.mark.parametrize("example", policy.CLOCK.examples, ids=lambda one: str(one.from_on))
def test_the_clock_leads_from_the_first_to_the_last_day_of_its_example(example):
    assert grievances.due_on(screened_on=example.from_on) == example.due_on


# The first look at a year builds its bank holidays, which takes a second.
@settings(deadline=None)
@given(st.dates(min_value=datetime.date(2020, 2, 1), max_value=datetime.date(2035, 12, 31)))
def test_the_last_day_is_a_working_day_after_the_first(screened_on):
    due_on = grievances.due_on(screened_on=screened_on)
    assert due_on > screened_on
    assert calendar.is_working_day(on=due_on)


def test_each_code_says_something_to_a_reader():
    found = grievances.screen(category="bullying", text="He groped me.")
    words = [grievances.in_words(code=code) for code in found.because]
    assert words == ["HR filed it under: Bullying or harassment", "Its words: Sexual words or acts"]
