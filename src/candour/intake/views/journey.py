"""The report, page by page, at one address: the state travels sealed in the form itself."""

import datetime
from collections.abc import Callable, Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters

from candour import clock
from candour.core import sealed_state
from candour.intake import appeals, page
from candour.intake.attachments import receive
from candour.intake.journey import carried, pages, steps
from candour.intake.journey import state as states
from candour.intake.journey.state import State
from candour.intake.views import saving, sending
from candour.intake.views.anonymous import same_site


@sensitive_post_parameters()
@same_site
def journey(request: HttpRequest) -> HttpResponse:
    """Show the first page, or take what one page posts and show the next."""
    at = clock.now()
    if request.method != "POST":
        return page.show(request, _first(request, on=at.date()), at=at)
    if request.content_type == "multipart/form-data":
        receive.expect(request)
    try:
        state, is_late = page.opened(request.POST.get("state", ""), at=at)
    except (sealed_state.Unreadable, states.Broken):
        return _unreadable(request)
    except MultiPartParserError:
        return render(request, "intake/unreadable.html", {"typed": []}, status=400)
    go = request.POST.get("go", "next")
    try:
        if is_late:
            pages.keep(state, states.typed(request.POST, state.current.form))
            return page.show(request, state, at=at, notice="late")
        return _turn(request, state, go=go, at=at)
    except sealed_state.TooLarge as error:
        return _too_large(request, says=str(error), at=at)


def _first(request: HttpRequest, *, on: datetime.date) -> State:
    """Return an empty journey, or one that answers the appeal whose page led here."""
    wanted = request.GET.get("appeal", "")
    if not any(str(appeal.id) == wanted for appeal in appeals.open_on(on)):
        return State()
    answers = {"route": {"route": ["appeal"]}, "appeal": {"appeal": [wanted]}}
    return State(step=steps.WHAT_HAPPENED.name, answers=answers)


def _turn(request: HttpRequest, state: State, *, go: str, at: datetime.datetime) -> HttpResponse:
    """Do what a button says; where nothing says otherwise, show the page she is on."""
    if go == "stay":
        return page.show(request, state, at=at)
    if go.startswith("change:"):
        pages.change(state, go.removeprefix("change:"))
        return page.show(request, state, at=at)
    if state.current is steps.FILES:
        return _files(request, state, go=go, at=at)
    raw = states.typed(request.POST, state.current.form)
    if go in _MOVES:
        if state.current is not steps.WORDS:
            pages.keep(state, raw)
        _MOVES[go](state)
        return page.show(request, state, at=at)
    if go == "save":
        pages.keep(state, raw)
        return saving.save(request, state, at=at)
    return _next(request, state, raw, at=at)


def _next(
    request: HttpRequest, state: State, raw: states.Raw, *, at: datetime.datetime
) -> HttpResponse:
    form = pages.form_for(state.current, raw, state=state)
    if not form.is_valid():
        pages.keep(state, raw)
        return page.show(request, state, at=at, form=form)
    if state.current is steps.WORDS:
        return sending.send(request, state, at=at)
    pages.keep(state, raw)
    if state.current is steps.ROUTE:
        state.is_later = False
    if state.current.group:
        pages.unskip(state)
    pages.go_on(state)
    return page.show(request, state, at=at)


def _files(request: HttpRequest, state: State, *, go: str, at: datetime.datetime) -> HttpResponse:
    """Take whatever files came, whichever button was pressed, and then do what it says."""
    refusals = carried.add(request, state, is_asked=go == "attach")
    if go.startswith("remove:"):
        carried.remove(state, which=go.removeprefix("remove:"))
    elif go == "save" and not refusals:
        return saving.save(request, state, at=at)
    elif go in _MOVES and not refusals:
        _MOVES[go](state)
    elif go == "next" and not refusals:
        pages.go_on(state)
    return page.show(request, state, at=at, refusals=refusals)


def _later(state: State) -> None:
    """Write it down now and decide later."""
    state.is_later = True
    pages.go_on(state)


def _report(state: State) -> None:
    """Report it after all: from the check page, choose the way in."""
    state.is_later = False
    state.step = steps.ROUTE.name


def _stay(state: State) -> None:
    """Stay: the same page, in another language."""


# Buttons that keep what was typed, valid or not, and lead elsewhere.
_MOVES: Mapping[str, Callable[[State], None]] = {
    "back": pages.go_back,
    "skip": pages.skip,
    "later": _later,
    "report": _report,
    "language": _stay,
}


def _too_large(request: HttpRequest, *, says: str, at: datetime.datetime) -> HttpResponse:
    """Show the page again with all that was typed on it, on the state from before it was."""
    before, _ = page.opened(request.POST["state"], at=at)
    raw = states.typed(request.POST, before.current.form)
    form = pages.form_for(before.current, raw, state=before)
    if form.is_valid():
        form.add_error(next(iter(form.fields), None), says)
    return page.show(request, before, at=at, form=form)


def appeals_open(request: HttpRequest) -> HttpResponse:
    """List the public appeals for witnesses."""
    found = appeals.open_on(clock.today())
    return render(request, "intake/appeals.html", {"appeals": found})


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
