"""The date in three parts: what it takes, and how it says what is wrong."""

import datetime

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from candour.pages import fields

FIELD = fields.DateField(subject="The date it happened")


class Question(forms.Form):
    when = fields.DateField(subject="The date it happened", label="When?")


def asked(day, month, year):
    return Question({"when_day": day, "when_month": month, "when_year": year})


def invalid(form):
    widget = form["when"].field.widget
    attrs = form["when"].build_widget_attrs({"id": "id_when"})
    parts = widget.get_context("when", form["when"].value(), attrs)["widget"]["subwidgets"]
    return [part["name"] for part in parts if part["attrs"].get("aria-invalid")]


@given(date=st.dates(min_value=datetime.date(1000, 1, 1)))
def test_every_date_can_be_typed(date):
    assert FIELD.clean([str(date.day), str(date.month), str(date.year)]) == date


@pytest.mark.parametrize("month", ["3", "03", "March", "mar", " MARCH "])
def test_a_month_may_be_typed_as_a_number_or_a_word(month):
    assert FIELD.clean(["5", month, "2025"]) == datetime.date(2025, 3, 5)


def test_digits_of_other_scripts_are_taken():
    assert FIELD.clean(["٥", "٣", "٢٠٢٥"]) == datetime.date(2025, 3, 5)


@pytest.mark.parametrize(
    ("typed", "message", "parts"),
    [
        (("", "", ""), "Enter the date it happened", ["day", "month", "year"]),
        (("5", "", "2025"), "The date it happened must include a month", ["month"]),
        (("", "", "2025"), "The date it happened must include a day and month", ["day", "month"]),
        (("5", "3", ""), "The date it happened must include a year", ["year"]),
        (("5", "3", "25"), "The date it happened: the year must have 4 numbers", ["year"]),
        (("5", "13", "2025"), "The date it happened must have a real month", ["month"]),
        (("5", "ma", "2025"), "The date it happened must have a real month", ["month"]),
        (("30", "2", "2025"), "The date it happened must be a real date", ["day", "month", "year"]),
        (("²", "2", "2025"), "The date it happened must be a real date", ["day", "month", "year"]),
        (("x", "2", "2025"), "The date it happened must be a real date", ["day", "month", "year"]),
    ],
)
def test_a_refused_date_says_what_to_mend_and_marks_it(typed, message, parts):
    form = asked(*typed)
    assert form.errors["when"] == [message]
    assert invalid(form) == [f"when_{part}" for part in parts]


@pytest.mark.parametrize("typed", [("0", "1", "2025"), ("1", "0", "2025"), ("1", "1", "0000")])
def test_nought_is_no_date(typed):
    assert not asked(*typed).is_valid()


@given(parts=st.lists(st.text(max_size=8), min_size=3, max_size=3))
def test_whatever_is_typed_gives_a_date_or_an_explanation(parts):
    try:
        found = FIELD.clean(parts)
    except ValidationError as refused:
        found = refused.messages[0]
    assert isinstance(found, datetime.date) or "the date it happened" in found.lower()


def test_an_optional_date_may_be_left_empty():
    assert fields.DateField(required=False).clean(["", " ", ""]) is None


def test_a_date_refused_by_its_page_marks_every_part():
    form = asked("5", "3", "2999")
    form.is_valid()
    form.add_error("when", "The date must be in the past")
    assert invalid(form) == ["when_day", "when_month", "when_year"]


def test_what_was_typed_is_kept():
    assert asked("5", "", "2025")["when"].value() == ["5", "", "2025"]


def test_a_known_date_is_shown_in_its_parts():
    form = Question(initial={"when": datetime.date(2025, 3, 5)})
    widget = form["when"].field.widget
    assert widget.decompress(form["when"].value()) == [5, 3, 2025]


def test_the_summary_leads_to_the_first_part_to_mend():
    assert fields.error_target(asked("5", "", "2025")["when"]) == "id_when_1"


def test_a_date_has_changed_only_when_it_differs():
    known = datetime.date(2025, 3, 5)
    assert not FIELD.has_changed(known, ["5", "3", "2025"])
    assert FIELD.has_changed(known, ["6", "3", "2025"])
    assert FIELD.has_changed(known, ["", "3", "2025"])
