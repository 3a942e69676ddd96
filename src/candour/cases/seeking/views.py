"""The two searches: for cases by codes and names, and in the words of cases one has keys to."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters

from candour.cases import paging
from candour.cases.seeking import forms, queries
from candour.cases.seeking.queries import WordsFound
from candour.guard.requests import StaffRequest, signed_in, vault_of


@sensitive_post_parameters()
@signed_in
def search(request: StaffRequest) -> HttpResponse:
    form = forms.Search(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        queries.search_form(by=request.actor, at=request.at)
        return render(request, "cases/seeking/search.html", {"form": form})
    start = paging.start_of(
        after=request.POST.get("after", ""), before=request.POST.get("before", "")
    )
    found = queries.search(filters=form.filters(), start=start, by=request.actor, at=request.at)
    said = [(name, value) for name, value in request.POST.items() if name not in _NOT_CARRIED]
    context = {"form": form, "found": found, "said": said}
    return render(request, "cases/seeking/search.html", context)


@sensitive_post_parameters()
@signed_in
def words(request: StaffRequest) -> HttpResponse:
    queries.words_form(by=request.actor, at=request.at)
    vault = vault_of(request)
    form = forms.SearchWords(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "cases/seeking/words.html", {"form": form})
    wanted = form.wanted()
    found = queries.search_words(wanted=wanted, vault=vault, by=request.actor, at=request.at)
    shown = forms.SearchWords(initial={"text": wanted.text, "state": wanted.state})
    context = {"form": shown, "found": found, "said": _carried(found, wanted)}
    return render(request, "cases/seeking/words.html", context)


_NOT_CARRIED = frozenset({"csrfmiddlewaretoken", "after", "before"})


def _carried(found: WordsFound, wanted: queries.Wanted) -> list[tuple[str, str]]:
    files = [*(file for file, _ in found.before), *(one.file for one in found.cases)]
    state = forms.carried(after=found.after, found_in=files)
    return [("text", wanted.text), ("state", wanted.state), *state.items()]
