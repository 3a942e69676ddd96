"""The report, page by page, at one address: the state travels sealed in the form itself."""

import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters

from candour import clock
from candour.core import mailbox, sealed_state, words
from candour.intake import drafts, forms, page
from candour.intake.journey import pages, steps
from candour.intake.journey import state as states
from candour.intake.journey.state import State
from candour.intake.views import sending
from candour.intake.views.anonymous import same_site


@sensitive_post_parameters()
@same_site
def journey(request: HttpRequest) -> HttpResponse:
    """Show the first page, or take what one page posts and show the next."""
    at = clock.now()
    if request.method != "POST":
        return page.show(request, State(), at=at)
    try:
        state, is_late = page.opened(request.POST.get("state", ""), at=at)
    except (sealed_state.Unreadable, states.Broken):
        return _unreadable(request)
    go = request.POST.get("go", "next")
    try:
        if is_late:
            pages.keep(state, states.typed(request.POST, state.current.form))
            return page.show(request, state, at=at, notice="late")
        return _turn(request, state, go=go, at=at)
    except sealed_state.TooLarge as error:
        return _too_large(request, says=str(error), at=at)


def _turn(request: HttpRequest, state: State, *, go: str, at: datetime.datetime) -> HttpResponse:
    if go.startswith("change:"):
        pages.change(state, go.removeprefix("change:"))
        return page.show(request, state, at=at)
    if go == "stay":
        return page.show(request, state, at=at)
    raw = states.typed(request.POST, state.current.form)
    if go == "back":
        pages.keep(state, raw)
        pages.go_back(state)
        return page.show(request, state, at=at)
    if go == "save":
        pages.keep(state, raw)
        return _save(request, state, at=at)
    form = pages.form_for(state.current, raw)
    if not form.is_valid():
        pages.keep(state, raw)
        return page.show(request, state, at=at, form=form)
    if state.step == steps.WORDS.name:
        return sending.send(request, state, at=at)
    pages.keep(state, raw)
    pages.go_on(state)
    return page.show(request, state, at=at)


def _too_large(request: HttpRequest, *, says: str, at: datetime.datetime) -> HttpResponse:
    """Show the page again with all that was typed on it, on the state from before it was."""
    before, _ = page.opened(request.POST["state"], at=at)
    form = pages.form_for(before.current, states.typed(request.POST, before.current.form))
    if form.is_valid():
        form.add_error(next(iter(form.fields), None), says)
    return page.show(request, before, at=at, form=form)


def _save(request: HttpRequest, state: State, *, at: datetime.datetime) -> HttpResponse:
    spoken = words.generate(count=words.DRAFT_WORDS)
    keys = mailbox.derive_draft(words=spoken, salt=settings.DEPLOYMENT_SALT)
    until = drafts.save(keys=keys, mapping=states.write(states.for_draft(state)), at=at)
    state.draft = keys.draft_id.hex()
    context = {"words": " ".join(spoken), "until": until, "state": page.sealed(state, at=at)}
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
                state = states.read(mapping)
                state.draft = keys.draft_id.hex()
                return page.show(request, state, at=at)
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
