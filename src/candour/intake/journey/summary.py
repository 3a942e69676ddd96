"""The check page's rows: every answer as it was typed, with the page that changes it."""

import dataclasses
import json

from django import forms as django_forms
from django.utils.translation import gettext as _

from candour import clock
from candour.intake import questions
from candour.intake.attachments import attached
from candour.intake.forms.story import Person
from candour.intake.journey import pages, shown, steps
from candour.intake.journey import state as states
from candour.intake.journey.pages import Known
from candour.intake.journey.state import State


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One question, what was answered, and where to change it."""

    question: str
    answer: str
    change: str
    # The heading that it stands under.
    section: str = ""


def rows(state: State, *, around: Known | None = None) -> tuple[Row, ...]:
    """Return the rows in the order of the pages."""
    around = around or pages.known(on=clock.today())
    found: list[Row] = []
    section = _("What you tell us")
    for step in state.order:
        if step.about:
            section = str(questions.every()[step.about].label)
        elif step is steps.ABOUT or step.name in {"who_you_are", "must_not_see", "told"}:
            section = _("More about it") if step is steps.ABOUT else _("You and who may see it")
        found += [
            dataclasses.replace(row, section=section) for row in _of_page(state, step, around)
        ]
    return tuple(found)


def _of_page(state: State, step: steps.Step, around: Known) -> list[Row]:
    if step is steps.PERSON:
        return _people(state)
    if step is steps.FILES:
        return [_files(state)]
    if step.name in steps.SILENT or step is steps.EQUALITY:
        return []
    return _answers(state, step, around)


def readable(content: bytes) -> tuple[tuple[str, str], ...]:
    """Return (question, answer) pairs of a report's content, as its commitment was made over it.

    What no page knows any more is shown as it stands.
    """
    said = json.loads(content)
    state = State(answers=said.get("answers", {}), people=said.get("people", []))
    found = [(row.question, row.answer) for row in rows(state) if row.change != steps.FILES.name]
    found += [
        (_("File"), f"{file['name']}, {file['size']}, SHA-256 {file['sha256']}")
        for file in said.get("files", [])
    ]
    known = {step.name for step in state.order}
    for name, answers in sorted(state.answers.items()):
        if name not in known:
            found += [(f"{name}: {key}", "\n".join(value)) for key, value in answers.items()]
    return tuple(found)


def _answers(state: State, step: steps.Step, around: Known) -> list[Row]:
    form = pages.form_for(step, state.answers.get(step.name, {}), state=state, around=around)
    form.is_valid()
    found = [
        Row(
            question=str(field.label),
            answer=_shown(form, name) or _("Not said"),
            change=step.name,
        )
        for name, field in form.fields.items()
    ]
    if step.about:
        # What was left out of many questions is no answer to look through.
        return [row for row in found if row.answer != _("Not said")]
    return found


def _shown(form: django_forms.Form, name: str) -> str:
    """Return what was answered; what the page would refuse is shown as it was typed."""
    if name in form.cleaned_data:
        return shown.line(form.fields[name], form.cleaned_data[name])
    typed = form[name].data
    parts = typed if isinstance(typed, list | tuple) else [typed]
    return " ".join(str(part) for part in parts if part)


def _people(state: State) -> list[Row]:
    found = []
    for place, raw in enumerate(state.people):
        form = Person(states.data(raw))
        form.is_valid()
        said = [str(value) for value in form.cleaned_data.values() if value]
        question = (
            _("Who did it")
            if len(state.people) == 1
            else _("Who did it, person %(number)s") % {"number": place + 1}
        )
        found.append(Row(question=question, answer=", ".join(said), change=f"person-{place}"))
    if not found:
        found.append(Row(question=_("Who did it"), answer=_("Not said"), change="person-0"))
    return found


def _files(state: State) -> Row:
    names = [attached.visible(str(file.get("name", ""))) for file in state.files]
    return Row(question=_("Files"), answer="\n".join(names) or _("None"), change=steps.FILES.name)
