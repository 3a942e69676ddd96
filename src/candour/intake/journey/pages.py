"""One page of the journey: which form it shows, what was typed, and where a button leads."""

import dataclasses
import datetime
import uuid
from collections.abc import Sequence

from django import forms as django_forms

from candour.access import desks
from candour.access.desks import Receiver
from candour.intake import forms
from candour.intake.journey import state as states
from candour.intake.journey import steps
from candour.intake.journey.state import Raw, State
from candour.intake.journey.steps import Step
from candour.intake.package import Said


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Incomplete(Exception):
    """A page of the report still needs an answer before it can be sent."""

    step: str


def form_for(
    step: Step, raw: Raw | None, *, known: Sequence[Receiver] | None = None
) -> django_forms.Form:
    """Return a page's form, bound to what was typed where anything was.

    `known` are the receivers, where the caller has asked for them already.
    """
    data = None if raw is None else states.data(raw)
    if step is steps.RECEIVER:
        return forms.Receiver(data, forces=_forces(desks.receivers() if known is None else known))
    return step.form(data)


def _forces(known: Sequence[Receiver]) -> list[tuple[str, str]]:
    return [(str(one.organisation_id), one.name) for one in known]


def quietly(form: django_forms.Form) -> django_forms.Form:
    """Return a bound form that shows what was typed and no errors: she has only come back to it."""
    if form.is_bound:
        form.full_clean()
        form.errors.clear()
    return form


def raw_of(state: State) -> Raw | None:
    """Return what was typed on the page she is on."""
    if state.current.is_person:
        return state.people[state.person] if state.person < len(state.people) else None
    return state.answers.get(state.step)


def keep(state: State, raw: Raw) -> None:
    """Keep what was typed on this page, valid or not."""
    if not state.current.is_person:
        if raw:
            state.answers[state.step] = raw
        return
    said_anything = any(value.strip() for values in raw.values() for value in values)
    if state.person < len(state.people):
        if said_anything:
            state.people[state.person] = raw
        else:
            del state.people[state.person]
    elif said_anything and len(state.people) < steps.MOST_PEOPLE:
        state.people.append(raw)


def go_on(state: State) -> None:
    """Move to the page that follows, or back to the check where she came to change one answer."""
    if state.step == steps.ANYONE_ELSE.name and _wants_more(state):
        state.step, state.person = steps.PERSON.name, len(state.people)
        return
    if state.is_changing and state.step != steps.PERSON.name:
        state.step, state.is_changing = steps.CHECK.name, False
        return
    if state.step == steps.PERSON.name:
        state.answers.pop(steps.ANYONE_ELSE.name, None)
    following = steps.after(state.current)
    if following is steps.ANYONE_ELSE and not state.people:
        following = steps.CHECK if state.is_changing else steps.MUST_NOT_SEE
    state.step = following.name
    state.person = 0


def go_back(state: State) -> None:
    """Move to the page before; from the first page there is nowhere to go."""
    if state.is_changing:
        state.step, state.is_changing = steps.CHECK.name, False
        return
    before = steps.before(state.current)
    if before is steps.ANYONE_ELSE and not state.people:
        before = steps.PERSON
    if before is not None:
        state.step = before.name
    state.person = 0


def change(state: State, target: str) -> None:
    """Move from the check page to one answer, "person-2" for a person; unknown targets stay."""
    name, _, number = target.partition("-")
    if name not in steps.BY_NAME or name in {steps.WORDS.name, steps.CHECK.name}:
        return
    state.is_changing = state.step == steps.CHECK.name
    state.step = name
    state.person = 0
    if name == steps.PERSON.name:
        place = int(number) if number.isdecimal() else len(state.people)
        state.person = min(place, len(state.people))


def finished(state: State, *, known: Sequence[Receiver] | None = None) -> Said:
    """Return the whole report, checked page by page; raise Incomplete naming the first that isn't.

    The check is made again at sending, whatever the pages before accepted.
    """
    cleaned: dict[str, dict[str, object]] = {}
    for step in steps.QUESTIONS:
        form = form_for(step, state.answers.get(step.name, {}), known=known)
        if not form.is_valid():
            raise Incomplete(step=step.name)
        cleaned[step.name] = form.cleaned_data
    when, not_see = cleaned["when_and_where"], cleaned["must_not_see"]
    receiver = cleaned["receiver"]
    on = when["on"]
    return Said(
        kind=str(cleaned["who_you_are"]["kind"]),
        story=str(cleaned["what_happened"]["story"]),
        on=on if isinstance(on, datetime.date) else None,
        about_when=str(when["about_when"]),
        place=str(when["place"]),
        people=tuple(_person(raw) for raw in state.people),
        must_not_see=str(not_see["names"]),
        knows_desk=bool(not_see["knows_desk"]),
        force=uuid.UUID(str(receiver["force"])),
        route=str(receiver["route"]),
        is_urgent=bool(receiver["is_urgent"]),
    )


def _person(raw: Raw) -> dict[str, str]:
    form = forms.Person(states.data(raw))
    if not form.is_valid():
        raise Incomplete(step=steps.PERSON.name)
    return {name: str(value) for name, value in form.cleaned_data.items() if value}


def _wants_more(state: State) -> bool:
    answer = state.answers.get(steps.ANYONE_ELSE.name, {}).get("more", ["no"])
    return answer == ["yes"] and len(state.people) < steps.MOST_PEOPLE
