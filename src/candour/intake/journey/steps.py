"""The pages of the journey, in order, and which of them a given state still needs."""

import dataclasses
from collections.abc import Mapping

from django import forms as django_forms

from candour.intake import forms


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One page: its name in the state, its form, and its template where it needs its own."""

    name: str
    form: type[django_forms.Form]
    template: str = "intake/question.html"
    # Left out of a report where the page can't apply.
    is_person: bool = False


WHO_YOU_ARE = Step(name="who_you_are", form=forms.WhoYouAre)
WHAT_HAPPENED = Step(
    name="what_happened", form=forms.WhatHappened, template="intake/what_happened.html"
)
WHEN_AND_WHERE = Step(
    name="when_and_where", form=forms.WhenAndWhere, template="intake/when_and_where.html"
)
PERSON = Step(name="person", form=forms.Person, template="intake/person.html", is_person=True)
ANYONE_ELSE = Step(name="anyone_else", form=forms.AnyoneElse, template="intake/anyone_else.html")
MUST_NOT_SEE = Step(name="must_not_see", form=forms.MustNotSee, template="intake/must_not_see.html")
RECEIVER = Step(name="receiver", form=forms.Receiver, template="intake/receiver.html")
CHECK = Step(name="check", form=django_forms.Form, template="intake/check.html")
WORDS = Step(name="words", form=forms.KeptWords, template="intake/words.html")

ORDER = (
    WHO_YOU_ARE, WHAT_HAPPENED, WHEN_AND_WHERE, PERSON, ANYONE_ELSE, MUST_NOT_SEE, RECEIVER, CHECK,
    WORDS,
)  # fmt: skip
BY_NAME: Mapping[str, Step] = {step.name: step for step in ORDER}
QUESTIONS = (WHO_YOU_ARE, WHAT_HAPPENED, WHEN_AND_WHERE, MUST_NOT_SEE, RECEIVER)
MOST_PEOPLE = 10


def after(step: Step) -> Step:
    """Return the page that follows."""
    place = ORDER.index(step)
    return ORDER[min(place + 1, len(ORDER) - 1)]


def before(step: Step) -> Step | None:
    """Return the page before, None before the first."""
    place = ORDER.index(step)
    return ORDER[place - 1] if place else None
