"""The check page's rows: every answer as it was typed, with the page that changes it."""

import dataclasses

from candour.intake import forms
from candour.intake.journey import pages, steps
from candour.intake.journey import state as states
from candour.intake.journey.state import State

NOTHING = "Not said"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One question, what was answered, and where to change it."""

    question: str
    answer: str
    change: str


def rows(state: State) -> tuple[Row, ...]:
    """Return the rows in the order of the pages."""
    found = []
    for step in steps.ORDER:
        if step is steps.PERSON:
            found.extend(_people(state))
        elif step in steps.QUESTIONS:
            found.extend(_answers(state, step))
    return tuple(found)


def _answers(state: State, step: steps.Step) -> list[Row]:
    form = pages.form_for(step, state.answers.get(step.name, {}))
    form.is_valid()
    return [
        Row(
            question=str(field.label),
            answer=_shown(form, name) or NOTHING,
            change=step.name,
        )
        for name, field in form.fields.items()
    ]


def _people(state: State) -> list[Row]:
    found = []
    for place, raw in enumerate(state.people):
        form = forms.Person(states.data(raw))
        form.is_valid()
        said = [str(value) for value in form.cleaned_data.values() if value]
        question = "Who did it" if len(state.people) == 1 else f"Who did it, person {place + 1}"
        found.append(Row(question=question, answer=", ".join(said), change=f"person-{place}"))
    if not found:
        found.append(Row(question="Who did it", answer=NOTHING, change="person-0"))
    return found


def _shown(form: object, name: str) -> str:
    value = form.cleaned_data.get(name)  # type: ignore[attr-defined] # any of the forms above
    if value in (None, "", False):
        return ""
    if value is True:
        return "Yes"
    choices = getattr(form.fields[name], "choices", None)  # type: ignore[attr-defined] # as above
    if choices:
        return str(dict(choices).get(value, value))
    if hasattr(value, "isoformat"):
        return f"{value.day} {value:%B %Y}"
    return str(value)
