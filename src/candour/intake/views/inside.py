"""What an open mailbox shows: where it stands, what to do now, letters, and what else there is."""

import dataclasses
import datetime
import uuid
from collections.abc import Iterator, Mapping

from django import forms as django_forms
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from candour.core import stream, words
from candour.intake import aftercare, forms, mailboxes, wording
from candour.intake.aftercare import Aftercare, Answer, Visit
from candour.intake.attachments import attached, blobs
from candour.intake.attachments.receive import Refusal
from candour.intake.mailboxes import Box, Message, Opened, opening, wishes
from candour.intake.views import holding
from candour.intake.views.holding import HOME, MESSAGE, SUPPORTER, Held

REPLACE = "replace_words"


class Unlock(django_forms.Form):
    passphrase = django_forms.CharField(
        label=gettext_lazy("Your second password"),
        widget=django_forms.PasswordInput(attrs={"autocomplete": "off"}),
        max_length=300,
        strip=False,
        error_messages={"required": gettext_lazy("Enter your second password")},
    )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """An open mailbox: what its page carries, and what can be done from it now."""

    held: Held
    visit: Visit
    offered: Mapping[str, Aftercare]

    @property
    def box(self) -> Box:
        """Return the box that is open."""
        return self.visit.box


def enter(held: Held, *, on: datetime.date) -> Inside | None:
    """Open the mailbox that a page holds; None where its words open nothing any more."""
    opened = _helped(held) if held.who == SUPPORTER else _own(held)
    if opened is None:
        return None
    is_hers = held.who != SUPPORTER and not opened.box.is_shut
    matters = opening.matters(secret=held.secret) if is_hers and not held.matter else ()
    if held.page == REPLACE and opened.box.must_change and not held.fresh:
        _draw(held)
    visit = Visit(
        secret=held.secret,
        opened=opened,
        matters=matters,
        today=on,
        id=uuid.UUID(held.id),
        fresh=tuple(held.fresh.split()),
        is_sure=held.is_sure,
    )
    return Inside(held=held, visit=visit, offered=aftercare.offered(visit) if is_hers else {})


def _own(held: Held) -> Opened | None:
    found = opening.opened(secret=held.secret, matter=held.matter)
    if found is not None or not held.fresh:
        return found
    # The page that took new words was sent a second time.
    taken = mailboxes.Secret(words=tuple(held.fresh.split()))
    found = opening.opened(secret=taken, matter=held.matter)
    if found is not None:
        holding.open_secret(held, taken)
        holding.turn_to(held, HOME)
    return found


def _helped(held: Held) -> Opened | None:
    box = mailboxes.open_helped(keys=held.secret.supporter_keys())
    return None if box is None else Opened(box=box, matter=0, keys=held.secret.keys())


def _draw(held: Held) -> None:
    held.fresh = " ".join(words.generate(count=words.MAILBOX_WORDS))


def send(found: Inside, message: Message) -> bool:
    """Send a message as whoever is in: her, or a supporter."""
    visit = found.visit
    if found.box.is_helped:
        keys = found.held.secret.supporter_keys()
        return mailboxes.send_as_supporter(
            keys=keys, box=found.box, message=message, on=visit.today
        )
    return mailboxes.send(keys=visit.opened.keys, box=found.box, message=message, on=visit.today)


def show(
    request: HttpRequest,
    found: Inside,
    *,
    at: datetime.datetime,
    form: django_forms.Form | None = None,
    raw: dict[str, list[str]] | None = None,
    answer: Answer | None = None,
) -> HttpResponse:
    """Show the page that the mailbox is on."""
    if found.box.is_shut:
        return show_locked(request, found, form=Unlock(), at=at)
    held = found.held
    if found.box.must_change and not found.box.is_helped and held.page != REPLACE:
        holding.turn_to(held, REPLACE)
    if held.page in found.offered:
        return _show_act(request, found, at=at, form=form, raw=raw)
    if raw is not None:
        held.text = (raw.get("text") or [""])[0]
    if held.page == MESSAGE:
        return show_message(request, found, at=at, form=form)
    return _show_home(request, found, at=at, form=form, answer=answer)


def _show_act(
    request: HttpRequest,
    found: Inside,
    *,
    at: datetime.datetime,
    form: django_forms.Form | None,
    raw: dict[str, list[str]] | None,
) -> HttpResponse:
    held, entry = found.held, found.offered[found.held.page]
    if entry.draws_words and not held.fresh:
        _draw(held)
    if form is None:
        form = _quiet(entry, found.visit, raw)
    visit = dataclasses.replace(found.visit, fresh=tuple(held.fresh.split()))
    context = {
        "entry": entry,
        "says": entry.says(visit),
        "form": form,
        "words": held.fresh if entry.shows_words else "",
        "is_forced": found.box.must_change,
        "sent": wording.sent_in_words(found.box),
        "box": found.box,
        "state": holding.seal(held, at=at),
    }
    return render(request, entry.template, context)


def show_too_long(request: HttpRequest, found: Inside, *, at: datetime.datetime) -> HttpResponse:
    """Show the page of after-care that she is on with more than its page can carry away."""
    entry = found.offered.get(found.held.page)
    if entry is None:
        return show(request, found, at=at)
    form = entry.form(request.POST, visit=found.visit)
    form.full_clean()
    form.add_error(None, _("This is too long. Make it shorter"))
    return show(request, found, at=at, form=form)


def _quiet(entry: Aftercare, visit: Visit, raw: dict[str, list[str]] | None) -> django_forms.Form:
    """Return the form with what was typed before and no errors: she has only come back to it."""
    if not raw:
        return entry.form(visit=visit)
    form = entry.form(MultiValueDict(raw), visit=visit)
    form.full_clean()
    form.errors.clear()
    return form


def _show_home(
    request: HttpRequest,
    found: Inside,
    *,
    at: datetime.datetime,
    form: django_forms.Form | None,
    answer: Answer | None,
) -> HttpResponse:
    visit, box = found.visit, found.box
    due = {name: entry for name, entry in found.offered.items() if entry.is_due(visit)}
    context = {
        "answer": answer,
        "answer_words": " ".join(answer.words) if answer else "",
        "box": box,
        "matter": visit.opened.matter,
        "matters": visit.matters,
        "progress": wording.states_in_words(box, today=visit.today),
        "overdue": wording.overdue(box, today=visit.today),
        "by_when": wording.by_when(box, today=visit.today),
        "due": due,
        "others": {name: one for name, one in found.offered.items() if name not in due},
        "waiting": wording.wishes_in_words(wishes.waiting(box)),
        "letters": wording.letters_in_words(box),
        "sent": wording.sent_in_words(box),
        "form": form or forms.Message(initial={"text": found.held.text}),
        "state": holding.seal(found.held, at=at),
    }
    return render(request, "intake/mailbox.html", context)


def show_message(
    request: HttpRequest,
    found: Inside,
    *,
    at: datetime.datetime,
    form: django_forms.Form | None = None,
    refusals: list[Refusal] | None = None,
) -> HttpResponse:
    """Show the page on which a message and its files are put together."""
    held = found.held
    if held.page != MESSAGE:
        holding.turn_to(held, MESSAGE)
    context = {
        "form": form or forms.Message(initial={"text": held.text}),
        "files": held.attached,
        "refusals": refusals or [],
        "has_errors": bool(refusals),
        "state": holding.seal(held, at=at),
    }
    return render(request, "intake/mailbox_message.html", context)


def show_locked(
    request: HttpRequest, found: Inside, *, form: django_forms.Form, at: datetime.datetime
) -> HttpResponse:
    """Show where the report stands, and ask for what opens the letters."""
    context = {
        "box": found.box,
        "progress": wording.states_in_words(found.box, today=found.visit.today),
        "overdue": wording.overdue(found.box, today=found.visit.today),
        "form": form,
        "state": holding.seal(found.held, at=at),
    }
    return render(request, "intake/mailbox_locked.html", context)


def as_file(name: str, content: str) -> HttpResponse:
    """Return a text to be saved."""
    response = HttpResponse(content, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def download(
    request: HttpRequest, found: Inside, which: str, *, at: datetime.datetime
) -> HttpResponseBase:
    """Open a file that came with a letter, piece by piece; nothing of it is kept here."""
    sought = [attached.from_json(one) for letter in found.box.letters for one in letter.files]
    file = next((one for one in sought if one.id_text == which), None)
    try:
        content = None if file is None else _content(file)
    except FileNotFoundError:
        content = None
    if file is None or content is None:
        answer = Answer(
            title=_("We can't find this file"), says=(_("Write to us and ask for it."),)
        )
        return show(request, found, at=at, answer=answer)
    response = StreamingHttpResponse(content, content_type="application/octet-stream")
    name = file.shown.replace('"', "").replace("\\", "")
    plain = name.encode("ascii", "replace").decode().replace("?", "_")
    response["Content-Disposition"] = f'attachment; filename="{plain}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _content(file: attached.Attached) -> Iterator[bytes]:
    blocks = blobs.read(blob=file.id)
    return stream.open_stream(key=file.key, context=file.id.bytes, blocks=blocks)
