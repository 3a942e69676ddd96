"""How an answer reads: in the words of the page, with the code of what was chosen."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any, cast

from django import forms
from django.utils.translation import gettext

from candour.pages import wording


def answers(field: forms.Field, value: object) -> Iterator[tuple[str, str]]:
    """Return each answer to a question as (code, words); the code is "" for what was typed."""
    if value in (None, "", False, []):
        return
    if value is True:
        yield "yes", gettext("Yes")
    elif isinstance(field, forms.ChoiceField):
        words = dict(_flat(cast("Iterable[tuple[Any, Any]]", field.choices)))
        chosen = value if isinstance(value, list) else [value]
        for code in chosen:
            yield str(code), words.get(str(code), str(code))
    elif isinstance(value, datetime.date):
        yield "", wording.day(value)
    else:
        yield "", str(value)


def line(field: forms.Field, value: object) -> str:
    """Return an answer as one text."""
    return "\n".join(words for _, words in answers(field, value))


def _flat(choices: Iterable[tuple[Any, Any]]) -> Iterator[tuple[str, str]]:
    """Return choices without the headings that they stand under."""
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(value), str(label)
