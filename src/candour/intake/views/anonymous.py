"""What stands before every page of the report site that takes a form."""

import functools
import urllib.parse
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

View = Callable[..., HttpResponseBase]


def same_site(view: View) -> View:
    """Refuse forms that another site posts; there is no cookie that could tell them apart.

    Browsers say where a form comes from, in Sec-Fetch-Site or in Origin. A browser too old to send
    either can't be made to by another site, so the absence of both is let through.
    """

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method == "POST" and not _is_own(request):
            return render(request, "report/403.html", status=403)
        return view(request, *args, **kwargs)

    return guarded


def _is_own(request: HttpRequest) -> bool:
    fetched = request.headers.get("Sec-Fetch-Site")
    if fetched is not None:
        return fetched == "same-origin"
    origin = request.headers.get("Origin")
    if origin is None:
        return True
    return urllib.parse.urlsplit(origin).netloc == request.get_host()
