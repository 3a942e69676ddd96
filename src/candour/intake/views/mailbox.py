"""The mailbox: opened with eight words, shown without a cookie, closed by leaving the page."""

import dataclasses
import datetime
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from candour import clock
from candour.core import sealed_state, words
from candour.intake import aftercare, forms, mailboxes
from candour.intake.attachments import receive
from candour.intake.mailboxes import Message, opening
from candour.intake.views import holding, inside
from candour.intake.views.anonymous import same_site
from candour.intake.views.holding import HER, HOME, MESSAGE, SUPPORTER, Held
from candour.intake.views.inside import Inside


@sensitive_post_parameters()
@same_site
def mailbox(request: HttpRequest) -> HttpResponseBase:
    """Ask for the words; once open, show the mailbox or do what a button of it says."""
    at = clock.now()
    if request.method != "POST":
        return _door(request)
    if request.content_type == "multipart/form-data":
        receive.expect(request)
    try:
        if "state" not in request.POST:
            return _enter(request, at=at)
        held = holding.unseal(request.POST["state"], at=at)
    except MultiPartParserError:
        return _door(request, was_open=True)
    except sealed_state.Expired as error:
        return _door(request, was_open=True, typed=_given_back(request, error.mapping))
    except (sealed_state.Unreadable, holding.Broken):
        return _door(request, was_open=True, typed=_given_back(request))
    found = inside.enter(held, on=clock.today())
    if found is None:
        return _door(request, typed=_given_back(request, dataclasses.asdict(held)))
    return _turn(request, found, at=at)


def _door(request: HttpRequest, *, was_open: bool = False, typed: object = ()) -> HttpResponse:
    context = {"form": forms.OpenWithWords(), "was_open": was_open, "typed": typed}
    return render(request, "intake/mailbox_closed.html", context)


def _given_back(request: HttpRequest, carried: Mapping[str, object] | None = None) -> list[str]:
    """Return what was typed on a page that can't be used any more, and on those before it."""
    typed = holding.typed(request.POST)
    now = [value for values in typed.values() for value in values if value.strip()]
    return list(dict.fromkeys([*now, *holding.written(carried or {})]))


def _enter(request: HttpRequest, *, at: datetime.datetime) -> HttpResponseBase:
    form = forms.OpenWithWords(request.POST)
    if form.is_valid():
        try:
            spoken = words.normalise(text=form.cleaned_data["phrase"], count=words.MAILBOX_WORDS)
        except (words.UnknownWord, words.WrongNumberOfWords) as error:
            form.add_error("phrase", str(error))
        else:
            for who in (HER, SUPPORTER):
                held = holding.at_the_door(spoken=spoken, who=who)
                found = inside.enter(held, on=clock.today())
                if found is not None:
                    return inside.show(request, found, at=at)
            form.add_error("phrase", _("These words open nothing. Check each one and its place"))
    return render(request, "intake/mailbox_closed.html", {"form": form})


def _turn(request: HttpRequest, found: Inside, *, at: datetime.datetime) -> HttpResponseBase:
    """Do what a button says; where nothing says otherwise, show the page she is on."""
    held = found.held
    go = request.POST.get("go", "")
    if found.box.is_shut:
        return _unlock(request, found, go=go, at=at)
    if go == "language":
        return inside.show(request, found, at=at, raw=holding.typed(request.POST))
    if found.box.must_change and not found.box.is_helped and held.page != inside.REPLACE:
        return inside.show(request, found, at=at)
    if held.page in {HOME, MESSAGE}:
        return _from_home(request, found, go=go, at=at)
    if go == "home":
        before, raw = held.typed, holding.typed(request.POST)
        held.typed = {**before, held.page: raw}
        if not holding.fits(held, at=at):
            held.typed = before
            return inside.show_too_long(request, found, at=at)
        holding.turn_to(held, HOME)
        return inside.show(request, found, at=at)
    return _act(request, found, at=at)


def _unlock(
    request: HttpRequest, found: Inside, *, go: str, at: datetime.datetime
) -> HttpResponseBase:
    form = inside.Unlock(request.POST if go == "unlock" else None)
    if go == "unlock" and form.is_valid():
        stretched = opening.stretched(
            words=found.held.secret.words, passphrase=form.cleaned_data["passphrase"]
        )
        secret = mailboxes.Secret(words=found.held.secret.words, stretched=stretched)
        holding.open_secret(found.held, secret)
        again = inside.enter(found.held, on=clock.today())
        if again is not None and not again.box.is_shut:
            return inside.show(request, again, at=at)
        found.held.stretched = ""
        form.add_error("passphrase", _("This is not your second password"))
    return inside.show_locked(request, found, form=form, at=at)


def _from_home(
    request: HttpRequest, found: Inside, *, go: str, at: datetime.datetime
) -> HttpResponseBase:
    held = found.held
    raw = holding.typed(request.POST)
    held.text = (raw.get("text") or [held.text])[0]
    if go == "write":
        return _write(request, found, at=at)
    if len(held.text) > forms.LONG or not holding.fits(held, at=at):
        return _too_long(request, found, go=go, at=at)
    return _pressed(request, found, go=go, at=at)


def _pressed(
    request: HttpRequest, found: Inside, *, go: str, at: datetime.datetime
) -> HttpResponseBase:
    held = found.held
    if go in {"attach", "message"} or go.startswith("remove:"):
        return inside.show_message(request, found, at=at, refusals=_files(request, held, go=go))
    what, _colon, which = go.partition(":")
    if go == "proof" and found.box.proof:
        return inside.as_file("proof.txt", found.box.proof)
    if what == "file":
        return inside.download(request, found, which, at=at)
    if what == "matter" and which.isdecimal() and len(which) == 1:
        return _to_matter(request, found, int(which), at=at)
    if what == "open" and which in found.offered:
        holding.turn_to(held, which)
        return inside.show(request, found, at=at, raw=held.typed.get(which))
    if go == "home" or held.page == HOME:
        holding.turn_to(held, HOME)
    return inside.show(request, found, at=at)


def _too_long(
    request: HttpRequest, found: Inside, *, go: str, at: datetime.datetime
) -> HttpResponse:
    """Show the same page with all that was typed, whichever button was pressed."""
    form = forms.Message({"text": found.held.text})
    if form.is_valid():
        form.add_error("text", _("This is too long. Make it shorter"))
    if found.held.page == HOME:
        return inside.show(request, found, at=at, form=form)
    refusals = _files(request, found.held, go=go)
    return inside.show_message(request, found, at=at, form=form, refusals=refusals)


def _to_matter(
    request: HttpRequest, found: Inside, which: int, *, at: datetime.datetime
) -> HttpResponse:
    """Turn to a matter, or to the report; stay where there is none of this number."""
    before, found.held.matter = found.held.matter, which
    again = inside.enter(found.held, on=clock.today())
    if again is None:
        found.held.matter = before
    return inside.show(request, again or found, at=at)


def _files(request: HttpRequest, held: Held, *, go: str) -> list[receive.Refusal]:
    """Take files that came with the message, or one away again; return what was refused."""
    if held.page != MESSAGE:
        holding.turn_to(held, MESSAGE)
    if go.startswith("remove:"):
        for one in held.attached:
            if one.id_text == go.removeprefix("remove:"):
                receive.drop(one)
                held.files = [file for file in held.files if file["id"] != one.id_text]
    if go != "attach":
        return []
    taken, refusals = receive.take(request, held=len(held.files))
    held.files += [one.to_json() for one in taken]
    return refusals


def _write(request: HttpRequest, found: Inside, *, at: datetime.datetime) -> HttpResponseBase:
    """Send the message, with files that came along in the same step."""
    held = found.held
    refusals: list[receive.Refusal] = []
    if request.FILES:
        taken, refusals = receive.take(request, held=len(held.files))
        held.files += [one.to_json() for one in taken]
    form = forms.Message({"text": held.text})
    form.fields["text"].required = not held.files
    if not form.is_valid() or refusals:
        if held.page == HOME and not held.files and not refusals:
            return inside.show(request, found, at=at, form=form)
        return inside.show_message(request, found, at=at, form=form, refusals=refusals)
    message = Message(id=found.visit.id, text=form.cleaned_data["text"], files=tuple(held.files))
    if not inside.send(found, message):
        return _door(request, typed=[held.text])
    held.text, held.files = "", []
    holding.turn_to(held, HOME)
    again = inside.enter(held, on=clock.today()) or found
    body = {"body": found.box.body}
    answer = aftercare.Answer(
        title=_("Your message is kept"),
        says=(_("Tonight it goes to %(body)s with the other messages of the day.") % body,),
    )
    return inside.show(request, again, at=at, answer=answer)


def _act(request: HttpRequest, found: Inside, *, at: datetime.datetime) -> HttpResponseBase:
    """Do what the page she is on is for."""
    held = found.held
    entry = found.offered.get(held.page)
    if entry is None:
        holding.turn_to(held, HOME)
        return inside.show(request, found, at=at)
    form = entry.form(request.POST, visit=found.visit)
    if not form.is_valid():
        return inside.show(request, found, at=at, form=form)
    try:
        answer = entry.act(found.visit, form.cleaned_data)
    except aftercare.Refused as refused:
        form.add_error(refused.field, str(refused.says))
        return inside.show(request, found, at=at, form=form)
    if answer.file is not None:
        return inside.as_file(*answer.file)
    if answer.closes:
        return render(request, "intake/mailbox_gone.html", {"answer": answer})
    if answer.asks_again:
        held.is_sure = True
        again = inside.enter(held, on=clock.today()) or found
        return inside.show(request, again, at=at)
    held.typed.pop(held.page, None)
    if answer.secret is not None:
        holding.open_secret(held, answer.secret)
    holding.turn_to(held, HOME)
    return inside.show(request, inside.enter(held, on=clock.today()) or found, at=at, answer=answer)
