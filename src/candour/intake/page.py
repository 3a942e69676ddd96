"""Renders the page of the journey that a reporter is on, with her state sealed inside it."""

import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from candour.core import sealed_state, words
from candour.intake import questions
from candour.intake.journey import carried, pages, saying, steps, summary
from candour.intake.journey import state as states
from candour.intake.journey.state import State

LABEL = "candour/report"


def show(
    request: HttpRequest,
    state: State,
    *,
    at: datetime.datetime,
    form: object = None,
    **said: object,
) -> HttpResponse:
    """Render the page the state is on, with what was typed there before.

    `said` is what else the page says: a `notice`, refused files.
    """
    if state.step == steps.WORDS.name and not _opens_words(state):
        form = None
    step = state.current
    shown = form or pages.quietly(pages.form_for(step, pages.raw_of(state), state=state))
    context = {
        "form": shown,
        "state": sealed(state, at=at),
        "step": state.place + 1,
        "page": step,
        "route": state.route,
        "is_first": state.place == 0,
        "is_later": state.is_later,
        "person": state.person + 1,
        "people": state.people,
        "words": state.words,
        "rows": summary.rows(state) if step is steps.CHECK else (),
        **_context(state),
        **said,
    }
    return render(request, step.template, context)


def _context(state: State) -> dict[str, object]:
    """Return what one kind of page needs and the others don't."""
    step = state.current
    if step is steps.FILES:
        return {"files": carried.files(state), "has_files": True}
    if step.about:
        found = questions.every()[step.about]
        return {"group": next(one for one in found.groups if one.name == step.group)}
    return {}


def _opens_words(state: State) -> bool:
    """Make the words, once; where a page still lacks an answer, move there and return False."""
    try:
        saying.finished(state)
    except saying.Incomplete as missing:
        state.step, state.is_changing = missing.step, True
        return False
    states.prepare(state, words=" ".join(words.generate(count=words.MAILBOX_WORDS)))
    return True


def sealed(state: State, *, at: datetime.datetime) -> str:
    """Return the state as the page's hidden field."""
    return sealed_state.seal_state(
        mapping=states.write(state), keys=settings.FORM_KEYS, at=at, label=LABEL
    )


def opened(token: str, *, at: datetime.datetime) -> tuple[State, bool]:
    """Return the state of a hidden field, and whether the page had been open for too long."""
    try:
        mapping = sealed_state.open_state(token=token, keys=settings.FORM_KEYS, at=at, label=LABEL)
    except sealed_state.Expired as late:
        return states.read(late.mapping), True
    return states.read(mapping), False
