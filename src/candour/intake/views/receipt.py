"""The public page that checks a promise, proof or opening; it keeps nothing of what it is shown."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters

from candour.core import notes, receipts
from candour.intake import forms, wording
from candour.intake.trust import published_keys
from candour.intake.views.anonymous import same_site

MOST = 300_000


@sensitive_post_parameters()
@same_site
def check(request: HttpRequest) -> HttpResponse:
    """Check what was pasted or chosen, and say what it proves and what not."""
    form = forms.Receipt(request.POST or None, request.FILES or None)
    verdict = None
    sent: tuple[tuple[str, str], ...] = ()
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data.get("file")
        content = given.read(MOST) if given else _with_newlines(form.cleaned_data["text"])
        verdict = receipts.check(file=content, trusted=published_keys())
        sent = _opened(content, verdict)
    context = {"form": form, "verdict": verdict, "keys": _keys(), "sent": sent}
    return render(request, "intake/check_receipt.html", context)


def keys(request: HttpRequest) -> HttpResponse:
    """The public keys that receipts are checked with, one on each line."""
    return HttpResponse("".join(f"{key}\n" for key in _keys()), content_type="text/plain")


def _opened(file: bytes, verdict: receipts.Verdict) -> tuple[tuple[str, str], ...]:
    """Return what a statement that holds says, as questions and answers."""
    if verdict.kind is not receipts.Kind.OPENING or not verdict.is_valid:
        return ()
    return wording.content_in_words(receipts.read_opening(file=file).content)


def _keys() -> list[str]:
    return [notes.encode_key(key=key) for key in published_keys()]


def _with_newlines(pasted: str) -> bytes:
    """Undo what forms do to line ends, and a lost last newline; every other byte counts."""
    text = pasted.replace("\r\n", "\n")
    return (text if text.endswith("\n") else text + "\n").encode()
