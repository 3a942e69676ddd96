"""What is never a reason: refused on every form of case work that takes a code."""

import importlib
import inspect
import pkgutil

import pytest
from django import forms

import candour.cases
from candour.cases.courses import checked
from candour.cases.courses.sheets import codes
from candour.cases.courses.sheets import rows as sheets
from candour.core.states import Step
from candour.law.no_action import NOT_REASONS

FORBIDDEN = {row.code for row in NOT_REASONS}


def every_form():
    """Yield every form of case work, with the names of the codes that its fields offer."""
    for found in pkgutil.walk_packages(candour.cases.__path__, "candour.cases."):
        if ".forms" in found.name or found.name.endswith("forms"):
            module = importlib.import_module(found.name)
            for _, one in inspect.getmembers(module, inspect.isclass):
                if issubclass(one, forms.Form) and one.__module__ == module.__name__:
                    yield one


def offered(one):
    for field in one.base_fields.values():
        if isinstance(field, forms.ChoiceField):
            yield from _flat(field.choices)


def _flat(choices):
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(value)


FORMS = sorted(set(every_form()), key=lambda one: (one.__module__, one.__name__))


def test_the_walk_finds_the_forms_of_case_work():
    names = {one.__name__ for one in FORMS}
    assert {"OutcomeOf", "NoCase", "StepForm", "Propose", "Why"} <= names
    assert len(FORMS) > 40


@pytest.mark.scenario("SC-28", part="codes")
@pytest.mark.parametrize("one", FORMS, ids=lambda one: f"{one.__module__}.{one.__name__}")
def test_no_form_offers_a_forbidden_reason_as_one_that_ends_something(one):
    assert not FORBIDDEN & set(offered(one))


def steps_with_reasons():
    """Every question of every step that offers a forbidden code."""
    for step in Step:
        for is_of_case in (True, False):
            sheet = sheets.sheet(step, is_of_case=is_of_case)
            for ask in (*sheet.asks, *sheet.each):
                if FORBIDDEN & {code for code, _ in ask.choices}:
                    yield step, ask.name


@pytest.mark.scenario("SC-28", part="codes")
def test_only_the_question_that_names_and_refuses_them_offers_forbidden_reasons():
    assert set(steps_with_reasons()) == {(Step.DECIDE_CASE_TO_ANSWER, "why_no_case")}
    assert [
        ask.name for ask in sheets.NO_CASE_CHECKS if FORBIDDEN & {c for c, _ in ask.choices}
    ] == ["why_no_case"]


@pytest.mark.scenario("SC-28", part="codes")
@pytest.mark.parametrize("code", sorted(FORBIDDEN))
@pytest.mark.parametrize("word", ["yes", "no"])
def test_each_forbidden_reason_is_refused_by_its_own_name(code, word):
    found = checked.missing({"why_no_case": code, "word_against_word": word})

    assert found == [codes.NEVER[code]]
    assert "is not a reason" in found[0]
