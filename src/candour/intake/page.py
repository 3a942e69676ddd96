"""Renders the page of the journey that a reporter is on, with her state sealed inside it."""

import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from candour.core import sealed_state, words
from candour.intake.journey import pages, steps, summary
from candour.intake.journey import state as states
from candour.intake.journey.state import State

LABEL = "candour/report"


def show(
    request: HttpRequest,
    state: State,
    *,
    at: datetime.datetime,
    form: object = None,
    notice: str = "",
) -> HttpResponse:
    """Render the page the state is on, with what was typed there before."""
    if state.step == steps.WORDS.name:
        try:
            pages.finished(state)
        except pages.Incomplete as missing:
            state.step, state.is_changing = missing.step, True
        else:
            made = " ".join(words.generate(count=words.MAILBOX_WORDS))
            states.prepare(state, words=made)
    step = state.current
    shown = form or pages.quietly(pages.form_for(step, pages.raw_of(state)))
    context = {
        "form": shown,
        "state": sealed(state, at=at),
        "step": steps.ORDER.index(step) + 1,
        "is_first": steps.before(step) is None,
        "person": state.person + 1,
        "people": state.people,
        "words": state.words,
        "rows": summary.rows(state) if step is steps.CHECK else (),
        "notice": notice,
    }
    return render(request, step.template, context)


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
