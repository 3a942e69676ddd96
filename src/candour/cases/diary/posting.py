"""What the pages of records do with what was sent: take a step, or say what is wrong with it."""

from collections.abc import Callable

from django import forms

from candour.cases import page
from candour.guard.requests import StaffRequest


def done(form: forms.Form, act: Callable[[], None], refusals: tuple[type[Exception], ...]) -> bool:
    """Take the step if the form is valid; put a refusal among the form's errors."""
    if not form.is_valid():
        return False
    try:
        act()
    except refusals as refusal:
        form.add_error(None, page.words_of(refusal))
        return False
    return True


def page_number(request: StaffRequest) -> int:
    """Return which page of a list is asked for."""
    typed = request.GET.get("page", "1")
    return int(typed) if typed.isascii() and typed.isdecimal() else 1
