"""The page that asks what it is about, and the pages of the question sets that follow from it."""

import functools

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from candour.intake import questions
from candour.intake.forms import parts
from candour.intake.questions import Question
from candour.pages.fields import Option

SOMETHING_ELSE = "something_else"
JUST_WRITE = "just_write"


def _categories() -> list[tuple[str, Option]]:
    return [
        *[
            (name, Option(label=str(found.label), hint=str(found.hint)))
            for name, found in questions.every().items()
        ],
        (SOMETHING_ELSE, Option(label=str(_("Something else")))),
        (JUST_WRITE, Option(label=str(_("No more questions, please")), divider=str(_("or")))),
    ]


class About(forms.Form):
    about = parts.many(
        _("What is it about?"),
        _categories,
        _(
            "Choose all that fit, or none. Then we ask a few questions about it. You can leave out "
            "each one."
        ),
    )


@functools.cache
def page(about: str, group: str, number: int) -> type[forms.Form]:
    """Return the form of one page of a question set."""
    asked = next(one for one in questions.every()[about].groups if one.name == group)
    fields = {question.name: _field(question) for question in asked.pages[number]}
    return type("Asked", (forms.Form,), fields)


def _field(question: Question) -> forms.Field:
    why = question.used_for
    said = format_lazy("{} {}", question.help, why) if question.help else why
    if question.kind == questions.MANY:
        return parts.many(question.words, question.choices, said)
    if question.kind == questions.CHOICE:
        return parts.choice(question.words, question.choices, said)
    if question.kind == questions.YES_NO:
        return parts.choice(question.words, parts.YES_NO, said)
    if question.kind == questions.LONG:
        return parts.box(question.words, said, longest=parts.LONG)
    return parts.line(question.words, said, longest=parts.NAMES)
