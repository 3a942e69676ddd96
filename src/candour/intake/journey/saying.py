"""What a finished journey says: every page checked again, its answers put in their place."""

import dataclasses
import datetime
import uuid
from collections.abc import Iterator, Mapping

from django import forms as django_forms

from candour import clock
from candour.intake import questions
from candour.intake.forms.story import Person
from candour.intake.journey import pages, shown, steps
from candour.intake.journey import state as states
from candour.intake.journey.pages import Known
from candour.intake.journey.state import Raw, State
from candour.intake.journey.steps import Step
from candour.intake.package import Answer, Said

# Pages of single routes whose answers are told to the readers question by question.
_OWN = frozenset({"told", "leaving", "on_behalf", "operator", "concern", "solved_outside"})
# What of them is told in another way.
_TOLD_ELSEWHERE = frozenset({"manager", "on"})

Cleaned = Mapping[str, Mapping[str, object]]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Incomplete(Exception):
    """A page of the report still needs an answer before it can be sent."""

    step: str


def finished(state: State, *, around: Known | None = None) -> Said:
    """Return the whole report; raise Incomplete naming the first page that isn't.

    The check is made again at sending, whatever the pages before accepted.
    """
    around = around or pages.known(on=clock.today())
    forms = dict(_forms(state, around))
    cleaned: Cleaned = {name: form.cleaned_data for name, form in forms.items()}
    answers = tuple(_answers(state, forms))
    told = _told(cleaned)
    if state.route_name == "line_manager":
        return _passed_on(cleaned["line_manager"], told)
    when, where_to = cleaned["when_and_where"], cleaned.get("destination", {})
    appeal = _appeal(cleaned, around)
    name = cleaned.get("name", {})
    on = when["on"]
    return Said(
        kind=str(cleaned.get("who_you_are", {}).get("kind") or _kind(state)),
        story=str(cleaned["what_happened"]["story"]),
        on=on if isinstance(on, datetime.date) else None,
        about_when=str(when["about_when"]),
        place=str(when["place"]),
        people=tuple(_person(raw) for raw in state.people),
        must_not_see=_must_not_see(cleaned, answers),
        knows_desk=bool(cleaned["must_not_see"]["knows_desk"]),
        force=appeal[1] if appeal else uuid.UUID(str(cleaned["force"]["force"])),
        route=_route(state, cleaned),
        is_urgent=bool(where_to.get("is_urgent")),
        categories=tuple(one for one in state.chosen("about") if one in _CATEGORIES),
        answers=answers,
        told=told,
        identity=_identity(name),
        files=tuple(state.files),
        hands_on=bool(where_to.get("hands_on")),
        must_change=bool(state.route and state.route.must_change),
        appeal=appeal[0] if appeal else None,
    )


def is_outside(state: State) -> bool:
    """Say whether it goes to a body outside the force, by its route or because she chose so."""
    if state.route is not None and state.route.goes_outside:
        return True
    return state.answers.get("destination", {}).get("to") == ["outside"]


_CATEGORIES = frozenset({*questions.every(), "something_else"})


def _forms(state: State, around: Known) -> Iterator[tuple[str, django_forms.Form]]:
    for step in state.order:
        if step.name in steps.SILENT or step is steps.EQUALITY:
            continue
        raw = state.answers.get(step.name, {})
        form = pages.form_for(step, raw, state=state, around=around)
        if not form.is_valid():
            raise Incomplete(step=step.name)
        yield step.name, form


def _passed_on(page: Mapping[str, object], told: Mapping[str, str]) -> Said:
    """Return what a manager was told, as a report that the force's desk gets."""
    person = {name: str(page[name]) for name in ("given", "family", "unit") if page[name]}
    return Said(
        kind="not_said",
        story=str(page["story"]),
        on=None,
        about_when="",
        place="",
        people=(person,) if person else (),
        must_not_see="",
        knows_desk=False,
        force=uuid.UUID(str(page["force"])),
        route="line_manager",
        is_urgent=bool(page["is_urgent"]),
        told=told,
    )


def _person(raw: Raw) -> dict[str, str]:
    form = Person(states.data(raw))
    if not form.is_valid():
        raise Incomplete(step=steps.PERSON.name)
    return {name: str(value) for name, value in form.cleaned_data.items() if value}


def _kind(state: State) -> str:
    return state.route.kind if state.route else "not_said"


def _route(state: State, cleaned: Cleaned) -> str:
    if state.route is not None and state.route.becomes and is_outside(state):
        return state.route.becomes
    if cleaned.get("name", {}).get("how") == "neither":
        return "internal_anonymous"
    return state.route_name


def _told(cleaned: Cleaned) -> dict[str, str]:
    """Return which manager was told, on which day, and by whom where a manager says so."""
    page = cleaned.get("told", {})
    if page.get("told") == "no" or not any(page.values()):
        page = {}
    manager = cleaned.get("line_manager", {})
    found = {
        "manager": page.get("manager", manager.get("manager")),
        "on": page.get("on", manager.get("told_on")),
        "by": manager.get("told_by"),
    }
    if not page and not manager:
        return {}
    return {name: _plain(value) for name, value in found.items() if value or name == "manager"}


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime.date) else str(value or "")


def _identity(name: Mapping[str, object]) -> dict[str, str]:
    if name.get("how") not in {"confidential", "named"}:
        return {}
    found = {"name": name["name"], "reach": name["reach"], "kind": name["how"]}
    return {key: str(value) for key, value in found.items() if value}


def _appeal(cleaned: Cleaned, around: Known) -> tuple[uuid.UUID, uuid.UUID] | None:
    """Return the appeal that is answered, and the force that it is about."""
    chosen = cleaned.get("appeal", {}).get("appeal")
    return next(((one.id, one.force_id) for one in around.appeals if str(one.id) == chosen), None)


def _must_not_see(cleaned: Cleaned, answers: tuple[Answer, ...]) -> str:
    """Return who must not see it: as she wrote, and whom she named where we said they can't."""
    asked = [(questions.find(about=one.about, name=one.name), one.answer) for one in answers]
    named = [answer for question, answer in asked if question and question.keeps_out]
    return "\n".join(filter(None, [str(cleaned["must_not_see"]["names"]), *named]))


def _answers(state: State, forms: Mapping[str, django_forms.Form]) -> Iterator[Answer]:
    for step in state.order:
        if step.name in forms and (step.about or step.name in _OWN):
            yield from _of_page(step, forms[step.name])
    name = forms.get("name")
    if name is not None and name.cleaned_data["how"] == "named":
        for part in ("name", "reach"):
            if name.cleaned_data[part]:
                yield Answer(
                    about="name",
                    name=part,
                    question=str(name.fields[part].label),
                    answer=str(name.cleaned_data[part]),
                )


def _of_page(step: Step, form: django_forms.Form) -> Iterator[Answer]:
    about = step.about or step.name
    for name, field in form.fields.items():
        if not step.about and name in _TOLD_ELSEWHERE and step.name == "told":
            continue
        for code, answer in shown.answers(field, form.cleaned_data.get(name)):
            yield Answer(
                about=about,
                name=f"{name}:{code}" if code else name,
                question=str(field.label),
                answer=answer,
            )
