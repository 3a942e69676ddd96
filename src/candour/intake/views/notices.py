"""Notices and outcomes of hearings: a list, and each page byte for byte as it was confirmed."""

import base64
import hashlib
import re

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from candour import clock
from candour.intake.notices import folder

_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


def notices(request: HttpRequest) -> HttpResponse:
    """What is published today, the newest first."""
    pages = folder.listed(folder=settings.PUBLISHED, on=clock.today())
    return _unlisted(render(request, "intake/notices.html", {"pages": pages}))


def notice(request: HttpRequest, slug: str) -> HttpResponse:
    """One page; what was withdrawn or is over answers as what never was."""
    data = folder.read(folder=settings.PUBLISHED, slug=slug, on=clock.today())
    if data is None:
        raise Http404
    answer = HttpResponse(data, content_type="text/html; charset=utf-8")
    answer["Content-Security-Policy"] = _policy(data)
    return _unlisted(answer)


def _policy(data: bytes) -> str:
    """Allow the page its own style by its hash, and nothing else at all."""
    hashes = [base64.b64encode(hashlib.sha256(style).digest()) for style in _STYLE.findall(data)]
    styles = " ".join(f"'sha256-{value.decode()}'" for value in hashes) or "'none'"
    return (
        f"default-src 'none'; style-src {styles}; form-action 'none'; base-uri 'none'; "
        "frame-ancestors 'none'"
    )


def _unlisted(answer: HttpResponse) -> HttpResponse:
    """Ask search engines to keep nothing; no-store, which every page says, asks the caches."""
    answer["X-Robots-Tag"] = "noindex, noarchive"
    return answer
