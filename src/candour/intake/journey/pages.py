"""One page of the journey: which form it shows, what was typed, and where a button leads."""

import dataclasses
import datetime
from collections.abc import Callable, Mapping, Sequence

from django import forms as django_forms

from candour import clock
from candour.access import desks
from candour.access.desks import Receiver
from candour.intake import appeals
from candour.intake.appeals import Appeal
from candour.intake.journey import state as states
from candour.intake.journey import steps
from candour.intake.journey.state import Raw, State
from candour.intake.journey.steps import Step

# Changing one of these can change which pages follow, so she walks on from there.
_WALKS_ON = frozenset({"route", "about", "appeal"})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What pages offer that is no data of theirs: the forces, and the appeals that are open."""

    receivers: tuple[Receiver, ...]
    appeals: tuple[Appeal, ...]

    def force(self, state: State) -> Receiver | None:
        """Return the force that she chose."""
        chosen = state.chosen("force") or state.answers.get("line_manager", {}).get("force", [])
        return next((one for one in self.receivers if str(one.organisation_id) in chosen[:1]), None)


def known(*, on: datetime.date, receivers: Sequence[Receiver] | None = None) -> Known:
    """Return what pages offer on a day."""
    found = desks.receivers() if receivers is None else tuple(receivers)
    return Known(receivers=found, appeals=appeals.known(on=on))


def form_for(
    step: Step, raw: Raw | None, *, state: State, around: Known | None = None
) -> django_forms.Form:
    """Return a page's form, bound to what was typed where anything was.

    `around` is what pages offer, where the caller has asked for it already.
    """
    data = None if raw is None else states.data(raw)
    need = _NEEDS.get(step.name)
    made: Callable[..., django_forms.Form] = step.form
    return made(data, **(need(state, around) if need else {}))


Need = Callable[[State, Known | None], Mapping[str, object]]


def _forces(state: State, around: Known | None) -> Mapping[str, object]:
    receivers = desks.receivers() if around is None else around.receivers
    return {"forces": [(str(one.organisation_id), one.name) for one in receivers]}


def _destination(state: State, around: Known | None) -> Mapping[str, object]:
    around = around or known(on=clock.today())
    force = around.force(state)
    return {
        "force": force.name if force else "",
        "bodies": force.outside if force else (),
        "must_leave": state.route is not None and state.route.goes_outside,
    }


def _route(state: State, around: Known | None) -> Mapping[str, object]:
    today = clock.today()
    found = around.appeals if around else appeals.known(on=today)
    is_chosen = state.route_name == "appeal"
    return {"has_appeals": is_chosen or any(one.closes_on >= today for one in found)}


def _appeal(state: State, around: Known | None) -> Mapping[str, object]:
    today = clock.today()
    found = around.appeals if around else appeals.known(on=today)
    chosen = state.chosen("appeal")[:1]
    return {
        "appeals": [
            (str(one.id), f"{one.title} ({one.body})")
            for one in found
            if one.closes_on >= today or str(one.id) in chosen
        ]
    }


_NEEDS: Mapping[str, Need] = {
    "route": _route,
    "appeal": _appeal,
    "force": _forces,
    "line_manager": _forces,
    "destination": _destination,
    "what_happened": lambda state, _: {"question": state.route.story if state.route else ""},
    "words": lambda state, _: {"label": state.route.kept if state.route else ""},
}


def quietly(form: django_forms.Form) -> django_forms.Form:
    """Return a bound form that shows what was typed and no errors: she has only come back to it."""
    if form.is_bound:
        form.full_clean()
        form.errors.clear()
    return form


def raw_of(state: State) -> Raw | None:
    """Return what was typed on the page she is on."""
    if state.current is steps.PERSON:
        return state.people[state.person] if state.person < len(state.people) else None
    return state.answers.get(state.step)


def keep(state: State, raw: Raw) -> None:
    """Keep what was typed on this page, valid or not."""
    if state.current is not steps.PERSON:
        # What is unticked is not posted: an empty page of boxes says that none is.
        if raw or state.step in state.answers:
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
    if state.step in _WALKS_ON:
        state.is_changing = False
    if state.is_changing and state.step not in {steps.PERSON.name, steps.FORCE.name}:
        _to_check(state)
        return
    if state.step == steps.PERSON.name:
        state.answers.pop(steps.ANYONE_ELSE.name, None)
    following = _beside(state, 1)
    if following is steps.ANYONE_ELSE and not state.people:
        if state.is_changing:
            _to_check(state)
            return
        following = _beside(state, 2)
    state.step, state.person = following.name, 0


def go_back(state: State) -> None:
    """Move to the page before; from the first page there is nowhere to go."""
    if state.is_changing:
        _to_check(state)
        return
    before = _beside(state, -1)
    if before is steps.ANYONE_ELSE and not state.people:
        before = steps.PERSON
    state.step, state.person = before.name, 0


def skip(state: State) -> None:
    """Leave out the group of questions she is at, and move behind it."""
    at = state.current
    if not at.group:
        return
    place = f"{at.about}.{at.group}"
    if place not in state.skipped:
        state.skipped.append(place)
    behind = [step for step in state.order if step.name.startswith(f"{place}.")]
    state.step = behind[-1].name if behind else _last_before(state, at).name
    go_on(state)


def _last_before(state: State, gone: Step) -> Step:
    """Return the page that now stands before where a skipped page was."""
    whole = dataclasses.replace(state, skipped=[]).order
    names = [step.name for step in whole]
    left = {step.name for step in state.order}
    return next(step for step in reversed(whole[: names.index(gone.name)]) if step.name in left)


def unskip(state: State) -> None:
    """Ask a group of questions after all."""
    place = f"{state.current.about}.{state.current.group}"
    state.skipped = [one for one in state.skipped if one != place]


def change(state: State, target: str) -> None:
    """Move from the check page to one answer, "person-2" for a person; unknown targets stay."""
    name, _, number = target.partition("-")
    is_there = name in {step.name for step in state.order}
    if not is_there or name in {steps.WORDS.name, steps.CHECK.name}:
        return
    state.is_changing = state.step == steps.CHECK.name
    state.step = name
    state.person = 0
    if name == steps.PERSON.name:
        # No report has a person with so high a number; longer ones are no numbers at all.
        place = int(number) if number.isdecimal() and len(number) < 4 else len(state.people)
        state.person = min(place, len(state.people))


def _beside(state: State, distance: int) -> Step:
    """Return the page so many pages further on or back, the last or first where there is none."""
    order = state.order
    return order[max(0, min(state.place + distance, len(order) - 1))]


def _to_check(state: State) -> None:
    state.step, state.is_changing, state.person = steps.CHECK.name, False, 0


def _wants_more(state: State) -> bool:
    asked = state.answers.get(steps.ANYONE_ELSE.name, {})
    return asked.get("more") == ["yes"] and len(state.people) < steps.MOST_PEOPLE
