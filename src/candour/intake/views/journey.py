"""The report, page by page, at one address: the state travels sealed in the form itself."""

import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters

from candour import clock
from candour.core import mailbox, sealed_state, words
from candour.intake import drafts, forms
from candour.intake.journey import pages, steps
from candour.intake.journey import state as states
from candour.intake.journey.state import State
from candour.intake.views import sending, summary
from candour.intake.views.anonymous import same_site

LABEL = "candour/report"


@sensitive_post_parameters()
@same_site
def journey(request: HttpRequest) -> HttpResponse:
    """Show the first page, or take what one page posts and show the next."""
    at = clock.now()
    if request.method != "POST":
        return show(request, State(), at=at)
    try:
        state, is_late = opened(request.POST.get("state", ""), at=at)
    except (sealed_state.Unreadable, states.Broken):
        return _unreadable(request)
    go = request.POST.get("go", "next")
    if is_late:
        pages.keep(state, states.typed(request.POST, state.current.form))
        return show(request, state, at=at, notice="late")
    return _turn(request, state, go=go, at=at)


def _turn(request: HttpRequest, state: State, *, go: str, at: datetime.datetime) -> HttpResponse:
    if go.startswith("change:"):
        pages.change(state, go.removeprefix("change:"))
        return show(request, state, at=at)
    if go == "stay":
        return show(request, state, at=at)
    raw = states.typed(request.POST, state.current.form)
    if go == "back":
        pages.keep(state, raw)
        pages.go_back(state)
        return show(request, state, at=at)
    if go == "save":
        pages.keep(state, raw)
        return _save(request, state, at=at)
    form = pages.form_for(state.current, raw)
    if not form.is_valid():
        pages.keep(state, raw)
        return show(request, state, at=at, form=form)
    if state.step == steps.WORDS.name:
        return sending.send(request, state, at=at)
    pages.keep(state, raw)
    pages.go_on(state)
    return show(request, state, at=at)


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
            states.prepare(state, words=made, day=clock.today())
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


def _save(request: HttpRequest, state: State, *, at: datetime.datetime) -> HttpResponse:
    spoken = words.generate(count=words.DRAFT_WORDS)
    keys = mailbox.derive_draft(words=spoken, salt=settings.DEPLOYMENT_SALT)
    until = drafts.save(keys=keys, mapping=states.write(state), at=at)
    context = {"words": " ".join(spoken), "until": until, "state": sealed(state, at=at)}
    return render(request, "intake/saved.html", context)


@sensitive_post_parameters()
@same_site
def resume(request: HttpRequest) -> HttpResponse:
    """Open a saved draft with its words and go on where it was left."""
    at = clock.now()
    form = forms.OpenWithWords(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            spoken = words.normalise(text=form.cleaned_data["phrase"], count=words.DRAFT_WORDS)
        except (words.UnknownWord, words.WrongNumberOfWords) as error:
            form.add_error("phrase", str(error))
        else:
            keys = mailbox.derive_draft(words=spoken, salt=settings.DEPLOYMENT_SALT)
            mapping = drafts.open_draft(keys=keys, at=at)
            if mapping is not None:
                return show(request, states.read(mapping), at=at)
            form.add_error("phrase", "These words open nothing. Drafts are kept for 30 days")
    return render(request, "intake/resume.html", {"form": form})


def start(request: HttpRequest) -> HttpResponse:
    """The first page: what this is, what will happen, what it can't protect from."""
    return render(request, "intake/start.html", {})


def leave(request: HttpRequest) -> HttpResponse:
    """Clear what the browser kept and go somewhere dull."""
    response = HttpResponseRedirect(settings.LEAVE_TO)
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _unreadable(request: HttpRequest) -> HttpResponse:
    """Say that the page can't be read any more, and give back what was typed on it."""
    typed = [
        value
        for name, values in request.POST.lists()
        if name not in {"state", "go"}
        for value in values
        if value.strip()
    ]
    return render(request, "intake/unreadable.html", {"typed": typed}, status=400)
