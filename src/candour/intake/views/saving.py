"""Keeps an unfinished report under words of its own, and opens it again."""

import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from candour import clock
from candour.core import mailbox, words
from candour.intake import drafts, forms, page
from candour.intake.attachments import ledger
from candour.intake.journey import carried
from candour.intake.journey import state as states
from candour.intake.journey.state import State
from candour.intake.views.anonymous import same_site
from candour.pages import wording


def save(request: HttpRequest, state: State, *, at: datetime.datetime) -> HttpResponse:
    """Keep the report as it is; saved again, it replaces what was saved before."""
    is_again = bool(state.draft)
    state.draft = state.draft or " ".join(words.generate(count=words.DRAFT_WORDS))
    keys = keys_of(state.draft)
    until = drafts.save(keys=keys, mapping=states.write(states.for_draft(state)), at=at)
    for attached in carried.files(state):
        ledger.keep(attached=attached, on=at.date())
    context = {
        "words": state.draft,
        "until": until,
        "is_again": is_again,
        "is_later": state.is_later,
        "state": page.sealed(state, at=at),
    }
    return render(request, "intake/saved.html", context)


def keys_of(phrase: str) -> mailbox.DraftKeys:
    """Return the keys of a draft's words, as they were made."""
    return mailbox.derive_draft(words=phrase.split(" "), salt=settings.DEPLOYMENT_SALT)


@sensitive_post_parameters()
@same_site
def resume(request: HttpRequest) -> HttpResponse:
    """Open a saved draft with its words and go on where it was left."""
    form = forms.OpenWithWords(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            spoken = words.normalise(text=form.cleaned_data["phrase"], count=words.DRAFT_WORDS)
        except (words.UnknownWord, words.WrongNumberOfWords) as error:
            form.add_error("phrase", str(error))
        else:
            return _open(request, form, phrase=" ".join(spoken), at=clock.now())
    return render(request, "intake/resume.html", {"form": form})


def _open(
    request: HttpRequest, form: forms.OpenWithWords, *, phrase: str, at: datetime.datetime
) -> HttpResponse:
    found = drafts.find(keys=keys_of(phrase), at=at)
    if found is not None and found.mapping is not None:
        try:
            state = states.read(found.mapping)
        except states.Broken:
            found = None
        else:
            state.draft = phrase
            is_ending = found.until - at.date() <= drafts.ENDING
            notice = "ending" if is_ending else "draft"
            return page.show(request, state, at=at, notice=notice, until=found.until)
    if found is None:
        form.add_error("phrase", _("These words open nothing. Drafts are kept for 30 days"))
    else:
        deleted = wording.day(found.until + datetime.timedelta(days=1))
        form.add_error("phrase", _("This draft was deleted on %(day)s") % {"day": deleted})
    return render(request, "intake/resume.html", {"form": form})
