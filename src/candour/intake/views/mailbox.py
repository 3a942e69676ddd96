"""The mailbox: opened with eight words, shown without a cookie, closed by leaving the page."""

import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters

from candour import clock
from candour.core import mailbox as mailbox_keys
from candour.core import sealed_state, words
from candour.intake import forms, mailboxes
from candour.intake.views.anonymous import same_site
from candour.intake.wording import states_in_words

LABEL = "candour/mailbox"


@sensitive_post_parameters()
@same_site
def mailbox(request: HttpRequest) -> HttpResponse:
    """Ask for the words; once open, show the report's progress and its letters."""
    at = clock.now()
    if request.method != "POST":
        return render(request, "intake/mailbox_closed.html", {"form": forms.OpenWithWords()})
    if "state" in request.POST:
        return _opened(request, at=at)
    form = forms.OpenWithWords(request.POST)
    if form.is_valid():
        try:
            phrase = words.normalise(text=form.cleaned_data["phrase"], count=words.MAILBOX_WORDS)
        except (words.UnknownWord, words.WrongNumberOfWords) as error:
            form.add_error("phrase", str(error))
        else:
            keys = _keys(phrase)
            box = mailboxes.open_box(keys=keys)
            if box is not None:
                return _show(request, box, phrase=phrase, at=at)
            form.add_error("phrase", "These words open nothing. Check each one and its place")
    return render(request, "intake/mailbox_closed.html", {"form": form})


def _opened(request: HttpRequest, *, at: datetime.datetime) -> HttpResponse:
    """Take a button of the open mailbox: write, save the proof, or look again."""
    form = forms.Message(request.POST)
    try:
        held = sealed_state.open_state(
            token=request.POST["state"], keys=settings.FORM_KEYS, at=at, label=LABEL
        )
    except (sealed_state.Unreadable, sealed_state.Expired):
        context = {"form": forms.OpenWithWords(), "was_open": True, "typed": form.data.get("text")}
        return render(request, "intake/mailbox_closed.html", context)
    phrase = tuple(str(held["words"]).split())
    keys = _keys(phrase)
    box = mailboxes.open_box(keys=keys)
    if box is None:
        return render(request, "intake/mailbox_closed.html", {"form": forms.OpenWithWords()})
    go = request.POST.get("go", "look")
    if go == "proof" and box.proof:
        return _file(box.proof)
    if go != "write":
        return _show(request, box, phrase=phrase, at=at)
    if not form.is_valid():
        return _show(request, box, phrase=phrase, at=at, form=form)
    mailboxes.write(keys=keys, box=box, text=form.cleaned_data["text"], on=clock.today())
    again = mailboxes.open_box(keys=keys) or box
    return _show(request, again, phrase=phrase, at=at, is_written=True)


def _show(
    request: HttpRequest,
    box: mailboxes.Box,
    *,
    phrase: tuple[str, ...],
    at: datetime.datetime,
    form: forms.Message | None = None,
    is_written: bool = False,
) -> HttpResponse:
    state = sealed_state.seal_state(
        mapping={"words": " ".join(phrase)}, keys=settings.FORM_KEYS, at=at, label=LABEL
    )
    context = {
        "box": box,
        "progress": states_in_words(box),
        "state": state,
        "form": form or forms.Message(),
        "is_written": is_written,
    }
    return render(request, "intake/mailbox.html", context)


def _file(proof: str) -> HttpResponse:
    response = HttpResponse(proof, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="proof.txt"'
    return response


def _keys(phrase: tuple[str, ...]) -> mailbox_keys.MailboxKeys:
    return mailbox_keys.derive_mailbox(words=phrase, salt=settings.DEPLOYMENT_SALT)
